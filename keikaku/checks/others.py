"""Questions about a record that differs from all others of its kind: there one slip is likelier than many."""

from collections import Counter

from keikaku.checks.asking import AS_PRINTED, Check, warn
from keikaku.checks.rows import own_targets
from keikaku.plan.plan import Plan
from keikaku.problems import Problems

_MANY_OTHERS = 5


def year_of_others(plan: Plan, problems: Problems) -> None:
    """Where all goals but one list the results of one year, another year at that one is mostly mistyped."""
    for key in ("year_goals", "results", "plans"):
        single = [(node, own[0]) for node in plan.nodes if len(own := getattr(node, key)) == 1]
        times = Counter(items.year.last for _, items in single)
        usual = max(times, key=lambda year: times[year], default=0)
        if len(times) == 2 and times[usual] > 1 and len(single) == times[usual] + 1:
            node, items = next((node, items) for node, items in single if items.year.last != usual)
            others = next(items.year.printed for _, items in single if items.year.last == usual)
            warn(
                problems,
                node,
                "year-of-others",
                "only “{name}” has {year} here, all others have {others}",
                items.written_at,
                advice=AS_PRINTED,
                name=node.name,
                year=items.year.printed,
                others=others,
            )


def target_year_of_others(plan: Plan, problems: Problems) -> None:
    """Where all targets of a plan but one are for one year, that one's is mostly mistyped."""
    own = [(indicator, target) for indicator in plan.indicators for target in own_targets(indicator) if target.year]
    times = Counter(target.year.last for _, target in own if target.year)
    usual = max(times, key=lambda year: times[year], default=0)
    if len(times) != 2 or len(own) != times[usual] + 1 or times[usual] < _MANY_OTHERS:
        return
    others = next(target.year.printed for _, target in own if target.year and target.year.last == usual)
    for indicator, target in own:
        if target.year and target.year.last != usual:
            warn(
                problems,
                indicator,
                "target-year-of-others",
                "only the target of “{name}” is for {year}, all others are for {others}",
                target.written_at,
                advice=AS_PRINTED,
                name=indicator.name,
                year=target.year.printed,
                others=others,
            )


OTHERS: tuple[Check, ...] = (year_of_others, target_year_of_others)
