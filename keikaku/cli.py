"""The command line: the only module that prints or exits."""

import argparse
import json
import locale
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from keikaku import __version__
from keikaku.audit import NoBrowserError, NoToolsError, audit, audited_json, audited_text, pages_to_audit
from keikaku.audit import NoSiteError as NoAuditedSiteError
from keikaku.checks.explain import RULES, explanation
from keikaku.gallery import write_gallery
from keikaku.kept import Kept
from keikaku.output import BusyError, ClashError, OutputError
from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.pages.context import Audience
from keikaku.pipeline import Built, Checked, LeftOut, build, check
from keikaku.preview import PreviewResult, ShownProblem, Waiting, Weight, preview
from keikaku.problems import Problem, Problems
from keikaku.reading.files import line_at
from keikaku.reading.theme import read_own_theme
from keikaku.reading.workspace import read_settings
from keikaku.release import (
    ManifestError,
    NoSiteError,
    Outcome,
    UndoOutcome,
    compare,
    difference_paper,
    expected_paper,
    foresee,
    past_updates,
    release,
    review,
)
from keikaku.release import undo as undo_release
from keikaku.release.saying import (
    changes_facts,
    released_facts,
    released_text,
    reviewed_facts,
    reviewed_text,
    undone_facts,
    undone_text,
)
from keikaku.report import advice_text, found_text, plain_problems, report_github, report_text
from keikaku.starting import READ_ME, NoFolderError, NotEmptyError, NotWholeError, Renewed, Started, renew, start
from keikaku.theming import NoSuchPartError, ThereAlreadyError, copy, original, theme_facts, theme_text
from keikaku.words import Words, read_words
from keikaku.workspace import Workspace, theme_folder

FINE, FAULTS, CANNOT = 0, 1, 3  # exit codes: done; the plan has errors; the machine has a fault
PATIENCE = 30  # seconds that a preview waits while another one of the same folder, on a shared drive, builds
STOPPED = 130  # by Ctrl-C, as shells have it
JAPAN = timezone(timedelta(hours=9))  # whose day decides what is public, wherever the machine stands


