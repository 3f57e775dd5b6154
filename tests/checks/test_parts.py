"""Questions of each subject alone: asking them of the parts of a plan finds what asking the whole plan finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from keikaku.checks.plans import OF_EACH_SUBJECT
from keikaku.plan.plan import Plan
from keikaku.problems import Problem, Problems
from tests.workspaces import read

ROOT = Path(__file__).resolve().parents[2]
WORKSPACES = [ROOT, *sorted((ROOT / "tests" / "examples" / "broken").iterdir()), ROOT / "tests/examples/small-town"]


def plans() -> Iterator[Plan]:
    for root in WORKSPACES:
        yield from read(root)[0]


@pytest.fixture(scope="module")
def all_plans() -> list[Plan]:
    found = list(plans())
    assert len(found) > 50
    return found


def asked(plan: Plan) -> list[Problem]:
    found = Problems()
    for ask in OF_EACH_SUBJECT:
        ask(plan, found)
    return list(found)


def test_the_parts_of_a_plan_answer_as_the_whole_does(all_plans: list[Plan]) -> None:
    total = 0
    for plan in all_plans:
        found = Problems()
        for id in plan.parts():
            found.extend(asked(plan.part(id)))
        assert list(found) == asked(plan)
        total += len(found)
    assert total > 40


def test_every_record_belongs_to_a_part(all_plans: list[Plan]) -> None:
    for plan in all_plans:
        parted = {id(record) for owner in plan.parts() for record in plan.part(owner).records}
        assert parted == {id(record) for record in plan.records}


def test_the_records_of_a_part_are_known_before_it_is_made(all_plans: list[Plan]) -> None:
    for plan in all_plans:
        for owner in plan.parts():
            known, made = plan.records_of_part(owner), plan.part(owner).records
            assert list(map(id, known)) == list(map(id, made))
