"""Where words stand on the sheets of a PDF that Chromium has printed."""

import re
import zlib
from collections.abc import Iterator

POINT = 25.4 / 72  # millimetres
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_MOVES = re.compile(rb"(?:^|\n)(q|Q|(?:[-.\d]+ ){6}(?:cm|Tm))(?=\n|$)")


def heights_of_words(pdf: bytes) -> list[list[float]]:
    """Of each sheet the places of its words, in millimetres from its upper edge, in no order."""
    objects = dict(_OBJECT.findall(pdf))
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    contents = [objects[re.search(rb"/Contents (\d+)", page)[1]] for page in pages]  # type: ignore[index]
    return [list(_heights(zlib.decompress(content.partition(b"stream\n")[2]))) for content in contents]


def _heights(content: bytes) -> Iterator[float]:
    """Follow the moves of the origin: a graphics state is kept by `q`, and taken up again by `Q`."""
    scale, origin = 1.0, 0.0
    kept: list[tuple[float, float]] = []
    for move in _MOVES.findall(content):
        if move == b"q":
            kept.append((scale, origin))
        elif move == b"Q":
            scale, origin = kept.pop()
        else:
            _, _, _, down, _, y = map(float, move.split()[:6])
            if move.endswith(b"cm"):
                scale, origin = scale * down, origin + scale * y
            else:
                yield 297 - (origin + scale * y) * POINT
