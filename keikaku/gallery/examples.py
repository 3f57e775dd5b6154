"""The examples that stand beside the components, made into view models: for the gallery and the tests."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from keikaku import figure
from keikaku.charts import drawing
from keikaku.pages import blocks

PICTURE = drawing.Picture(272, 160, '<path d="M0 150H272" stroke="var(--chart-axis)"/>')
DRAWING = drawing.Drawing(PICTURE, PICTURE)

_CLASSES = {
    name: value
    for module in (figure, drawing, blocks)
    for name, value in vars(module).items()
    if isinstance(value, type) and is_dataclass(value)
}


@dataclass(frozen=True)
class Example:
    """One example of a component: what its macro is called with, and the HTML that has to stand around it."""

    component: str
    name: str
    given: tuple[object, ...]
    before: str
    within: str

    def __str__(self) -> str:
        return f"{self.component}: {self.name}"

    def placed(self, html: str) -> str:
        return f"{self.before}<{self.within}>{html}</{self.within}>"


def examples(theme: Path) -> list[Example]:
    """All examples of all components of a theme."""
    return [example for path in sorted(theme.glob("components/*/examples.yaml")) for example in _examples(path)]


def _examples(path: Path) -> Iterator[Example]:
    component = path.parent.name
    # Everything as text: a view model's field says what it is to be.
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    takes = content.get("takes") or "".join(word.title() for word in component.split("-"))
    for example in content["examples"]:
        further = (int(value) if value.isdigit() else value for value in example.get("with", ()))
        given = (built(_CLASSES[takes], example["given"]), *further)
        yield Example(component, example["name"], given, example.get("before", ""), example.get("within", "div"))


def built(kind: Any, data: Any) -> Any:
    """Make `data` what a field of the type `kind` holds."""
    if data == "null":
        return None
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(built(parts[0], value) for value in data)
    if origin in (types.UnionType, typing.Union):
        return _one_of([part for part in parts if part is not type(None)], data)
    if is_dataclass(kind):
        return _view_model(kind, data)
    return data == "true" if kind is bool else _leaf(kind, data)


def _one_of(kinds: list[Any], data: Any) -> Any:
    if len(kinds) == 1:
        return built(kinds[0], data)
    name, given = data["kind"], {key: value for key, value in data.items() if key != "kind"}
    return built(_CLASSES[name], given)


def _view_model(kind: Any, data: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind, localns=_CLASSES | {"Markup": Markup})
    assert not (unknown := set(data) - {field.name for field in fields(kind)}), unknown
    return kind(**{name: built(hints[name], value) for name, value in data.items()})


def _leaf(kind: Any, data: str) -> Any:
    known = kind in (str, int, float, Decimal, Markup) or (isinstance(kind, type) and issubclass(kind, Enum))
    assert known, kind
    return kind(data)
