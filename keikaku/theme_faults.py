"""Faults in a city's own words and templates, as those who look after the site can mend them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from keikaku.problems import FilePosition, Problems
from keikaku.rendering import TemplateFaultError, template_faults
from keikaku.words import LANGUAGES, WordFault, faults_of, msgid, read_words
from keikaku.workspace import Workspace, theme_folder


def check_words_and_templates(workspace: Workspace, problems: Problems) -> None:
    own = workspace.own_theme
    if own is None:
        return
    for lang in LANGUAGES:
        path = own / "words" / f"{lang}.po"
        for fault in faults_of(path, read_words(theme_folder() / "words", "ja")) if path.is_file() else ():
            _report_words(fault, FilePosition(_within(workspace, path), fault.line), problems)
    for broken in template_faults(own):
        report_template(broken, workspace, problems)


def _report_words(fault: WordFault, at: FilePosition, problems: Problems) -> None:
    if fault.unknown:
        problems.add(
            "unknown-text",
            "Keikaku says “{text}” nowhere",
            at,
            advice="Did you mean “{near}”?"
            if fault.near
            else "Copy the msgid as it stands in Keikaku's own catalogue: `keikaku theme show words/ja.po`.",
            text=fault.unknown,
            near=fault.near,
        )
    elif fault.is_encoded_otherwise:
        problems.add("encoding", "a file of the theme has to be in UTF-8", at, advice="Save it as UTF-8.")
    elif fault.is_open:
        problems.add(
            "broken-words",
            "a quotation mark is missing at the end of this text, or one within it has no backslash before it",
            at,
            advice='Write: msgstr "…"; a quotation mark within it as \\".',
        )
    else:
        problems.add(
            "broken-words",
            "nothing fills “{name}” in this text" if fault.lost else "this text cannot be read: {reason}",
            at,
            advice="Keep the braces of the msgid, with what is in them, as they are."
            if fault.lost
            else "Compare it with Keikaku's own: `keikaku theme show {file}`. It has to be in UTF-8.",
            file=f"words/{at.file.rsplit('/', 1)[-1]}",
            name=fault.lost,
            reason=fault.reason,
        )


def report_template(fault: TemplateFaultError, workspace: Workspace, problems: Problems) -> None:
    found, facts = _reason(str(fault))
    problems.add(
        "broken-template",
        found,
        FilePosition(_within(workspace, fault.file), fault.line),
        advice="Compare it with Keikaku's own: `keikaku theme show {name}`.",
        name=fault.file.relative_to(workspace.theme).as_posix(),
        **facts,
    )


# What the template language says, and what that means.
_REASONS = tuple(
    (re.compile(said), meant)
    for said, meant in (
        (r"Unexpected end of template.* is '(?P<tag>\w+)'", msgid("the end of “{tag}” is missing: {{% end{tag} %}}")),
        (
            r"unknown tag '(?P<found>end\w+)'.* is '(?P<tag>\w+)'",
            msgid("“{found}” stands where “end{tag}” is expected"),
        ),
        (r"unknown tag '(?P<found>\w+)'", msgid("“{found}” is not known here; or what it belongs to begins nowhere")),
        (r"No (?:filter|test) named '(?P<found>.+?)'", msgid("“{found}” is not known here")),
        (r"Missing end of comment", msgid("the end of a comment is missing: #}}")),
        (r"unexpected char", msgid("a quotation mark is missing, or a sign stands where none can")),
        (
            r"unexpected '|unexpected end of template|expected token|expected name|Expected an",
            msgid("what stands between {{{{ and }}}} or {{% and %}} cannot be read"),
        ),
        (r"has no attribute '(?P<found>.+?)'", msgid("there is no “{found}” in what this template is given")),
        (r"'(?P<found>.+?)' is undefined", msgid("there is no “{found}” in what this template is given")),
        (r"^'?(?P<found>[\w/-]+\.html)'?", msgid("there is no template “{found}”")),
    )
)


def _reason(said: str) -> tuple[str, Mapping[str, Any]]:
    for pattern, meant in _REASONS:
        if match := pattern.search(said):
            return meant, match.groupdict()
    return "this template cannot be used: {reason}", {"reason": said}


def _within(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.root).as_posix()
