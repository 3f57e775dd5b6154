"""One verdict, with its reasons: nearer or further, reached or not, or why it cannot be told."""

import pytest

from keikaku.plan.about import PlanFile
from keikaku.plan.indicators import Indicator
from keikaku.progress import Progress, Reason, Verdict, is_overtaken, progress

PLAN = PlanFile.model_validate(
    {
        "title": "T",
        "publisher": "P",
        "status": "公表",
        "period": "not stated",
        "licence": "not stated",
        "contact": "not stated",
        "states": [{"id": "途中", "comparable": "false"}, {"id": "見込"}],
    }
)


def judged(**fields: object) -> Progress:
    return progress(PLAN, Indicator.model_validate({"id": "i", "name": "I", "direction": "up", **fields}))


@pytest.mark.parametrize(
    ("direction", "values", "target", "verdict"),
    [
        ("up", {"H25": "71.7", "H28": "71.1"}, "74.0", Verdict.FURTHER),
        ("up", {"H25": "59.6", "H28": "62.8"}, "70.0", Verdict.NEARER),
        ("up", {"H25": "341", "H28": "902"}, "400", Verdict.REACHED),
        ("up", {"H25": "5", "H28": "5"}, "6", Verdict.UNCHANGED),
        ("down", {"H25": "611", "H28": "593"}, "580", Verdict.NEARER),
        ("down", {"H25": "611", "H28": "580"}, "580", Verdict.REACHED),
        ("down", {"H25": "3", "H28": "0"}, "0", Verdict.REACHED),
        ("up", {"H25": "0", "H28": "1"}, "4,000", Verdict.NEARER),
        ("up", {"H25": "▲468", "H28": "▲127"}, "500", Verdict.NEARER),
        ("rank", {"H25": "40", "H28": "26"}, "20", Verdict.NEARER),
        ("rank", {"H25": "26", "H28": "40"}, "20", Verdict.FURTHER),
        ("range", {"H25": "30", "H28": "22"}, "18～24", Verdict.REACHED),
        ("range", {"H25": "30", "H28": "26"}, "18～24", Verdict.NEARER),
        ("maintain", {"H25": "610", "H28": "605"}, "600", Verdict.REACHED),
        ("maintain", {"H25": "610", "H28": "590"}, "600", Verdict.FURTHER),
        ("maintain", {"H25": "9", "H28": "10"}, "10以内", Verdict.REACHED),
        ("maintain", {"H25": "9", "H28": "10"}, "10未満", Verdict.FURTHER),
        ("maintain", {"H25": "9", "H28": "11"}, "10以下", Verdict.FURTHER),
        ("down", {"H25": "9", "H28": "5"}, "5未満", Verdict.NEARER),
    ],
)
def test_the_verdict_follows_the_declared_direction(
    direction: str, values: dict[str, str], target: str, verdict: Verdict
) -> None:
    assert judged(direction=direction, values=values, targets={"H30": target}).verdict is verdict


def test_a_yes_or_no_target_is_reached_by_a_yes() -> None:
    done = judged(direction="yes-no", values={"H28": {"yes": "設置済み"}}, targets={"H30": {"text": "設置"}})
    assert done.verdict is Verdict.REACHED


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"direction": "none", "values": {"H28": "1"}, "targets": {"H30": "2"}}, Reason.NO_DIRECTION),
        ({"values": {"H28": "1"}, "targets": {"H30": {"text": "充実"}}}, Reason.TARGET_IN_WORDS),
        (
            {"values": {"H28": "1"}, "targets": {"H30": {"value": "9", "timing": "total"}}},
            Reason.TARGET_OF_ANOTHER_KIND,
        ),
        ({"values": {"H28": "1"}, "targets": {"H30": "20%増"}}, Reason.TARGET_OF_ANOTHER_KIND),
        ({"values": {"H28": "1"}}, Reason.NO_TARGET),
        ({"targets": {"H30": "2"}}, Reason.NO_RESULT),
        ({"values": {"H28": {"value": "1", "state": "途中"}}, "targets": {"H30": "2"}}, Reason.NOT_COMPARABLE),
        ({"values": {"H28": "1"}, "targets": {"H30": "2"}}, Reason.NO_START),
        (
            {"counting": "cumulative", "values": {"H27": "1", "H28": "9"}, "targets": {"every": "2"}},
            Reason.NOT_COMPARABLE,
        ),
        ({"progress": "false", "values": {"H28": "1"}, "targets": {"H30": "2"}}, Reason.SWITCHED_OFF),
    ],
)
def test_where_something_is_lacking_the_verdict_says_what(fields: dict[str, object], reason: Reason) -> None:
    found = judged(**fields)
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, reason)


