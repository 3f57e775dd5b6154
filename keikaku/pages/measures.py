"""An indicator for short: its latest value, the plan's own target, how it stands."""

from collections.abc import Iterable

from keikaku.pages.addresses import HERE
from keikaku.pages.blocks import Block, Link, Measure, Measures
from keikaku.pages.context import Context
from keikaku.pages.phrases import promised_text, state_text
from keikaku.pages.sentences import known_values
from keikaku.pages.standings import short_standing
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Observation
from keikaku.progress import is_of_part, is_overtaken, progress
from keikaku.values import value_text


def measure(ctx: Context, indicator: Indicator, link: Link) -> Measure:
    """Beside a verdict stands the value that it was made from: a later one may not be comparable."""
    judged = progress(ctx.plan.about, indicator).latest
    value, when = _shown(ctx, indicator, judged) if judged else latest_value(ctx, indicator)
    is_latest = judged is None or not is_overtaken(indicator, judged)
    target, standing, tags = own_target(ctx, indicator), short_standing(ctx, indicator), ctx.tags((), of=indicator)
    return Measure(link, value, when, target, standing, is_latest=is_latest, tags=tags)


def measures_block(ctx: Context, indicators: Iterable[Indicator], page: str) -> tuple[Block, ...]:
    """How each of a page's indicators stands, each the way to its figure further down on that page."""
    made = tuple(
        measure(ctx, one, Link(ctx.indicator_title(one), f"{page}#{ctx.plan.id}-{one.id}-{HERE}")) for one in indicators
    )
    return (Measures(made),) if made else ()


def latest_value(ctx: Context, indicator: Indicator) -> tuple[str, str]:
    """The latest known value, and when it was so; nothing where there is none, or it is given in words."""
    about = ctx.plan.about
    known = known_values(about, indicator.values)
    return _shown(ctx, indicator, known[-1]) if known and known[-1].value.number is not None else ("", "")


def _shown(ctx: Context, indicator: Indicator, one: Observation) -> tuple[str, str]:
    when = " ".join(part for part in (one.year.printed, state_text(ctx.words, ctx.plan.about, one)) if part)
    return value_text(one.value, indicator.unit_word), when


def own_target(ctx: Context, indicator: Indicator) -> str:
    """The plan's own target: the one that its verdict is about, else the last; nothing where none has a year."""
    own = [t for t in indicator.targets if not (t.plan or t.value.is_missing or is_of_part(t))]
    target = progress(ctx.plan.about, indicator).target or (own[-1] if own else None)
    when = promised_text(ctx.words, target, said=str) if target else ""
    if target is None or not when:
        return ""
    return ctx.words("Target: {value} ({when})", value=value_text(target.value, indicator.unit_word), when=when)
