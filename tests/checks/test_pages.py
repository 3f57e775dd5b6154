"""Questions to finished pages: links, anchors, headings, names of things, weight."""

from collections.abc import Mapping
from random import Random

import pytest

from keikaku.checks.pages import check_pages, heaviest
from keikaku.pages.blocks import Page
from keikaku.problems import Problems

SOUND = '<a href="#main">本文へ</a><main id="main"><h1>計画</h1>{}</main>'


def asked(body: str, *, kind: str = "node", files: Mapping[str, bytes] | None = None, base_url: str = "") -> list[str]:
    """The rules that a page with this in its body breaks."""
    html = f'<!doctype html><html lang="ja"><head><title>計画</title></head><body>{SOUND.format(body)}</body></html>'
    problems = Problems()
    page = Page("town/g1/index.html", kind, "計画", "")
    check_pages([page], {page.address: html.encode(), **(files or {})}, problems, base_url=base_url)
    return [problem.rule for problem in problems]


def test_a_sound_page_breaks_no_rule() -> None:
    assert asked('<h2>目標</h2><p><a href="../index.html">計画</a></p>', files={"town/index.html": b""}) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<a href="nowhere.html">x</a>', "dead-link"),
        ('<a href="#nowhere">x</a>', "dead-link"),
        ('<a href="project:x">x</a>', "dead-link"),
        ('<p id="a"></p><p id="a"></p>', "anchor-twice"),
        ("<h3>x</h3>", "heading-order"),
        ("<h1>x</h1>", "heading-order"),
        ("<h2> </h2>", "heading-without-text"),
        ('<h2><span aria-hidden="true">◎</span></h2>', "heading-without-text"),
        ('<img src="data.png">', "dead-link"),
        ("<img>", "picture-without-text"),
        ("<svg><path/></svg>", "picture-without-text"),
        ("<table><tr><td>1</td></tr></table>", "table-without-headings"),
        ('<table><thead><tr><th scope="col"></th></tr></thead></table>', "table-without-headings"),
        ('<a href="#main"><svg aria-hidden="true"><path/></svg></a>', "link-without-text"),
        ("<button></button>", "link-without-text"),
    ],
)
def test_a_fault_is_found(body: str, rule: str) -> None:
    assert rule in asked(body)


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="">',
        '<svg aria-hidden="true"><path d="M0 0"/></svg>',
        '<svg role="img" aria-label="町内会加入率"><path d="M0 0"/></svg>',
        '<a href="#main"><img alt="本文へ"></a>',
        '<a href="#main" aria-label="本文へ"><svg aria-hidden="true"/></a>',
        '<table><tr><th scope="row">R5</th><td>1</td></tr></table>',
    ],
)
def test_what_says_enough_is_left_alone(body: str) -> None:
    assert asked(body) == []


def test_a_template_that_lost_its_frame_is_named() -> None:
    problems = Problems()
    page = Page("a.html", "node", "計画", "")
    check_pages([page], {"a.html": b"<html><body><h1>x</h1></body></html>"}, problems)
    (problem,) = [problem for problem in problems if problem.rule == "page-without-frame"]
    assert problem.facts["lacking"] == '<title>, lang, <main id="main">'


def test_the_page_for_missing_ones_may_link_from_the_servers_root() -> None:
    link, files = '<a href="/plans/index.html">x</a>', {"index.html": b""}
    assert asked(link, kind="not-found", files=files, base_url="https://example.jp/plans") == []
    assert "dead-link" in asked(link, files=files, base_url="https://example.jp/plans")


def test_each_kind_of_page_has_its_own_weight() -> None:
    noise = Random(1).randbytes(45_000).hex()
    assert "page-too-heavy" in asked(f"<p>{noise}</p>")
    assert asked(f"<p>{noise}</p>", kind="whole") == []


def test_the_heaviest_page_is_not_one_for_print() -> None:
    assert heaviest({"a/index.html": 5, "b/index.html": 9, "b/all/index.html": 90}) == ("b/index.html", 9)
