"""The preview: a build for those who write, again after each save."""

import argparse
import time
from datetime import date
from functools import partial
from pathlib import Path

from keikaku.checks.explain import RULES
from keikaku.cli.saying import fault_text, made_text
from keikaku.kept import Kept
from keikaku.output import BusyError, ClashError, OutputError
from keikaku.pages.context import Audience
from keikaku.pipeline import Checked, LeftOut, build, prepare_for_saves
from keikaku.preview import PreviewResult, ShownProblem, Waiting, Weight, preview
from keikaku.problems import Problem
from keikaku.reading.files import line_at
from keikaku.release import ManifestError, expected_paper, foresee, past_updates
from keikaku.report import advice_text, found_text, report_text
from keikaku.words import Words, read_words
from keikaku.workspace import Workspace, theme_folder

PATIENCE = 30  # seconds that a preview waits while another one of the same folder, on a shared drive, builds


def preview_command(options: argparse.Namespace, words: Words) -> int:
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
        prepare=prepare_for_saves,
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
        message = fault_text(error, words)
        return PreviewResult(False, message, (ShownProblem("", message),))
    report = report_text(built.problems.errors, words, partial(line_at, built.checked.workspace.root), RULES)
    summary = made_text(built, words, time.perf_counter() - began)
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


def _shown(problem: Problem, words: Words, checked: Checked) -> ShownProblem:
    return ShownProblem(
        str(problem.at),
        found_text(problem, words),
        line_at(checked.workspace.root, problem.at),
        problem.at.column,
        advice_text(problem, words),
        _weight(problem),
        problem.acknowledged,
        words("Why: {reason}", reason=words(RULES[problem.rule])) if problem.rule in RULES else "",
    )


def _weight(problem: Problem) -> Weight:
    if problem.acknowledged and not problem.is_error:
        return Weight.ACKNOWLEDGED
    return Weight(problem.severity.value)


def _waiting(one: LeftOut, words: Words) -> Waiting:
    until = words.date(one.day) if one.day else words("not decided: it is a draft")
    return Waiting(one.name, until, str(one.at))