def main(arguments: Sequence[str] | None = None) -> int:
    _keep_output_readable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = read_words(theme_folder() / "words", _language(given))
    options = _parser(words).parse_args(given or ["build"])
    command: Callable[[argparse.Namespace, Words], int] = options.command
    try:
        return command(options, words)
    except (OutputError, ClashError, BusyError, ManifestError) as error:
        return _sorry(options, _fault_text(error, words))
    except NoSiteError as error:
        return _sorry(options, words("“{path}” is not a site, a zip of one, or a release.", path=error))
    except KeyboardInterrupt:
        return _sorry(options, words("Stopped."), STOPPED, "stopped")


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keikaku", description=words("Publish a public plan as a website."))
    parser.add_argument("--version", action="version", version=f"keikaku {__version__}")
    spoken = argparse.ArgumentParser(add_help=False)
    spoken.add_argument("--lang", choices=("ja", "en"), help=words("language of the messages"))
    shared = argparse.ArgumentParser(add_help=False, parents=[spoken])
    shared.add_argument(
        "--folder", type=Path, default=Path(), help=words("the folder with content, data and site (default: here)")
    )
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument(
        "--today", type=partial(_day, words), default=datetime.now(JAPAN).date(), metavar="YYYY-MM-DD",
        help=words("the day that decides what is public (default: today in Japan)"),
    )  # fmt: skip
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--json", action="store_true", help=words("for machines"))
    commands = parser.add_subparsers(required=True, dest="asked")
    building = commands.add_parser("build", parents=[shared, dated, machine], help=words("build the site into site/"))
    building.set_defaults(command=_build)
    checking = commands.add_parser(
        "check", parents=[shared, dated, machine], help=words("look for problems, and write nothing")
    )
    checking.add_argument("--github", action="store_true", help=words("as annotations of a change on GitHub"))
    checking.set_defaults(command=_check)
    watching = commands.add_parser(
        "preview", parents=[shared, dated], help=words("show the site here, and again after each save")
    )
    watching.add_argument("--port", type=int, default=8000)
    watching.add_argument("--no-browser", action="store_true", help=words("do not open a browser"))
    watching.set_defaults(command=_preview)
    releasing = commands.add_parser(
        "release", parents=[shared, dated, machine], help=words("make the site public: check strictly, and keep a zip")
    )
    releasing.add_argument("--undo", action="store_true", help=words("put the release before the last one back"))
    releasing.set_defaults(command=_release)
    reviewing = commands.add_parser(
        "review", parents=[shared, dated, machine], help=words("make a zip with drafts, to look at beforehand")
    )
    reviewing.set_defaults(command=_review)
    comparing = commands.add_parser(
        "diff", parents=[shared, machine], help=words("show what is different between two releases, zips or folders")
    )
    comparing.add_argument("old", metavar="OLD")
    comparing.add_argument("new", metavar="NEW")
    comparing.set_defaults(command=_diff)
    explaining = commands.add_parser("explain", parents=[shared, machine], help=words("explain a rule"))
    explaining.add_argument("rule", choices=sorted(RULES), metavar="RULE")
    explaining.set_defaults(command=_explain)
    auditing = commands.add_parser(
        "audit", parents=[shared, dated, machine], help=words("look at the finished site in a browser, with axe-core")
    )
    auditing.add_argument("--all", action="store_true", help=words("all pages, not only the sample of the yearly test"))
    auditing.set_defaults(command=_audit)
    theming = commands.add_parser(
        "theme", parents=[shared, machine], help=words("show what of the look can be replaced, and how")
    )
    theming.add_argument("action", nargs="?", choices=("list", "show", "copy"), default="list")
    theming.add_argument("name", nargs="?", metavar="NAME", default="")
    theming.set_defaults(command=_theme)
    showing = commands.add_parser(
        "gallery", parents=[shared, machine], help=words("show every kind of figure, with data made up for it")
    )
    showing.add_argument(
        "--to", type=Path, metavar="OUT", help=words("the folder to write (default: .keikaku/gallery)")
    )
    showing.set_defaults(command=_gallery)
    starting = commands.add_parser(
        "new", parents=[spoken, machine], help=words("start a folder with a small plan and the tools to build it")
    )
    starting.add_argument("new", type=Path, metavar="FOLDER")
    what = starting.add_mutually_exclusive_group()
    what.add_argument("--example", action="store_true", help=words("write the example that uses one of everything"))
    what.add_argument(
        "--renew", action="store_true", help=words("put this version's tools into a folder that was started before")
    )
    starting.set_defaults(command=_new)
    return parser


# --- commands ----------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace, words: Words) -> int:
    began = time.perf_counter()
    built = build(options.folder, today=options.today, history=past_updates, progress=_progress(words))
    status = FAULTS if built.problems.errors else FINE
    if options.json:
        return _answer(options, status, "problems" if status else "written", **_built_facts(built, words))
    _print_problems(built.checked, words)
    print(_summary(built, words, time.perf_counter() - began))
    return status


def _check(options: argparse.Namespace, words: Words) -> int:
    checked = check(options.folder, today=options.today)
    status = FAULTS if checked.problems.errors else FINE
    if options.json:
        problems = plain_problems(checked.problems.sorted(), words, RULES)
        return _answer(options, status, "problems" if status else "sound", problems=problems)
    if options.github:
        print(report_github(checked.problems.sorted(), words, options.folder))
        return status
    _print_problems(checked, words)
    print(_counts(checked.problems, words))
    return status


def _preview(options: argparse.Namespace, words: Words) -> int:
    workspace = Workspace(options.folder)
    folder = workspace.state / "preview"
    settings = (workspace.root / name for name in ("keikaku.yaml", "release.yaml"))
    watched = (workspace.content, workspace.data, workspace.theme, theme_folder(), *settings)
    return preview(
        partial(_build_preview, options.folder, folder, words, options.today, Kept()),
        watched=watched,
        folder=folder,
        words=words,
        say=print,
        workspace=workspace,
        compare=partial(_expected_changes, options.folder, options.today, words.lang),
        port=options.port,
        open_browser=not options.no_browser,
    )


