"""The value axis: round steps, and numbers in 万 and 億."""

from decimal import Decimal

import pytest

from keikaku.charts.axis import ValueAxis, minus_sign, rank_axis, value_axis


def axis(*numbers: str, from_zero: bool = True, whole: bool = False, unit: str | None = None) -> ValueAxis:
    return value_axis(map(Decimal, numbers), from_zero=from_zero, whole=whole, unit=unit)


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        (("32.4", "100"), ("0", "25", "50", "75", "100")),
        (("-468", "3000"), ("−1,000", "0", "1,000", "2,000", "3,000")),
        (("0.01", "0.03"), ("0", "0.01", "0.02", "0.03")),
        (("-5", "-2"), ("−6", "−4", "−2", "0")),
    ],
)
def test_an_axis_has_few_round_numbers_and_holds_zero(numbers: tuple[str, ...], labels: tuple[str, ...]) -> None:
    assert axis(*numbers).labels == labels


def test_numbers_of_more_than_six_digits_are_shortened() -> None:
    assert axis("496000000", "790000000").labels == ("0", "2億", "4億", "6億", "8億")
    assert axis("1000000000").labels == ("0", "2.5億", "5.0億", "7.5億", "10.0億")
    assert axis("2000000").labels == ("0", "50万", "100万", "150万", "200万")
    assert axis("600000").labels[-1] == "600,000"


def test_numbers_counted_in_thousands_are_shortened_to_the_unit_itself() -> None:
    assert axis("12345678", unit="千円").labels == ("0", "50億円", "100億円", "150億円")


def test_counts_are_marked_at_whole_numbers_only() -> None:
    assert axis("3", whole=True).labels == ("0", "1", "2", "3")
    assert axis("0", whole=True).labels == ("0", "1")


def test_a_cut_axis_says_where_it_starts() -> None:
    cut = axis("55.1", "65.0", from_zero=False, unit="％")
    assert cut.is_cut
    assert cut.start == "55.0％"


def test_an_axis_that_may_be_cut_but_reaches_zero_is_not_cut() -> None:
    assert not axis("1", "90", from_zero=False).is_cut


def test_one_value_on_a_cut_axis_stands_within_it() -> None:
    lone = axis("0.5", from_zero=False)
    assert lone.low < 0.5 < lone.high


def test_the_minus_sign_is_that_of_the_source() -> None:
    assert minus_sign(["500", "▲468"]) == "▲"
    assert minus_sign(["▲ 減少", "500"]) == "−"


@pytest.mark.parametrize(
    ("ranks", "labels"),
    [
        (("26", "10"), ("30", "20", "10", "1")),
        (("1", "3"), ("3", "2", "1")),
        (("1741",), ("2,000", "1,500", "1,000", "500", "1")),
        (("1", "1"), ("2", "1")),
    ],
)
def test_an_axis_of_ranks_ends_on_top_at_1_and_never_has_a_zero(
    ranks: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    made = rank_axis(map(Decimal, ranks))
    assert made.labels == labels
    assert made.high == 1
    assert not made.has_zero
    assert not made.is_cut
