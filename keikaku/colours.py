"""Colours as WCAG measures them, and the accents of a look that follow from one key colour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, sin

from keikaku.problems import FilePosition

WORDS, MARKS = 4.5, 3.0  # the contrast that WCAG 2 asks for
_DARK_KEY = 8.0  # on a dark screen a thin line of the key colour is to be seen as well as on paper
_INKS = ("#ffffff", "#1a1a1a")
_STEP = 0.004  # of lightness: a difference that no eye sees

Scheme = Mapping[str, str]  # light and dark


@dataclass(frozen=True)
class KeyColour:
    """A city's colour, `#rrggbb`, and where it was chosen."""

    hex: str
    at: FilePosition


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """So much of a colour on a ground, as CSS's color-mix in srgb."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return _hex(over * share + under * (1 - share) for over, under in pairs)


def accents(key: str, surface: Scheme) -> dict[str, Scheme]:
    """The tokens that follow from a key colour. On a dark screen it keeps its hue and is made light enough."""
    keys = {"light": key, "dark": nearest(key, _DARK_KEY, surface["dark"])}
    return {
        "key": keys,
        "on-key": {scheme: max(_INKS, key=lambda ink: contrast(ink, of)) for scheme, of in keys.items()},
    }


def nearest(colour: str, ratio: float, ground: str, *, tint: float = 0) -> str:
    """The nearest colour of the same hue that has this contrast: darker on a light ground, lighter on a dark one.

    With `tint`, also on the ground with so much of the colour itself laid on it.
    """
    lightness, chroma, hue = _oklch(colour)
    way = -_STEP if contrast(ground, "#000000") > contrast(ground, "#ffffff") else _STEP
    found = colour
    while contrast(found, mixed(found, ground, tint)) < ratio and -_STEP < lightness < 1 + _STEP:
        lightness += way
        found = _shown(lightness, chroma, hue)
    return found


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in parts)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(colour))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue as the eye sees them (Oklab, Björn Ottosson 2020)."""
    r, g, b = _linear(colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a)


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour on a screen; paler where a screen cannot show so much colour at that lightness."""
    while chroma > 0:
        parts = _linear_parts(lightness, chroma, hue)
        if all(-0.0005 <= part <= 1.0005 for part in parts):
            return _hex(map(_gamma, parts))
        chroma -= _STEP
    return _hex(map(_gamma, _linear_parts(lightness, 0, 0)))


def _linear_parts(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(part: float) -> float:
    part = max(0.0, part)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
