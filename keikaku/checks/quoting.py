"""Questions about what is quoted: values, which the sentence around them is to name, and sources."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from keikaku.checks.asking import Check, warn
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, Html, ValueReference
from keikaku.plan.observations import Observation, Target
from keikaku.plan.plan import Plan
from keikaku.plan.record import Subject
from keikaku.plan.tables import Money, Table
from keikaku.problems import FilePosition, Problems
from keikaku.values import normalised


def value_names_another(plan: Plan, problems: Problems) -> None:
    """A sentence that names one indicator and quotes a value of another tells a wrong number."""
    quoting = [chapter for chapter in plan.chapters if chapter.values]
    bearers = Counter(normalised(one.name) for one in plan.indicators) if quoting else Counter()
    named = {name for name, times in bearers.items() if times == 1 and len(name) >= _TELLING_NAME}
    for chapter in quoting:
        for said, values in _sentences(chapter):
            spoken = {name for name in named if name in said}
            own = {normalised(plan.indicators_by_id[one.id].name) for one in values if one.id in plan.indicators_by_id}
            if spoken and not any(name in said for name in own):
                warn(
                    problems,
                    chapter,
                    "value-names-another",
                    "the sentence names “{other}”, but quotes “{id}” ({name})",
                    values[0].at,
                    advice="If the sentence is about “{other}”, its id is “{near}”. If it is meant so, {acknowledge}",
                    other=(other := max(spoken, key=len)),
                    near=next(one.id for one in plan.indicators if normalised(one.name) == other),
                    id=values[0].id,
                    name=", ".join(sorted(own)),
                )


_TELLING_NAME = 5  # letters; shorter names stand in many sentences


def state_not_said(plan: Plan, problems: Problems) -> None:
    """A value that is not final passes for a final one where the sentence that quotes it does not say so."""
    for chapter in (chapter for chapter in plan.chapters if chapter.values):
        for said, values in _sentences(chapter):
            for value in values:
                state = _state_of(value, plan)
                if state and not any(word in said for word in _words_for(state)):
                    warn(
                        problems,
                        chapter,
                        "state-not-said",
                        "the sentence quotes a value that is {state}, and does not say so",
                        value.at,
                        advice="Write it beside the value: （{state}）. If the text says so elsewhere, {acknowledge}",
                        state=state,
                    )


def _state_of(value: ValueReference, plan: Plan) -> str:
    """The plan's word for the state of a value that is not final."""
    indicator = plan.indicators_by_id.get(value.id)
    found = indicator.quoted(value.kind, value.year, value.which) if indicator else ()
    early = [one for one in found if isinstance(one, Observation) and not plan.about.is_final(one.state)]
    return plan.about.state_name(early[0].state) if len(found) == 1 and early else ""


def _words_for(state: str) -> list[str]:
    """速報 says it for 速報値, as a day does: 9月15日時点."""
    parts = re.findall(r"\w{2,}", normalised(state))
    return [*(part.removesuffix("値") for part in parts), "時点", "現在"]


def _sentences(chapter: Chapter) -> Iterator[tuple[str, Sequence[ValueReference]]]:
    """Each sentence that quotes values, with those."""
    for part in chapter.parts:
        for sentence, numbers in part.quoting if isinstance(part, Html) else ():
            yield normalised(sentence), [chapter.values[number] for number in numbers]


def source_misnamed(plan: Plan, problems: Problems) -> None:
    """A source that is nearly called as the others, or as plan.yaml has it, is one and the same, and mistyped here."""
    cited = list(_cited(plan))
    times = Counter(cite for _, cite, _ in cited)
    known = [*(source.title for source in plan.about.sources), *(cite for cite in times if times[cite] > 1)]
    for record, cite, at in cited:
        if times[cite] > 1 or cite.startswith(tuple(known)):
            continue
        # Surveys of two years differ in their digits alone.
        near = difflib.get_close_matches(cite, [one for one in known if _digits(one) == _digits(cite)], 1, _ALIKE)
        if near:
            warn(
                problems,
                record,
                "source-misnamed",
                "the source is called “{cite}” here, and “{near}” elsewhere",
                at,
                advice="Is it the same? Then write “{near}”. If it is printed so, {acknowledge}",
                cite=cite,
                near=near[0],
            )


_ALIKE = 0.9


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", normalised(text))


def _cited(plan: Plan) -> Iterator[tuple[Subject, str, FilePosition]]:
    figures: tuple[Indicator | Table | Money, ...] = (*plan.indicators, *plan.tables, *plan.money)
    yield from ((one, one.cite, one.written_at) for one in figures if one.cite)
    for indicator in plan.indicators:
        quoted: tuple[Observation | Target, ...] = (*indicator.values, *indicator.targets)
        yield from ((indicator, one.cite, one.written_at) for one in quoted if one.cite)


QUOTING: tuple[Check, ...] = (value_names_another, state_not_said, source_misnamed)
