"""Contrast as WCAG measures it, and accents that follow from one key colour."""

import pytest

from keikaku.colours import accents, contrast, mixed, nearest

SURFACE = {"light": "#ffffff", "dark": "#1a1a1a"}
HUES = ["#ce0000", "#c74700", "#927200", "#00694a", "#00535a", "#0017c1", "#5b2d8a", "#b0005b", "#666666", "#000000"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#949494", "#ffffff", 3.03)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_a_colour_laid_thinly_on_a_ground_is_mixed_as_css_does() -> None:
    assert mixed("#00535a", "#ffffff", 0.07) == "#edf3f3"


@pytest.mark.parametrize("key", HUES)
def test_accents_can_be_read_on_light_and_dark_whatever_the_key(key: str) -> None:
    made = accents(key, SURFACE)
    assert made["key"]["light"] == key
    assert contrast(made["key"]["dark"], SURFACE["dark"]) >= 8
    assert contrast(made["on-key"]["dark"], made["key"]["dark"]) >= 4.5
    assert contrast(made["on-key"]["light"], key) >= 4.5


@pytest.mark.parametrize("pale", ["#ffd43d", "#7fc8a9", "#ffb3c6", "#9db7f9", "#ffffff"])
def test_the_nearest_colour_that_will_do_is_just_dark_enough(pale: str) -> None:
    found = nearest(pale, 4.5, "#ffffff", tint=0.07)
    assert 4.5 <= contrast(found, mixed(found, "#ffffff", 0.07)) < 4.8


def test_a_colour_that_will_do_stays_as_it_is() -> None:
    assert nearest("#00694a", 4.5, "#ffffff") == "#00694a"
