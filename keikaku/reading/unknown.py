"""An id that names nothing: what may have been meant, or how it is declared."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping

from keikaku.plan.record import NOWHERE
from keikaku.plan.unread import PARTED
from keikaku.problems import FilePosition, Problems
from keikaku.values import normalised


def report_unknown(
    what: str,
    id: str,
    known: Collection[str],
    at: FilePosition,
    problems: Problems,
    *,
    near: str = "",
    elsewhere: Collection[str] = (),
    none: str = "",
) -> None:
    """`what` is looked up in the catalogue as well, and put into the sentence. `near`: what is surely meant.

    `elsewhere`: ids in files that could not be read, of which one may be nearer than all that are known. `none` is the
    advice where nothing is known.
    """
    several, bare = _several(id, known), _in_brackets(id, known)
    near = near or bare or _nearer(id, elsewhere, known)
    slip = _with_its_numbers(id, known)
    alike = [] if slip else ([] if several else _alike(id, known)) or _equally_near(id, known)
    nearest = next(iter(difflib.get_close_matches(id, list(known), 1, 0.7)), "")
    near = near or several or slip or _looking_alike(id, known) or ("" if alike else _named(id, known) or nearest)
    place = _DECLARED_IN.get(what, "")
    none = none or (_DECLARE if place else "None is declared in this plan.")
    is_of_data = isinstance(known, Mapping) and not alike  # what is like none may be lost itself
    declare = _KNOWN_OR_LEVEL if what == "level" else _KNOWN_OR_DECLARE
    here = declare if place else _KNOWN_OR_LOST if is_of_data else "Known here: {known}."
    given = _given_at(near, known)
    is_unread = near in elsewhere  # where it stands is not known before that file is mended
    is_slip = (near != nearest and not is_unread) or bool(slip) or _are_signs_apart(id, near)
    is_slip = is_slip and not _is_of_other_number(id, near, may_be_lost=bool(elsewhere))
    is_doubtful = bool(given or is_unread or (elsewhere and not is_slip))
    meant = PARTED if several and near == several else _meant(is_slip, is_unread or not given) if is_doubtful else _NEAR
    advice = meant if near else here if known else none
    if width := _of_other_width(id, known):
        advice, near = _WRITE_IT_SO, width
    if bare and near == bare:
        advice = "It stands without brackets: {near}"
    if joined := _joined_with(id, known):
        advice, near = _PART_THEM, f"[{', '.join(_COMMAS.split(joined))}]"
    problems.add(
        "unknown-reference",
        "there is no {what} “{id}” in this plan",
        at,
        advice=advice,
        what=what,
        id=str(id),
        near=near,
        given=given,
        known=_few([_with_name(name, known, id) for name in alike or _nearest_first(id, known)]),
        declaration=f"{place}: [{_entry(what, id)}]",
        list=place,
        entry=_entry(what, id),
    )


def _of_other_width(id: str, known: Collection[str]) -> str:
    """B for Ｂ, 1 for ①."""
    return next((name for name in known if normalised(name) == normalised(id)), "")


_WRITE_IT_SO = "Write it with the very sign that is declared, in full or half width: “{near}”."


def _joined_with(id: str, known: Collection[str]) -> str:
    """The word [見込、速報], which is read as one."""
    return next((name for name in known if _COMMAS.search(name) and id in _COMMAS.split(name)), "")


_COMMAS = re.compile("[、，]")
_PART_THEM = "“{list}:” in plan.yaml joins it with another by a full-width comma. Write there: {near}"


def _meant(is_slip: bool, is_unread: bool) -> str:
    """What is more than a slip apart may be another one, and that which is named be lost."""
    if is_unread:
        return _NEAR if is_slip else _NEAR_OR_LOST
    return _OR_THAT_ONE if is_slip else _ALIKE_OR_LOST


_NEAR = "Did you mean “{near}”?"
_NEAR_OR_LOST = (
    "If “{id}” was taken from the data files, put it back there, or take it away here, too. "
    "If “{near}” is meant, write that."
)


_OR_THAT_ONE = "Did you mean “{near}”, given at {given}? If that one is misspelt, correct it there."
_KNOWN_OR_LOST = (
    "Known here: {known}. If “{id}” was taken from the data files, put it back there, or take it away here, too."
)
_DECLARED_IN = {
    "state": "states",
    "mark": "marks",
    "level": "levels",
    "scale": "scales",
    "parent plan": "parent_plans",
}
_ALIKE_OR_LOST = (
    "If “{id}” was taken from the data files, put it back there, or take it away here, too. "
    "If it is that which stands at {given}, write “{near}”."
)


def _with_its_numbers(id: str, known: Collection[str]) -> str:
    """Of figure-6, figure-16 and igure-6, the last is a slip for the first: a number is not part of it."""
    numbers = re.findall(r"\d+", id)
    same = [one for one in known if numbers and re.findall(r"\d+", one) == numbers]
    return next(iter(difflib.get_close_matches(id, same, 1, 0.85)), "")


def _is_of_other_number(id: str, near: str, *, may_be_lost: bool) -> bool:
    """figure-6 beside figure-9: another one, of which the one may be lost; while a file is not read, figure-14 too."""
    is_as_long = len(id) == len(near) or may_be_lost
    return id != near and is_as_long and _DIGITS.sub("", id) == _DIGITS.sub("", near)


def _are_signs_apart(id: str, near: str) -> bool:
    """Whether a slip of the hand parts them: two signs more, fewer or other."""
    steps = difflib.SequenceMatcher(None, id, near, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for step, i1, i2, j1, j2 in steps if step != "equal") <= _SLIP


_SLIP = 2


def _nearer(id: str, elsewhere: Collection[str], known: Collection[str]) -> str:
    near = difflib.get_close_matches(id, [*known, *elsewhere], 1, 0.7) if elsewhere else []
    return near[0] if near and near[0] in elsewhere else ""


def _given_at(id: str, known: Collection[str]) -> str:
    """Where the record stands whose id it is: the slip may be there, and all that refer to it may be right."""
    at = getattr(known[id], "written_at", NOWHERE) if isinstance(known, Mapping) and id in known else NOWHERE
    return str(at) if at.line else ""


def _entry(what: str, id: str) -> str:
    """What declares it in plan.yaml; an id in Latin letters is no name."""
    if what == "state":
        return str(id)
    options = ", options: [{id: A, name: …}, {id: B, name: …}]" if what == "scale" else ""
    return f"{{id: {id}, name: {'…' if id.isascii() else id}{options}}}"


def _nearest_first(id: str, known: Collection[str]) -> list[str]:
    """All of them; where there are more than are shown, those that are like it come first."""
    return list(known) if len(known) <= _SHOWN else _by_likeness(id, known)


def _by_likeness(id: str, known: Iterable[str]) -> list[str]:
    return sorted(known, key=lambda name: -difflib.SequenceMatcher(None, id, name).ratio())


_SHOWN = 12


_KNOWN_OR_DECLARE = (
    "Known here: {known}; write the one that the source has. If another one is lost from “{list}:” in plan.yaml, "
    "or the source has one more, add it there: {entry}"
)
_KNOWN_OR_LEVEL = (
    "Known here: {known}; write the one that the source has. If another one is lost from “levels:” in plan.yaml, "
    "or the source has one more, add its line there: - {entry}; “levels:” lists from the top down."
)
_DECLARE = (
    "None is declared in this plan. If its line is lost, put it back; else add one to plan.yaml, at its left edge: "
    "{declaration}"
)


def _alike(id: str, known: Collection[str]) -> list[str]:
    """Those that differ from it in a number alone, where they are several: chapter-1 may mean any of them."""
    several = [name for name in known if _DIGITS.sub("", name) == _DIGITS.sub("", id)]
    return _by_likeness(id, several) if len(several) > 1 and _DIGITS.search(id) else []


def _looking_alike(id: str, known: Collection[str]) -> str:
    """m1-l for m1-1, in full width too."""
    plain = normalised(id).lower().translate(_LOOK_ALIKE)
    found = [name for name in known if name.lower().translate(_LOOK_ALIKE) == plain]
    return found[0] if len(found) == 1 else ""


_LOOK_ALIKE = str.maketrans("loi_", "101-")


def _equally_near(id: str, known: Collection[str]) -> list[str]:
    """Several that are as near as the nearest: none of them can be said to be meant."""
    close = difflib.get_close_matches(id, list(known), 12, 0.7)
    ratios = {name: difflib.SequenceMatcher(None, id, name).ratio() for name in close}
    nearest = [name for name in known if ratios.get(name, 0) == max(ratios.values())] if close else []
    return nearest if len(nearest) > 1 else []


_DIGITS = re.compile(r"\d+")


def _named(name: str, known: Collection[str]) -> str:
    """The id of what bears this name, or part of it, which is easily written in its stead; empty where nothing does."""
    records = list(known.items()) if isinstance(known, Mapping) else []
    by_name = [id for id, record in records if name in _calls(record)]
    if not by_name and len(name) >= _PART_OF_NAME and not name.isascii():
        by_name = [id for id, record in records if name in str(getattr(record, "name", ""))]
    return by_name[0] if len(by_name) == 1 else ""


_PART_OF_NAME = 3  # signs; a shorter one is part of too many names


def _calls(record: object) -> set[str]:
    """What a source calls a record: 基本目標, its number 3-(5), its sign ◎."""
    return {str(called) for name in ("name", "number", "sign") if (called := getattr(record, name, None))}


def _several(text: str, known: Collection[str]) -> str:
    """新規, 重点 for 【新規・重点】: several that are known, in brackets or with signs that do not part them."""
    parts = _parts(text)
    return ", ".join(parts) if len(parts) > 1 and all(part in known for part in parts) else ""


def _in_brackets(text: str, known: Collection[str]) -> str:
    """members for 「members」, as a message or a source has it, and for members（会員数）, as messages list it."""
    id, *others = _parts(text) or [text]
    is_alone = not others or text == _with_name(id, known, text)
    return id if is_alone and id != text and id in known else ""


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[\s,，、・/／【】［］\[\]「」()（）]+", text) if part]


def _with_name(id: str, known: Collection[str], asked: str) -> str:
    """`members（会員数）`, where something in Japanese was looked for, or there is little to choose from."""
    is_asked = len(known) <= _FEW_ENOUGH or not asked.isascii()
    name = getattr(known[id], "name", "") if isinstance(known, Mapping) and id in known and is_asked else ""
    return f"{id}（{name}）" if name and name != id else id


_FEW_ENOUGH = 6  # whose names do not make the message too long


def _few(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" … (+{len(names) - _SHOWN})" if len(names) > _SHOWN else "")
