"""Release, take a release back, make a zip to look at beforehand, compare two sites."""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from keikaku.output import ClashError, OutputError, alone, write_site
from keikaku.output.machine import write_file
from keikaku.pipeline import Audience, Built, Progress, Update, make
from keikaku.problems import Problem
from keikaku.release.changes import Changes, changes_between
from keikaku.release.contents import Contents, contents_of
from keikaku.release.deciding import Verdicts, decide, lines_to_write
from keikaku.release.files import files_in, unzipped, zipped
from keikaku.release.manifest import CheckReport, Manifest, ManifestError, Releases, order_of, read_manifest
from keikaku.release.paper import marked_html, marked_markdown, release_paper
from keikaku.release.updates import past_updates, update_of
from keikaku.report import found_text
from keikaku.words import Words
from keikaku.workspace import Decisions, Workspace

NOTHING = Contents({}, {}, {})
PATIENCE = 30  # seconds for another review to be written


class Outcome(StrEnum):
    """What came of it; only the first two leave the site as the plan says it."""

    RELEASED = "released"
    UNCHANGED = "unchanged"  # the last release holds the same files
    PROBLEMS = "problems"  # errors, or warnings that nobody acknowledged
    UNDECIDED = "undecided"  # changes that need a word in release.yaml
    LATER_IS_PUBLIC = "later-is-public"  # the last release bears a later day


@dataclass(frozen=True)
class Released:
    """`name` is the release that is public now; `files` are those that were written beside the site."""

    outcome: Outcome
    built: Built
    name: str = ""
    changes: Changes = field(default_factory=Changes)
    verdicts: Verdicts = field(default_factory=Verdicts)
    lines: str = ""  # for release.yaml, where something is undecided
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Expected:
    """What a release would come to; `previous` is the one that is public now. With errors, nothing is compared."""

    outcome: Outcome
    built: Built
    previous: Manifest | None
    contents: Contents = NOTHING
    changes: Changes = field(default_factory=Changes)
    verdicts: Verdicts = field(default_factory=Verdicts)


class UndoOutcome(StrEnum):
    UNDONE = "undone"
    NOTHING_BEFORE = "nothing-before"
    ZIP_LOST = "zip-lost"  # the zip of the release before is missing, or does not hold what it held


@dataclass(frozen=True)
class Undone:
    """`name` was taken back, and `before` is public again, where the outcome says so."""

    outcome: UndoOutcome
    name: str = ""
    before: str = ""


@dataclass(frozen=True)
class Reviewed:
    """`zip` is None where errors left nothing to look at."""

    built: Built
    zip: Path | None = None


class NoSiteError(Exception):
    """What was named is neither a site's folder, nor its zip, nor the manifest of a release."""


def release(root: Path, today: date, words: Words, *, progress: Progress | None = None) -> Released:
    """Build strictly, and make the result public where nothing speaks against it; else leave all as it was."""
    with alone(Workspace(root).lock("site")):
        return _release(root, today, words, progress)


def _release(root: Path, today: date, words: Words, progress: Progress | None) -> Released:
    expected = foresee(root, today, progress=progress)
    outcome, built, previous, changes = expected.outcome, expected.built, expected.previous, expected.changes
    if outcome is Outcome.PROBLEMS:
        return Released(outcome, built)
    name = previous.name if previous else ""
    if outcome is Outcome.UNDECIDED:
        lines = lines_to_write(expected.verdicts, changes, built.checked.workspace, words)
        return Released(outcome, built, name, changes, expected.verdicts, lines)
    if outcome is Outcome.UNCHANGED:
        write_site(built.checked.workspace.site, built.files)
    if outcome is not Outcome.RELEASED:
        return Released(outcome, built, name)
    releases = Releases(built.checked.workspace.releases)
    manifest = Manifest(releases.next_name(today), expected.contents, name, decisions=expected.verdicts.used)
    if built.checked.workspace.settings.updates:
        built = _with_itself(root, today, previous, manifest)
        if any(problem.stops_release for problem in built.problems):
            return Released(Outcome.PROBLEMS, built)
        contents = contents_of(built.files, built.counted, built.not_final)
        manifest, changes = replace(manifest, contents=contents), _against(previous, contents)
    manifest = replace(manifest, check=_check_report(built, words))
    files = _write(releases, manifest, previous, changes, built, today, words)
    return Released(outcome, built, manifest.name, changes, expected.verdicts, files=files)


def _with_itself(root: Path, today: date, previous: Manifest | None, manifest: Manifest) -> Built:
    """The site whose history tells of the release itself. All else is what the manifest holds already."""

    def history(workspace: Workspace) -> tuple[Update, ...]:
        return (update_of(previous, manifest), *past_updates(workspace))

    return make(root, today=today, history=history)


def _against(previous: Manifest | None, contents: Contents) -> Changes:
    return changes_between(previous.contents if previous else NOTHING, contents)


def foresee(root: Path, today: date, *, progress: Progress | None = None) -> Expected:
    """Build strictly, and say what a release on that day would come to; write nothing."""
    built = make(root, today=today, history=past_updates, progress=progress)
    workspace = built.checked.workspace
    public = Releases(workspace.releases).public()
    previous = public[-1] if public else None
    if not built.files:
        return Expected(Outcome.PROBLEMS, built, previous)
    contents = contents_of(built.files, built.counted, built.not_final)
    changes = _against(previous, contents)
    verdicts = decide(changes, workspace.decisions, [manifest.decisions for manifest in public])
    expected = Expected(Outcome.RELEASED, built, previous, contents, changes, verdicts)
    return replace(expected, outcome=_outcome(expected, today))


