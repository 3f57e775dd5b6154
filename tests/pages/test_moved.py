"""A public address stays: a page there points to where its content is now."""

import pytest

from keikaku.plan.record import Subject
from tests.pages.composed import pages


def test_an_old_address_points_on() -> None:
    page = pages()["toshokan/index.html"]
    assert (page.kind, page.leads_to) == ("moved", "small-town/projects/library/index.html")
    assert page.title == "図書館運営事業"
    assert not page.indexed


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("old/goal-1/", "old/goal-1/index.html"),
        ("/old/goal-1", "old/goal-1/index.html"),
        ("old/g1.html", "old/g1.html"),
    ],
)
def test_an_old_address_may_be_written_as_it_was_seen(written: str, address: str) -> None:
    assert Subject.model_validate({"moved_from": written}).moved_from == (address,)


@pytest.mark.parametrize("written", ["../secret/", "https://other.example/", "Ward/Plan/", "計画/", ""])
def test_what_cannot_be_an_address_of_this_site_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="cannot be an old address"):
        Subject.model_validate({"moved_from": written})
