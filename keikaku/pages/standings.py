"""How a plan stands to its targets: counts at a glance, the lists behind them, and the rule that makes them."""

from collections import Counter
from collections.abc import Sequence

from keikaku.figure import Standing
from keikaku.pages.blocks import Block, Count, IndexList, IndexRow, Link, Page, Paragraphs, Section, Tally
from keikaku.pages.context import Context
from keikaku.pages.details import list_page
from keikaku.pages.verdicts import NOT_JUDGED, REASONS, RULE, VERDICTS, grounds, is_left_out, standing
from keikaku.plan.indicators import Indicator
from keikaku.plan.plan import Plan
from keikaku.progress import Verdict, progress
from keikaku.words import msgid

LEFT_OUT = "without-target"
_LEFT_OUT_HEADING = msgid("Without a target in numbers")


def has_standings(plan: Plan) -> bool:
    """Is there an indicator with a target, in a plan whose city wants verdicts?"""
    return plan.about.progress and any(not is_left_out(plan, indicator) for indicator in plan.indicators)


def with_standings(plans: Sequence[Plan]) -> list[Plan]:
    """The plans whose standings one file of the site tells together: none where there is but one."""
    found = [plan for plan in plans if has_standings(plan)]
    return found if len(found) > 1 else []


def told_early(plan: Plan) -> list[Indicator]:
    """The indicators that will stand otherwise as long as something is held back."""
    if plan.is_open:
        return []
    return [one for one in plan.indicators if progress(plan.about, one).is_told_early(one)]


def glance_section(ctx: Context) -> tuple[Section, ...]:
    """The counts, with the rule beside them; nothing where there is nothing to judge."""
    if not has_standings(ctx.plan):
        return ()
    groups, left_out = _groups(ctx)
    blocks: tuple[Block, ...] = (Paragraphs((_what_is_counted(ctx),)), Tally(_counts(ctx, groups, left_out)))
    notes = (*_why_unknown(ctx, groups[Verdict.UNKNOWN]), *_told_early(ctx), ctx.words(RULE))
    return (Section("glance", ctx.words("At a glance"), (*blocks, Paragraphs(notes))),)


def glance_counts(ctx: Context) -> tuple[Count, ...]:
    """The counts for a card; what counts nothing is left out."""
    if not has_standings(ctx.plan):
        return ()
    groups, _ = _groups(ctx)
    return tuple(
        Count(verdict.value, ctx.words.number(len(found)), Link(ctx.words(VERDICTS[verdict])))
        for verdict, found in groups.items()
        if found
    )


def progress_page(ctx: Context) -> Page:
    """Every indicator under its verdict, with what the verdict was made from."""
    groups, left_out = _groups(ctx)
    sections = [
        Section(verdict.value, ctx.words(VERDICTS[verdict]), (_rows(ctx, indicators),))
        for verdict, indicators in groups.items()
        if indicators
    ]
    if left_out:
        sections.append(Section(LEFT_OUT, ctx.words(_LEFT_OUT_HEADING), (_rows(ctx, left_out),)))
    file = IndexRow(Link(ctx.words("This list as a file (CSV)"), ctx.addresses.progress_data))
    rule = Paragraphs((_what_is_counted(ctx), *_told_early(ctx), ctx.words(RULE)))
    blocks = (rule, Tally(_counts(ctx, groups, left_out)), IndexList((file,)))
    return list_page(ctx, "progress", ctx.words("Standing to the targets"), tuple(sections), blocks)


def short_standing(ctx: Context, indicator: Indicator) -> Standing | None:
    """The verdict's word alone, for a card."""
    if is_left_out(ctx.plan, indicator):
        return None
    found = standing(ctx.plan, indicator, ctx.words)
    return Standing(found.kind, found.text, "")


def _groups(ctx: Context) -> tuple[dict[Verdict, list[Indicator]], list[Indicator]]:
    groups: dict[Verdict, list[Indicator]] = {verdict: [] for verdict in VERDICTS}
    left_out: list[Indicator] = []
    for indicator in ctx.plan.indicators:
        found = progress(ctx.plan.about, indicator)
        (left_out if found.reason in NOT_JUDGED else groups[found.verdict]).append(indicator)
    return groups, left_out


def _counts(ctx: Context, groups: dict[Verdict, list[Indicator]], left_out: Sequence[Indicator]) -> tuple[Count, ...]:
    """All verdicts, or, where there is none yet, only how many wait for one."""
    address = ctx.addresses.list("progress")
    waiting = not any(found for verdict, found in groups.items() if verdict is not Verdict.UNKNOWN)
    shown = [Verdict.UNKNOWN] if waiting else list(groups)
    counts = [(verdict.value, ctx.words(VERDICTS[verdict]), len(groups[verdict])) for verdict in shown]
    counts += [(LEFT_OUT, ctx.words(_LEFT_OUT_HEADING), len(left_out))] if left_out else []
    return tuple(
        Count(kind, ctx.words.number(number), Link(text, f"{address}#{kind}" if number else ""))
        for kind, text, number in counts
    )


def _what_is_counted(ctx: Context) -> str:
    count = len(ctx.plan.indicators)
    return ctx.words.plural(
        "How {count} indicator stands to its target.", "How {count} indicators stand to their targets.", count=count
    )


def _why_unknown(ctx: Context, indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """The reasons why it cannot be told, the most frequent first."""
    reasons = Counter(progress(ctx.plan.about, indicator).reason for indicator in indicators)
    told = [
        ctx.words("{reason} ({count})", reason=ctx.words(REASONS[reason]), count=ctx.words.number(count))
        for reason, count in reasons.most_common()
        if reason
    ]
    return (ctx.words("Why it cannot be told yet: {reasons}.", reasons=ctx.words(", ").join(told)),) if told else ()


def _told_early(ctx: Context) -> tuple[str, ...]:
    """For staff: how many of the counts rest on what is held back."""
    early = told_early(ctx.plan)
    text = ctx.words.plural(
        "{count} of them rests on what is not public yet.",
        "{count} of them rest on what is not public yet.",
        count=len(early),
    )
    return (text,) if early else ()


def _rows(ctx: Context, indicators: Sequence[Indicator]) -> IndexList:
    return IndexList(tuple(ctx.part(_row, indicator) for indicator in indicators))


def _row(ctx: Context, indicator: Indicator) -> IndexRow:
    facts = (_owner_name(ctx, indicator), *grounds(ctx.plan, indicator, ctx.words))
    link = Link(ctx.indicator_title(indicator), ctx.addresses.indicator(indicator.id))
    tags = ctx.tags((), of=indicator)
    return IndexRow(link, number=indicator.number, tags=tags, facts=tuple(fact for fact in facts if fact))


def _owner_name(ctx: Context, indicator: Indicator) -> str:
    """What it belongs to: 基本目標 1, or the project, so that indicators of one name can be told apart."""
    if node := ctx.plan.nodes_by_id.get(ctx.plan.owners[indicator.id]):
        return ctx.node_kicker(node) or node.name
    return ctx.project_of(indicator)
