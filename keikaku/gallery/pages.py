"""The pages of the gallery: one for each way of drawing, with every figure drawn so, and a list of them."""

from dataclasses import replace

from keikaku.figure import Figure, Shape
from keikaku.gallery.figures import DRAWN, UNDRAWN
from keikaku.gallery.promises import PROMISES
from keikaku.pages.blocks import FigureBlock, Frame, IndexList, IndexRow, Link, Page, Paragraphs
from keikaku.pages.figures import title_with_unit
from keikaku.words import Words, msgid

HOME, COMPONENTS = "index.html", "components/index.html"
TITLES = {
    Shape.TREND: msgid("Values over time, as lines"),
    Shape.COLUMNS: msgid("Values over time, as columns"),
    Shape.TARGET_BESIDE_ACTUAL: msgid("Targets beside values"),
    Shape.BASELINE_TO_TARGET: msgid("From the baseline to the target"),
    Shape.COMPARISON: msgid("Categories side by side"),
    Shape.BREAKDOWN: msgid("Parts of a whole"),
    Shape.BULLET: msgid("One value before its target"),
    Shape.TIMELINE: msgid("Words by year, as a timeline"),
    Shape.PANELS: msgid("A panel with a line for each series"),
    Shape.COLUMN_PANELS: msgid("A panel with columns for each series"),
    Shape.NUMBER: msgid("A number alone"),
    Shape.TABLE: msgid("A table alone"),
}
# What `figure:` in YAML may ask for.
BY_NAME = {
    Shape.TREND,
    Shape.COLUMNS,
    Shape.BULLET,
    Shape.TIMELINE,
    Shape.PANELS,
    Shape.COLUMN_PANELS,
    Shape.COMPARISON,
    Shape.TABLE,
}


def gallery_pages(words: Words) -> list[Page]:
    return [_home(words), *(_page(shape, words) for shape in TITLES)]


def shown_as(shape: Shape) -> list[Figure]:
    return [figure for figure in (*DRAWN, *PROMISES, *UNDRAWN) if figure.shape is shape]


def _home(words: Words) -> Page:
    rows = tuple(
        IndexRow(
            Link(words(title), _address(shape)),
            facts=(words.plural("{count} figure", "{count} figures", count=len(shown_as(shape))),),
        )
        for shape, title in TITLES.items()
    )
    about = words("Every way to show values, with data made up for it. Nothing here is of a plan.")
    return Page(
        HOME,
        "gallery",
        words("Gallery of figures"),
        about,
        lead=about,
        blocks=(IndexList(rows),),
        frame=gallery_frame(words),
    )


def _page(shape: Shape, words: Words) -> Page:
    title = words(TITLES[shape])
    blocks = tuple(FigureBlock(_titled(figure, words), "gallery", heading_level=2) for figure in shown_as(shape))
    home = Link(words("Gallery of figures"), HOME)
    name = (
        words("In YAML: figure: {name}", name=shape)
        if shape in BY_NAME
        else words("Chosen where the data is so; not by name.")
    )
    return Page(
        _address(shape),
        "gallery",
        title,
        title,
        crumbs=(home, Link(title)),
        blocks=(Paragraphs((name,)), *blocks),
        frame=gallery_frame(words),
    )


def _address(shape: Shape) -> str:
    return f"{shape}/index.html"


def _titled(figure: Figure, words: Words) -> Figure:
    """With its unit in the title, as on the pages of a plan."""
    return replace(figure, title=title_with_unit(words, figure.title, figure.unit or ""))


def gallery_frame(words: Words) -> Frame:
    """The way to every page of figures, and to the components."""
    menu = (
        *(Link(words(title), _address(shape)) for shape, title in TITLES.items()),
        Link(words("Components of the theme"), COMPONENTS),
    )
    return Frame(site_title=words("Gallery of figures"), site_address=HOME, menu=menu)
