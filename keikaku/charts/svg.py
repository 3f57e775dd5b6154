"""Write a scene as the content of an `<svg>`: the marks as Vega drew them, without what no browser needs, and words."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from keikaku.charts.scene import Scene, Word

_ELEMENT = re.compile(r"<(path|line)\b([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_NUMBER = re.compile(r"-?\d+\.\d+")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
_DOT = re.compile(r"M[-\d.]+,[-\d.]+Z")  # a line of one point, which shows nothing
_MOVED = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_FRAMES = ("background", "foreground")
_KEPT = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin")


def content(scene: Scene, drawn: str, text: int) -> str:
    """Join the marks of the SVG that Vega made with the words, which are `text` pixels high."""
    left, top = _short(scene.margins.left), _short(scene.margins.top)
    return (
        f'<g transform="translate({left},{top})" fill="none">{"".join(_marks(drawn))}'
        f'<g font-size="{text}" letter-spacing="0">{"".join(_texts(scene.words))}</g></g>'
    )


def _marks(drawn: str) -> Iterator[str]:
    """The marks in their order; neighbours that look the same share one group, strokes that look the same one path."""
    elements = ((tag, dict(_ATTRIBUTE.findall(attributes))) for tag, attributes in _ELEMENT.findall(drawn))
    shapes = ((_look(found), _shape(tag, found)) for tag, found in elements if found.get("class") not in _FRAMES)
    for look, group in groupby((pair for pair in shapes if pair[1]), key=lambda pair: pair[0]):
        yield _group(look, [shape for _, shape in group])


def _group(look: str, shapes: Sequence[str]) -> str:
    if all(shape.startswith("M") for shape in shapes):
        return f'<path d="{"".join(shapes)}"{look}/>'
    elements = [f'<path d="{shape}"/>' if shape.startswith("M") else shape for shape in shapes]
    return f"<g{look}>{''.join(elements)}</g>" if len(elements) > 1 else elements[0].replace("/>", f"{look}/>")


def _look(attributes: dict[str, str]) -> str:
    kept = ((name, attributes.get(name)) for name in _KEPT if "stroke" in attributes or "stroke" not in name)
    return "".join(f' {name}="{_rounded(value)}"' for name, value in kept if value)


def _shape(tag: str, attributes: dict[str, str]) -> str:
    """The element without its looks; a mere path is given as its path data."""
    moved = _MOVED.match(attributes.get("transform", ""))
    x, y = (_short(float(number)) for number in moved.groups()) if moved else ("0", "0")
    if tag == "line":
        across, down = (_short(float(attributes.get(name, "0"))) for name in ("x2", "y2"))
        return f"M{x},{y}" + (f"h{across}" if down == "0" else f"v{down}" if across == "0" else f"l{across},{down}")
    path = _DOT.sub("", attributes.get("d", ""))
    if circle := _CIRCLE.fullmatch(path):
        return f'<circle cx="{x}" cy="{y}" r="{_rounded(circle[1])}"/>'
    if not moved:
        return _rounded(path)
    return f'<path transform="translate({x},{y})" d="{_rounded(path)}"/>'


def _texts(words: Sequence[Word]) -> Iterator[str]:
    """The words, those of one look in one group."""
    ordered = sorted(words, key=lambda word: (word.colour, word.strong, word.anchor))
    for (colour, strong, anchor), group in groupby(ordered, key=lambda word: (word.colour, word.strong, word.anchor)):
        weight = ' font-weight="700"' if strong else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        texts = (f'<text x="{_short(w.x)}" y="{_short(w.y)}">{escape(w.text, quote=False)}</text>' for w in group)
        yield f'<g fill="{colour}"{weight}{side}>{"".join(texts)}</g>'


def _rounded(text: str) -> str:
    return _NUMBER.sub(lambda number: _short(float(number[0])), text)


def _short(number: float) -> str:
    """At most one decimal: a tenth of a pixel is less than anyone sees."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
