"""Build a site: read, check, compose, draw, render, check again, write. The table of contents of Keikaku."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from keikaku.charts import Drawing, draw_all
from keikaku.checks.pages import check_pages
from keikaku.checks.plans import check_plans
from keikaku.exports.figure_csv import figure_csv
from keikaku.output import Written, find_clashes, write_site
from keikaku.pages.blocks import Page
from keikaku.pages.compose import compose_pages, figures_of, page_figures
from keikaku.pages.context import Audience
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problems
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.rendering import Renderer
from keikaku.styles import read_tokens, theme_assets
from keikaku.words import Words, read_words
from keikaku.workspace import Workspace, theme_folder

LANGUAGES = ("ja", "en")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Checked:
    """What is known after reading and checking, before anything is composed."""

    workspace: Workspace
    plans: Sequence[Plan]
    problems: Problems


@dataclass(frozen=True)
class Built:
    """A finished build. `written` is None where errors left the published folder as it was."""

    checked: Checked
    pages: int = 0
    figures: int = 0
    written: Written | None = None

    @property
    def problems(self) -> Problems:
        return self.checked.problems


def check(root: Path) -> Checked:
    """Read everything and ask the plan questions; nothing is written."""
    problems = Problems()
    workspace = read_settings(root, problems)
    plans = read_plans(workspace, problems)
    check_plans(plans, problems)
    return Checked(workspace, plans, problems)


def build(
    root: Path, folder: Path | None = None, *, audience: Audience = Audience.PUBLIC, progress: Progress | None = None
) -> Built:
    """Build the site of the workspace at `root` into `folder` (its `site/` by default), or leave that as it was."""
    checked = check(root)
    if checked.problems.errors:
        return Built(checked)
    workspace, theme, overrides = checked.workspace, theme_folder(), _overrides(checked.workspace)
    words_by_lang = {lang: read_words(theme / "words", lang, _words_folder(overrides)) for lang in LANGUAGES}
    pages = compose_pages(checked.plans, workspace.settings, words_by_lang, audience)
    figures = figures_of(pages)
    drawings = draw_all(
        [figure.for_drawing for figure in figures.values() if figure.is_drawn],
        tokens=read_tokens(theme, overrides),
        cache_folder=workspace.state / "drawings",
        progress=progress,
    )
    files = _render(pages, drawings, theme, overrides, words_by_lang, workspace)
    files |= {figure.data_address: figure_csv(figure) for figure in figures.values() if figure.data_address}
    files |= theme_assets(theme, overrides)
    _check_clashes(pages, files, checked.problems)
    check_pages(pages, files, checked.problems)
    if checked.problems.errors:
        return Built(checked, len(pages), len(figures))
    return Built(checked, len(pages), len(figures), write_site(folder or workspace.site, files))


def _overrides(workspace: Workspace) -> Path | None:
    """The city's own theme; in Keikaku's own repository that folder is the theme itself."""
    own = workspace.theme
    return own if own.is_dir() and own.resolve() != theme_folder().resolve() else None


def _words_folder(overrides: Path | None) -> Path | None:
    return overrides / "words" if overrides else None


def _render(
    pages: Sequence[Page],
    drawings: Mapping[str, Drawing],
    theme: Path,
    overrides: Path | None,
    words_by_lang: Mapping[str, Words],
    workspace: Workspace,
) -> dict[str, bytes]:
    renderer = Renderer(theme, overrides, words_by_lang, base_url=workspace.settings.base_url)
    return {page.address: renderer.render(page, _own(page, drawings)).encode("utf-8") for page in pages}


def _own(page: Page, drawings: Mapping[str, Drawing]) -> dict[str, Drawing]:
    return {figure.id: drawings[figure.id] for figure in page_figures(page) if figure.id in drawings}


def _check_clashes(pages: Sequence[Page], files: Mapping[str, bytes], problems: Problems) -> None:
    made = {page.address for page in pages}
    claims = [(page.address, page.title) for page in pages] + [(name, name) for name in files if name not in made]
    for clash in find_clashes(claims):
        named = [f"{source} ({address})" for address, source in clash.claims]
        problems.add(
            "address-clash",
            "these want one address: {claims}",
            FilePosition(clash.claims[0][0]),
            advice="Give one of them another id.",
            claims=", ".join(named),
        )
