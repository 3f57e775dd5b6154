"""Values inside a narrative: `{{value: id year}}` becomes what the data says."""

import html
import re
from collections.abc import Callable, Collection
from dataclasses import replace

from keikaku.plan.indicators import Indicator, which_of
from keikaku.plan.narrative import Chapter, Html, ValueReference, quoted
from keikaku.plan.observations import Observation, Quotable, Target
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problems
from keikaku.reading.narrative_values import VALUE_PLACE
from keikaku.reading.unknown import report_unknown
from keikaku.values import normalised, value_text
from keikaku.years import parse_year


def with_values(chapter: Chapter, plan: Plan, elsewhere: Collection[str], problems: Problems) -> Chapter:
    """A number in the prose comes from the data, so that it is written once."""
    values: list[ValueReference] = []
    fill = _value_filler(values, plan, elsewhere, problems)

    def filled(text: str) -> str:
        return VALUE_PLACE.sub(lambda m: written(m, text), text)

    def written(match: re.Match[str], text: str) -> str:
        kind, id, year, which = match.groups()[:4]
        place = FilePosition(at, int(match[5]), int(match[6]))
        value = fill(kind, id, year, which, place)
        indicator = plan.indicators_by_id.get(id)
        unit = indicator.unit_word if indicator else ""
        if unit and re.compile(r"\s*" + re.escape(unit)).match(text, match.end()) and place.line:
            problems.add(
                "written-twice",
                "“{unit}” stands behind a value that has it already",
                place,
                advice="Take away “{unit}” behind the braces.",
                unit=unit,
            )
        return value

    at = chapter.written_at.file
    parts = tuple(Html(filled(part.marked)) if isinstance(part, Html) else part for part in chapter.parts)
    headings = tuple(replace(heading, marked=html.unescape(filled(heading.marked))) for heading in chapter.headings)
    return replace(chapter, parts=parts, headings=headings, values=tuple(values))


def _value_filler(
    known: list[ValueReference], plan: Plan, elsewhere: Collection[str], problems: Problems
) -> Callable[[str, str, str, str, FilePosition], str]:
    """A function that gives the text of a value, and adds to those `known` which value that is."""
    footing = plan.about.years

    def fill(kind: str, id: str, year_text: str, which: str, at: FilePosition) -> str:
        indicator = plan.indicators_by_id.get(id)
        asked = " ".join(filter(None, (year_text, which)))
        year = parse_year(year_text)
        if year:
            year = year.counted_as(footing.kind)
        elif kind != "value":  # {{target: members every}}
            which = asked
        found = indicator.quoted(kind, year, which) if indicator and (year or kind != "value") else ()
        if indicator and len(found) == 1:
            reference = ValueReference(kind, id, year, which, at)
            if at.line or reference not in known:  # in the list of headings a heading's value stands without a place
                known.append(reference)
            text = html.escape(value_text(found[0].value, _unit_of(found[0], indicator)))
            return quoted(text, known.index(reference))
        if at.line and id not in elsewhere:
            if id in plan.tables_by_id or id in plan.money_by_id:
                _report_no_indicator(id, at, problems)
            elif indicator:
                _report(indicator, kind, asked, found, at, problems)
            else:
                report_unknown("indicator", id, plan.indicators_by_id, at, problems, elsewhere=elsewhere)
        return html.escape(f"{id} {asked}".strip())

    return fill


def _report_no_indicator(id: str, at: FilePosition, problems: Problems) -> None:
    problems.add(
        "unknown-value",
        "“{id}” is a table, and only values of indicators are quoted",
        at,
        advice="Write the number itself; it is not renewed when the data is.",
        id=id,
    )


def _unit_of(record: Quotable, indicator: Indicator) -> str:
    return indicator.unit_of(record) if isinstance(record, Target) else indicator.unit_word


def _report(
    indicator: Indicator,
    kind: str,
    asked: str,
    found: Collection[Quotable],
    at: FilePosition,
    problems: Problems,
) -> None:
    """Several are what was asked for, or none."""
    several, none, lacking = _FOUND[kind]
    known = dict.fromkeys(_told_by(record) for record in indicator.quotable(kind))
    others = [way for other in _FOUND if other != kind for way in _ways(indicator, other)]
    near = [way for way in others if asked and way.endswith(f" {asked}}}}}")]
    if found:
        advice = "Choose by the source, and write one of these: {ways}"
    elif near:
        advice = "Did you mean “{near}”?"
    elif near := [one for one in known if asked and _digits(one) == _digits(asked)][:1]:
        advice = _OTHER_ERA
    else:
        advice = lacking if known else "It has none. What can be quoted of it: {others}" if others else _NOTHING
    problems.add(
        "ambiguous-value" if found else "unknown-value",
        several if found else none if asked else _NONE,
        at,
        advice=advice,
        id=indicator.id,
        year=asked,
        ways=", ".join(
            f"{record.value.printed} → {_way(indicator, kind, record)}{_said_beside(record)}" for record in found
        ),
        known=", ".join(known),
        others=", ".join(others),
        near=", ".join(near),
    )


def _digits(asked: str) -> str:
    """2 of H2 and R2, 5 of 令和5年度."""
    return "".join(re.findall(r"\d+", normalised(asked)))


_OTHER_ERA = "Did you mean “{near}”? Values are there of: {known}."


_NONE = "“{id}” has none in this plan"
_NOTHING = "Write the value at the indicator first."
_FOUND = {  # what is said where several are meant, and none; and then what to do
    "value": (
        "there are several values “{id}” of {year}",
        "there is no value “{id}” of {year} in this plan",
        "Write the value of that year at the indicator first. Values are there of: {known}.",
    ),
    "target": (
        "“{id}” has several targets",
        "there is no target “{id}” of {year} in this plan",
        "Write the target of that year at the indicator first. Targets are there of: {known}.",
    ),
    "baseline": (
        "“{id}” has several baselines",
        "there is no baseline “{id}” of {year} in this plan",
        "Write the baseline of that year at the indicator first. Baselines are there of: {known}.",
    ),
}


def _ways(indicator: Indicator, kind: str) -> list[str]:
    return list(dict.fromkeys(_way(indicator, kind, record) for record in indicator.quotable(kind)))


def _way(indicator: Indicator, kind: str, record: Quotable) -> str:
    return f"{{{{{kind}: {' '.join(filter(None, (indicator.id, _told_by(record))))}}}}}"


def _said_beside(record: Quotable) -> str:
    """What the sentence has to say of a value in a state."""
    return f"（{record.state}）" if isinstance(record, Observation) and record.state else ""


def _told_by(record: Quotable) -> str:
    return f"{record.year or ''} {which_of(record)}".strip()
