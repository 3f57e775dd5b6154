"""Build a site: read, check, compose, draw, render, check again, write. The table of contents of Keikaku."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from keikaku.charts import Drawing, draw_all
from keikaku.checks.colours import low_contrast
from keikaku.checks.days import check_days
from keikaku.checks.drafts import draft_is_named
from keikaku.checks.pages import begin_to_weigh, check_pages, heaviest
from keikaku.checks.weighing import check_counts, check_page_acknowledgements, check_plans, check_rule_settings, weigh
from keikaku.exports.checklist import accessibility_files
from keikaku.exports.feed import feed_files
from keikaku.exports.figure_csv import figure_csv
from keikaku.exports.progress_csv import all_progress_csv, progress_csv
from keikaku.exports.search_index import search_data
from keikaku.exports.sharing import sharing_files
from keikaku.exports.votes_csv import votes_csv
from keikaku.figure import Figure
from keikaku.kept import Itself, Kept
from keikaku.output import Written, alone, find_clashes, write_site
from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.pages.addresses import ALL_PROGRESS_DATA, Addresses, is_overview
from keikaku.pages.blocks import Page
from keikaku.pages.compose import compose_pages, figures_of
from keikaku.pages.context import Audience
from keikaku.pages.places import Moved, Places
from keikaku.pages.standings import has_standings, with_standings
from keikaku.pages.updates import Update, UpdatedPage, UpdatedValue
from keikaku.plan.embargo import LeftOut, left_out, public_part, settled
from keikaku.plan.evaluations import Evaluation
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problem, Problems, Severity
from keikaku.reading.decisions import read_decisions
from keikaku.reading.flat import as_last_time
from keikaku.reading.needed import check_needed, check_needed_later
from keikaku.reading.theme import read_own_theme
from keikaku.reading.workspace import read_plans, read_settings
from keikaku.remembered import remember, texts_of
from keikaku.rendering import Renderer, TemplateFaultError
from keikaku.styles import ThemeSources, read_sources, read_tokens, theme_assets
from keikaku.theme_faults import check_words_and_templates, report_template
from keikaku.words import LANGUAGES, Words, read_words
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
    "rest_between_saves",
]

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
    steady: Sequence[Plan] = ()  # the plans as they are composed: with the records whose lines alone have moved


@dataclass(frozen=True)
class Built:
    """A site as it was made. `written` is None where it was not written, for its errors or because nobody asked."""

    checked: Checked
    pages: int = 0
    figures: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)  # by address; empty where there are errors
    heaviest: tuple[str, int] = ("", 0)  # the page that weighs most among those for the screen, in compressed bytes
    moved: Moved = field(default_factory=dict)  # lines that pages for writers say by another number
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
            for records in (plan.indicators, plan.tables, plan.money, plan.evaluations)
            for id in (record.id for record in records)
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


def check(
    root: Path, *, audience: Audience = Audience.PUBLIC, today: date = NO_DAY, kept: Kept | None = None
) -> Checked:
    """Read everything and ask the plans questions, as they are shown to the audience on that day; write nothing."""
    problems, kept = Problems(), kept or Kept()
    workspace = replace(read_settings(root, problems), decisions=read_decisions(root, problems))
    plans = read_plans(workspace, problems, kept)
    held = sorted((one for plan in plans for one in _on_a_day(left_out, plan, today, kept)), key=lambda one: one.order)
    whole = [_on_a_day(settled, plan, today, kept) for plan in plans]
    shown = _shown(whole, audience, problems, kept) if held else whole
    for ask in (check_days, check_needed_later, draft_is_named):
        problems.extend(one for plan in plans for one in _on_a_day(ask, plan, today, kept))
    problems.extend(_counts(whole, audience, kept))
    steady = [_steady(plan, audience, kept) for plan in shown]
    problems.extend(_questions(shown, whole, steady, list(problems), kept))
    _check_look(workspace, plans, problems, kept)
    check_rule_settings(workspace.settings, problems)
    weigh(problems, workspace.settings)
    return Checked(workspace, shown, problems, held, steady)


def build(
    root: Path,
    folder: Path | None = None,
    *,
    audience: Audience = Audience.PUBLIC,
    today: date = NO_DAY,
    history: History | None = None,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> Built:
    """Build the site of the workspace at `root` into `folder` (its `site/` by default), or leave that as it was.

    One after another, builds that are handed the same `kept` make anew only what depends on what has changed.
    Raises BusyError where somebody else is building into that folder.
    """
    kept = kept or Kept()
    lock = folder.with_name(f"{folder.name}.lock") if folder else Workspace(root).lock("site")
    with alone(lock):
        texts = texts_of(Workspace(root))  # before they are read: what is saved meanwhile may be good or not
        built = make(root, audience=audience, today=today, history=history, progress=progress, kept=kept)
        if built.problems.errors:
            return built
        written = write_site(folder or built.checked.workspace.site, built.files, kept)
        remember(built.checked.workspace, texts, kept)
        kept.forget_the_rest()
        return replace(built, written=written)


def make(
    root: Path,
    *,
    audience: Audience = Audience.PUBLIC,
    today: date = NO_DAY,
    history: History | None = None,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> Built:
    """Make the site of the workspace at `root`, and write nothing.

    `history` is asked only where the workspace wants its updates told.
    """
    kept = kept or Kept()
    checked = check(root, audience=audience, today=today, kept=kept)
    if checked.problems.errors:
        return Built(checked)
    workspace, theme, overrides = checked.workspace, theme_folder(), checked.workspace.own_theme
    words_by_lang = {lang: _words(theme, overrides, lang, kept) for lang in LANGUAGES}
    sizes = partial(_data_sizes, words_by_lang, kept)
    updates = history(workspace) if history and workspace.settings.updates else ()
    is_of_writer = audience is Audience.WRITER  # whose pages tell where each block is written, and follow saves
    places = Places(
        {file: lines for plan in checked.plans for file, lines in plan.lines.items()} if is_of_writer else {}
    )
    plans = checked.steady
    pages = compose_pages(plans, workspace.settings, words_by_lang, audience, sizes, updates, kept, places)
    figures = figures_of(pages)
    sources = read_sources(theme, overrides)
    drawings = draw_all(
        list(figures.values()),
        tokens=_tokens(overrides, kept),
        cache_folder=workspace.state / "drawings",
        progress=progress,
        kept=kept,
    )
    renderer = _renderer(overrides, sources, words_by_lang, workspace, kept)
    files = _render(pages, drawings, renderer, workspace, checked.problems, kept)
    if checked.problems.errors:
        return Built(checked, len(pages), len(figures))
    weighing = begin_to_weigh(files, kept)  # which goes on beside what follows
    for plan in plans:
        files |= _data_files(words_by_lang, kept, plan, figures)
    files |= _data_of_all(words_by_lang, kept, plans)
    files |= {Addresses(plan).search_data: search_data(plan, pages, kept) for plan in plans}
    files |= _attachments(plans)
    files |= accessibility_files(pages, workspace.settings, words_by_lang[workspace.settings.lang])
    files |= sharing_files(pages, workspace.settings.base_url)
    files |= feed_files(updates, workspace.settings, pages[0].title, words_by_lang[workspace.settings.lang])
    keys = _key_colours(workspace, checked.plans)
    files |= kept.result("assets", (sources.look, keys), lambda: theme_assets(theme, overrides, keys))
    _check_clashes(pages, files, checked.problems, kept)
    weights = check_pages(
        pages,
        files,
        checked.problems,
        plans=checked.plans,
        settings=workspace.settings,
        weighing=weighing,
        kept=kept,
    )
    check_page_acknowledgements(checked.plans, workspace.settings, checked.problems)
    weigh(checked.problems, workspace.settings)
    if checked.problems.errors:
        return Built(checked, len(pages), len(figures))
    return Built(checked, len(pages), len(figures), files, heaviest(weights), places.moved)


def rest_between_saves() -> None:
    """Between two of many builds in one process: look for rubbish now, and not while somebody waits for the next one.

    What is kept from the first build is never looked at.
    """
    if gc.isenabled():
        gc.disable()
        gc.freeze()
    else:
        gc.collect()


T = TypeVar("T")


def _on_a_day(look: Callable[[Plan, date], T], plan: Plan, today: date, kept: Kept) -> T:
    return kept.result((look, plan.id), (Itself(plan), today), lambda: look(plan, today))


def _shown(plans: Sequence[Plan], audience: Audience, problems: Problems, kept: Kept) -> Sequence[Plan]:
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
    return [_public_part(plan, kept) for plan in public] if audience.is_public else plans


def _counts(whole: Sequence[Plan], audience: Audience, kept: Kept) -> Iterator[Problem]:
    """Do the plans that the audience is shown list as many projects as they say? Staff are told of those that wait."""
    waiting = Severity.ERROR if audience.is_public else Severity.WARNING
    for plan in whole:
        if not (audience.is_public and plan.about.is_held):
            facts = (Itself(plan), waiting)
            yield from kept.result((check_counts, plan.id), facts, partial(check_counts, plan, waiting))


def _public_part(plan: Plan, kept: Kept) -> Plan:
    return kept.result((public_part, plan.id), Itself(plan), lambda: public_part(plan))


def _check_look(workspace: Workspace, plans: Sequence[Plan], problems: Problems, kept: Kept) -> None:
    """Is the city's own theme sound, and can everything be read in its colours?"""
    found = Problems()
    chosen = read_own_theme(workspace, PAGE_KINDS, found)
    check_words_and_templates(workspace, found)
    problems.extend(found)
    if not found.errors:
        keys = [key for key in (workspace.settings.key_colour, *(plan.about.key_colour for plan in plans)) if key]
        low_contrast(_tokens(workspace.own_theme, kept)["color"], chosen, keys, problems)


