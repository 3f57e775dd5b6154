"""The pictures and files beside the narratives: those that a text names are read, and the text leads to them.

Only what a chapter refers to is part of the plan, so that nothing is published before the text that it belongs to.
"""

import difflib
import html
import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from keikaku.kept import Itself, Kept
from keikaku.plan.attachments import KINDS, SCHEME, Attachment
from keikaku.plan.narrative import IN_TAG, Chapter, Html
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problems
from keikaku.reading.attached_files import fit_name, read_attachment
from keikaku.reading.files import SourceFile, find_files, stamp
from keikaku.reading.narrative_links import names_file
from keikaku.workspace import Workspace

_ADDRESS = re.compile(rf'(?P<tag><(?:img|a)\b{IN_TAG}\b(?:src|href)=")(?P<target>[^"]*)"')


def with_attachments(plan: Plan, workspace: Workspace, problems: Problems, kept: Kept) -> Plan:
    """The plan with the files that its chapters name, and with the places of those that no chapter names.

    Of what is `kept`, a chapter is the very same one while it and its files are.
    """
    shelf = _Shelf(workspace, plan.id, problems, kept)
    chapters = tuple(_attached(chapter, shelf, problems, kept) for chapter in plan.chapters)
    return replace(plan, chapters=chapters, unused_files=tuple(shelf.unused()))


def _attached(chapter: Chapter, shelf: "_Shelf", problems: Problems, kept: Kept) -> Chapter:
    links: dict[str, tuple[str, FilePosition]] = {}  # by path: how it is first written, and where
    for link in chapter.links:
        if names_file(link.target):
            links.setdefault(_path(link.target), (link.target, link.at))
    if not links:
        return chapter
    found = {path: file for path, (target, at) in links.items() if (file := shelf.file(target, chapter, at))}

    def address(match: re.Match[str]) -> str:
        target = html.unescape(match["target"])
        file = found.get(_path(target)) if names_file(target) else None
        if file is None:
            return match[0]
        if match["tag"].startswith("<img") and not file.picture:
            _report_no_picture(file, links[_path(target)][1], problems)
        fragment = "".join(target.partition("#")[1:])
        return f'{match["tag"]}{SCHEME}:{file.name}{html.escape(fragment)}"'

    parts = tuple(
        Html(_ADDRESS.sub(address, part.marked)) if isinstance(part, Html) else part for part in chapter.parts
    )
    attachments = tuple((file, links[path][1]) for path, file in found.items())
    attached = replace(chapter, parts=parts, attachments=attachments)
    return kept.result(("attached", chapter.id), (Itself(chapter), attached), lambda: attached)


def _path(target: str) -> str:
    """The path that a link names: without escapes, and without the place inside the file."""
    return unicodedata.normalize("NFC", unquote(target.partition("#")[0]))


def _report_no_picture(file: Attachment, at: FilePosition, problems: Problems) -> None:
    problems.add(
        "link-refused",
        "“{link}” cannot be shown by a page",
        at,
        advice="Take the ! before the bracket away, so that it becomes a link to the file.",
        link=file.name,
    )


_UNDER_ANOTHER_NAME = (
    "Put it into {folder}, beside the text, under a name of small letters, digits and hyphens alone, such as {fit}, "
    "and write that name here; or correct the name."
)


class _Shelf:
    """The files beside the narratives of one plan. Each is read once, when a text first names it."""

    def __init__(self, workspace: Workspace, plan_id: str, problems: Problems, kept: Kept) -> None:
        self._folder = workspace.content / plan_id
        self._home = f"{self._folder.relative_to(workspace.root).as_posix()}/"
        self._files = {file.name: file for file in find_files(workspace.root, self._folder, tuple(KINDS), problems)}
        self._problems = problems
        self._kept = kept
        self._read: dict[str, Attachment | None] = {}
        self._meant: set[str] = set()  # by links that name them wrongly
        self._names: dict[str, str] = {}  # what each address would be made of: the first file that asked for it

    def file(self, target: str, chapter: Chapter, at: FilePosition) -> Attachment | None:
        """What a link in a chapter leads to; None, and a problem, where that cannot be published."""
        folder = posixpath.dirname(chapter.written_at.file)
        name = posixpath.normpath(posixpath.join(folder, _path(target)))
        if name not in self._files:
            self._report_missing(name, target, folder, at)
            return None
        if name not in self._read:
            self._read[name] = self._attachment(self._files[name])
        return self._read[name]

    def unused(self) -> Iterator[FilePosition]:
        return (FilePosition(name) for name in self._files if name not in self._read and name not in self._meant)

    def _attachment(self, file: SourceFile) -> Attachment | None:
        name = file.name.removeprefix(self._home).lower()
        if other := self._names.get(name):
            self._problems.add(
                "address-clash",
                "these want one address: {claims}",
                FilePosition(file.name),
                advice="Give one of them another name.",
                claims=f"{other}, {file.name}",
            )
            return None
        self._names[name] = file.name

        def made() -> tuple[Attachment | None, Problems]:
            found = Problems()
            return read_attachment(file, name, found), found

        attachment, found = self._kept.result(("attachment", file.name), stamp(file.path), made)
        self._problems.extend(found)
        return attachment

    def _report_missing(self, name: str, target: str, folder: str, at: FilePosition) -> None:
        if not name.startswith(self._home):
            self._problems.add(
                "link-refused",
                "“{link}” leads out of the folder of this plan",
                at,
                advice="Put the file into {folder}, beside the text.",
                link=target,
                folder=self._home,
            )
            return
        fit = fit_name(posixpath.basename(name).lower())
        near, advice = self._near(name, fit)
        self._meant.add(near)
        self._problems.add(
            "missing-file",
            "there is no file “{name}”",
            at,
            advice=advice,
            name=_path(target),
            near=posixpath.relpath(near, folder) if near else "",
            folder=f"{folder}/",
            fit=fit,
        )

    def _near(self, name: str, fit: str) -> tuple[str, str]:
        """The file that was probably meant, and what to say; `fit`: what to call it where its name can be none."""
        if same := next((other for other in self._files if other.lower() == name.lower()), ""):
            return same, "Write “{near}”: on the web capital and small letters are not the same."
        by_file = {posixpath.basename(other).lower(): other for other in self._files}
        near = difflib.get_close_matches(posixpath.basename(name).lower(), list(by_file), 1, 0.6)
        if near:
            return by_file[near[0]], "Did you mean “{near}”?"
        if fit:
            return "", _UNDER_ANOTHER_NAME
        return "", "Put it into {folder}, beside the text, or correct the name."