def _build_preview(root: Path, folder: Path, words: Words, today: date, kept: Kept) -> PreviewResult:
    began = time.perf_counter()
    try:
        built = build(
            root, folder, audience=Audience.WRITER, today=today, history=past_updates, patience=PATIENCE, kept=kept
        )
    except (OutputError, ClashError, BusyError, ManifestError) as error:
        message = _fault_text(error, words)
        return PreviewResult(False, message, (ShownProblem("", message),))
    report = report_text(built.problems.errors, words, partial(line_at, built.checked.workspace.root), RULES)
    summary = _summary(built, words, time.perf_counter() - began, folder)
    return PreviewResult(
        built.written is not None,
        "\n\n".join(part for part in (report, summary) if part),
        [_shown(problem, words, built.checked) for problem in built.problems],
        [_waiting(one, words) for one in built.checked.left_out],
    )


def _expected_changes(root: Path, today: date, lang: str) -> str:
    """In a process of its own, which gets plain values."""
    words = read_words(theme_folder() / "words", lang)
    return expected_paper(foresee(root, today), words).to_fragment(3)


def _release(options: argparse.Namespace, words: Words) -> int:
    if options.undo:
        undone = undo_release(options.folder)
        status = FINE if undone.outcome is UndoOutcome.UNDONE else FAULTS
        if options.json:
            return _answer(options, status, undone.outcome, **undone_facts(undone))
        print(undone_text(undone, words))
        return status
    released = release(options.folder, options.today, words, progress=_progress(words))
    status = FINE if released.outcome in (Outcome.RELEASED, Outcome.UNCHANGED) else FAULTS
    if options.json:
        return _answer(options, status, released.outcome, **released_facts(released, words))
    _print_problems(released.built.checked, words)
    print(released_text(released, words))
    return status


def _review(options: argparse.Namespace, words: Words) -> int:
    reviewed = review(options.folder, options.today, words, progress=_progress(words))
    status = FINE if reviewed.zip else FAULTS
    if options.json:
        return _answer(options, status, "problems" if status else "written", **reviewed_facts(reviewed, words))
    _print_problems(reviewed.built.checked, words)
    print(reviewed_text(reviewed, words))
    return status


def _diff(options: argparse.Namespace, words: Words) -> int:
    changes = compare(options.folder, options.old, options.new)
    if options.json:
        facts = changes_facts(changes)
        return _answer(options, FINE, "different" if any(facts.values()) else "same", changes=facts)
    print(difference_paper(options.old, options.new, changes, words).to_markdown(), end="")
    return FINE


def _explain(options: argparse.Namespace, words: Words) -> int:
    text = explanation(options.rule, words)
    if options.json:
        return _answer(options, FINE, "explained", rule=options.rule, text=text)
    print(text)
    return FINE


def _audit(options: argparse.Namespace, words: Words) -> int:
    workspace = read_settings(options.folder, Problems())
    try:
        pages = pages_to_audit(workspace.site, workspace.settings.base_url, everything=options.all)
        found = audit(workspace.site, pages, options.today, _progress(words, "Looking at {done} of {total}"))
    except NoToolsError as error:
        text = words("This needs {tools}: pip install playwright axe-playwright-python", tools=error)
        return _sorry(options, text, outcome="no-tools")
    except NoBrowserError:
        text = words("No Chromium, Chrome or Edge was found that starts. Install one.")
        return _sorry(options, text, outcome="no-browser")
    except NoAuditedSiteError:
        text = words("There is no finished site yet. Run `keikaku build` first.")
        return _sorry(options, text, outcome="no-site")
    workspace.audit.write_text(audited_json(found), encoding="utf-8", newline="\n")
    status = FAULTS if found.findings else FINE
    if options.json:
        outcome = "problems" if status else "sound"
        return _answer(options, status, outcome, written=workspace.audit, audit=asdict(found))
    print(audited_text(found, words), words("Written: {path}", path=workspace.audit), sep="\n")
    return status


