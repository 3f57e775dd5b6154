"""Addresses are made of ids alone, in one place."""

import pytest

from keikaku.pages.addresses import Addresses, relative_address
from keikaku.plan.plan import Plan
from keikaku.plan.tree import Node, Project
from tests.pages.builders import about_of


def plan() -> Plan:
    levels = [{"id": "goal", "name": "目標"}, {"id": "effort", "name": "取組", "page": "false"}]
    goal = Node.model_validate({"id": "reading", "level": "goal", "name": "読書", "number": "１"})
    effort = Node.model_validate({"id": "hours", "level": "effort", "name": "開館時間"})
    library = Project.model_validate({"id": "library", "name": "図書館", "number": "3"})
    return Plan(
        "town",
        about_of(levels=levels),
        nodes=(goal, effort),
        projects=(library,),
        parents={"reading": "", "hours": "reading", "library": "hours"},
    )


def test_an_address_holds_the_id_and_never_the_printed_number() -> None:
    addresses = Addresses(plan())
    assert addresses.of("reading") == "town/reading/index.html"
    assert addresses.of("library") == "town/projects/library/index.html"


def test_a_node_without_a_page_is_a_section_of_the_page_above() -> None:
    assert Addresses(plan()).of("hours") == "town/reading/index.html#hours"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("project:library", "town/projects/library/index.html"),
        ("node:hours", "town/reading/index.html#hours"),
        ("plan:", "town/index.html"),
        ("project:nothing", None),
    ],
)
def test_a_link_to_a_thing_of_the_plan_becomes_its_address(reference: str, address: str | None) -> None:
    assert Addresses(plan()).resolve(reference) == address


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("town/reading/index.html", "../../reading/index.html"),
        ("town/projects/library/index.html#parts", "#parts"),
        ("index.html", "../../../index.html"),
    ],
)
def test_links_are_relative_and_written_out(address: str, link: str) -> None:
    assert relative_address(address, page="town/projects/library/index.html") == link
