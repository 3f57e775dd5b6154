"""Build a site: read, check, compose, draw, render, check again, write. The table of contents of Keikaku."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from keikaku.charts import Drawing, draw_all
from keikaku.checks.colours import low_contrast
from keikaku.checks.pages import check_pages, heaviest
from keikaku.checks.weighing import check_page_acknowledgements, check_plans, check_rule_settings, weigh
from keikaku.exports.checklist import accessibility_files
from keikaku.exports.feed import feed_files
from keikaku.exports.figure_csv import figure_csv
from keikaku.exports.progress_csv import progress_csv
from keikaku.exports.search_index import search_data
from keikaku.exports.sharing import sharing_files
from keikaku.figure import Figure
from keikaku.output import Written, alone, find_clashes, write_site
from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.pages.addresses import Addresses, is_overview
from keikaku.pages.blocks import Page
from keikaku.pages.compose import compose_pages, figures_of, page_figures
from keikaku.pages.context import Audience
from keikaku.pages.standings import has_standings
from keikaku.pages.updates import Update, UpdatedPage, UpdatedValue
from keikaku.plan.embargo import LeftOut, left_out, public_part, settled
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problem, Problems, Severity
from keikaku.reading.decisions import read_decisions
from keikaku.reading.references import check_needed
from keikaku.reading.theme import read_own_theme
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.rendering import Renderer, TemplateFaultError, template_faults
from keikaku.styles import read_tokens, theme_assets
from keikaku.words import WordFault, Words, faults_of, read_words
from keikaku.workspace import Workspace, theme_folder

__all__ = [
    "NO_DAY",
    "Audience",
    "Built",
    "Checked",
    "History",
    "LeftOut",
    "Progress",
    "Update",
    "UpdatedPage",
    "UpdatedValue",
    "build",
    "check",
    "is_overview",
    "make",
]

LANGUAGES = ("ja", "en")
NO_DAY = date.min  # where no day is said, everything that waits for one is held back
Progress = Callable[[int, int], None]
History = Callable[[Workspace], Sequence[Update]]  # what past releases changed, the newest first


@dataclass(frozen=True)
class Checked:
    """What is known after reading and checking, before anything is composed. `plans` are those that are shown."""

    workspace: Workspace
    plans: Sequence[Plan]
    problems: Problems
    left_out: Sequence[LeftOut] = ()  # what is not public on that day


@dataclass(frozen=True)
class Built:
    """A site as it was made. `written` is None where it was not written, for its errors or because nobody asked."""

    checked: Checked
    pages: int = 0
    figures: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)  # by address; empty where there are errors
    heaviest: tuple[str, int] = ("", 0)  # the page that weighs most among those for the screen, in compressed bytes
    written: Written | None = None

    @property
    def problems(self) -> Problems:
        return self.checked.problems

    @property
    def counted(self) -> frozenset[str]:
        """The files whose values Keikaku counts itself: they belong to no record of a plan."""
        written = {
            Addresses(plan).data(id)
            for plan in self.checked.plans
            for id in (*plan.indicators_by_id, *plan.tables_by_id, *(money.id for money in plan.money))
        }
        return frozenset(self.files) - written

    @property
    def not_final(self) -> frozenset[str]:
        """The names of the states of values that later ones replace: 速報, 見込."""
        return frozenset(
            plan.about.state_name(state.id)
            for plan in self.checked.plans
            for state in plan.about.states
            if not state.final
        )


def check(root: Path, *, audience: Audience = Audience.PUBLIC, today: date = NO_DAY) -> Checked:
    """Read everything and ask the plans questions, as they are shown to the audience on that day; write nothing."""
    problems = Problems()
    workspace = replace(read_settings(root, problems), decisions=read_decisions(root, problems))
    plans = read_plans(workspace, problems)
    held = tuple(one for plan in plans for one in left_out(plan, today))
    whole = [settled(plan, today) for plan in plans]
    shown = _shown(whole, audience, problems) if held else whole
    problems.extend(_questions(shown, whole, list(problems)))
    _check_look(workspace, plans, problems)
    check_rule_settings(workspace.settings, problems)
    weigh(problems, workspace.settings)
    return Checked(workspace, shown, problems, held)


def build(
    root: Path,
    folder: Path | None = None,
    *,
    audience: Audience = Audience.PUBLIC,
    today: date = NO_DAY,
    history: History | None = None,
    progress: Progress | None = None,
    patience: float = 0,
) -> Built:
    """Build the site of the workspace at `root` into `folder` (its `site/` by default), or leave that as it was.

    Raises BusyError where somebody else is building into that folder, and still is after `patience` seconds.
    """
    lock = folder.with_name(f"{folder.name}.lock") if folder else Workspace(root).lock("site")
    with alone(lock, patience):
        built = make(root, audience=audience, today=today, history=history, progress=progress)
        if built.problems.errors:
            return built
        return replace(built, written=write_site(folder or built.checked.workspace.site, built.files))


def make(
    root: Path,
    *,
    audience: Audience = Audience.PUBLIC,
    today: date = NO_DAY,
    history: History | None = None,
    progress: Progress | None = None,
) -> Built:
    """Make the site of the workspace at `root`, and write nothing.

    `history` is asked only where the workspace wants its updates told.
    """
    checked = check(root, audience=audience, today=today)
    if checked.problems.errors:
        return Built(checked)
    workspace, theme, overrides = checked.workspace, theme_folder(), checked.workspace.own_theme
    words_by_lang = {lang: read_words(theme / "words", lang, _words_folder(overrides)) for lang in LANGUAGES}
    sizes = partial(_data_sizes, words_by_lang)
    updates = history(workspace) if history and workspace.settings.updates else ()
    pages = compose_pages(checked.plans, workspace.settings, words_by_lang, audience, sizes, updates)
    figures = figures_of(pages)
    drawings = draw_all(
        [figure.for_drawing for figure in figures.values() if figure.is_drawn],
        tokens=read_tokens(theme, overrides),
        cache_folder=workspace.state / "drawings",
        progress=progress,
    )
    files = _render(pages, drawings, theme, overrides, words_by_lang, workspace, checked.problems)
    if checked.problems.errors:
        return Built(checked, len(pages), len(figures))
    for plan in checked.plans:
        files |= _data_files(words_by_lang, plan, figures)
    files |= {Addresses(plan).search_data: search_data(plan, pages) for plan in checked.plans}
    files |= accessibility_files(pages, workspace.settings, words_by_lang[workspace.settings.lang])
    files |= sharing_files(pages, workspace.settings.base_url)
    files |= feed_files(updates, workspace.settings, pages[0].title, words_by_lang[workspace.settings.lang])
    files |= theme_assets(theme, overrides, _key_colours(workspace, checked.plans))
    _check_clashes(pages, files, checked.problems)
    weights = check_pages(pages, files, checked.problems, plans=checked.plans, settings=workspace.settings)
    check_page_acknowledgements(checked.plans, workspace.settings, checked.problems)
    weigh(checked.problems, workspace.settings)
    if checked.problems.errors:
        return Built(checked, len(pages), len(figures))
    return Built(checked, len(pages), len(figures), files, heaviest(weights))


def _shown(plans: Sequence[Plan], audience: Audience, problems: Problems) -> Sequence[Plan]:
    """What the audience is shown of settled plans: staff see everything."""
    severity = Severity.ERROR if audience.is_public else Severity.WARNING
    public = [plan for plan in plans if not plan.about.is_held]
    if not public and audience.is_public:
        problems.add(
            "no-plan",
            "no plan is public on this day",
            plans[0].about.written_at,
            advice="Take “draft: true” out of a plan.yaml, or wait for the day of “publish_on”.",
        )
    for plan in public:
        check_needed(plan, problems, severity)
    return [public_part(plan) for plan in public] if audience.is_public else plans


def _check_look(workspace: Workspace, plans: Sequence[Plan], problems: Problems) -> None:
    """Is the city's own theme sound, and can everything be read in its colours?"""
    found = Problems()
    chosen = read_own_theme(workspace, PAGE_KINDS, found)
    _check_words_and_templates(workspace, found)
    problems.extend(found)
    if not found.errors:
        keys = [key for key in (workspace.settings.key_colour, *(plan.about.key_colour for plan in plans)) if key]
        low_contrast(read_tokens(theme_folder(), workspace.own_theme)["color"], chosen, keys, problems)