def _tokens(overrides: Path | None, kept: Kept) -> dict[str, Any]:
    paths = [folder / "tokens.yaml" for folder in (theme_folder(), overrides) if folder]
    written = [path.read_bytes() for path in paths if path.is_file()]
    return kept.result("tokens", written, lambda: read_tokens(theme_folder(), overrides))


def _key_colours(workspace: Workspace, plans: Sequence[Plan]) -> dict[str, str]:
    """The site's, if it has one, and those of plans that have their own."""
    keys = {"": workspace.settings.key_colour} | {plan.id: plan.about.key_colour for plan in plans}
    return {id: key.hex for id, key in keys.items() if key}


def _steady(plan: Plan, audience: Audience, kept: Kept) -> Plan:
    """Pages for writers tell the numbers of lines that stay, so a record that only moved is that of last time."""
    return as_last_time(plan, kept.below(("as last time", plan.id))) if audience is Audience.WRITER else plan


def _questions(
    shown: Sequence[Plan], whole: Sequence[Plan], steady: Sequence[Plan], known: Sequence[Problem], kept: Kept
) -> Iterator[Problem]:
    """What is found in the plans that are shown.

    What only something held back brings about is no slip: a year that seems to lack its value, or an acknowledgement
    that seems to be no longer needed.
    """
    found, found_in_whole = Problems(), Problems()
    check_plans(shown, found, known=known, kept=kept.below("asked as shown"), steady=steady)
    if shown is whole:
        yield from found
        return
    check_plans(whole, found_in_whole, known=known, kept=kept.below("asked as a whole"))
    in_whole = {(problem.rule, problem.at) for problem in found_in_whole}
    yield from (problem for problem in found if problem.is_error or (problem.rule, problem.at) in in_whole)


