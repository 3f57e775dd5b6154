"""Questions about the numbers that things bear beside each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from keikaku.checks.asking import AS_PRINTED, Check, warn
from keikaku.kept import Itself
from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Indicator
from keikaku.plan.narrative import Chapter, Heading
from keikaku.plan.plan import PLAN, Plan
from keikaku.plan.tree import Listing, Node, Project, Theme, lists_of
from keikaku.problems import FilePosition, Problems
from keikaku.values import normalised

_Bearer: TypeAlias = Node | Project | Theme | Indicator | Chapter | PlanFile


class Numbered(NamedTuple):
    """What bears a number, and the record that may acknowledge what is found in it."""

    number: str
    name: str
    record: _Bearer
    at: FilePosition


def number_twice(plan: Plan, problems: Problems) -> None:
    """Two goals or projects side by side with one number: readers who look for the number find the wrong one."""
    for beside in _numbered_beside(Itself(plan)):
        first: dict[str, Numbered] = {}
        for one in (one for one in beside if not _leads_nowhere(one, plan)):
            known = first.setdefault(normalised(one.number), one)
            if one.number and known is not one and not _share_a_text(one.record, known.record):
                warn(
                    problems,
                    one.record,
                    "number-twice",
                    "“{name}” has the number of “{other}”: {number}",
                    one.at,
                    advice=AS_PRINTED if _is_heading(one) else _ONE_OF_BOTH,
                    name=one.name,
                    other=known.name,
                    number=one.number,
                )


_ONE_OF_BOTH = (
    "Compare both numbers with the source, and mend the one that differs. If they are printed so, {acknowledge}"
)


def number_out_of_order(plan: Plan, problems: Problems) -> None:
    """Numbers that do not follow each other: a digit is wrong, or a file or an entry stands in another place."""
    for beside in _numbered_beside(Itself(plan)):
        if odd := _of_another_make(beside) or _doubled_at_end(beside):
            _warn_of_number(*odd, problems)
        for place, (before, one) in enumerate(pairwise(beside)):
            if before.number and one.number and _counts_back(before.number, one.number):
                if fitting := _number_between(beside[place - 1], one) if place else _first_number(before, one):
                    _warn_of_number(before, fitting, problems)
                    continue
                warn(
                    problems,
                    one.record,
                    "number-out-of-order",
                    "“{name}” ({number}) stands behind “{before}” ({greater})",
                    one.at,
                    advice=_ORDER_OF_HEADINGS
                    if _is_heading(one)
                    else _ORDER_OF_TEXTS
                    if isinstance(one.record, Chapter)
                    else _ORDER_OF_ENTRIES,
                    other=before.at.file,
                    name=one.name,
                    number=one.number,
                    before=before.name,
                    greater=before.number,
                )


def _of_another_make(beside: Sequence[Numbered]) -> tuple[Numbered, str] | None:
    """The only number with other signs than all others, which count on over it; with the fitting one: １ for △１."""
    counted = [_counted(one) or ("", 0) for one in beside]
    makes = Counter(make for make, _ in counted)
    usual, count = makes.most_common(1)[0] if makes else ("", 0)
    counts_on = [number for _, number in counted] == list(range(1, len(beside) + 1))
    if not (counts_on and len(beside) > _FEWEST_OTHERS and count == len(beside) - 1):
        return None
    place = next(place for place, (make, _) in enumerate(counted) if make != usual)
    return beside[place], usual.replace("#", str(place + 1))


def _doubled_at_end(beside: Sequence[Numbered]) -> tuple[Numbered, str] | None:
    """2-33, the last after 2-1 and 2-2: a digit typed twice; with the fitting one."""
    counted = [_counted(one) for one in beside]
    if len(beside) < _FEWEST_OTHERS or not all(counted):
        return None
    makes, numbers = {one[0] for one in counted if one}, [one[1] for one in counted if one]
    last, fitting = str(numbers[-1]), len(numbers)
    once = {last[:place] + last[place + 1 :] for place in range(1, len(last)) if last[place] == last[place - 1]}
    is_doubled = len(makes) == 1 and numbers[:-1] == list(range(1, fitting)) and str(fitting) in once
    return (beside[-1], makes.pop().replace("#", str(fitting))) if is_doubled else None


def _number_between(one: Numbered, other: Numbered) -> str:
    """(2), which alone is missing between (1) and (3): then the number that stands there is a slip."""
    first, last = _counted(one), _counted(other)
    if first is None or last is None or (first[0], first[1] + 2) != last:
        return ""
    return first[0].replace("#", str(first[1] + 1))


def _first_number(one: Numbered, other: Numbered) -> str:
    """(1) for the (7) that stands before (2); (3) and (2) may have changed places."""
    first, last = _counted(one), _counted(other)
    if first is None or last is None or last[1] != 2 or first in ((last[0], 3), last):
        return ""
    return last[0].replace("#", "1")


def _warn_of_number(one: Numbered, fitting: str, problems: Problems) -> None:
    warn(
        problems,
        one.record,
        "number-out-of-order",
        "“{name}” ({number}) stands where {near} would follow",
        one.at,
        advice="Is a digit of “{number}” wrong? Compare with the source. If it is printed so, {acknowledge}",
        name=one.name,
        number=one.number,
        near=fitting,
    )


def number_missing(plan: Plan, problems: Problems) -> None:
    """Where all entries side by side bear a number but one, its number is mostly lost."""
    for beside in _numbered_beside(Itself(plan)):
        if one := _without_number(beside):
            warn(
                problems,
                one.record,
                "number-missing",
                "“{name}” has no number, all others beside it have one: {others}",
                one.at,
                advice="Is its “number: …” lost? Compare with the source. If it is printed so, {acknowledge}",
                name=one.name,
                others=", ".join(other.number for other in beside if other.number),
            )


def _without_number(beside: Sequence[Numbered]) -> Numbered | None:
    without = [one for one in beside if not one.number]
    return without[0] if len(without) == 1 and len(beside) > _FEWEST_OTHERS else None


_FEWEST_OTHERS = 2


def number_left_out(plan: Plan, problems: Problems) -> None:
    """Numbers that count from one and leave a single one out: there an entry is lost, or a digit is wrong."""
    for beside in _numbered_beside(Itself(plan)):
        place = _left_out_before(beside)
        if place is None:
            continue
        one, before = beside[place], beside[place - 1] if place else None
        warn(
            problems,
            one.record,
            "number-left-out",
            "“{name}” ({number}) follows “{before}” ({lower}): a number between them is left out"
            if before
            else "“{name}” ({number}) is the first here: the number before it is left out",
            one.at,
            advice="Is an entry lost, or a digit wrong? Compare with the source. If it is printed so, {acknowledge}",
            name=one.name,
            number=one.number,
            before=before.name if before else "",
            lower=before.number if before else "",
        )


def _left_out_before(beside: Sequence[Numbered]) -> int | None:
    """Before which entry one number is left out. Of the SDGs a plan may name some, and of its chapters publish some."""
    counted = [number for one in beside if (number := _counted(one)) is not None]
    if len(counted) != len(beside) or len({make for make, _ in counted}) != 1 or len(counted) < _FEWEST_OTHERS:
        return None
    if isinstance(beside[0].record, Theme | Chapter) and not _is_heading(beside[0]):
        return None
    steps = [after - before for before, after in pairwise((0, *(number for _, number in counted)))]
    is_one_left_out = sorted(steps) == [1] * (len(steps) - 1) + [2]
    return steps.index(2) if is_one_left_out else None


def _counted(one: Numbered) -> tuple[str, int] | None:
    """施策2-#, 3 for 施策2-③: what stands around the last count of a number, and that."""
    return _count_in(one.number)


