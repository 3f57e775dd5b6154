"""Values inside a narrative: `{{value: id year}}` becomes what the data says."""

import html
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, Html, ValueReference, quoted
from keikaku.plan.observations import Observation
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problems
from keikaku.reading.narrative_lines import VALUE_PLACE
from keikaku.reading.references import report_unknown
from keikaku.years import Year, parse_year


def with_values(chapter: Chapter, plan: Plan, elsewhere: Collection[str], problems: Problems) -> Chapter:
    """A number in the prose comes from the data, so that it is written once."""
    values: list[ValueReference] = []
    fill = _value_filler(values, plan, elsewhere, problems)

    def filled(text: str) -> str:
        return VALUE_PLACE.sub(lambda m: written(m, text), text)

    def written(match: re.Match[str], text: str) -> str:
        place = FilePosition(at, int(match[4]), int(match[5]))
        value = fill(match[1], match[2], match[3], place)
        indicator = plan.indicators_by_id.get(match[1])
        unit = indicator.unit_word if indicator else ""
        if unit and text.startswith(unit, match.end()) and place.line:
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
) -> Callable[[str, str, str, FilePosition], str]:
    """A function that gives the text of a value, and adds to those `known` which value that is."""
    footing = plan.about.years

    def fill(id: str, year_text: str, state: str, at: FilePosition) -> str:
        indicator = plan.indicators_by_id.get(id)
        year = parse_year(year_text)
        values = _values_of(indicator.values, year and year.counted_as(footing.kind), state) if indicator else []
        if indicator and len(values) == 1:
            value = values[0].value
            reference = ValueReference(id, values[0].year, values[0].state, at)
            if at.line or reference not in known:  # in the list of headings a heading's value stands without a place
                known.append(reference)
            text = html.escape(value.printed if value.unit else value.printed + indicator.unit_word)
            return quoted(text, known.index(reference))
        if at.line and id not in elsewhere:
            if indicator:
                _report_values(indicator, values, " ".join(filter(None, (year_text, state))), at, problems)
            else:
                report_unknown("indicator", id, plan.indicators_by_id, at, problems)
        return html.escape(f"{id} {year_text}")

    return fill


def _report_values(
    indicator: Indicator, values: Collection[Observation], year: str, at: FilePosition, problems: Problems
) -> None:
    """Several values are of that year, or none."""
    known = ", ".join(dict.fromkeys(f"{o.year} {o.state}".strip() for o in indicator.values))
    advice = (
        (
            "Write the value of that year at the indicator first. Values are there of: {known}. A "
            "baseline or target is not quoted so."
        )
        if known
        else "It has no values. A baseline or target is not quoted so."
    )
    problems.add(
        "ambiguous-value" if values else "unknown-value",
        "there are several values “{id}” of {year}" if values else "there is no value “{id}” of {year} in this plan",
        at,
        advice="Name the state, too: {states}" if values else advice,
        states=", ".join(f"{{{{value: {indicator.id} {o.year} {o.state}}}}}" for o in values),
        id=indicator.id,
        year=year,
        known=known,
    )


def _values_of(values: Iterable[Observation], year: Year | None, state: str) -> list[Observation]:
    """The values of that year: those in the state asked for, else those in none, else all."""
    found = [o for o in values if o.year == year]
    if state:
        return [o for o in found if o.state == state]
    return [o for o in found if not o.state] or found
