"""The sitemap names what may be found, with whole addresses; robots.txt keeps nobody out."""

from xml.etree import ElementTree

from keikaku.exports.sharing import sharing_files
from keikaku.pages.blocks import Page

PAGES = [
    Page("index.html", "home", "計画", ""),
    Page("town/index.html", "plan", "町の計画", ""),
    Page("draft/index.html", "plan", "素案", "", indexed=False),
]


def addresses(base_url: str) -> list[str | None]:
    sitemap = ElementTree.fromstring(sharing_files(PAGES, base_url)["sitemap.xml"])
    return [element.text for element in sitemap.iter() if element.tag.endswith("loc")]


def test_only_pages_that_may_be_indexed_are_in_the_sitemap() -> None:
    assert addresses("https://example.jp") == ["https://example.jp/index.html", "https://example.jp/town/index.html"]


def test_robots_keep_nobody_out() -> None:
    robots = sharing_files(PAGES, "https://example.jp")["robots.txt"].decode()
    assert "Disallow" not in robots
    assert "Sitemap: https://example.jp/sitemap.xml" in robots


def test_a_site_in_a_folder_has_no_robots_as_nobody_reads_it_there() -> None:
    assert list(sharing_files(PAGES, "https://example.jp/plans")) == ["sitemap.xml"]


def test_without_base_url_nothing_is_written() -> None:
    assert sharing_files(PAGES, "") == {}