@lru_cache(maxsize=20_000)
def _count_in(number: str) -> tuple[str, int] | None:
    match = re.fullmatch(r"(.*?)(\d{1,2})(\D*)", normalised(number))
    return (f"{match[1]}#{match[3]}", int(match[2])) if match else None


_ORDER_OF_ENTRIES = (
    "Exchange both with the lines below them, and leave the numbers; entries of several files come in the order of the "
    "files' names. If it is printed so, {acknowledge}"
)
_ORDER_OF_HEADINGS = (
    "Is a digit wrong, or do the headings stand in another order than in the source? If it is printed so, {acknowledge}"
)
_ORDER_OF_TEXTS = (
    "Texts come in the order of their “order:”, the smallest number first: give this one a smaller number than "
    "{other} has. If it is printed so, {acknowledge}"
)


_PAGES_COMPARED = 3


def page_out_of_order(plan: Plan, problems: Problems) -> None:
    """Things stand in the order of the document's pages; a page that leaps back sends a reader to the wrong one."""
    listed: list[tuple[Project, Listing]] = []
    for node in plan.nodes:
        own = [(project, listing) for listing, project in plan.listings(node.id) if listing.page.isdecimal()]
        if not _without_number(_listed(plan, node.id)):  # which stands behind the others
            listed += own
    if len(listed) < _PAGES_COMPARED:
        return
    for (_, one), (project, listing), (_, other) in zip(listed, listed[1:], listed[2:], strict=False):
        before, page, behind = one.page, listing.page, other.page
        if int(before) <= int(behind) and not int(before) <= int(page) <= int(behind):
            warn(
                problems,
                project,
                "page-out-of-order",
                "“{name}” is said to be on page {page}, between things on {before} and {behind}",
                _place_of(listing, project),
                advice=AS_PRINTED,
                name=project.name,
                page=page,
                before=before,
                behind=behind,
            )


def _counts_back(before: str, number: str) -> bool:
    """(3) above (1), 2-1 above 1-10; numbers of two kinds, such as (1) above ①, are not compared."""
    (kind, first), (other, second) = _parted(before), _parted(number)
    return kind == other and first > second


