"""The pages of the gallery that show the components of the theme, each with its examples."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from keikaku.gallery.examples import DRAWING, Example, examples
from keikaku.gallery.pages import COMPONENTS, HOME
from keikaku.pages.blocks import Frame, IndexList, IndexRow, Link, Page, Paragraphs, Prose, Section
from keikaku.rendering import Renderer
from keikaku.words import Words


def component_pages(theme: Path, renderer: Renderer, frame: Frame, words: Words) -> list[Page]:
    """A list of the components, and a page for each with its examples."""
    found = {name: list(group) for name, group in groupby(examples(theme), key=lambda example: example.component)}
    pages = [_component(name, shown, renderer, frame, words) for name, shown in found.items()]
    return [_home(pages, frame, words), *pages]


def _home(pages: list[Page], frame: Frame, words: Words) -> Page:
    rows = tuple(
        IndexRow(
            Link(page.title, page.address),
            facts=(words.plural("{count} example", "{count} examples", count=len(page.sections)),),
        )
        for page in pages
    )
    title = words("Components of the theme")
    about = Paragraphs((words("Made up to be looked at: their links lead nowhere."),))
    crumbs = (Link(words("Gallery of figures"), HOME), Link(title))
    return Page(COMPONENTS, "gallery", title, title, crumbs=crumbs, blocks=(about, IndexList(rows)), frame=frame)


def _component(name: str, shown: list[Example], renderer: Renderer, frame: Frame, words: Words) -> Page:
    """Its HTML is the component's own, and stands on the page as it is: `component.html` puts nothing round it."""
    crumbs = (
        Link(words("Gallery of figures"), HOME),
        Link(words("Components of the theme"), COMPONENTS),
        Link(name),
    )
    page = Page(f"components/{name}/index.html", "component", name, name, crumbs=crumbs, frame=frame)
    drawings = {"joining": DRAWING}
    sections = tuple(
        Section(f"example-{number}", example.name, (Prose(Markup(example.placed(html))),))
        for number, example in enumerate(shown, 1)
        for html in [renderer.component(name, *example.given, page=page, drawings=drawings)]
    )
    return replace(page, sections=sections)
