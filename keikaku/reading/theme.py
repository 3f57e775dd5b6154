"""A city's own theme: what is wrong with its tokens and styles, and where it says which colour.

The files themselves are laid over Keikaku's where the stylesheet and the pages are made.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from keikaku.plan.record import SIX_DIGITS, Blank
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.reading.files import SourceFile, read_text
from keikaku.reading.records import nearest_word
from keikaku.reading.yaml import Mapping, read_yaml
from keikaku.workspace import Workspace, theme_folder

TOKENS = "tokens.yaml"
_COMMENTS_AND_STRINGS = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)

_OWN = re.compile(r"tokens\.yaml|custom\.css|words/(ja|en)\.po|assets/.+|components/([\w-]+)/\2\.(html|css)")

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHES = re.compile(r"(?:@import\s+(?:url\()?|url\()\s*[\"']?((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
_NAMES_FILE = re.compile(
    r"(?:(@import)\s+(?:url\()?|url\()\s*[\"']?(?!(?:https?:)?//|data:|#)([^\s\"')]+)", re.IGNORECASE
)
_FETCHED_BY_PAGES = re.compile(
    r"(?:\ssrc(?:set)?\s*=\s*[\"']?"
    r"|<link\s(?=[^>]*\b(?:stylesheet|icon|preload)\b)[^>]*?href\s*=\s*[\"']?)((?:https?:)?//[^\s\"'>]+)",
    re.IGNORECASE,
)

Chosen = dict[tuple[str, str], FilePosition]


def read_own_theme(workspace: Workspace, kinds: Iterable[str], problems: Problems) -> Chosen:
    """Where the city's own tokens say a colour, by its name and screen; faults are among the problems.

    `kinds` are those of pages, each of which may have a template of its own.
    """
    own = workspace.own_theme
    if own is None:
        return {}
    standard = read_yaml((theme_folder() / TOKENS).read_text(encoding="utf-8"), TOKENS, Problems())
    chosen: Chosen = {}
    if tokens := _own_tokens(workspace.root, own, problems):
        _compare(tokens, standard, (), chosen, problems)
        standard = _joined(standard, tokens)
    for path in sorted(own.rglob("*.css")):
        _check_css(SourceFile(path.relative_to(workspace.root).as_posix(), path), own, standard, problems)
    for path in sorted(own.rglob("*.html")):
        name = path.relative_to(workspace.root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            for match in _FETCHED_BY_PAGES.finditer(line):
                _report_fetched(match[1], name, number, problems)
    for name in _idle(own, {f"templates/{kind}.html" for kind in kinds}):
        problems.add(
            "file-not-read",
            "“{name}” takes the place of nothing",
            FilePosition((own / name).relative_to(workspace.root).as_posix()),
            advice="`keikaku theme` shows the names that files in theme/ can have.",
            severity=Severity.WARNING,
            name=name,
        )
    return chosen


def _idle(own: Path, possible: set[str]) -> Iterator[str]:
    """The files that have no name of Keikaku's theme, belong to no folder for files, and that no template names."""
    templates = [path.read_text(encoding="utf-8", errors="replace") for path in own.rglob("*.html")]
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(own).parts) or path.stem.lower() == "readme"
        is_known = (theme_folder() / name).is_file() or name in possible or _OWN.fullmatch(name)
        if path.is_file() and not hidden and not is_known and not any(name in text for text in templates):
            yield name


def _own_tokens(root: Path, own: Path, problems: Problems) -> Mapping | None:
    path = own / TOKENS
    file = SourceFile(path.relative_to(root).as_posix(), path)
    text = _theme_text(file, problems) if path.is_file() else None
    data = read_yaml(text, file.name, problems) if text else None
    if data is not None and not isinstance(data, Mapping):
        problems.add(
            "not-a-mapping",
            "the file does not begin with “key: value” lines",
            FilePosition(file.name, 1),
            advice="Begin with a group of tokens, such as “color:”.",
        )
        return None
    return data


def _theme_text(file: SourceFile, problems: Problems) -> str | None:
    """What is laid over Keikaku's own files stands beside them, so it cannot be in another encoding."""
    try:
        file.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        problems.add(
            "encoding", "a file of the theme has to be in UTF-8", FilePosition(file.name), advice="Save it as UTF-8."
        )
        return None
    return read_text(file, problems)


# --- tokens ------------------------------------------------------------------------------------------------------


def _compare(own: Any, standard: Any, path: tuple[str, ...], chosen: Chosen, problems: Problems) -> None:
    """Hold what the city says against Keikaku's tokens: the same names, and values of the same kind."""
    if isinstance(own, Blank):
        problems.add(
            "blank-value",
            "“{key}” has no value",
            own.key_at,
            advice="Write its value, or delete the line; a colour stands in quotation marks.",
            key=path[-1],
        )
    elif isinstance(standard, Mapping) != isinstance(own, Mapping):
        problems.add(
            "wrong-shape",
            "“{key}” cannot hold this",
            own.at,
            advice="Compare it with `keikaku theme show tokens.yaml`.",
            key=path[-1],
        )
    elif isinstance(own, Mapping):
        _compare_entries(own, standard, path, chosen, problems)
    else:
        _check_value(own, path, chosen, problems)


def _compare_entries(
    own: Mapping, standard: Mapping, path: tuple[str, ...], chosen: Chosen, problems: Problems
) -> None:
    for name, value in own.items():
        if name in standard:
            _compare(value, standard[name], (*path, name), chosen, problems)
        else:
            _report_unknown(name, list(standard), getattr(value, "key_at", own.at), problems)


