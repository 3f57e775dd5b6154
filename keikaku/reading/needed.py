"""References of public things to what is held back: today, and on each day on which something becomes public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from keikaku.plan.embargo import Held, days_to_come, name_of, public_part, settled
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Publishable
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.reading.references import known_ids, references_of


@dataclass(frozen=True)
class _Need:
    name: str  # of what is needed
    held: Held
    at: FilePosition  # where it is needed


def check_needed(plan: Plan, problems: Problems, severity: Severity) -> None:
    """Public things of a settled plan that cannot do without something held back, each with its place."""
    for need in _needs(plan):
        _report_needed(need, plan, problems, severity)


def check_needed_later(plan: Plan, today: date) -> Problems:
    """The same of each day to come on which something becomes public: it would stop the release of that day."""
    problems = Problems()
    days = days_to_come(plan, today)
    told = {need.at for need in _needs(settled(plan, today))} if days else set()
    for day in days:
        then = settled(plan, day)
        for need in _needs(then):
            if need.at not in told:
                told.add(need.at)
                _report_needed_later(need, then, day, problems)
    return problems


def _needs(plan: Plan) -> Iterator[_Need]:
    if plan.about.is_held:
        return
    public = public_part(plan)
    everything, known = known_ids(plan), known_ids(public)
    for what, id, at in references_of(public, ()):
        if id in everything[what] and id not in known[what]:
            held = _found(plan, what, id)
            yield _Need(name_of(held), held, at)
    yield from (need for need in (*_quoted_values(public, plan), *_rates(public, plan)) if need.held.is_held)


def _found(plan: Plan, what: str, id: str) -> Held:
    """A chapter may have the id of what it speaks about."""
    subjects: dict[str, Held] = {**plan.nodes_by_id, **plan.projects_by_id, **plan.themes_by_id}
    figures: dict[str, Held] = {**plan.indicators_by_id, **plan.tables_by_id, **plan.money_by_id}
    others: dict[str, Held] = {**plan.chapters_by_id}
    return (others | subjects | figures if what != "chapter" else others)[id]


def _quoted_values(public: Plan, plan: Plan) -> Iterator[_Need]:
    """The values that stand in the public narrative."""
    for chapter in public.chapters:
        for quoted in chapter.values:
            indicator, one = plan.quoted(quoted)
            held = one if isinstance(one, Publishable) and not indicator.is_held else indicator
            yield _Need(f"{indicator.name} {one.year or ''}".strip(), held, quoted.at)


def _rates(public: Plan, plan: Plan) -> Iterator[_Need]:
    """The values that an achievement rate tells, which is computed from them."""
    for indicator in public.indicators:
        years = {o.year for o in indicator.values}
        for o in plan.indicators_by_id[indicator.id].values:
            yield from (
                _Need(f"{indicator.name} {o.year}", o, rate.written_at)
                for rate in indicator.rates
                if rate.year == o.year and rate.year not in years
            )


def _held_with(held: Held, plan: Plan) -> Held:
    """Where the word stands that holds it back: at itself, or at what it hangs below."""
    if isinstance(held, Chapter):
        above = plan.subject(held.of)
    else:
        id = getattr(held, "id", "")
        above = plan.subject(plan.parents.get(id) or plan.owners.get(id, ""))
    return _held_with(above, plan) if above and above.is_held else held


def _report_needed(need: _Need, plan: Plan, problems: Problems, severity: Severity) -> None:
    problems.add(
        "draft-is-needed",
        "“{name}” is a draft, but this needs it"
        if need.held.draft
        else "“{name}” becomes public on {day}, but this needs it before",
        need.at,
        advice="If “{name}” may be public, take “{until}” away below line {line} of {file}. If not, take out "
        "what refers to it here until then (of a list that alone), or hold back what it belongs to as well."
        if _held_with(need.held, plan) is need.held
        else "It is held back with “{above}”. If that may be public, take “{until}” away below line {line} of "
        "{file}. If not, take out what refers to it here until then (of a list that alone), or hold back what it "
        "belongs to as well.",
        severity=severity,
        **_facts(need, plan),
    )


def _report_needed_later(need: _Need, plan: Plan, since: date, problems: Problems) -> None:
    problems.add(
        "draft-needed-later",
        "this becomes public on {since} and needs “{name}”, which is a draft"
        if need.held.draft
        else "this becomes public on {since} and needs “{name}”, which does not before {day}",
        need.at,
        advice="If “{name}” may be public on {since}, write “publish_on: {since}” in place of “{until}” below line "
        "{line} of {file}. If not, write “{until}” here, in place of “publish_on:”, or take out what refers to it."
        if _held_with(need.held, plan) is need.held
        else "It is held back with “{above}”. If that may be public on {since}, write “publish_on: {since}” in place "
        "of “{until}” below line {line} of {file}. If not, write “{until}” here, in place of “publish_on:”, or take "
        "out what refers to it.",
        severity=Severity.HINT,
        since=str(since),
        **_facts(need, plan),
    )


def _facts(need: _Need, plan: Plan) -> dict[str, str]:
    """What the sentences of both speak of."""
    above = _held_with(need.held, plan)
    return {
        "name": need.name,
        "day": str(need.held.publish_on or ""),
        "above": name_of(above),
        "file": above.written_at.file,
        "line": str(above.written_at.line),
        "until": "draft: true" if above.draft else f"publish_on: {above.publish_on}",
    }
