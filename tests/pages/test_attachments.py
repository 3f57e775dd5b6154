"""Pictures and files of the narrative on pages: addresses, measures, kind and size, on each page where they stand."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from keikaku.pages.blocks import Prose
from keikaku.pages.compose import compose_pages
from keikaku.pages.context import Audience
from keikaku.workspace import Settings
from tests.pages.builders import EN, JA
from tests.pictures import PDF, png
from tests.workspaces import MAIN, PLAN_YAML, plan_of

HOME = "content/town/"


def prose(
    root: Path, body: str, beside: Mapping[str, bytes], *, lang: str = "ja", name: str = "text.md"
) -> dict[str, str]:
    """The narrative on each page, by its address."""
    files: dict[str, str | bytes] = {MAIN: f"{PLAN_YAML}lang: {lang}\n", HOME + name: f"# 町のいま\n\n{body}\n"}
    plan = plan_of(root, files | {HOME + file: content for file, content in beside.items()})
    pages = compose_pages([plan], Settings(), {"ja": JA, "en": EN}, Audience.PUBLIC, lambda *_: {})
    return {
        page.address: "".join(block.html for block in page.every_block if isinstance(block, Prose)) for page in pages
    }


def link(root: Path, body: str, size: int = 1_234_567, *, lang: str = "ja") -> str:
    """What the one link of a text says."""
    made = prose(root, body, {"a.pdf": PDF.ljust(size)}, lang=lang)["town/chapters/text/index.html"]
    (said,) = re.findall(r"<a [^>]*>(.*)</a>", made)
    return str(said)


def test_a_picture_has_its_address_and_measures_so_that_nothing_moves(tmp_path: Path) -> None:
    made = prose(tmp_path, "![駅](photos/A.png)", {"photos/A.png": png(640, 480)})
    img = '<img alt="駅" src="../../files/photos/a.png" width="640" height="480" loading="lazy">'
    assert img in made["town/chapters/text/index.html"]


def test_links_and_pictures_are_right_on_every_page_that_shows_the_text(tmp_path: Path) -> None:
    beside = {"a.png": png(), "a.pdf": PDF}
    made = prose(tmp_path, "![駅](a.png)と[概要版](a.pdf#page=2)", beside, name="index.md")
    for address, up in (("town/index.html", ""), ("town/all/index.html", "../")):
        assert f'src="{up}files/a.png"' in made[address]
        assert f'href="{up}files/a.pdf#page=2"' in made[address]


def test_on_the_page_for_print_no_picture_waits_until_somebody_comes_near(tmp_path: Path) -> None:
    made = prose(tmp_path, "![駅](a.png)", {"a.png": png()}, name="index.md")
    assert ("loading" in made["town/index.html"], "loading" in made["town/all/index.html"]) == (True, False)


@pytest.mark.parametrize(
    ("wanted", "measures"), [('width="320"', (320, 240)), ('height="9"', (640, 480)), ("", (640, 480))]
)
def test_a_width_that_is_written_keeps_the_picture_in_shape(
    tmp_path: Path, wanted: str, measures: tuple[int, int]
) -> None:
    made = prose(tmp_path, f'<img src="a.png" alt="駅" {wanted}>', {"a.png": png(640, 480)})
    assert 'width="{}" height="{}"'.format(*measures) in made["town/chapters/text/index.html"]
    assert made["town/chapters/text/index.html"].count("height=") == 1


@pytest.mark.parametrize(
    "written",
    ["概要版", "概要版（PDF、9.9MB）", "概要版（PDF形式：約 300KB）", "概要版 (pdf/0.3MB)"],
)
def test_a_link_says_kind_and_true_size_once(tmp_path: Path, written: str) -> None:
    said = link(tmp_path, f"[{written}](a.pdf)")
    assert said.startswith("概要版")
    assert said.endswith("（PDF、1.2MB）")
    assert (said.count("MB"), said.count("KB")) == (1, 0)


def test_other_brackets_of_a_link_stay(tmp_path: Path) -> None:
    assert link(tmp_path, "[概要版（令和5年）](a.pdf)", 8_100) == "概要版（令和5年）（PDF、8.1KB）"


def test_a_text_that_says_both_in_its_own_way_stays(tmp_path: Path) -> None:
    assert link(tmp_path, "[PDF 1.2MBの概要版](a.pdf)") == "PDF 1.2MBの概要版"


def test_kind_and_size_are_said_in_the_language_of_the_plan(tmp_path: Path) -> None:
    assert link(tmp_path, "[**Summary**](a.pdf)", lang="en") == "<strong>Summary</strong> (PDF, 1.2 MB)"