def _report_unknown(name: str, known: list[str], at: FilePosition, problems: Problems) -> None:
    near = nearest_word(name, known)
    problems.add(
        "unknown-token",
        "there is no token “{name}” in the look",
        at,
        advice="Did you mean “{near}”?" if near else "Tokens here: {known}.",
        name=name,
        near=near,
        known=", ".join(known),
    )


def _check_value(own: Any, path: tuple[str, ...], chosen: Chosen, problems: Problems) -> None:
    if path[0] == "color":
        chosen[path[1], path[2]] = own.at
        if not re.fullmatch("#[0-9a-fA-F]{6}", own):
            problems.add(
                "not-a-colour",
                "“{found}” is not a colour",
                own.at,
                advice=SIX_DIGITS,
                found=str(own),
            )
    elif path[0] == "chart" and not own.isdecimal():
        problems.add(
            "wrong-shape", "“{key}” cannot hold this", own.at, advice="A whole number is expected here.", key=path[-1]
        )


def _joined(standard: Any, own: Any) -> Any:
    if not isinstance(standard, dict) or not isinstance(own, dict):
        return own
    return {**standard, **{name: _joined(standard.get(name), value) for name, value in own.items()}}


# --- styles ------------------------------------------------------------------------------------------------------


def _check_css(file: SourceFile, folder: Path, tokens: Any, problems: Problems) -> None:
    """One brace too few, and a browser leaves out all that follows, in every other file, too."""
    text = _theme_text(file, problems)
    if text is None:
        return
    bare = _COMMENTS_AND_STRINGS.sub(_blanked, text)
    if line := _line_out_of_balance(bare):
        next_rule = _next_rule(bare, line)
        problems.add(
            "css-braces",
            "braces do not pair here",
            FilePosition(file.name, line),
            advice="Write }} on a line of its own before line {next}."
            if next_rule
            else "Each opening brace needs one that closes it.",
            next=next_rule,
        )
    _check_signs(bare, file, problems)
    for match in _FETCHES.finditer(_COMMENTS.sub(_blanked, text)):
        _report_fetched(match[1], file.name, text.count("\n", 0, match.start()) + 1, problems)
    _check_files(_COMMENTS.sub(_blanked, text), file.name, folder, problems)
    for number, line_text in enumerate(bare.split("\n"), 1):
        for found in re.finditer(r"\btoken\(([\w.-]+)\)", line_text):
            if not _has(tokens, found[1].split(".")):
                _report_unknown(
                    found[1], list(_names(tokens)), FilePosition(file.name, number, found.start() + 1), problems
                )


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _check_files(text: str, name: str, folder: Path, problems: Problems) -> None:
    """Files that a style names beside itself, in the assets of either theme."""
    for match in _NAMES_FILE.finditer(text):
        assets = [parent / "assets" / match[2] for parent in (theme_folder(), folder)]
        if match[1] or not any(path.is_file() for path in assets):
            problems.add(
                "missing-file",
                "“@import” has no effect in this file" if match[1] else "there is no file “{name}” in theme/assets/",
                FilePosition(name, text.count("\n", 0, match.start()) + 1),
                advice="Copy what is in that file into custom.css, and take this line away."
                if match[1]
                else "Put the file into theme/assets/, and write its name alone, as it is spelt there.",
                name=match[2],
            )


def _check_signs(bare: str, file: SourceFile, problems: Problems) -> None:
    """Signs that an input method writes in full width, and a comment without its end: nothing of them is obeyed."""
    for number, line in enumerate(bare.split("\n"), 1):
        if match := re.search("[｛｝：；＃％（），]", line):
            at = FilePosition(file.name, number, match.start() + 1)
            half_width = unicodedata.normalize("NFKC", match[0])
            problems.add(
                "full-width-sign",
                "“{text}” is written in full width, so that browsers do not obey it",
                at,
                advice="Write half-width signs: {half_width}",
                severity=Severity.WARNING,
                text=match[0],
                half_width=half_width,
            )
        if (begin := line.find("/*")) >= 0:
            problems.add(
                "css-braces",
                "the comment that begins here has no end, so that nothing below it is obeyed",
                FilePosition(file.name, number, begin + 1),
                advice="Write */ at its end.",
            )


def _report_fetched(address: str, file: str, line: int, problems: Problems) -> None:
    problems.add(
        "fetched-from-elsewhere",
        "“{address}” would be fetched from elsewhere by every reader's browser",
        FilePosition(file, line),
        advice=(
            "Put the file into theme/assets/ and write its name alone, such as url(map.png). What "
            "@import fetches is copied into custom.css."
        ),
        address=address,
    )


def _line_out_of_balance(text: str) -> int:
    """The line of the first brace that closes nothing, or of the last one that is not closed; 0 where all pair."""
    open_lines: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        for brace in re.findall("[{}]", line):
            if brace == "{":
                open_lines.append(number)
            elif not open_lines:
                return number
            else:
                open_lines.pop()
    return open_lines[0] if open_lines else 0


def _next_rule(text: str, line: int) -> int:
    """Where the next rule begins after one that is not closed; 0 where none does, or where rules may stand in it."""
    lines = text.split("\n")
    if "@" in lines[line - 1] or "{" not in lines[line - 1]:
        return 0
    return next((number for number, one in enumerate(lines[line:], line + 1) if "{" in one), 0)


def _has(tokens: Any, path: list[str]) -> bool:
    for step in path:
        if not isinstance(tokens, dict) or step not in tokens:
            return False
        tokens = tokens[step]
    return not isinstance(tokens, dict)


def _names(tokens: Any, before: str = "") -> Iterator[str]:
    """size.breakpoint: each token as `token(…)` names it."""
    for name, value in tokens.items():
        if isinstance(value, dict):
            yield from _names(value, f"{before}{name}.")
        else:
            yield before + name
