"""A city's theme replaces one thing and keeps the rest; what is wrong in it is a problem with file and line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from keikaku.pipeline import Built, make
from tests.theme.examples import THEME
from tests.workspaces import MAIN, PLAN_YAML, japanese, write

HOME = "town/index.html"
CSS = "assets/style.css"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
TEMPLATE = '{% extends "theme/templates/page.html" %}{% block head %}<h1>わが町</h1>{{ page.title }}{% endblock %}'
CARD = "{% macro card(card) %}<article>{{ card.link.text }}</article>{% endmacro %}"


def made(root: Path, own: Mapping[str, str], **files: str) -> Built:
    write(root, {f"theme/{name}": text for name, text in own.items()} | files)
    return make(root)


def page(root: Path, own: Mapping[str, str], address: str = HOME, **files: str) -> str:
    """A page of a small town that has this theme, when nothing was found wrong with it."""
    built = made(root, own, **files)
    assert [(str(problem.at), problem.rule) for problem in built.problems] == []
    return built.files[address].decode("utf-8")


def found(root: Path, own: Mapping[str, str], **files: str) -> list[tuple[str, str]]:
    return [(problem.rule, str(problem.at)) for problem in made(root, own, **files).problems]


# --- each kind of override ---------------------------------------------------------------------------------------


def test_a_template(tmp_path: Path) -> None:
    html = page(tmp_path, {"templates/page.html": TEMPLATE})
    assert "<h1>わが町</h1>" in html
    assert '<footer class="site-footer">' in html


def test_a_template_of_one_kind_of_page(tmp_path: Path) -> None:
    assert "わが町" in page(tmp_path, {"templates/plan.html": TEMPLATE})
    assert "わが町" not in page(tmp_path, {"templates/plan.html": TEMPLATE}, "about/index.html")


def test_a_part_of_the_templates(tmp_path: Path) -> None:
    html = page(tmp_path, {"templates/parts/footer.html": "<footer>町役場</footer>"})
    assert "<footer>町役場</footer>" in html
    assert "site-footer" not in html
    assert '<header class="site-header">' in html


def test_a_new_part_that_a_template_of_the_city_includes(tmp_path: Path) -> None:
    own = '{% include "theme/templates/parts/footer.html" %}{% include "templates/parts/mayor.html" %}'
    parts = {"templates/parts/footer.html": own, "templates/parts/mayor.html": "<p>町長から</p>"}
    assert "<p>町長から</p>" in page(tmp_path, parts)


def test_the_html_of_a_component(tmp_path: Path) -> None:
    assert "<article>小さな町の計画</article>" in page(tmp_path, {"components/card/card.html": CARD}, "index.html")


def test_the_css_of_a_component(tmp_path: Path) -> None:
    css = page(tmp_path, {"components/card/card.css": ".card { border: 3px double; }"}, CSS)
    assert ".card{border: 3px double;}" in css
    assert ".card-title" not in css
    assert ".tally{" in css


def test_a_token(tmp_path: Path) -> None:
    css = page(tmp_path, {"tokens.yaml": "size:\n  radius: 0\n"}, CSS)
    assert "--size-radius: 0;" in css
    assert "--size-tap: 44px;" in css


def test_a_word(tmp_path: Path) -> None:
    html = page(tmp_path, {"words/ja.po": PO + 'msgid "Contact"\nmsgstr "おたずね先"\n'}, "accessibility/index.html")
    assert "おたずね先" in html
    assert "対象範囲" in html


def test_css_of_its_own_comes_last(tmp_path: Path) -> None:
    assert page(tmp_path, {"custom.css": ".card { color: red; }"}, CSS).endswith("}.card{color: red;}\n")


def test_the_icon_and_a_logo(tmp_path: Path) -> None:
    header = '<header><img src="{{ href("assets/logo.svg") }}" alt="小町"></header>'
    own = {"assets/favicon.svg": "<svg/>", "assets/logo.svg": "<svg></svg>", "templates/parts/header.html": header}
    assert '<img src="../assets/logo.svg" alt="小町">' in page(tmp_path, own)
    files = made(tmp_path, own).files
    assert (files["assets/favicon.svg"], files["assets/logo.svg"]) == (b"<svg/>", b"<svg></svg>")
    assert files["assets/search.js"] == (THEME / "assets" / "search.js").read_bytes()


# --- the key colour ----------------------------------------------------------------------------------------------


def test_a_key_colour_of_the_site_is_worn_light_and_dark(tmp_path: Path) -> None:
    css = page(tmp_path, {}, CSS, **{"keikaku.yaml": 'key_colour: "#7A1F3D"\n'})
    light, _, dark = css.partition("@media screen and (prefers-color-scheme: dark)")
    assert "--key: #7a1f3d;--on-key: #ffffff;" in light
    assert "--key: #f992ab;--on-key: #1a1a1a;" in dark


def test_a_plan_may_have_a_key_colour_of_its_own(tmp_path: Path) -> None:
    plan = {MAIN: PLAN_YAML + 'key_colour: "#7a1f3d"\n'}
    css, home, about = (page(tmp_path, {}, address, **plan) for address in (CSS, HOME, "about/index.html"))
    assert ':where([data-colour="town"]){--key: #7a1f3d;' in css
    assert 'data-colour="town"' in home.partition("<head>")[0]
    assert "data-colour" not in about


def test_the_card_of_a_plan_wears_its_colour(tmp_path: Path) -> None:
    home = page(tmp_path, {}, "index.html", **{MAIN: PLAN_YAML + 'key_colour: "#7a1f3d"\n'})
    assert '<div class="card" data-colour="town">' in home


@pytest.mark.parametrize("written", ["#7fc8a9", "7fc8a9", "＃７ＦＣ８Ａ９"])
def test_a_pale_key_colour_is_found_in_every_spelling(tmp_path: Path, written: str) -> None:
    assert found(tmp_path, {}, **{"keikaku.yaml": f'key_colour: "{written}"\n'}) == [
        ("low-contrast", "keikaku.yaml:1:13")
    ]


def test_a_key_colour_without_quotation_marks_is_said_to_be_a_comment(tmp_path: Path) -> None:
    files = {"keikaku.yaml": "key_colour: #00694a\n"}
    assert found(tmp_path, {}, **files) == [("comment-eats-text", "keikaku.yaml:1:13")]


def test_a_pale_key_colour_of_a_plan_is_found_there(tmp_path: Path) -> None:
    files = {MAIN: 'key_colour: "#ffd43d"\n' + PLAN_YAML}
    assert found(tmp_path, {}, **files) == [("low-contrast", f"{MAIN}:1:13")]


# --- faults ------------------------------------------------------------------------------------------------------

LIGHT_TEXT = 'color:\n  text: {light: "#aaaaaa"}\n'


@pytest.mark.parametrize(
    ("name", "text", "rule", "at"),
    [
        ("tokens.yaml", "color:\n  key: {light: #00694a}\n", "special-sign", ""),
        ("tokens.yaml", "color: [\n", "open-bracket", ""),
        ("tokens.yaml", "- color\n", "not-a-mapping", ":1"),
        ("tokens.yaml", "color:\n  key:\n", "blank-value", ":2:3"),
        ("tokens.yaml", 'color:\n  key: "#00694a"\n', "wrong-shape", ":2:8"),
        ("tokens.yaml", 'color:\n  key: {lite: "#00694a"}\n', "unknown-token", ":2:9"),
        ("tokens.yaml", "colour:\n  key: x\n", "unknown-token", ":1:1"),
        ("tokens.yaml", "color:\n  key: {light: teal}\n", "not-a-colour", ":2:16"),
        ("tokens.yaml", "chart:\n  narrow: {width: wide}\n", "wrong-shape", ":2:19"),
        ("tokens.yaml", LIGHT_TEXT, "low-contrast", ":2:17"),
        ("custom.css", "a { top: token(size.brakepoint); }\n", "unknown-token", ":1:10"),
        ("custom.css", "/* { */\n.a { content: '}'; }\n}\n", "css-braces", ":3"),
        ("components/card/card.css", ".card {\n", "css-braces", ":1"),
        ("custom.css", "a { color： red; }\n", "full-width-sign", ":1:10"),
        ("custom.css", "h1 { background: url(map.png); }\n", "missing-file", ":1"),
        ("custom.css", "@import 'round.css';\n", "missing-file", ":1"),
        ("custom.css", "a { top: 0; }\n/* b\nc { top: 0; }\n", "css-braces", ":2:1"),
        ("custom.css", "h1 { background: url(//www.example.jp/x.png); }\n", "fetched-from-elsewhere", ":1"),
        (
            "templates/parts/footer.html",
            '<p>\n<img src="https://www.example.jp/x.png">',
            "fetched-from-elsewhere",
            ":2",
        ),
        ("words/ja.po", PO + 'msgid "Top of {title}"\nmsgstr "｛title｝の先頭"\n', "broken-words", ":6"),
        ("templates/page.html", "<p>\n{% if %}\n", "broken-template", ":2"),
        ("templates/page.html", "<p>\n{{ page.no_such_field }}\n", "broken-template", ":2"),
        ("templates/page.html", '\n\n{% include "templates/parts/no.html" %}', "broken-template", ":3"),
        ("templates/page.html", '{% extends "templates/bass.html" %}', "broken-template", ":1"),
        ("components/notice/notice.html", "{% macro note(x) %}{% endmacro %}", "broken-template", ":1"),
        (
            "components/card/card.html",
            "{% macro card(card) %}\n{{ card.titel }}\n{% endmacro %}",
            "broken-template",
            ":2",
        ),
        ("words/ja.po", PO + 'mgid "Menu"\nmsgstr "もくじ"\n', "broken-words", ":6"),
        ("words/ja.po", PO + 'msgid "Top of {title}"\nmsgstr "{titel}の先頭"\n', "broken-words", ":6"),
        ("words/ja.po", PO + 'msgid "Top of {title}"\nmsgstr "{title の先頭"\n', "broken-words", ":6"),
        ("words/ja.po", PO + 'msgid "Menus"\nmsgstr "もくじ"\n', "unknown-text", ":6"),
        ("templates/pafe.html", "<p>", "file-not-read", ""),
        ("token.yaml", "color: x", "file-not-read", ""),
    ],
)
def test_a_fault_has_a_rule_and_a_place(tmp_path: Path, name: str, text: str, rule: str, at: str) -> None:
    problems = found(tmp_path, {name: text})
    assert {problem[0] for problem in problems} == {rule}
    assert all(place.startswith(f"theme/{name}{at}") for _, place in problems)


@pytest.mark.parametrize(
    ("template", "meant"),
    [
        ("{% if page %}", "「if」の終わりがありません：{% endif %}"),
        ("{% if page %}{% endfor %}", "「endif」があるはずの所に、「endfor」があります"),
        ("{% fro x in page %}", "「fro」は、ここでは使えません"),
        ("{{ page | bold }}", "「bold」は、ここでは使えません"),
        ("{{ page }", "{{ と }}、または {% と %} の間が読めません"),
        ("{# page", "コメントの終わりの #} がありません"),
        ("{{ page.titel }}", "「titel」はありません"),
        ("{{ pages }}", "「pages」はありません"),
        ('{% include "templates/parts/no.html" %}', "「templates/parts/no.html」というテンプレートはありません"),
    ],
)
def test_what_the_template_language_says_is_told_in_japanese(tmp_path: Path, template: str, meant: str) -> None:
    problem, *_ = made(tmp_path, {"templates/page.html": template}).problems
    assert meant in japanese()(problem.found, **problem.facts)


@pytest.mark.parametrize("name", ["custom.css", "tokens.yaml"])
def test_a_file_in_shift_jis_is_asked_for_in_utf_8(tmp_path: Path, name: str) -> None:
    write(
        tmp_path, {f"theme/{name}": "# 色\n".encode("cp932") if name == "tokens.yaml" else "/* 色 */".encode("cp932")}
    )
    assert [(problem.rule, str(problem.at)) for problem in make(tmp_path).problems] == [("encoding", f"theme/{name}")]


def test_a_catalogue_in_shift_jis_is_too(tmp_path: Path) -> None:
    write(tmp_path, {"theme/words/ja.po": (PO + 'msgid "Menu"\nmsgstr "目次"\n').encode("cp932")})
    assert [problem.rule for problem in make(tmp_path).problems] == ["encoding"]


@pytest.mark.parametrize(
    ("name", "text", "address", "shown"),
    [
        ("custom.css", ".card { color: red; }", CSS, "}.card{color: red;}"),
        ("tokens.yaml", "size:\n  radius: 0\n", CSS, "--size-radius: 0;"),
        ("words/ja.po", PO + 'msgid "Contact"\nmsgstr "おたずね先"\n', "accessibility/index.html", "おたずね先"),
    ],
)
def test_a_byte_order_mark_spoils_nothing(tmp_path: Path, name: str, text: str, address: str, shown: str) -> None:
    built = made(tmp_path, {name: "\ufeff" + text})
    assert shown in built.files[address].decode("utf-8")


def test_a_macro_has_to_take_what_the_one_that_it_replaces_takes(tmp_path: Path) -> None:
    (problem,) = made(tmp_path, {"components/card/card.html": "\n{% macro card() %}{% endmacro %}"}).problems
    assert str(problem.at) == "theme/components/card/card.html:2"
    assert problem.facts["reason"] == "{% macro card(card) %}"


def test_a_fault_in_a_theme_leaves_no_site(tmp_path: Path) -> None:
    assert made(tmp_path, {"templates/page.html": "{{ page.no_such_field }}"}).files == {}


def test_a_readme_and_hidden_files_are_let_be(tmp_path: Path) -> None:
    assert found(tmp_path, {"README.md": "わが町の見た目", ".DS_Store": ""}) == []