def _check_words_and_templates(workspace: Workspace, problems: Problems) -> None:
    own = workspace.own_theme
    if own is None:
        return
    for lang in LANGUAGES:
        path = own / "words" / f"{lang}.po"
        for fault in faults_of(path, read_words(theme_folder() / "words", "ja")) if path.is_file() else ():
            _report_words(fault, FilePosition(_within(workspace, path), fault.line), problems)
    for broken in template_faults(own):
        _report_template(broken, workspace, problems)


def _report_words(fault: WordFault, at: FilePosition, problems: Problems) -> None:
    if fault.unknown:
        problems.add(
            "unknown-text",
            "Keikaku says “{text}” nowhere",
            at,
            advice="Copy the msgid as it stands in Keikaku's own catalogue: `keikaku theme show words/ja.po`.",
            text=fault.unknown,
        )
    else:
        problems.add(
            "broken-words",
            "nothing fills “{name}” in this text" if fault.lost else "this text cannot be read: {reason}",
            at,
            advice="Keep the braces of the msgid, with what is in them, as they are.",
            name=fault.lost,
            reason=fault.reason,
        )


def _report_template(fault: TemplateFaultError, workspace: Workspace, problems: Problems) -> None:
    problems.add(
        "broken-template",
        "this template cannot be used: {reason}",
        FilePosition(_within(workspace, fault.file), fault.line),
        advice="Compare it with Keikaku's own: `keikaku theme show {name}`.",
        reason=str(fault),
        name=fault.file.relative_to(workspace.theme).as_posix(),
    )