def _outcome(expected: Expected, today: date) -> Outcome:
    previous = expected.previous
    if any(problem.stops_release for problem in expected.built.problems):
        return Outcome.PROBLEMS
    if previous and order_of(previous.name)[0] > str(today):
        return Outcome.LATER_IS_PUBLIC
    if previous and previous.contents.files == expected.contents.files:
        return Outcome.UNCHANGED
    return Outcome.RELEASED if expected.verdicts.are_complete else Outcome.UNDECIDED


def undo(root: Path, words: Words) -> Undone:
    """Put the release before the last one back: into the site from its zip, in the manifests, and on its papers."""
    workspace = Workspace(root)
    with alone(workspace.lock("site")):
        return _undo(workspace, words)


def _undo(workspace: Workspace, words: Words) -> Undone:
    releases = Releases(workspace.releases)
    public = releases.public()
    if len(public) < 2:
        return Undone(UndoOutcome.NOTHING_BEFORE, public[-1].name if public else "")
    before, last = public[-2:]
    files = _kept(releases.path(before.name, "zip"), before.contents.files)
    if files is None:
        return Undone(UndoOutcome.ZIP_LOST, last.name, before.name)
    write_site(workspace.site, files)
    releases.mark_undone(last)
    for ending, mark in (("changes.html", marked_html), ("changes.md", marked_markdown)):
        paper = releases.path(last.name, ending)
        if paper.is_file():
            text = mark(paper.read_text(encoding="utf-8"), words("This release was taken back."))
            write_file(paper, text.encode("utf-8"))
    return Undone(UndoOutcome.UNDONE, last.name, before.name)


def review(root: Path, today: date, words: Words, *, progress: Progress | None = None) -> Reviewed:
    """Everything as it would be, drafts too, in one zip whose pages open from a disk."""
    built = make(root, audience=Audience.STAFF, today=today, history=past_updates, progress=progress)
    if built.problems.errors:
        return Reviewed(built)
    workspace = built.checked.workspace
    with alone(workspace.lock("review"), PATIENCE):
        return Reviewed(built, _write_review(Releases(workspace.reviews), built, today, words))


def _write_review(reviews: Releases, built: Built, today: date, words: Words) -> Path:
    name = reviews.next_name(today)
    text = words("Unpack the whole zip, then open index.html in the folder “{folder}”.", folder=f"review-{name}")
    notice = words("For checking, not public") + "\n" + text + "\n"
    files = {f"review-{name}/{address}": content for address, content in built.files.items()}
    files["readme.txt"] = b"\xef\xbb\xbf" + notice.replace("\n", "\r\n").encode("utf-8")
    path = reviews.path(name, "zip")
    write_file(path, zipped(files, today, order_of(name)[1]))
    return path


def compare(root: Path, old: str, new: str) -> tuple[Changes, Decisions]:
    """Two sites, each given as a folder, a zip, a manifest or the name of a release, and what the newer one's release
    said of its changes."""
    (before, _), (after, decisions) = _read(root, old), _read(root, new)
    return changes_between(before, after), decisions


def _read(root: Path, given: str) -> tuple[Contents, Decisions]:
    named = Releases(Workspace(root).releases).path(given, "manifest.json")
    path = named if named.is_file() else Path(given)
    try:
        if path.suffix == ".json":
            manifest = read_manifest(path)
            return manifest.contents, manifest.decisions
        contents = contents_of(files_in(path) if path.is_dir() else unzipped(path))
    except (ManifestError, OutputError, zipfile.BadZipFile) as error:
        raise NoSiteError(given) from error
    if not contents.pages:
        raise NoSiteError(given)
    return contents, Decisions()


def _check_report(built: Built, words: Words) -> CheckReport:
    stated = tuple(_stated(problem, words) for problem in built.problems if problem.acknowledged)
    return CheckReport(built.pages, built.figures, stated)


def _stated(problem: Problem, words: Words) -> str:
    reason = words("Acknowledged: {reason}", reason=problem.acknowledged)
    return f"{problem.at} [{problem.rule}] {found_text(problem, words)} {reason}"


def _write(
    releases: Releases,
    manifest: Manifest,
    previous: Manifest | None,
    changes: Changes,
    built: Built,
    today: date,
    words: Words,
) -> tuple[Path, ...]:
    """The manifest comes last: what has none was not released. What a fault leaves behind is taken away again."""
    paper = release_paper(manifest, previous, changes, words)
    contents = {
        "zip": zipped(built.files, today, order_of(manifest.name)[1]),
        "changes.html": paper.to_html().encode("utf-8"),
        "changes.md": paper.to_markdown().encode("utf-8"),
    }
    files = {releases.path(manifest.name, ending): content for ending, content in contents.items()}
    try:
        for path, content in files.items():
            write_file(path, content)
        write_site(built.checked.workspace.site, built.files)
    except (ClashError, OutputError):
        for path in files:
            path.unlink(missing_ok=True)
        raise
    releases.write(manifest)
    return (*files, releases.path(manifest.name, "manifest.json"))


def _kept(path: Path, hashes: Mapping[str, str]) -> dict[str, bytes] | None:
    """The files of a zip, if they are those that were released."""
    try:
        files = unzipped(path)
    except (OutputError, zipfile.BadZipFile):
        return None
    found = {address: hashlib.sha256(content).hexdigest() for address, content in files.items()}
    return files if found == hashes else None
