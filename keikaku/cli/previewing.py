"""The preview: a build for those who write, again after each save."""

import argparse
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from keikaku.changed import come_first, mended_text, plain_changes, told_changes
from keikaku.charts import start_engine
from keikaku.checks.explain import RULES
from keikaku.cli.answers import CANNOT, FAULTS, FINE, answer_line
from keikaku.cli.saying import fall_silent, fault_text, made_text, with_changes
from keikaku.kept import Kept
from keikaku.output import BusyError, ClashError, OutputError, alone
from keikaku.pages.context import Audience
from keikaku.pages.places import with_lines_of_today
from keikaku.pipeline import Built, LeftOut, build, rest_between_saves
from keikaku.preview import News, PreviewResult, Serving, ShownProblem, Stopped, Waiting, Weight, preview
from keikaku.problems import Problem
from keikaku.reading.files import lines_of
from keikaku.release import ManifestError, expected_paper, foresee, past_updates
from keikaku.remembered import ChangedText, changed_since, set_aside
from keikaku.report import advice_text, found_text, plain_problems, report_text
from keikaku.words import Words, read_words
from keikaku.workspace import Workspace, theme_folder


def preview_command(options: argparse.Namespace, words: Words) -> int:
    with ExitStack() as until_end:
        workspace = Workspace(options.folder)
        return _preview(options, words, workspace, _own_folder(workspace, until_end))


def _own_folder(workspace: Workspace, until_end: ExitStack) -> Path:
    """Pages tell numbers of lines that only their own preview knows, so that two of one folder share no pages."""
    number, folder = 1, workspace.state / "preview"
    while True:
        try:
            until_end.enter_context(alone(workspace.lock(f"{folder.name}-in-use")))
        except BusyError:
            number, folder = number + 1, workspace.state / f"preview-{number + 1}"
            continue
        if number > 1:
            until_end.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder


def _preview(options: argparse.Namespace, words: Words, workspace: Workspace, folder: Path) -> int:
    settings = (workspace.root / name for name in ("keikaku.yaml", "release.yaml"))
    watched = (workspace.content, workspace.data, workspace.theme, workspace.releases, theme_folder(), *settings)
    stop = threading.Event()
    # Beside the first build, which mostly finds its drawings kept: or the first save would wait for the engine.
    threading.Thread(target=start_engine, daemon=True).start()
    return preview(
        _Builds(options, folder, words),
        watched=watched,
        folder=folder,
        words=words,
        say=_voice(options, words, stop),
        workspace=workspace,
        compare=partial(_expected_changes, options.folder, options.today, words.lang),
        rest=rest_between_saves,
        port=options.port,
        open_browser=not options.no_browser,
        stop=stop,
    )


def _voice(options: argparse.Namespace, words: Words, stop: threading.Event) -> Callable[[News], None]:
    """Prints each piece of news at once; where nobody reads it any more, the preview stops."""
    url = ""

    def say(news: News) -> None:
        nonlocal url
        url = news.url if isinstance(news, Serving) else url
        try:
            print(news_line(options, news, url) if options.json else news_text(news, words), flush=True)
        except BrokenPipeError:
            fall_silent()
            stop.set()

    return say


def news_text(news: News, words: Words) -> str:
    if isinstance(news, PreviewResult):
        return news.summary
    if isinstance(news, Stopped):
        return words("The preview has stopped.")
    lines = [words("Port {port} is in use, so the preview takes another.", port=news.taken)] if news.taken else []
    return "\n".join([*lines, words("Preview: {url} (Ctrl-C stops it)", url=news.url)])


def news_line(options: argparse.Namespace, news: News, url: str) -> str:
    if isinstance(news, Stopped):
        return answer_line(options, FINE, "stopped", address=url)
    if isinstance(news, Serving):
        return answer_line(options, FINE, "serving", address=url)
    if not news.facts:
        return answer_line(options, CANNOT, "cannot", address=url, message=news.summary)
    status, outcome = (FINE, "written") if news.succeeded else (FAULTS, "problems")
    return answer_line(options, status, outcome, address=url, **news.facts)


