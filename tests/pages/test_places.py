"""The numbers of lines stay with what is written in them."""

import pytest

from keikaku.lines import NumberedLines, renumbered
from keikaku.pages.places import Places, with_lines_of_today
from keikaku.problems import FilePosition


def numbered(*texts: str) -> NumberedLines:
    """A file that was saved again and again: a letter for each line."""
    result = NumberedLines()
    for text in texts:
        result = renumbered(result, list(text))
    return result


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("abc",), (1, 2, 3)),
        (("abc", "abc"), (1, 2, 3)),
        (("abc", "xabc"), (4, 1, 2, 3)),
        (("abc", "axc"), (1, 2, 3)),  # another text in the same line
        (("abc", "xyc"), (1, 2, 3)),
        (("abc", "ac"), (1, 3)),
        (("abc", "ac", "axc"), (1, 4, 3)),
        (("abcde", "axbcdey"), (1, 6, 2, 3, 4, 5, 7)),
        (("aaa", "aaaa"), (1, 2, 3, 4)),
        (("abc", ""), ()),
        (("abc", "", "abc"), (4, 5, 6)),
    ],
)
def test_a_line_keeps_its_number_while_others_come_and_go(texts: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    found = numbered(*texts)
    assert tuple(found.numbers) == numbers
    assert len(set(found.numbers)) == len(found.lines)


def test_a_page_says_the_lines_of_today() -> None:
    places = Places({"data/a&b.yaml": numbered("abc", "xabc")})
    assert [places.named(FilePosition("data/a&b.yaml", line)) for line in (1, 2, 0)] == [
        "data/a&b.yaml:4",
        "data/a&b.yaml:1",
        "data/a&b.yaml",
    ]
    page = b'<p data-source="data/a&amp;b.yaml:1"><p data-source="data/a&amp;b.yaml:4"><p data-source="data/c.yaml:4">'
    assert with_lines_of_today(page, places.moved) == (
        b'<p data-source="data/a&amp;b.yaml:2"><p data-source="data/a&amp;b.yaml:1"><p data-source="data/c.yaml:4">'
    )


def test_where_nothing_has_changed_lines_bear_their_own_numbers() -> None:
    places = Places({"data/a.yaml": numbered("abc")})
    assert places.moved == {}
    at = FilePosition("data/a.yaml", 3)
    assert places.named(at) == Places().named(at) == "data/a.yaml:3"
