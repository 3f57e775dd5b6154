"""Colours that stand on each other can be told apart, in light and in dark."""

import re

from keikaku.checks.colours import MIXED, PAIRS, SCHEMES, faint_pairs
from keikaku.styles import read_tokens
from tests.theme.examples import THEME

COLOURS = read_tokens(THEME)["color"]


def test_every_pair_of_the_look_has_the_contrast_that_it_needs() -> None:
    assert list(faint_pairs(COLOURS)) == []


def test_every_colour_but_lines_and_paper_that_bear_no_words_is_held_against_another() -> None:
    named = {name for names, grounds, _ in PAIRS for name in (*names, *grounds)}
    assert set(COLOURS) - named == {"rule", "chart-grid", "paper"}


def test_a_faint_pair_is_found_on_light_and_on_dark() -> None:
    grey = dict.fromkeys(SCHEMES, "#808080")
    faint = {(pair.scheme, pair.ground_name) for pair in faint_pairs({**COLOURS, "text-muted": grey})}
    assert {("light", "surface"), ("dark", "surface"), ("light", "page-head")} <= faint


def test_thin_colours_are_mixed_as_the_stylesheet_mixes_them() -> None:
    css = (THEME / "styles" / "layout.css").read_text(encoding="utf-8")
    mixed = re.findall(r"color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--surface\)\)", css)
    assert {(name, int(share) / 100) for name, share in mixed} == set(MIXED.values())