class _Builds:
    """One build of a preview after another. The one that follows a failed one tells what has changed since before."""

    def __init__(self, options: argparse.Namespace, folder: Path, words: Words) -> None:
        self._options = options
        self._folder = folder
        self._words = words
        self._kept = Kept()
        self._has_failed = False

    def __call__(self) -> PreviewResult:
        workspace = Workspace(self._options.folder)
        since_error = set_aside(workspace, changed_since(workspace)) if self._has_failed else None
        result = _build_preview(self._options, self._folder, self._words, self._kept, since_error)
        self._has_failed = not result.succeeded
        return result


def _build_preview(
    options: argparse.Namespace,
    folder: Path,
    words: Words,
    kept: Kept,
    since_error: Sequence[ChangedText] | None,
) -> PreviewResult:
    began = time.perf_counter()
    try:
        built = build(
            options.folder,
            folder,
            audience=Audience.WRITER,
            today=options.today,
            history=past_updates,
            kept=kept,
        )
    except (OutputError, ClashError, BusyError, ManifestError) as error:
        message = fault_text(error, words)
        return PreviewResult(False, message, (ShownProblem("", message),))
    seconds = time.perf_counter() - began
    line_at = lines_of(built.checked.workspace.root)
    problems = sorted(built.problems, key=lambda problem: not _is_cause(problem))
    told = [problem for problem in problems if problem.is_error or _is_cause(problem)] if built.problems.errors else []
    report = report_text(told, words, line_at, RULES)
    has_failed = built.written is None
    changed = changed_since(built.checked.workspace) if has_failed and since_error is None else since_error or []
    if has_failed:
        texts = with_changes(report, changed, words)
    else:
        texts = [] if since_error is None else [mended_text(since_error, words)]
    return PreviewResult(
        not has_failed,
        "\n\n".join([*texts, made_text(built, words, seconds)]),
        [_shown(problem, words, line_at(problem.at)) for problem in problems],
        [_waiting(one, words) for one in built.checked.left_out],
        [address for address in built.files if address.endswith(".html")],
        _facts(built, changed, seconds, words) if options.json else {},
        partial(with_lines_of_today, moved=built.moved),
        told_changes(changed, words),
        has_failed and come_first(changed),
    )


def _is_cause(problem: Problem) -> bool:
    """Of a file that was not read as it lies there: what it holds is what others lack."""
    return problem.is_open_warning and problem.rule in ("empty-file", "file-not-read", "copied-file", "encoding")


def _facts(built: Built, changed: Sequence[ChangedText], seconds: float, words: Words) -> dict[str, object]:
    problems = plain_problems(built.problems.sorted(), words, RULES)
    made = {"seconds": round(seconds, 3), "pages": built.pages, "figures": built.figures}
    return made | {"problems": problems, "changed": plain_changes(changed)}


def _expected_changes(root: Path, today: date, lang: str) -> str:
    """In a process of its own, which gets plain values."""
    words = read_words(theme_folder() / "words", lang)
    return expected_paper(foresee(root, today), words).to_fragment(3)


def _shown(problem: Problem, words: Words, line: str) -> ShownProblem:
    return ShownProblem(
        str(problem.at),
        found_text(problem, words),
        line,
        problem.at.column,
        advice_text(problem, words),
        _weight(problem),
        problem.acknowledged,
        words("Why: {reason}", reason=words(RULES[problem.rule])) if problem.rule in RULES else "",
        _is_cause(problem),
    )


def _weight(problem: Problem) -> Weight:
    if problem.acknowledged and not problem.is_error:
        return Weight.ACKNOWLEDGED
    return Weight(problem.severity.value)


def _waiting(one: LeftOut, words: Words) -> Waiting:
    until = words.date(one.day) if one.day else words("not decided: it is a draft")
    return Waiting(one.name, until, str(one.at))
