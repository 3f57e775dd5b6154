"""Figures to draw: the gallery's by name, and its builders."""

from keikaku.charts.look import Look
from keikaku.gallery.figures import (
    DRAWN,
    EIGHT,
    FORTY,
    LONG,
    PLAN_YEARS,
    SIX,
    actual,
    categories,
    cell,
    figure,
    gap,
    series,
    target,
    years,
)
from keikaku.gallery.promises import PROMISES

__all__ = [
    "EIGHT",
    "FORTY",
    "GALLERY",
    "LONG",
    "LOOKS",
    "NARROW",
    "PLAN_YEARS",
    "SIX",
    "WIDE",
    "actual",
    "categories",
    "cell",
    "figure",
    "gap",
    "series",
    "target",
    "years",
]

NARROW, WIDE = Look(272, 12, True), Look(640, 14, False)
LOOKS = [NARROW, WIDE]
GALLERY = {figure.id: figure.for_drawing for figure in (*DRAWN, *PROMISES)}
