"""How wide a text is, by the small font in `fonts/`, and where it can be broken.

Readers see the page in fonts of their own. Ideographs and kana are therefore counted at their full square, which no
font exceeds, and all else by our font, whose digits and letters are wider than those of common interface fonts.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import budoux

FONT = Path(__file__).with_name("fonts") / "BIZUDPGothic-Small.ttf"

# What may not be torn apart: a number or Latin word; a character and what may not begin a line.
_UNIT = re.compile(r"[!-~]+|.[、。，．・：；）〕］｝」』】ー～〜％…ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*")


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """The room that `text` takes at `size`, in the unit of `size`; few fonts need more."""
    return sum(_advance(character) for character in text) * size


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`: between phrases, or between characters where one is too wide."""
    lines = [""]
    for piece in _pieces(text, size, room):
        if lines[-1] and width(lines[-1] + piece, size) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    if width(text, size) <= room:
        yield text
        return
    for phrase in _phrases().parse(text):
        if width(phrase, size) <= room:
            yield phrase
        else:
            yield from _UNIT.findall(phrase)


@cache
def _phrases() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@cache
def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    square = 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.0
    return max(square, _advances().get(ord(character), 1.0))


@cache
def _advances() -> dict[int, float]:
    """The advance of each character of our font, in em."""
    font = FONT.read_bytes()
    tables = {
        tag.decode("ascii"): font[start : start + length]
        for tag, _, start, length in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * _u16(font, 4)])
    }
    count, units_per_em = _u16(tables["hhea"], 34), _u16(tables["head"], 18)
    widths = [advance / units_per_em for advance, _ in struct.iter_unpack(">Hh", tables["hmtx"][: 4 * count])]
    return {code: widths[min(glyph, count - 1)] for code, glyph in _glyphs(tables["cmap"])}


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """The characters of a `cmap` table of format 4, each with its glyph's number."""
    table = cmap[struct.unpack_from(">L", cmap, 8)[0] :]
    size = _u16(table, 6)
    ends, starts, deltas, offsets = (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
    for place in range(0, size, 2):
        first, last = _u16(table, starts + place), _u16(table, ends + place)
        delta, offset = _u16(table, deltas + place), _u16(table, offsets + place)
        for code in range(first, min(last, 0xFFFE) + 1):
            at = offsets + place + offset + 2 * (code - first)
            yield code, ((_u16(table, at) if offset else code) + delta) & 0xFFFF


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
