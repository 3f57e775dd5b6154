"""Finished pages are read as a browser reads them, and the same in pieces as at once."""

import pytest

from keikaku.checks.html import Reading, read_html
from keikaku.kept import Kept

FIGURE = '<figure id="f{n}"><h3>図{n}</h3><a href="d{n}.csv">値</a><svg><path d="M0 0"/></svg><table><tr><th>年</th></tr></table></figure>'  # noqa: E501
SECTION = '<section class="section flow" id="s{n}"><h2>節{n}</h2>{inner}</section>'
TORN = "<figure><p></figure></div>"


def read(text: str) -> Reading:
    return read_html(text.encode())


def test_what_stands_in_a_script_or_a_comment_is_no_element() -> None:
    reading = read('<script>"<a href=x>"</script><!-- <a href="y"></a> --><a href="z">z</a>')
    assert (reading.links, reading.nameless["a"]) == (["z"], 0)


def test_a_bracket_within_an_attribute_ends_no_tag() -> None:
    assert read('<p title="a > b" id="c">').ids == ["c"]


@pytest.mark.parametrize("written", ['ID="a&amp;b"', "id='a&amp;b'", "id=a&amp;b", 'title="id=x" id = "a&amp;b"'])
def test_an_attribute_may_be_written_in_many_ways(written: str) -> None:
    assert read(f"<p {written}>").ids == ["a&b"]


def test_blank_characters_are_no_name() -> None:
    assert read("<a href='x'>&nbsp; <span> </span></a><a href='y'><span>&amp;</span></a>").nameless["a"] == 1


def test_what_is_hidden_is_no_name() -> None:
    assert read('<a href="x"><span aria-hidden="true">→</span></a>').nameless["a"] == 1


@pytest.mark.parametrize("around", ["{}", '<a href="x">{}</a>', '<a href="x"><span aria-hidden="true">{}</span></a>'])
def test_a_long_page_in_pieces_is_the_page_at_once(around: str) -> None:
    kept = Kept()
    figures = [FIGURE.format(n=n) for n in range(1000)]
    for page in (figures, [*figures[:5], TORN, *figures[4:]], [*figures, "<table></table>"]):
        content = around.format("\n".join(page)).encode()
        assert read_html(content, kept) == read_html(content)


def test_a_section_in_pieces_is_the_section_at_once() -> None:
    kept = Kept()
    for changed in (None, 3, 30, 3):
        figures = [FIGURE.format(n="x" if n == changed else n) for n in range(100)]
        inner = [SECTION.format(n=n, inner=figure) for n, figure in enumerate(figures)]
        outer = [SECTION.format(n=f"-{n}", inner="".join(inner[n : n + 10])) for n in range(0, 100, 10)] * 20
        content = f"<main>{''.join(outer)}{TORN}</main>".encode()
        assert read_html(content, kept) == read_html(content)
