"""How the texts of a plan end: where all others of a kind end as sentences do, one that does not was cut off."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

CUT_OFF = "“{end}” ends this text, while the other {count} of its kind end as sentences do"
WRITE_TO_ITS_END = "Is its end lost? Then write it. If it is printed so, {acknowledge}"

_END = re.compile(
    r"(?:[。．.！？!?：:]|参照)\s*"
    r"(?:[）)」』】］*_\]”\"]|\[\^\w+\]|\([^()]*\)|（[^（）]*）|〔[^〔〕]*〕|\{[^{}]*\}|※\d*)*\s*$"
)
_BETWEEN_SIGNS = re.compile(r"[～〜―—-].*[～〜―—-]|[【〈《＜「『(（].*[】〉》＞」』)）]")  # ～各区の主な企画事業～
_LONG = 20  # signs, of a text that is a sentence; a shorter one may be a name
_SHORTEST = 8  # signs of one that was cut off
_OTHERS = 3


def cut_off(lists: Iterable[Sequence[tuple[str, T]]]) -> tuple[str, T, int] | None:
    """The only text that does not end as a sentence, with what it bears, and how many others there are.

    None where several do not, or few are compared. A list without any sentence is one of names.
    """
    said = [one for texts in lists if len(texts) == 1 or any(_is_whole(text) for text, _ in texts) for one in texts]
    odd = [(text, bearer) for text, bearer in said if len(text) >= _SHORTEST and not _is_whole(text)]
    whole = sum(1 for text, _ in said if len(text) >= _LONG and _is_whole(text))
    return (*odd[0], whole) if len(odd) == 1 and whole >= _OTHERS else None


def end_of(text: str) -> str:
    """So much of it that it is found again."""
    return text[-_SHOWN:]


_SHOWN = 8  # signs


def _is_whole(text: str) -> bool:
    return text.endswith("。") or bool(_END.search(text) or _BETWEEN_SIGNS.fullmatch(text))