def test_what_was_counted_later_is_no_start() -> None:
    found = judged(baseline={"year": "H33", "value": "15"}, values={"H31": "16", "H32": "17"}, targets={"H34": "19"})
    assert (found.verdict, found.start and found.start.value.printed) == (Verdict.NEARER, "16")


def test_a_mid_year_flow_is_not_held_against_the_target() -> None:
    found = judged(values={"H27": "331", "H28": "229", "H29": {"value": "69", "state": "途中"}}, targets={"H30": "360"})
    assert found.latest is not None
    assert found.latest.year.printed == "H28"


def test_a_target_of_a_parent_plan_is_not_this_plans_promise() -> None:
    found = judged(values={"H27": "1", "H28": "2"}, targets={"H30": {"value": "3", "plan": "vision"}})
    assert found.reason is Reason.NO_TARGET


def test_of_a_path_of_targets_the_one_of_the_latest_year_counts() -> None:
    found = judged(
        values={"R3": "4", "R4": "7", "R5": "9"}, targets={"R3": "6", "R4": "8", "R5": "13"}, baseline={"value": "4"}
    )
    assert found.verdict is Verdict.MISSED
    assert found.target is not None
    assert found.target.value.printed == "13"


@pytest.mark.parametrize(
    ("values", "targets"),
    [
        ({"H29": "70", "H30": "72"}, {"H30": "74"}),
        ({"H30": "61.9"}, {"H30": "69"}),  # one value of the target's year is enough
        ({"R4": "4", "R5": "3"}, {"every": "5"}),
        ({"R4": "4", "R5": "3"}, {"令和5年度": {"value": "5", "timing": "by"}}),
        ({"R4": "4", "令和6年3月": "4"}, {"令和5年度": {"value": "5", "timing": "by"}}),
    ],
)
def test_a_value_of_the_targets_own_year_that_falls_short_misses_it(
    values: dict[str, str], targets: dict[str, object]
) -> None:
    assert judged(values=values, targets=targets).verdict is Verdict.MISSED


@pytest.mark.parametrize(
    ("values", "targets"),
    [
        ({"H28": "70", "H29": "72"}, {"H30": "74"}),
        ({"H29": "70", "H30": {"value": "72", "state": "見込"}}, {"H30": "74"}),  # may still change
        ({"R4": "3", "令和5年9月": "4"}, {"令和5年度": {"value": "5", "timing": "by"}}),  # the year is running
        ({"R4": "3", "R5": "4"}, {"none": "5"}),
        ({"第1期": "3", "第2期": "4"}, {"R5": "5"}),  # periods and years cannot be put in order
    ],
)
def test_a_target_is_not_missed_while_it_is_running_or_where_it_has_no_year(
    values: dict[str, object], targets: dict[str, object]
) -> None:
    assert judged(values=values, targets=targets).verdict is Verdict.NEARER


def test_without_any_result_that_is_the_reason_whatever_the_target_is() -> None:
    assert judged(direction="none", targets={"R5": "3件"}).reason is Reason.NO_RESULT
    assert judged(targets={"R5": {"text": "開館"}}).reason is Reason.NO_RESULT


def test_values_of_the_parts_alone_are_results_but_none_of_the_whole() -> None:
    parts = [{"id": "a", "name": "A", "values": {"R4": "3"}}]
    assert judged(series=parts, targets={"R5": "5"}).reason is Reason.NOT_COMPARABLE


