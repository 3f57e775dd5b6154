"""The words of the interface: lookups, and a catalogue that is whole."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from keikaku.words import Words, faults_of, read_catalogue, read_words

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "theme" / "words" / "ja.po"
MODULES = sorted((ROOT / "keikaku").rglob("*.py"))
TEMPLATES = sorted((ROOT / "theme").rglob("*.html"))
# Faults are found here, where words may not be imported: each English sentence is looked up when it is reported.
FAULT_FINDERS = ("reading", "checks", "plan")
LINES_OF_FILES = "examples.py"  # what a writer writes, in whatever language

JA = Words(
    "ja", {"{count} projects": ("{count}事業",), "Back": ("戻る",), "{count} year": ("{count}年間",)}, lambda _: 0
)
EN = Words("en")


def test_a_text_is_given_in_the_readers_language() -> None:
    assert JA("Back") == "戻る"
    assert EN("Back") == "Back"


def test_a_text_that_the_catalogue_does_not_hold_stays_as_it_is() -> None:
    assert JA("Never heard of {it}") == "Never heard of {it}"


def test_fields_are_filled_by_name() -> None:
    assert JA("{count} projects", count="85") == "85事業"


def test_the_form_of_a_plural_follows_the_language() -> None:
    assert JA.plural("{count} year", "{count} years", count=2) == "2年間"
    assert EN.plural("{count} year", "{count} years", count=1) == "1 year"
    assert EN.plural("{count} year", "{count} years", count=1200) == "1,200 years"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("70.0", "70.0"), ("1234567", "1,234,567"), ("-468.50", "-468.50"), ("1E+3", "1,000"), ("0", "0")],
)
def test_decimals_stay_as_given(value: str, shown: str) -> None:
    assert JA.number(Decimal(value)) == shown


def test_a_date_is_written_as_its_language_does() -> None:
    assert JA.date(date(2024, 3, 1)) == "2024年3月1日"
    assert EN.date(date(2024, 3, 1)) == "March 1, 2024"


def test_a_catalogue_is_read_without_drafts_and_blanks(tmp_path: Path) -> None:
    entries = 'msgid "a"\nmsgstr "あ"\n\n#, fuzzy\nmsgid "b"\nmsgstr "い"\n\nmsgid "c"\nmsgstr ""\n'
    (tmp_path / "ja.po").write_text(_HEAD + entries, encoding="utf-8")
    words = read_words(tmp_path, "ja")
    assert [words(text) for text in "abc"] == ["あ", "b", "c"]


def test_a_citys_own_words_replace_single_entries(tmp_path: Path) -> None:
    (tmp_path / "ja.po").write_text(_HEAD + 'msgid "Menu"\nmsgstr "もくじ"\n', encoding="utf-8")
    words = read_words(CATALOGUE.parent, "ja", tmp_path)
    assert words("Menu") == "もくじ"
    assert words("Back") == read_words(CATALOGUE.parent, "ja")("Back") != "Back"


def test_a_citys_own_words_need_not_say_how_its_language_counts(tmp_path: Path) -> None:
    for lang in ("ja", "en"):
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        (tmp_path / f"{lang}.po").write_text(head + 'msgid "{count} figure"\nmsgstr "図{count}点"\n', encoding="utf-8")
        words = read_words(CATALOGUE.parent, lang, tmp_path)
        assert words.plural("{count} figure", "{count} figures", count=2) == "図2点"
        assert words.plural("{count} year", "{count} years", count=2) in ("2年間", "2 years")


def test_every_text_in_code_and_templates_has_a_japanese_one() -> None:
    assert sorted(_used() - set(read_words(CATALOGUE.parent, "ja").messages)) == []


def test_the_catalogue_holds_nothing_that_is_not_used() -> None:
    assert sorted(set(read_words(CATALOGUE.parent, "ja").messages) - _used() - set(_literals())) == []


def test_a_translation_fills_the_same_fields() -> None:
    different = [
        message.id
        for message in read_catalogue(CATALOGUE)
        if _fields(_joined(message.id)) != _fields(_joined(message.string)) and message.id
    ]
    assert different == []


def test_no_text_stands_in_the_catalogue_twice() -> None:
    counts = Counter(re.findall(r'^msgid (".*"(?:\n".*")*)', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))
    assert [text for text, count in counts.items() if count > 1] == []


_HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


def _joined(texts: object) -> str:
    return " ".join(texts) if isinstance(texts, tuple) else str(texts)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _used() -> set[str]:
    assert MODULES
    assert TEMPLATES
    in_code = {text for path in MODULES for text in _texts_of_module(path)}
    return in_code | {text for path in TEMPLATES for text in _texts_of_template(path)}


def _literals() -> Iterator[str]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _texts_of_module(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            yield from _texts_of_call(node)
    if path.relative_to(ROOT / "keikaku").parts[0] in FAULT_FINDERS and path.name != LINES_OF_FILES:
        yield from _sentences(tree)


def _texts_of_call(call: ast.Call) -> Iterator[str]:
    """words("…"), ctx.words("…"), msgid("…"), words.plural("…", "…"): the first of two forms is the id."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("words", "_", "msgid", "plural"):
        branches = [call.args[0].body, call.args[0].orelse] if isinstance(call.args[0], ast.IfExp) else [call.args[0]]
        yield from (part.value for part in branches if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _sentences(tree: ast.Module) -> Iterator[str]:
    not_shown = {id(part) for node in ast.walk(tree) for part in _not_shown(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in not_shown:
            continue
        if re.match(r"[A-Za-z“{]", node.value) and len(node.value.split()) > 2 and "\\" not in node.value:
            yield node.value


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, parts of f-strings, words for the schema."""
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
        yield from (part.value for part in node.body[:1] if isinstance(part, ast.Expr))
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.keyword) and node.arg in ("description", "title", "examples"):
        yield from ast.walk(node.value)


def _texts_of_template(path: Path) -> Iterator[str]:
    for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        name = getattr(call.node, "name", "") or getattr(call.node, "attr", "")
        if name in ("words", "plural") and call.args and isinstance(call.args[0], nodes.Const):
            yield str(call.args[0].value)


def test_our_own_catalogue_has_no_fault() -> None:
    assert faults_of(CATALOGUE, read_words(CATALOGUE.parent, "ja")) == []