@lru_cache(maxsize=20_000)
def _parted(number: str) -> tuple[str, list[int]]:
    """施策#-#, and 2 and 3 for 施策2-③; a number in a circle is of another kind than one without."""
    plain = normalised(number)
    kind = re.sub(r"\d+", "#", plain) + ("○" if re.match("[①-⑳]", number) else "")
    return kind, [int(digits) for digits in re.findall(r"\d+", plain)]


def _share_a_text(one: _Bearer, other: _Bearer) -> bool:
    """Two projects that the source numbers and describes as one."""
    if not (isinstance(one, Project) and isinstance(other, Project)):
        return False
    return one is not other and (one.text_of or one.id) == (other.text_of or other.id)


def _leads_nowhere(one: Numbered, plan: Plan) -> bool:
    """What shares a text that is not there has been told of."""
    text_of = one.record.text_of if isinstance(one.record, Project) else None
    return text_of is not None and text_of not in plan.projects_by_id


@lru_cache(maxsize=8)  # two questions look at it, plan by plan
def _numbered_beside(of: Itself[Plan]) -> tuple[Sequence[Numbered], ...]:
    """What stands side by side, in its order, and bears numbers."""
    return tuple(beside for beside in _lists_beside(of.object) if any(one.number for one in beside))


def _lists_beside(plan: Plan) -> Iterator[Sequence[Numbered]]:
    yield from (_listed(plan, above) for above in (PLAN, *plan.nodes_by_id))
    subjects: tuple[Node | Project | Theme, ...] = (*plan.nodes, *plan.projects, *plan.about.themes)
    for subject in subjects:
        for items in lists_of(subject):
            yield [Numbered(item.number, item.heading or item.text, subject, item.written_at) for item in items]
    for chapter in plan.chapters:
        yield from _headings_beside(Itself(chapter))
    groups: dict[object, list[Numbered]] = defaultdict(list)
    for group, numbered in (*_of_plan(plan), *_of_subjects(plan)):
        groups[group].append(numbered)
    yield from groups.values()


def _listed(plan: Plan, above: str) -> Sequence[Numbered]:
    return [
        Numbered(listing.number, project.name, project, _place_of(listing, project))
        for listing, project in plan.listings(above)
    ]


def _place_of(listing: Listing, project: Project) -> FilePosition:
    """Where the project is listed again, else where it is at home."""
    return listing.written_at if listing.written_at.line else project.written_at


@lru_cache(maxsize=1_000)
def _headings_beside(of: Itself[Chapter]) -> tuple[Sequence[Numbered], ...]:
    """The headings of one level below another, where all bear numbers: ## 1 本市の推進体制; 【課題】 are apart."""
    groups: dict[object, list[Heading]] = defaultdict(list)
    above: list[Heading] = []
    for heading in of.object.headings:
        above = [one for one in above if one.level < heading.level]
        if not heading.text.startswith("【"):
            groups[above[-1].id if above else "", heading.level].append(heading)
        above.append(heading)
    numbered = ([(_NUMBER_OF_HEADING.match(one.text), one) for one in beside] for beside in groups.values())
    return tuple(
        [Numbered(match[0], one.text, of.object, one.at) for match, one in beside if match]
        for beside in numbered
        if all(match for match, _ in beside)
    )


_NUMBER_OF_HEADING = re.compile(r"(?:第?\d+[章節編部]?|[(（]\d+[)）])(?=[\s　.．])|[①-⑳]")


def _is_heading(one: Numbered) -> bool:
    return isinstance(one.record, Chapter) and one.at != one.record.written_at


def _of_plan(plan: Plan) -> Iterator[tuple[object, Numbered]]:
    """The themes of one kind, the terms, the texts at one place."""
    about = plan.about
    for theme in about.themes:
        yield ("theme", theme.kind), Numbered(theme.number, theme.name, theme, theme.written_at)
    for term in about.glossary:
        yield "term", Numbered(term.number, term.name, about, term.written_at)
    for chapter in (chapter for chapter in plan.chapters if chapter.number):
        yield ("chapter", chapter.of), Numbered(chapter.number, chapter.title, chapter, chapter.written_at)


def _of_subjects(plan: Plan) -> Iterator[tuple[object, Numbered]]:
    """The nodes of one level under another, the parts of a project at one place, indicators of one owner and group."""
    for node in plan.nodes:
        key = ("node", plan.parents.get(node.id), node.level)
        yield key, Numbered(node.number, node.name, node, node.written_at)
    for project in plan.projects:
        for item in project.sub_items:
            named = item.name or item.number
            yield ("part", project.id, item.place), Numbered(item.number, named, project, item.written_at)
    for one in plan.indicators:
        yield ("indicator", plan.owners[one.id], one.group), Numbered(one.number, one.name, one, one.written_at)


NUMBERING: tuple[Check, ...] = (
    number_twice,
    number_out_of_order,
    number_missing,
    number_left_out,
    page_out_of_order,
)
