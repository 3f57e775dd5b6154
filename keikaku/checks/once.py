"""Questions about values of one year, of which each figure has one: results, targets, baselines, rates, and counts."""

from collections.abc import Iterable

from keikaku.checks.asking import Check, warn
from keikaku.checks.rows import repeated, rows_of_values
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Baseline, Rate, Target
from keikaku.plan.plan import Plan
from keikaku.plan.tree import YearItems
from keikaku.plan.unread import in_braces
from keikaku.problems import Problems


def value_twice(plan: Plan, problems: Problems) -> None:
    """Two values of one year in one state, or two targets of one kind: a reader cannot know which one holds."""
    for row in rows_of_values(plan):
        for first, observation in repeated(((one.year, one.state), one) for one in row.values):
            problems.add(
                "value-twice",
                "“{name}” has two values for {year} in the same state; first on line {line}",
                observation.written_at,
                advice="Keep one, or give each its state: state: 速報.",
                name=row.name,
                year=observation.year.printed,
                line=first.written_at.line,
            )
    for indicator in plan.indicators:
        _check_targets_once(indicator, problems)
        _check_years_once(indicator.name, [((one.year, one.label), one) for one in indicator.baseline], problems)
        _check_years_once(indicator.name, [(one.year, one) for one in indicator.rates], problems)
    for subject in (*plan.nodes, *plan.projects):
        for entries in (subject.results, subject.plans, subject.year_goals):
            _check_years_once(subject.name, [(one.year, one) for one in entries], problems)
    _check_counts_once(plan, problems)


def value_superseded(plan: Plan, problems: Problems) -> None:
    """Where a year has its final value, one of its middle or an estimate has mostly been left behind."""
    for row in rows_of_values(plan):
        final = {one.year: one for one in row.values if plan.about.is_final(one.state)}
        for old in row.values:
            new = final.get(old.year)
            if new is None or plan.about.is_final(old.state) or old.cite:
                continue
            warn(
                problems,
                row.record,
                "value-superseded",
                "of {year}, “{name}” has a value ({state}: {old}), and beside it, as the final one, only “{new}” "
                "(line {line})"
                if new.value.is_missing
                else "“{name}” has a value of {year} ({state}: {old}) beside the final one ({new})",
                old.written_at,
                advice="Delete “{new}” there: “{old}” tells the year. If both are to be shown, {acknowledge}"
                if new.value.is_missing
                else "Is it no longer needed? Then delete it. If both are to be shown, {acknowledge}",
                name=row.name,
                of_year=old.year,
                year=old.year.printed,
                state=plan.about.state_name(old.state),
                old=old.value.printed,
                new=new.value.printed,
                line=new.written_at.line,
            )


def _check_counts_once(plan: Plan, problems: Problems) -> None:
    for first, count in repeated(((one.node, one.repeats), one) for one in plan.about.counts):
        problems.add(
            "value-twice",
            "the projects of “{node}” are counted twice; first on line {line}",
            count.written_at,
            advice="Is one of them meant for another node? Otherwise keep one.",
            node=count.node,
            line=first.written_at.line,
        )


def _check_targets_once(indicator: Indicator, problems: Problems) -> None:
    """Of one year, one plan, and one part of the whole there is one target; a former one stands under `was:`."""
    for first, target in repeated((_kind_of(target), target) for target in indicator.targets):
        problems.add(
            "value-twice",
            "“{name}” has two targets for {year}; first on line {line}: {first}",
            target.written_at,
            advice="Is the year of one of them wrong, or its series? Else keep the one that holds. A target that was "
            "changed stands beside the new one: {near}",
            name=indicator.name,
            year=target.year.printed if target.year else target.timing.value,
            line=first.written_at.line,
            first=first.value.printed,
            near=f"{{value: {in_braces(target.value.printed)}, was: {{value: {in_braces(first.value.printed)}}}}}",
        )


def _kind_of(target: Target) -> tuple[object, ...]:
    part = (target.series, tuple(sorted(target.dimension.items())), target.per, target.over, target.reference)
    return (target.year or target.timing, target.plan, *part)


def _check_years_once(
    name: str, records: Iterable[tuple[object, Baseline | Rate | YearItems]], problems: Problems
) -> None:
    """H30 and 平成30年度 are one year."""
    for first, record in repeated(records):
        problems.add(
            "value-twice",
            "“{name}” has {year} twice here; first on line {line}",
            record.written_at,
            advice="Is one of the two years wrong? Compare with the source. If both are right, write them as one.",
            name=name,
            year=record.year.printed if record.year else "",
            line=first.written_at.line,
        )


ONCE: tuple[Check, ...] = (value_twice, value_superseded)
