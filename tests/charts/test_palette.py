"""The colours of drawings: seen on their surface, and told apart by all eyes."""

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from tests.charts.colour import KINDS, ciede2000, contrast, distance

COLOURS = yaml.safe_load((Path(__file__).parents[2] / "theme" / "tokens.yaml").read_text("utf-8"))["color"]
SERIES = [f"series-{n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_agrees_with_the_published_examples(
    one: tuple[float, float, float], other: tuple[float, float, float], published: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("one", "other"), [*combinations(SERIES, 2)])
def test_any_two_series_are_told_apart(one: str, other: str, kind: str, scheme: str) -> None:
    assert distance(COLOURS[one][scheme], COLOURS[other][scheme], kind) >= 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "chart-future"])
@pytest.mark.parametrize("mark", [*SERIES, "target", "baseline", "companion", "chart-axis"])
def test_marks_are_seen_on_their_ground(mark: str, ground: str, scheme: str) -> None:
    assert contrast(COLOURS[mark][scheme], COLOURS[ground][scheme]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", range(1, 6))
def test_words_can_be_read_inside_a_mark(place: int, scheme: str) -> None:
    assert contrast(COLOURS[f"on-series-{place}"][scheme], COLOURS[f"series-{place}"][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["text", "text-muted"])
@pytest.mark.parametrize("ground", ["surface", "chart-future"])
def test_words_can_be_read_beside_marks(words: str, ground: str, scheme: str) -> None:
    assert contrast(COLOURS[words][scheme], COLOURS[ground][scheme]) >= 4.5
