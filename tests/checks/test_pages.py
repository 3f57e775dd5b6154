"""Questions to finished pages: links that lead somewhere, ids that are one place, headings in order, weight."""

import random

import pytest

from keikaku.checks.pages import BUDGET_BYTES, check_pages
from keikaku.pages.blocks import Page
from keikaku.problems import Problems

HTML = (
    '<!doctype html><html lang="ja"><head><title>町</title></head><body><a href="#main">本文へ</a>'
    '<main id="main"><h1>町</h1>{}</main></body></html>'
)
OTHER = "town/g1/index.html"


def found(body: str, *, address: str = "town/index.html") -> list[tuple[str, dict[str, object]]]:
    """Rule and facts of each problem of a page that holds `body`, beside another page and a data file."""
    pages = [Page(address, "plan", "町", ""), Page(OTHER, "node", "支える町", "")]
    files = {
        address: HTML.format(body).encode(),
        OTHER: HTML.format('<h2 id="now">今</h2>').encode(),
        "town/data/a.csv": b"",
    }
    problems = Problems()
    check_pages(pages, files, problems)
    assert all(problem.at.file == address for problem in problems)
    return [(problem.rule, problem.facts) for problem in problems]


@pytest.mark.parametrize(
    "link",
    [
        "g1/index.html",
        "g1/index.html#now",
        "data/a.csv",
        "#main",
        "https://example.jp/",
        "mailto:a@example.jp",
        "tel:0123",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(link: str) -> None:
    assert found(f'<p><a href="{link}">次</a></p>') == []


@pytest.mark.parametrize(
    "link",
    [
        "g2/index.html",
        "g1/index.html#then",
        "g1/",
        "#nowhere",
        "/g1/index.html",
        "project:cafe",
        "javascript:x",
        "data/b.csv",
        "http://[",
        "//example.jp/",
    ],
)
def test_a_link_that_leads_nowhere_is_found_once(link: str) -> None:
    ((rule, facts),) = found(f'<p><a href="{link}">次</a> <a href="{link}">又</a></p>')
    assert (rule, facts["link"]) == ("dead-link", link)


def test_links_are_read_from_where_a_page_stands() -> None:
    assert found('<a href="../g1/index.html#now">次</a>', address="town/list/index.html") == []


def test_a_heading_that_is_called_nearly_so_is_proposed() -> None:
    ((_, facts),) = found('<h2 id="community">町</h2><p><a href="#comunity">次</a></p>')
    assert facts["near"] == "community"


def test_an_id_names_one_place_on_a_page() -> None:
    ((rule, facts),) = found('<h2 id="a">一</h2><p id="a">二</p>')
    assert (rule, facts["id"]) == ("anchor-twice", "a")


@pytest.mark.parametrize(
    ("body", "is_fine"),
    [
        ("<h2>一</h2><h3>二</h3><h2>三</h2>", True),
        ("<h3>一</h3>", False),
        ("<h2>一</h2><h4>二</h4>", False),
        ("<h1>一</h1>", False),
    ],
)
def test_headings_leave_no_level_out(body: str, is_fine: bool) -> None:
    assert [rule for rule, _ in found(body)] == ([] if is_fine else ["heading-order"])


def test_a_page_that_weighs_too_much_is_told() -> None:
    rng = random.Random("heavy")
    text = "".join(chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(BUDGET_BYTES))
    ((rule, facts),) = found(f"<p>{text}</p>")
    assert rule == "page-too-heavy"
    assert facts["weight"] > facts["budget"]  # type: ignore[operator]
