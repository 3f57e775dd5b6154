"""YAML as the writer wrote it: scalars stay text, everything knows its place, a key written twice is a fault.

PyYAML's own guesses damage plans: `1.10` becomes 1.1, `010` becomes 8, `12:30` becomes 750, `NO` becomes False.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from keikaku.problems import FilePosition, Problems

MAX_DEPTH = 40
MAX_BYTES = 8_000_000
MAX_NODES = 1_000_000

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(str):
    """A scalar, with its place; `key_at` is the place of the key that it belongs to."""

    at: FilePosition
    key_at: FilePosition


class Mapping(dict[str, Any]):
    at: FilePosition
    key_at: FilePosition


class Sequence(list[Any]):
    at: FilePosition
    key_at: FilePosition


def read_yaml(text: str, file: str, problems: Problems) -> Any:
    """The content of a YAML file, or None where it cannot be read (which is then among the problems)."""
    if len(text) > MAX_BYTES:
        problems.add(
            "file-too-large",
            "the file is too large to be read",
            FilePosition(file),
            advice="Divide it into several files.",
        )
        return None
    _find_pits(text, file, problems)
    try:
        with _garbage_collection_paused():
            node = yaml.compose(text, Loader=_Loader)
            return None if node is None else _Builder(file, problems).build(node)
    except yaml.YAMLError as error:
        _explain(error, text, file, problems)
        return None


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Composing makes many small objects and no circles: collecting meanwhile takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Builder:
    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.count = 0

    def build(self, node: yaml.Node, key_at: FilePosition | None = None, depth: int = 0) -> Any:
        at = self._place(node)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise yaml.MarkedYAMLError(problem="too deep or too large", problem_mark=node.start_mark)
        result: Any
        if isinstance(node, yaml.ScalarNode):
            if _is_empty(node):
                return None
            result = Text(_joined(node))
        elif isinstance(node, yaml.SequenceNode):
            result = Sequence(self.build(item, depth=depth + 1) for item in node.value)
        else:
            result = self._mapping(node, depth)
        result.at = at
        result.key_at = key_at or at
        return result

    def _mapping(self, node: yaml.Node, depth: int) -> Mapping:
        mapping = Mapping()
        seen: dict[str, FilePosition] = {}
        for key_node, value_node in node.value:
            key_at = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.add(
                    "key-not-text", "a key has to be text", key_at, advice="Put quotation marks around it."
                )
                continue
            key = Text(key_node.value)
            key.at = key.key_at = key_at
            if key in seen:
                self.problems.add(
                    "key-twice",
                    "“{key}” stands here twice; first on line {line}",
                    key_at,
                    advice="Keep one of them.",
                    key=str(key),
                    line=seen[key].line,
                )
                continue
            seen[key] = key_at
            mapping[key] = self.build(value_node, key_at, depth + 1)
            self._warn_of_lost_number(key, key_at, key_node, value_node)
        return mapping

    def _warn_of_lost_number(self, key: str, at: FilePosition, key_node: yaml.Node, value_node: yaml.Node) -> None:
        """`{H28: 2,653}` is read as `H28: 2` and a key `653` without a value."""
        is_blank = isinstance(value_node, yaml.ScalarNode) and not value_node.value and not value_node.style
        if key.isdigit() and is_blank and key_node.end_mark.index == value_node.start_mark.index:
            self.problems.add(
                "comma-in-braces",
                "a comma inside braces divides a number: “{key}” became a key of its own",
                at,
                advice='Put the number in quotation marks: "2,653".',
                key=str(key),
            )

    def _place(self, node: yaml.Node) -> FilePosition:
        return FilePosition(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _is_empty(node: yaml.ScalarNode) -> bool:
    return not node.style and node.value in ("", "~", "null")


def _joined(node: yaml.ScalarNode) -> str:
    """A plain or folded text that runs over several lines: no space inside Japanese."""
    text = str(node.value)
    if node.style == "|" or ("\n" not in text and node.start_mark.line == node.end_mark.line):
        return text.rstrip("\n") if node.style == "|" else text
    return _SPACE_IN_JAPANESE.sub("", text.rstrip("\n"))


_WIDE = r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SPACE_IN_JAPANESE = re.compile(rf"(?<={_WIDE})[ \n](?={_WIDE})")

# Written things that YAML reads otherwise than they look.
_PITS = (
    ("tab-indent", re.compile(r"^ *\t"), "a tab stands at the beginning of the line", "Indent with spaces."),
    (
        "full-width-colon",
        re.compile(r"^\s*(?:- )?[\w-]+："),
        "“：” is a full-width colon",
        "Write “: ”, a half-width colon and a space.",
    ),
    (
        "full-width-space",
        re.compile(r"^ *\u3000"),
        "a full-width space stands at the beginning of the line",
        "Indent with half-width spaces.",
    ),
    (
        "comment-eats-text",
        re.compile(r"^[^#'\"|>]*[:\-] +[^'\"\s#|>][^'\"]*[^\s'\"] #\S"),
        "“#” after a space begins a comment: the rest of the line is lost",
        "Put the text in quotation marks.",
    ),
    (
        "anchor",
        re.compile(r"^\s*(?:- )?(?:[^\s:#'\"]+: +)?[&][^\s]"),
        "“&” at the beginning means something to YAML: the text is lost",
        "Put the text in quotation marks.",
    ),
)


def _find_pits(text: str, file: str, problems: Problems) -> None:
    block_indent: int | None = None
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line.strip() or indent > block_indent):
            continue  # inside a | block everything is text
        block_indent = indent if re.search(r"[:-] +[|>][+-]?\d?\s*$", line) else None
        if line.lstrip().startswith("#"):
            continue
        for rule, pattern, found, advice in _PITS:
            if match := pattern.search(line):
                problems.add(rule, found, FilePosition(file, number, max(match.end() - 1, 1)), advice=advice)


def _explain(error: yaml.YAMLError, text: str, file: str, problems: Problems) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = FilePosition(file, mark.line + 1, mark.column + 1) if mark else FilePosition(file)
    if any(p.at.line == at.line or p.rule == "tab-indent" for p in problems if p.at.file == file and at.line):
        return  # a pit on that line has been explained
    line = text.split("\n")[at.line - 1] if 0 < at.line <= text.count("\n") + 1 else ""
    found, advice = _human_words(line, str(getattr(error, "problem", "")))
    problems.add("yaml-syntax", found, at, advice=advice, line=line.strip())


def _human_words(line: str, problem: str) -> tuple[str, str]:
    if re.search(r"[:\-\[] *[%@`]", line):
        return "a text cannot begin with %, @ or `", 'Put it in quotation marks: unit: "%".'
    if re.search(r"[:\[,-] *\*", line):
        return "a text cannot begin with *", 'Put it in quotation marks: marks: ["*"].'
    if re.search(r": +-\s*$", line):
        return "a lone - is the beginning of a list", 'Put it in quotation marks: "-".'
    if "escape" in problem:
        return "a \\ inside double quotation marks means something to YAML", "Use single quotation marks: 'C:\\data'."
    if line.count(": ") > 1 or "mapping values" in problem:
        return (
            "a colon inside the text, or an indent that does not fit",
            "Put the text in quotation marks, and begin keys of one level in one column.",
        )
    if line.count('"') % 2 or line.count("'") % 2:
        return "a quotation mark is not closed", "Close it on the same line."
    return "this line cannot be read as YAML", "Compare its indent and signs with the lines above."
