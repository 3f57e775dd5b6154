"""What a drawn figure is: two pictures of the same data, one for phones and one for desks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from keikaku.figure import Role

_PX_PER_REM = 16


@dataclass(frozen=True)
class LegendEntry:
    """A series whose name found no room in the picture. `sample` is SVG content for a view box of 28 × 16."""

    name: str
    role: Role
    sample: str


@dataclass(frozen=True)
class Picture:
    """The content of an `<svg>` without the element itself, which takes name and ids where it stands.

    Sizes are CSS pixels at a text size of 16 px. The content holds no ids, scripts, `style=` or colours of its own:
    it names the CSS variables of `theme/tokens.yaml`.
    """

    width: float
    height: float
    content: str
    legend: tuple[LegendEntry, ...] = ()

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def width_rem(self) -> str:
        """The width that follows the reader's text size: `17rem`."""
        return f"{self.width / _PX_PER_REM:g}rem"

    @property
    def height_rem(self) -> str:
        return f"{self.height / _PX_PER_REM:g}rem"


@dataclass(frozen=True)
class Drawing:
    """Both pictures of one figure, and what is to be said in words about their axis of values.

    `axis_from` is the value where a cut axis begins; on a `ranked` one 1 stands on top.
    """

    narrow: Picture
    wide: Picture
    axis_from: str = ""
    ranked: bool = False


def as_plain(drawing: Drawing) -> dict[str, Any]:
    """Make plain data of a drawing, for a file."""
    return asdict(drawing)


def from_plain(plain: Mapping[str, Any]) -> Drawing:
    """Undo `as_plain`; KeyError, TypeError or ValueError where `plain` is nothing of the kind."""
    return Drawing(_picture(plain["narrow"]), _picture(plain["wide"]), str(plain["axis_from"]), bool(plain["ranked"]))


def _picture(plain: Mapping[str, Any]) -> Picture:
    legend = tuple(LegendEntry(e["name"], Role(e["role"]), e["sample"]) for e in plain["legend"])
    return Picture(float(plain["width"]), float(plain["height"]), str(plain["content"]), legend)
