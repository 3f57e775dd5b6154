"""The whole plan on one page: everything that the plan's pages say, each figure drawn once, no link that leaves it."""

import re

from keikaku.pages.blocks import Cards, FigureBlock, IndexList, Link, Prose
from tests.pages.composed import blocks, page_named, pages, section_with, sections_of

WHOLE = page_named("all")
HERE = "small-town/all/index.html"


def test_every_node_project_theme_and_chapter_is_a_part_of_it() -> None:
    parts = {section.heading for section in sections_of(WHOLE)}
    subjects = [page for page in pages().values() if page.kind in ("node", "project", "theme", "chapter")]
    assert subjects
    assert {page.title for page in subjects} <= parts


def test_projects_stand_under_their_node() -> None:
    below = [part.heading for part in section_with(WHOLE, "places").sections]
    assert below[-2:] == ["図書館運営事業", "移動図書館事業"]


def test_each_figure_is_drawn_once_and_small() -> None:
    figures = blocks(WHOLE, FigureBlock)
    everywhere = {block.figure.id for page in pages().values() for block in blocks(page, FigureBlock)}
    assert sorted(block.figure.id for block in figures) == sorted(everywhere)
    assert all(block.narrow_only and block.place == "all" for block in figures)


def test_a_figure_that_was_shown_is_pointed_to() -> None:
    rows = [row for block in blocks(WHOLE, IndexList) for row in block.rows if row.facts == ("前に示した図表",)]
    assert rows
    ids = {f"{HERE}#{block.figure.id}-all" for block in blocks(WHOLE, FigureBlock)}
    assert {row.link.address for row in rows} <= ids


def test_no_two_parts_share_an_anchor() -> None:
    ids = [section.id for section in sections_of(WHOLE)]
    assert len(ids) == len(set(ids))


def test_footnotes_of_two_chapters_stay_apart() -> None:
    html = "".join(block.html for block in blocks(WHOLE, Prose))
    assert 'id="chapters_how-we-measure_fn' in html
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html or target in {section.id for section in sections_of(WHOLE)}


def test_links_between_its_parts_stay_on_the_page() -> None:
    listed = section_with(WHOLE, "places_projects").blocks[0]
    assert isinstance(listed, IndexList)
    assert listed.rows[0].link == Link("図書館運営事業", f"{HERE}#projects_library")


def test_cards_to_other_pages_are_left_out() -> None:
    assert blocks(WHOLE, Cards) == []


def test_it_is_kept_out_of_search_engines() -> None:
    assert not WHOLE.indexed
