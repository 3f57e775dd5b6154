"""Show every kind of figure, with data made up for it: for those who change the theme or the drawings."""

from dataclasses import dataclass
from pathlib import Path

from keikaku.charts import draw_all
from keikaku.gallery.components import component_pages
from keikaku.gallery.pages import gallery_frame, gallery_pages
from keikaku.output import alone, write_site
from keikaku.pages.compose import figures_of
from keikaku.rendering import Renderer
from keikaku.styles import read_tokens, theme_assets
from keikaku.words import read_words
from keikaku.workspace import Workspace, theme_folder

__all__ = ["Gallery", "write_gallery"]


@dataclass(frozen=True)
class Gallery:
    """What was written. `index` is the page to open."""

    index: Path
    pages: int
    figures: int


def write_gallery(workspace: Workspace, folder: Path) -> Gallery:
    """Make `folder` hold the gallery, in the theme of the workspace; nothing of its plans is read.

    Raises BusyError where somebody else is at it.
    """
    with alone(workspace.lock("gallery")):
        return _written(workspace, folder)


def _written(workspace: Workspace, folder: Path) -> Gallery:
    theme, own = theme_folder(), workspace.own_theme
    words = read_words(theme / "words", "ja", own / "words" if own else None)
    pages = gallery_pages(words)
    figures = list(figures_of(pages).values())
    tokens, kept = read_tokens(theme, own), workspace.state / "drawings"
    drawings = draw_all(figures, tokens=tokens, cache_folder=kept)
    renderer = Renderer(theme, own, {"ja": words})
    pages += component_pages(theme, renderer, gallery_frame(words), words)
    files = {page.address: renderer.render(page, drawings).encode("utf-8") for page in pages}
    write_site(folder, files | theme_assets(theme, own))
    return Gallery(folder / "index.html", len(pages), len(figures))
