"""What the command line says to people."""

import os
import sys
from collections.abc import Callable, Sequence

from keikaku import __version__
from keikaku.changed import changes_text, come_first
from keikaku.checks.explain import RULES
from keikaku.output import BusyError, ClashError, OutputError, Reason
from keikaku.pipeline import Built, Checked
from keikaku.problems import Problems
from keikaku.reading.files import lines_of
from keikaku.release import ManifestError
from keikaku.remembered import ChangedText, changed_since
from keikaku.report import report_text
from keikaku.starting import READ_ME, Renewed, Started
from keikaku.words import Words, msgid


def print_problems(checked: Checked, words: Words) -> None:
    shown = [problem for problem in checked.problems.sorted() if problem.is_error or not problem.acknowledged]
    changed = changed_since(checked.workspace) if checked.problems.errors else []
    report = report_text(shown, words, lines_of(checked.workspace.root), RULES)
    for text in with_changes(report, changed, words):
        print(text, end="\n\n")


def with_changes(report: str, changed: Sequence[ChangedText], words: Words) -> list[str]:
    """What is wrong and what has changed, in the order in which it helps."""
    texts = [text for text in (report, changes_text(changed, words)) if text]
    return texts[::-1] if come_first(changed) else texts


def build_summary(built: Built, words: Words, seconds: float) -> str:
    made = made_text(built, words, seconds)
    if built.written is None:
        return made
    index = built.checked.workspace.site / "index.html"
    return "\n".join((made, words("Open: {index}", index=index), *_remarks(built, words)))


def made_text(built: Built, words: Words, seconds: float) -> str:
    problems = counts(built.problems, words)
    if built.written is None:
        return words("The site was left as it was. {problems}", problems=problems)
    return words(
        "{pages} pages with {figures} figures in {seconds} s. {problems}",
        pages=built.pages, figures=built.figures, seconds=f"{seconds:.1f}", problems=problems,
    )  # fmt: skip


def _remarks(built: Built, words: Words) -> list[str]:
    """What is worth knowing of a site that was made: its heaviest page, and what it lacks without base_url."""
    address, weight = built.heaviest
    size = weight // 1000
    lines = [words("The heaviest page weighs {weight} KB compressed: {address}.", weight=size, address=address)]
    if not built.checked.workspace.settings.base_url:
        lines.append(
            words("Once you know where it will stand, write that as base_url into keikaku.yaml, for the sitemap.")
        )
    return lines


def counts(problems: Problems, words: Words) -> str:
    found = problems.sorted()
    if not found:
        return words("No problems.")
    errors = sum(p.is_error for p in found)
    open_warnings = sum(p.is_open_warning for p in found)
    acknowledged = sum(bool(p.acknowledged) and not p.is_error for p in found)
    hints = len(found) - errors - open_warnings - acknowledged
    return words(
        "Errors: {errors}, warnings: {warnings}, hints: {hints}, acknowledged: {acknowledged}."
        if hints
        else "Errors: {errors}, warnings: {warnings}, acknowledged: {acknowledged}.",
        hints=hints,
        errors=errors,
        warnings=open_warnings,
        acknowledged=acknowledged,
    )


def progress_bar(words: Words, text: str = "Drawing {done} of {total}") -> Callable[[int, int], None] | None:
    """A bar for long work, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else "\r"
        print(words(text, done=done, total=total), end=end, file=sys.stderr, flush=True)

    return show


def fault_text(error: Exception, words: Words) -> str:
    """Why the site could not be written."""
    if isinstance(error, ManifestError):
        return words("“{path}” is damaged. Put it back from a copy.", path=error)
    if isinstance(error, OutputError):
        reason = words(_REASONS[error.reason], detail=error.detail)
        return words("“{path}” could not be written. {reason}", path=error.file, reason=reason)
    if isinstance(error, ClashError):
        named = words(", ").join(clash.standing or clash.claims[0][0] for clash in error.clashes)
        found = "The site could not be written: something that Keikaku did not write stands at {named}."
        return words(found, named=named)
    if not isinstance(error, BusyError):
        raise error
    if not error.machine:
        return words("The same is being made already. Try again when that is done.")
    return words(
        "The same is being made already, on {machine} since {since}. Try again when that is done.",
        machine=error.machine, since=error.since,
    )  # fmt: skip


_REASONS = {
    Reason.IN_USE: msgid("Another program has it open: close that, and try again."),
    Reason.NOT_PERMITTED: msgid("You may not write there: is the file or folder read-only?"),
    Reason.DISK_FULL: msgid("The disk is full: make room, and try again."),
    Reason.LINK: msgid("A link stands in its place: take it away."),
    Reason.DAMAGED: msgid("It is damaged: delete the folder, and build again."),
    Reason.OTHER: msgid("The computer said: {detail}. Does a file stand where a folder should be?"),
}


def started_text(started: Started, words: Words) -> str:
    begun = words("“{folder}” holds a small plan and Keikaku {version}.", folder=started.folder, version=__version__)
    return begun + "\n" + words("Next: open {path}.", path=started.folder / READ_ME)


def renewed_text(renewed: Renewed, words: Words) -> str:
    lines = [
        words(
            "The tools in “{folder}” are those of Keikaku {version} now (before: {before}). Nothing else was touched.",
            folder=renewed.folder, version=renewed.version, before=renewed.before or words("unknown"),
        )
    ]  # fmt: skip
    if renewed.has_old_wheels:
        lines.append(words("The folder wheels/ is of the version before: make it anew with “build.py pack”."))
    return "\n".join(lines)


def fall_silent() -> None:
    """Who read what is said has gone: let the rest go nowhere, or Python itself would complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