@pytest.mark.parametrize("latest", ["55", {"duration": "55分"}])
def test_a_length_of_time_is_held_against_nothing(latest: object) -> None:
    values = {"R1": {"duration": "70分"}, "R2": latest}
    found = judged(direction="down", values=values, targets={"R6": {"duration": "45分以内"}})
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.DURATION)


@pytest.mark.parametrize(
    ("direction", "values", "target", "verdict"),
    [
        ("up", {"R1": "900人強", "R2": "1,000人弱"}, "1,000人", Verdict.MISSED),
        ("up", {"R1": "900人", "R2": "1,000人強"}, "1,000人", Verdict.REACHED),
        ("up", {"R1": "900人", "R2": "約1,000人"}, "1,000人", Verdict.UNKNOWN),
        ("up", {"R1": "900人", "R2": "約1,000人"}, "約1,000人", Verdict.REACHED),
        ("up", {"R1": "900人", "R2": "1,000人未満"}, "1,000人以上", Verdict.MISSED),
        ("up", {"R1": "900人", "R2": "950人以上"}, "1,000人", Verdict.UNKNOWN),
        ("up", {"R1": "30件", "R2": "50件以下"}, "50件", Verdict.UNKNOWN),
        ("up", {"R1": "30件", "R2": "30～40件"}, "35件", Verdict.UNKNOWN),
        ("up", {"R1": "30件", "R2": "36～40件"}, "35件", Verdict.REACHED),
        ("up", {"R1": "38.2%", "R2": "40%台"}, "45%", Verdict.UNKNOWN),
        ("up", {"R1": "38.2%", "R2": "40%台"}, "50%", Verdict.MISSED),
        ("down", {"R1": "30件", "R2": "20件超"}, "20件以下", Verdict.MISSED),
        ("down", {"R1": "30件", "R2": "20件"}, "20件未満", Verdict.MISSED),
        ("range", {"R1": "30件", "R2": "42～48件"}, "40～50件", Verdict.REACHED),
        ("down", {"R1": "3人", "R2": "▲5～0人"}, "▲1人", Verdict.UNKNOWN),
    ],
)
def test_a_value_with_some_room_is_judged_only_where_all_of_it_is_on_one_side(
    direction: str, values: dict[str, str], target: str, verdict: Verdict
) -> None:
    found = judged(direction=direction, values=values, targets={"R2": target})
    assert found.verdict is verdict
    assert found.reason is (Reason.NOT_EXACT if verdict is Verdict.UNKNOWN else None)


def test_from_a_number_to_what_may_be_the_same_nobody_knows_the_way() -> None:
    found = judged(values={"R1": "約300人", "R2": "300人超"}, targets={"R6": "400人"})
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.NOT_EXACT)


def test_what_is_done_meets_no_number() -> None:
    assert judged(values={"R2": {"yes": "設置済み"}}, targets={"R6": "3件"}).verdict is Verdict.UNKNOWN


def test_a_later_value_in_words_overtakes_the_one_that_is_compared() -> None:
    values = {"R1": "55", "R2": {"text": "半数以上"}}
    indicator = Indicator.model_validate({"id": "i", "name": "I", "values": values})
    assert is_overtaken(indicator, indicator.values[0])


def test_results_in_words_are_results() -> None:
    words = {"R2": {"text": "未策定"}, "R3": {"text": "策定済"}}
    done = judged(direction="yes-no", values=words, targets={"R6": {"text": "策定済"}})
    assert (done.verdict, done.reason) == (Verdict.UNKNOWN, Reason.TARGET_IN_WORDS)
    assert judged(values=words, targets={"R6": "3件"}).reason is Reason.RESULT_IN_WORDS


def test_a_little_less_and_a_little_more_lie_near_their_number() -> None:
    found = judged(values={"R4": "900人強", "R5": "1,000人弱"}, targets={"R7": "1,000人"})
    assert found.verdict is Verdict.NEARER


def test_of_two_values_of_a_year_that_are_not_final_the_last_that_is_written_is_the_latest() -> None:
    both = [{"value": "70", "state": "見込"}, {"value": "72", "state": "見込"}]
    latest = judged(values={"H29": "68", "H30": both}, targets={"R2": "80"}).latest
    assert latest is not None
    assert latest.value.printed == "72"
