"""One stylesheet of tokens, base styles and components, and what a city may change in it."""

import gzip
import re
from pathlib import Path

import pytest

from keikaku.styles import STYLESHEET_ADDRESS, read_tokens, stylesheet, theme_assets
from tests.theme.examples import THEME

CSS = stylesheet(THEME).decode()
LAYERS = ["reset", "elements", "layout", "components", "utilities", "print"]


def test_the_same_theme_gives_the_same_bytes() -> None:
    assert stylesheet(THEME) == stylesheet(THEME)


def test_the_stylesheet_is_small() -> None:
    assert len(gzip.compress(CSS.encode(), mtime=0)) <= 8 * 1024


def test_the_layers_stand_in_the_order_of_the_map() -> None:
    assert CSS.startswith(f"@layer {','.join(LAYERS)};")
    assert re.findall(r"@layer (\w+)\{", CSS) == LAYERS


@pytest.mark.parametrize("path", sorted(THEME.glob("components/*/*.css")), ids=lambda path: path.stem)
def test_each_component_is_in_it_once(path: Path) -> None:
    first_rule = re.sub(r"\s*([{};,])\s*", r"\1", " ".join(path.read_text(encoding="utf-8").split())).partition("}")[0]
    assert CSS.count(re.sub(r"/\*.*?\*/ ?", "", first_rule)) == 1


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "@import" not in CSS
    assert "url(" not in CSS
    assert "@font-face" not in CSS


def test_braces_are_balanced_and_every_token_is_filled_in() -> None:
    assert CSS.count("{") == CSS.count("}")
    assert "token(" not in CSS
    assert "@media (min-width: 48rem)" in CSS


def test_every_variable_that_is_used_is_given() -> None:
    given = set(re.findall(r"(--[\w-]+):", CSS))
    assert set(re.findall(r"var\((--[\w-]+)", CSS)) <= given


def test_colours_have_a_dark_form_on_screens_and_not_on_paper() -> None:
    dark = CSS.partition("@media screen and (prefers-color-scheme: dark)")[2].partition("}")[0]
    assert f"--surface: {read_tokens(THEME)['color']['surface']['dark']}" in dark


def test_a_city_sets_its_key_colour_and_keeps_all_others(tmp_path: Path) -> None:
    (tmp_path / "tokens.yaml").write_text('color:\n  key: {light: "#7a1f3d", dark: "#f3a6bd"}\n', encoding="utf-8")
    css = stylesheet(THEME, tmp_path).decode()
    assert "--key: #7a1f3d;" in css
    assert f"--text: {read_tokens(THEME)['color']['text']['light']};" in css


def test_a_citys_own_css_stands_last_and_outside_the_layers(tmp_path: Path) -> None:
    (tmp_path / "custom.css").write_text(".card { color: red; }", encoding="utf-8")
    css = stylesheet(THEME, tmp_path).decode()
    assert css.endswith("}.card{color: red;}\n")
    assert css.removesuffix(".card{color: red;}\n") == CSS.removesuffix("\n")


def test_a_city_replaces_the_css_of_one_component(tmp_path: Path) -> None:
    folder = tmp_path / "components" / "notice"
    folder.mkdir(parents=True)
    (folder / "notice.css").write_text(".notice { border: 3px double; }", encoding="utf-8")
    css = stylesheet(THEME, tmp_path).decode()
    assert css.count(".notice{") == 1
    assert ".notice{border: 3px double;}" in css


def test_the_assets_are_the_stylesheet_and_what_lies_in_assets(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "favicon.svg").write_bytes(b"<svg/>")
    (tmp_path / "assets" / ".DS_Store").write_bytes(b"")
    assets = theme_assets(THEME, tmp_path)
    assert assets["assets/favicon.svg"] == b"<svg/>"
    assert set(assets) == {f"assets/{path.name}" for path in (THEME / "assets").iterdir()} | {STYLESHEET_ADDRESS}