def _data_files(
    words_by_lang: Mapping[str, Words], kept: Kept, plan: Plan, figures: Mapping[str, Figure]
) -> dict[str, bytes]:
    """The CSV files of a plan; `figures` may hold those of other plans too."""
    own = [figure for figure in figures.values() if figure.data_address.startswith(f"{plan.id}/")]
    files = {figure.data_address: _kept_csv(figure, kept) for figure in own}
    files |= {Addresses(plan).data(one.id): _kept_votes(plan, one, kept) for one in plan.evaluations if one.has_votes}
    if has_standings(plan):
        words = words_by_lang[plan.about.lang]
        facts = (Itself(plan), Itself(words))
        csv = kept.result((progress_csv, plan.id), facts, lambda: progress_csv(plan, words, kept))
        files[Addresses(plan).progress_data] = csv
    return files


def _attachments(plans: Sequence[Plan]) -> dict[str, bytes]:
    """The pictures and files of the narratives that are shown, as they are."""
    return {
        Addresses(plan).attachment(file.name): file.content
        for plan in plans
        for chapter in plan.chapters
        for file, _ in chapter.attachments
    }


def _data_of_all(words_by_lang: Mapping[str, Words], kept: Kept, plans: Sequence[Plan]) -> dict[str, bytes]:
    shown = [(plan, words_by_lang[plan.about.lang]) for plan in with_standings(plans)]
    facts = [(Itself(plan), Itself(words)) for plan, words in shown]
    make = partial(all_progress_csv, shown, kept)
    return {ALL_PROGRESS_DATA: kept.result(all_progress_csv, facts, make)} if shown else {}


