"""The lists of figures and of data files: all of them, once, each with its place or its size."""

from keikaku.exports.figure_csv import HEADER
from keikaku.figure import Role
from keikaku.pages.blocks import FigureBlock, IndexList
from keikaku.pages.open_data import COLUMNS, ROLES
from tests.pages.composed import SIZE, blocks, page_named, pages

ROWS = [row for block in blocks(page_named("figures"), IndexList) for row in block.rows]
FILES = [row for block in blocks(page_named("data"), IndexList) for row in block.rows]
FIGURES = {block.figure.id: block.figure for page in pages().values() for block in blocks(page, FigureBlock)}


def test_every_figure_is_listed_once() -> None:
    assert sorted(row.link.text for row in ROWS) == sorted(figure.title for figure in FIGURES.values())


def test_an_indicator_leads_to_its_own_page_and_a_table_to_its_place() -> None:
    by_text = {row.link.text: row.link.address for row in ROWS}
    assert by_text[FIGURES["small-town-lending"].title] == "small-town/indicators/lending/index.html"
    assert by_text[FIGURES["small-town-opinions"].title] == "small-town/index.html#small-town-opinions-here"


def test_every_data_file_is_listed_with_its_kind_and_size() -> None:
    expected = {figure.data_address for figure in FIGURES.values() if figure.data_address}
    assert {row.link.address for row in FILES} == expected
    assert all(row.link.text.endswith(f"（CSV、{SIZE / 1000:.1f}KB）") for row in FILES)


def test_every_column_and_code_of_the_files_is_explained() -> None:
    assert tuple(COLUMNS) == HEADER
    assert set(ROLES) == {role.value for role in Role}


def test_a_draft_is_not_described_for_search_engines() -> None:
    page = page_named("data")
    assert not page.indexed
    assert page.linked_data is None