def _theme(options: argparse.Namespace, words: Words) -> int:
    workspace = Workspace(options.folder)
    faults = Problems()
    read_own_theme(workspace, PAGE_KINDS, faults)
    if faults.errors:
        if options.json:
            return _answer(options, FAULTS, "problems", problems=plain_problems(faults.errors, words, RULES))
        print(report_text(faults.errors, words, partial(line_at, workspace.root)))
        return FAULTS
    try:
        return _theme_part(options, workspace, words)
    except NoSuchPartError:
        text = words("Keikaku's theme has no “{name}”. `keikaku theme` shows all names.", name=options.name)
        return _sorry(options, text, FAULTS, "no-such-part")
    except ThereAlreadyError as error:
        text = words("“{path}” is there already, and stays as it is.", path=error)
        return _sorry(options, text, FAULTS, "there-already")


def _theme_part(options: argparse.Namespace, workspace: Workspace, words: Words) -> int:
    if options.action == "list":
        if options.json:
            return _answer(options, FINE, "listed", **theme_facts(workspace))
        print(theme_text(workspace, words))
    elif options.action == "show":
        text = original(options.name)
        if options.json:
            return _answer(options, FINE, "shown", part=options.name, text=text)
        print(text, end="")
    else:
        path = copy(workspace, options.name)
        if options.json:
            return _answer(options, FINE, "begun", path=path.as_posix())
        print(words("Begun: {path}", path=path))
    return FINE


def _gallery(options: argparse.Namespace, words: Words) -> int:
    workspace = Workspace(options.folder)
    made = write_gallery(workspace, options.to or workspace.state / "gallery")
    if options.json:
        return _answer(options, FINE, "written", **vars(made))
    print(words("{pages} pages with {figures} figures. Open: {index}", **vars(made)))
    return FINE


def _new(options: argparse.Namespace, words: Words) -> int:
    folder = options.new
    try:
        done = renew(folder) if options.renew else start(folder, example=options.example)
    except NotEmptyError:
        text = words("“{folder}” is not empty. Name a folder that is new or empty.", folder=folder)
        return _sorry(options, text, outcome="not-empty")
    except NoFolderError:
        text = words("“{folder}” was not started with “new”, so it has no tools.", folder=folder)
        return _sorry(options, text, outcome="no-folder")
    except NotWholeError:
        return _sorry(options, words("This Keikaku is not whole. Use one that is installed, or a whole checkout."))
    if options.json:
        return _answer(options, FINE, "renewed" if options.renew else "started", **vars(done))
    print(_renewed_text(done, words) if isinstance(done, Renewed) else _started_text(done, words))
    return FINE


# --- for machines ------------------------------------------------------------------------------------------------


def _answer(options: argparse.Namespace, status: int, outcome: str, **facts: object) -> int:
    """Print the one object that a command answers with: the same head each time, then its own facts."""
    head = {"keikaku": __version__, "command": options.asked, "exit": status, "outcome": outcome}
    print(json.dumps(head | facts, ensure_ascii=False, indent=2, default=_plain))
    return status


def _plain(fact: object) -> str:
    assert isinstance(fact, Path)  # everything else is plain already
    return fact.as_posix()


def _sorry(options: argparse.Namespace, text: str, status: int = CANNOT, outcome: str = "cannot") -> int:
    """Say why nothing came of it; return the exit code."""
    if getattr(options, "json", False):
        return _answer(options, status, outcome, message=text)
    print(text, file=sys.stderr)
    return status


def _built_facts(built: Built, words: Words) -> dict[str, object]:
    changed = built.written
    return {
        "pages": built.pages,
        "figures": built.figures,
        "index": built.checked.workspace.site / "index.html",
        "written": changed.written if changed else (),
        "removed": changed.removed if changed else (),
        "problems": plain_problems(built.problems.sorted(), words, RULES),
    }


# --- what is printed ---------------------------------------------------------------------------------------------


def _fault_text(error: Exception, words: Words) -> str:
    """Why the site could not be written."""
    if isinstance(error, ManifestError):
        return words("“{path}” is damaged. Put it back from a copy.", path=error)
    if not isinstance(error, BusyError):
        return words("The site could not be written: {reason}", reason=error)
    if not error.machine:
        return words("The same is being made already. Try again when that is done.")
    return words(
        "The same is being made already, on {machine} since {since}. Try again when that is done.",
        machine=error.machine, since=error.since,
    )  # fmt: skip