def _within(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.root).as_posix()


def _key_colours(workspace: Workspace, plans: Sequence[Plan]) -> dict[str, str]:
    """The site's, if it has one, and those of plans that have their own."""
    keys = {"": workspace.settings.key_colour} | {plan.id: plan.about.key_colour for plan in plans}
    return {id: key.hex for id, key in keys.items() if key}


def _questions(shown: Sequence[Plan], whole: Sequence[Plan], known: Sequence[Problem]) -> Iterator[Problem]:
    """What is found in the plans that are shown. An acknowledgement that only something held back needs is needed."""
    found, found_in_whole = Problems(), Problems()
    check_plans(shown, found, known=known)
    check_plans(whole if shown is not whole else (), found_in_whole, known=known)
    needless_in_whole = list(found_in_whole)
    for problem in found:
        if problem.rule != "needless-acknowledgement" or shown is whole or problem in needless_in_whole:
            yield problem


def _data_files(words_by_lang: Mapping[str, Words], plan: Plan, figures: Mapping[str, Figure]) -> dict[str, bytes]:
    """The CSV files of a plan; `figures` may hold those of other plans too."""
    own = [figure for figure in figures.values() if figure.data_address.startswith(f"{plan.id}/")]
    files = {figure.data_address: figure_csv(figure) for figure in own}
    if has_standings(plan):
        files[Addresses(plan).progress_data] = progress_csv(plan, words_by_lang[plan.about.lang])
    return files


def _data_sizes(words_by_lang: Mapping[str, Words], plan: Plan, figures: Mapping[str, Figure]) -> dict[str, int]:
    return {address: len(content) for address, content in _data_files(words_by_lang, plan, figures).items()}


def _words_folder(overrides: Path | None) -> Path | None:
    return overrides / "words" if overrides else None


def _render(
    pages: Sequence[Page],
    drawings: Mapping[str, Drawing],
    theme: Path,
    overrides: Path | None,
    words_by_lang: Mapping[str, Words],
    workspace: Workspace,
    problems: Problems,
) -> dict[str, bytes]:
    """The pages by address; one that a city's own template fails on is among the problems instead."""
    renderer = Renderer(theme, overrides, words_by_lang, base_url=workspace.settings.base_url)
    files = {}
    for page in pages:
        try:
            files[page.address] = renderer.render(page, _own(page, drawings)).encode("utf-8")
        except TemplateFaultError as fault:
            _report_template(fault, workspace, problems)
    return files


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
