"""What of the look a city can replace, what it does replace, and a beginning for more: `keikaku theme`."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.styles import read_tokens
from keikaku.words import Words, msgid, read_words
from keikaku.workspace import Workspace, theme_folder

TOKENS, CUSTOM_CSS, WORDS = "tokens.yaml", "custom.css", "words"

# Kinds of parts: where they lie in a theme, and what they are.
KINDS = (
    (("tokens.yaml",), msgid("Tokens: colours, sizes, letters. Write only those that are to differ.")),
    (("custom.css",), msgid("CSS of your own, which wins over all other.")),
    (("words/ja.po", "words/en.po"), msgid("Words of the interface. Write only those that are to differ.")),
    (("assets/*",), msgid("Files for all pages, such as the icon of the site (favicon.svg).")),
    (("templates/*.html",), msgid("Templates: how each kind of page is built.")),
    (("templates/parts/*.html",), msgid("Parts of templates: header, menu, footer …")),
    (("components/*/*.html", "components/*/*.css"), msgid("Components: HTML and CSS of one thing, such as a card.")),
    (("styles/*.css",), msgid("Styles of the whole page, by layer.")),
)
_CITYS_ALONE = (CUSTOM_CSS, "words/en.po")  # English is in the code
_PAGE = "templates/page.html"  # what a kind of page without a template of its own is built with
_STARTS = {
    TOKENS: 'color:\n  key: {{light: "{light}", dark: "{dark}"}}\n',
    CUSTOM_CSS: "/* .card {{ border-radius: 0; }} */\n",
    WORDS: 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plural};\\n"\n\n',
}
_PLURALS = {"ja": "nplurals=1; plural=0", "en": "nplurals=2; plural=(n != 1)"}


@dataclass(frozen=True)
class Change:
    """One thing that a city's theme says otherwise: in which file, what, and both sayings (of a whole file: none)."""

    file: str
    what: str = ""
    old: str = ""
    new: str = ""
    is_new: bool = False  # it replaces nothing


class NoSuchPartError(Exception):
    """Keikaku's theme has no file of that name."""


class ThereAlreadyError(Exception):
    """The city has that file; it is not written over."""


def names(theme: Path, patterns: tuple[str, ...]) -> list[str]:
    """The files of a kind, by their paths in a theme."""
    found = {path.relative_to(theme).as_posix() for pattern in patterns for path in theme.glob(pattern)}
    kinds = {f"templates/{kind}.html" for kind in PAGE_KINDS} if "templates/*.html" in patterns else set()
    return sorted(found | kinds | (set(patterns) & set(_CITYS_ALONE)))


def changes(workspace: Workspace) -> list[Change]:
    """What the workspace's own theme says otherwise than Keikaku's."""
    own = workspace.own_theme
    if own is None:
        return []
    files = sorted(path for path in own.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [change for path in files for change in _changes_of(path.relative_to(own).as_posix(), own)]


def _changes_of(name: str, own: Path) -> Iterator[Change]:
    theme = theme_folder()
    if name == TOKENS:
        old, new = read_tokens(theme), read_tokens(theme, own)
        yield from (Change(name, path, was, now) for path, was, now in _differences(old, new))
    elif name.startswith(f"{WORDS}/") and name.endswith(".po"):
        lang = Path(name).stem
        said, mine = read_words(theme / WORDS, lang), read_words(own / WORDS, lang)
        yield from (Change(name, text, said(text), mine(text)) for text in mine.messages)
    else:
        yield Change(name, is_new=not (theme / name).is_file())


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str, str]]:
    for name, value in new.items():
        if isinstance(value, Mapping):
            yield from _differences(old.get(name, {}), value, f"{before}{name}.")
        elif value != old.get(name):
            yield before + name, str(old.get(name, "")), str(value)


def original(name: str) -> str:
    """The text of one file of Keikaku's theme; for a kind of page that has no template of its own, of that of all."""
    path = theme_folder() / name
    if not path.is_file() and name in names(theme_folder(), ("templates/*.html",)):
        path = theme_folder() / _PAGE
    if not path.is_file() or theme_folder().resolve() not in path.resolve().parents:
        raise NoSuchPartError(name)
    return path.read_text(encoding="utf-8")


def copy(workspace: Workspace, name: str) -> Path:
    """Begin a file in the city's theme: a copy of Keikaku's, or of what is merged entry by entry just the frame."""
    text = _beginning(name)
    path = workspace.theme / name
    if path.exists():
        raise ThereAlreadyError(path.as_posix())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _beginning(name: str) -> str:
    if name == CUSTOM_CSS:
        return _STARTS[CUSTOM_CSS].format()
    if name in (f"{WORDS}/{lang}.po" for lang in _PLURALS):
        return _STARTS[WORDS].format(plural=_PLURALS[Path(name).stem])
    text = original(name)
    return _STARTS[TOKENS].format(**read_tokens(theme_folder())["color"]["key"]) if name == TOKENS else text


def theme_facts(workspace: Workspace) -> dict[str, object]:
    """The names of everything that can be replaced, and what is."""
    parts = [name for patterns, _ in KINDS for name in names(theme_folder(), patterns)]
    return {"parts": parts, "replaced": [asdict(change) for change in changes(workspace)]}


# --- what is printed ---------------------------------------------------------------------------------------------


def theme_text(workspace: Workspace, words: Words) -> str:
    """Everything that can be replaced, what is, and how to begin."""
    lines = [words("What lies in theme/ under one of these names takes the place of Keikaku's; all else stays."), ""]
    changed = changes(workspace)
    replaced = {change.file for change in changed}
    for patterns, meaning in KINDS:
        lines += [words(meaning), *(_name_line(name, replaced, words) for name in names(theme_folder(), patterns)), ""]
    lines += [words("Here, theme/ replaces:") if changed else words("Here, theme/ replaces nothing yet.")]
    lines += [f"  {_change_text(change, words)}" for change in changed]
    return "\n".join(
        [*lines, "", words("To begin one: keikaku theme copy NAME. To read Keikaku's own: keikaku theme show NAME.")]
    )


def _name_line(name: str, replaced: set[str], words: Words) -> str:
    return f"  {name}" + (f"  {words('(replaced here)')}" if name in replaced else "")


def _change_text(change: Change, words: Words) -> str:
    file = f"theme/{change.file}"
    if change.what:
        return words(
            "{file}: {what}: “{new}” in place of “{old}”", file=file, what=change.what, old=change.old, new=change.new
        )
    if change.file == CUSTOM_CSS:
        return words("{file}: after all other CSS", file=file)
    if change.is_new:
        return words("{file}: new; Keikaku has no file of this name", file=file)
    return words("{file}: the whole file", file=file)
