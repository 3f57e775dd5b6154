"""Can everything be read and seen in the colours that a city has chosen, on light screens and on dark ones?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from keikaku.colours import MARKS, WORDS, KeyColour, Scheme, contrast, mixed, nearest
from keikaku.problems import FilePosition, Problems

Colours = Mapping[str, Scheme]
Place = tuple[str, str]  # a colour's name and the screen's scheme

SCHEMES = ("light", "dark")
# As theme/styles/layout.css mixes them: how much of the colour lies on the surface.
PAGE_HEAD, STATUS_BANNER = "page-head", "status-banner"
MIXED = {PAGE_HEAD: ("key", 0.07), STATUS_BANNER: ("warning", 0.10)}
_SERIES = tuple(f"series-{place}" for place in range(1, 6))

# What stands on what, and how much contrast it needs there.
PAIRS: tuple[tuple[tuple[str, ...], tuple[str, ...], float], ...] = (
    (
        ("text", "text-strong", "text-muted", "link", "link-hover", "link-visited"),
        ("surface", "surface-raised", "chart-future", PAGE_HEAD),
        WORDS,
    ),
    (("key",), ("surface", PAGE_HEAD), WORDS),
    (("link-active",), ("surface",), WORDS),
    (("on-key",), ("key",), WORDS),
    (("text-strong",), ("table-head", STATUS_BANNER), WORDS),
    (("surface",), ("text-strong",), WORDS),
    (("on-focus-ring",), ("focus-ring",), WORDS),
    (("border", "focus", "warning", "nearer", "success", "error"), ("surface",), MARKS),
    ((*_SERIES, "target", "baseline", "companion", "chart-axis"), ("surface", "chart-future"), MARKS),
    *(((f"on-{series}",), (series,), WORDS) for series in _SERIES),
)


@dataclass(frozen=True)
class Faint:
    """A pair with too little contrast: the colours, what they have and what they need."""

    name: str
    colour: str
    ground_name: str
    ground: str
    scheme: str
    ratio: float
    needed: float


def faint_pairs(colours: Colours) -> Iterator[Faint]:
    for names, grounds, needed in PAIRS:
        for name, ground_name, scheme in ((n, g, s) for n in names for g in grounds for s in SCHEMES):
            colour, ground = colours[name][scheme], ground_colour(ground_name, colours, scheme)
            if (ratio := contrast(colour, ground)) < needed:
                yield Faint(name, colour, ground_name, ground, scheme, ratio, needed)


def ground_colour(name: str, colours: Colours, scheme: str) -> str:
    """What words stand on: a colour of the look, or one laid thinly on the surface."""
    if name not in MIXED:
        return colours[name][scheme]
    over, share = MIXED[name]
    return mixed(colours[over][scheme], colours["surface"][scheme], share)


def low_contrast(
    colours: Colours, chosen: Mapping[Place, FilePosition], keys: Iterable[KeyColour], problems: Problems
) -> None:
    """What is too pale on its ground is not there for many people, nor for anyone in the sun."""
    for key in keys:
        _check_key(key, colours, problems)
    for faint in faint_pairs(colours):
        # Of a pair in which no colour is the city's choice, Keikaku's own tests speak.
        places = (chosen.get((name, faint.scheme)) for name in _names(faint))
        if at := next((place for place in places if place), None):
            _report(faint, at, problems)


def _names(faint: Faint) -> Iterator[str]:
    yield faint.name
    yield MIXED.get(faint.ground_name, (faint.ground_name, 0))[0]


def _check_key(key: KeyColour, colours: Colours, problems: Problems) -> None:
    """A key colour is for paper and light screens; for dark ones it is made light enough."""
    surface, tint = colours["surface"]["light"], MIXED[PAGE_HEAD][1]
    # Its own pale tint lies behind the heads of pages, where signs in it stand, too.
    ground = mixed(key.hex, surface, tint)
    if (ratio := contrast(key.hex, ground)) < WORDS:
        problems.add(
            "low-contrast",
            "the key colour {colour} has a contrast of {ratio}:1 on its pale ground ({ground}); words need {needed}:1",
            key.at,
            advice="Of the same hue, {near} would do.",
            colour=key.hex,
            ratio=_short(ratio),
            ground=ground,
            needed=WORDS,
            near=nearest(key.hex, WORDS, surface, tint=tint),
        )


def _report(faint: Faint, at: FilePosition, problems: Problems) -> None:
    problems.add(
        "low-contrast",
        "on dark screens, “{name}” ({colour}) has a contrast of {ratio}:1 on “{ground_name}” ({ground}); {needed}:1 is"
        " needed"
        if faint.scheme == "dark"
        else "on light screens, “{name}” ({colour}) has a contrast of {ratio}:1 on “{ground_name}” ({ground});"
        " {needed}:1 is needed",
        at,
        advice="Of the same hue, {near} would do for “{name}”.",
        name=faint.name,
        colour=faint.colour,
        ground_name=faint.ground_name,
        ground=faint.ground,
        ratio=_short(faint.ratio),
        needed=f"{faint.needed:g}",
        near=nearest(faint.colour, faint.needed, faint.ground),
    )


def _short(ratio: float) -> str:
    """Rounded down: what just fails is not to look as if it were enough."""
    return f"{int(ratio * 10) / 10:.1f}"