def _started_text(started: Started, words: Words) -> str:
    begun = words("“{folder}” holds a small plan and Keikaku {version}.", folder=started.folder, version=__version__)
    return begun + "\n" + words("Next: open {path}.", path=started.folder / READ_ME)


def _renewed_text(renewed: Renewed, words: Words) -> str:
    lines = [
        words(
            "The tools in “{folder}” are those of Keikaku {version} now (before: {before}). Nothing else was touched.",
            folder=renewed.folder, version=renewed.version, before=renewed.before or words("unknown"),
        )
    ]  # fmt: skip
    if renewed.has_old_wheels:
        lines.append(words("The folder wheels/ is of the version before: make it anew with “build.py pack”."))
    return "\n".join(lines)


def _summary(built: Built, words: Words, seconds: float, folder: Path | None = None) -> str:
    problems = _counts(built.problems, words)
    if built.written is None:
        return words("The site was left as it was. {problems}", problems=problems)
    index = (folder or built.checked.workspace.site) / "index.html"
    made = words(
        "{pages} pages with {figures} figures in {seconds} s. {problems} Open: {index}",
        pages=built.pages, figures=built.figures, seconds=f"{seconds:.1f}", problems=problems, index=index,
    )  # fmt: skip
    return "\n".join((made, *_remarks(built, words)))


def _remarks(built: Built, words: Words) -> list[str]:
    """What is worth knowing of a site that was made: its heaviest page, and what it lacks without base_url."""
    address, weight = built.heaviest
    size = weight // 1000
    lines = [words("The heaviest page weighs {weight} KB compressed: {address}.", weight=size, address=address)]
    if not built.checked.workspace.settings.base_url:
        lines.append(words("Sitemap and canonical addresses are not written, as keikaku.yaml gives no base_url."))
    return lines


def _counts(problems: Problems, words: Words) -> str:
    found = problems.sorted()
    if not found:
        return words("No problems.")
    errors = sum(p.is_error for p in found)
    open_warnings = sum(p.is_open_warning for p in found)
    acknowledged = sum(bool(p.acknowledged) and not p.is_error for p in found)
    return words(
        "Errors: {errors}, warnings: {warnings}, acknowledged: {acknowledged}.",
        errors=errors,
        warnings=open_warnings,
        acknowledged=acknowledged,
    )


def _print_problems(checked: Checked, words: Words) -> None:
    shown = [problem for problem in checked.problems.sorted() if problem.is_error or not problem.acknowledged]
    if shown:
        print(report_text(shown, words, partial(line_at, checked.workspace.root), RULES), end="\n\n")


def _shown(problem: Problem, words: Words, checked: Checked) -> ShownProblem:
    return ShownProblem(
        str(problem.at),
        found_text(problem, words),
        line_at(checked.workspace.root, problem.at),
        problem.at.column,
        advice_text(problem, words),
        _weight(problem),
        problem.acknowledged,
    )


def _weight(problem: Problem) -> Weight:
    if problem.acknowledged and not problem.is_error:
        return Weight.ACKNOWLEDGED
    return Weight(problem.severity.value)


def _waiting(one: LeftOut, words: Words) -> Waiting:
    until = words.date(one.day) if one.day else words("not decided: it is a draft")
    return Waiting(one.name, until, str(one.at))


def _progress(words: Words, text: str = "Drawing {done} of {total}") -> Callable[[int, int], None] | None:
    """A bar for long work, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else "\r"
        print(words(text, done=done, total=total), end=end, file=sys.stderr, flush=True)

    return show


def _day(words: Words, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(words("“{text}” is not a day: write 2026-09-01", text=text)) from None


def _language(given: Sequence[str]) -> str:
    """`--lang`, else the system's language; Japanese unless that is English."""
    for place, argument in enumerate(given):
        if argument == "--lang" and place + 1 < len(given):
            return given[place + 1] if given[place + 1] in ("ja", "en") else "ja"
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "en" if (said or locale.setlocale(locale.LC_CTYPE)).startswith(("en", "English")) else "ja"


def _keep_output_readable() -> None:
    """A Windows console in cp932 must not stop a build for a character that it lacks."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
