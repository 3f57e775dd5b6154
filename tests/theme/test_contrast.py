"""Colours that stand on each other can be told apart, in light and in dark."""

import pytest

from keikaku.styles import read_tokens
from tests.theme.examples import THEME

COLOURS = read_tokens(THEME)["color"]
# As theme/styles/layout.css mixes them: how much of the colour lies on the surface.
MIXED = {"page-head": ("key", 0.07), "status-banner": ("warning", 0.10)}
WORDS = ("text", "text-strong", "text-muted", "link", "link-hover", "link-visited")
GROUNDS = ("surface", "surface-raised", "chart-future", "page-head")


def rgb(name: str, scheme: str) -> tuple[float, ...]:
    if name in MIXED:
        colour, share = MIXED[name]
        pairs = zip(rgb(colour, scheme), rgb("surface", scheme), strict=True)
        return tuple(over * share + under * (1 - share) for over, under in pairs)
    return tuple(int(COLOURS[name][scheme][place : place + 2], 16) / 255 for place in (1, 3, 5))


def contrast(one: str, other: str, scheme: str) -> float:
    """The ratio of WCAG 2."""
    light, dark = sorted((_luminance(rgb(one, scheme)), _luminance(rgb(other, scheme))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", WORDS)
def test_words_can_be_read_on_every_ground(words: str, ground: str, scheme: str) -> None:
    assert contrast(words, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("on-key", "key"),
        ("key", "surface"),
        ("text-strong", "table-head"),
        ("text-strong", "status-banner"),
        ("surface", "text-strong"),
        ("on-focus-ring", "focus-ring"),
        ("link-active", "surface"),
    ],
)
def test_words_can_be_read_where_they_stand(words: str, ground: str, scheme: str) -> None:
    assert contrast(words, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["border", "key", "focus", "warning"])
def test_marks_can_be_seen(mark: str, scheme: str) -> None:
    assert contrast(mark, "surface", scheme) >= 3