def _kept_csv(figure: Figure, kept: Kept) -> bytes:
    return kept.result((figure_csv, figure.data_address), Itself(figure), lambda: figure_csv(figure))


def _kept_votes(plan: Plan, evaluation: Evaluation, kept: Kept) -> bytes:
    facts = (Itself(plan.about), Itself(evaluation))
    return kept.result((votes_csv, plan.id, evaluation.id), facts, lambda: votes_csv(plan.about, evaluation))


def _data_sizes(
    words_by_lang: Mapping[str, Words], kept: Kept, plan: Plan, figures: Mapping[str, Figure]
) -> dict[str, int]:
    return {address: len(content) for address, content in _data_files(words_by_lang, kept, plan, figures).items()}


def _words(theme: Path, overrides: Path | None, lang: str, kept: Kept) -> Words:
    folders = [folder / "words" for folder in (theme, overrides) if folder]
    catalogues = [path.read_bytes() if (path := folder / f"{lang}.po").is_file() else b"" for folder in folders]
    return kept.result(("words", lang), (folders, catalogues), lambda: read_words(folders[0], lang, *folders[1:]))


def _renderer(
    overrides: Path | None,
    sources: ThemeSources,
    words_by_lang: Mapping[str, Words],
    workspace: Workspace,
    kept: Kept,
) -> Renderer:
    base_url, words = workspace.settings.base_url, list(map(Itself, words_by_lang.values()))
    facts = (overrides, sources.templates, words, base_url)
    return kept.result("renderer", facts, lambda: Renderer(theme_folder(), overrides, words_by_lang, base_url=base_url))


def _render(
    pages: Sequence[Page],
    drawings: Mapping[str, Drawing],
    renderer: Renderer,
    workspace: Workspace,
    problems: Problems,
    kept: Kept,
) -> dict[str, bytes]:
    """The pages by address; one that a city's own template fails on is among the problems instead."""
    files = {}
    for page in pages:
        try:
            files[page.address] = _rendered(page, _own(page, drawings), renderer, kept)
        except TemplateFaultError as fault:
            report_template(fault, workspace, problems)
    return files


def _rendered(page: Page, drawings: Mapping[str, Drawing], renderer: Renderer, kept: Kept) -> bytes:
    facts = (Itself(renderer), list(map(Itself, drawings.values())), page)
    place = ("html", page.address)
    return kept.result(place, facts, lambda: renderer.render(page, drawings, kept.below(place)).encode())


def _own(page: Page, drawings: Mapping[str, Drawing]) -> dict[str, Drawing]:
    return {figure.id: drawings[figure.id] for figure in page.figures if figure.id in drawings}


def _check_clashes(pages: Sequence[Page], files: Mapping[str, bytes], problems: Problems, kept: Kept) -> None:
    made = {page.address for page in pages}
    claims = [(page.address, page.title) for page in pages] + [(name, name) for name in files if name not in made]
    moved = {page.address: page.title for page in pages if page.kind == "moved"}
    for clash in kept.result(find_clashes, claims, lambda: find_clashes(claims)):
        named = [f"{source} ({address})" for address, source in clash.claims]
        title = next((moved[address] for address, _ in clash.claims if address in moved), "")
        problems.add(
            "address-clash",
            "“moved_from:” of “{title}” names an address at which a page still is: {claims}"
            if title
            else "these want one address: {claims}",
            FilePosition(clash.claims[0][0]),
            advice="Write the address that “{title}” itself had before, or take “moved_from:” away."
            if title
            else "Give one of them another id; a plan takes that of its folder, which is then renamed.",
            title=title,
            claims=", ".join(named),
        )
