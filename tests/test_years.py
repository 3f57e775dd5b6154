"""Years in every spelling of the field, and what they are on an axis, in a table and in speech."""

from decimal import Decimal

import pytest

from keikaku.years import Year, YearKind, era_name, parse_year

FISCAL, CALENDAR, UNSAID = YearKind.FISCAL, YearKind.CALENDAR, YearKind.UNSAID


def read(text: str, near: int | None = None) -> Year:
    year = parse_year(text, near=near)
    assert year is not None, text
    return year


@pytest.mark.parametrize(
    ("printed", "year", "kind"),
    [
        ("H25", 2013, UNSAID),
        ("Ｈ29", 2017, UNSAID),
        ("Ｒ５", 2023, UNSAID),
        ("H元", 1989, UNSAID),
        ("R元", 2019, UNSAID),
        ("R1", 2019, UNSAID),
        ("令和元年度", 2019, FISCAL),
        ("令和元年", 2019, CALENDAR),
        ("平成29年", 2017, CALENDAR),
        ("平成 29 年度", 2017, FISCAL),
        ("2020(R2)", 2020, UNSAID),
        ("令和2（2020）年度", 2020, FISCAL),
        ("令和5年度（2023年度）", 2023, FISCAL),
        ("2020年度", 2020, FISCAL),
        ("FY2019", 2019, FISCAL),
        ("H29年度末", 2017, FISCAL),
        ("S63", 1988, UNSAID),
        ("令和二年度", 2020, FISCAL),
        ("平成二十三年", 2011, CALENDAR),
        ("二〇二五年度", 2025, FISCAL),
        ("最終年度（R9）", 2027, UNSAID),
        ("令和9年度（目標年度）", 2027, FISCAL),
    ],
)
def test_a_single_year_is_read_in_each_spelling(printed: str, year: int, kind: YearKind) -> None:
    found = read(printed)
    assert (found.first, found.last, found.kind, found.printed) == (year, year, kind, printed)


@pytest.mark.parametrize(("printed", "year"), [("H31", 2019), ("H34", 2022), ("H37", 2025), ("平成52年", 2040)])
def test_years_that_never_came_are_read(printed: str, year: int) -> None:
    assert read(printed).first == year


@pytest.mark.parametrize(
    ("printed", "first", "last", "summed"),
    [
        ("平成 27～31 年度", 2015, 2019, ""),
        ("令和元～2年度", 2019, 2020, ""),
        ("R3～7", 2021, 2025, ""),
        ("H30-R2", 2018, 2020, ""),
        ("平成29～令和3年度", 2017, 2021, ""),
        ("H26-30計", 2014, 2018, "計"),
        ("平成26～30年度の平均", 2014, 2018, "平均"),
        ("平成26年度から平成30年度まで", 2014, 2018, ""),
        ("2015～2019", 2015, 2019, ""),
        ("2018-21年度", 2018, 2021, ""),
    ],
)
def test_a_span_is_read_with_what_its_value_is(printed: str, first: int, last: int, summed: str) -> None:
    year = read(printed, near=2017)
    assert (year.kind, year.first, year.last, year.summed) == (YearKind.SPAN, first, last, summed)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("R1.7.26", (2019, 7, 26)),
        ("H29.9.15 時点", (2017, 9, 15)),
        ("Ｈ29.8.31.時点", (2017, 8, 31)),
        ("令和2年12月1日時点", (2020, 12, 1)),
        ("2019-05-01", (2019, 5, 1)),
        ("2023/4/1", (2023, 4, 1)),
        ("平成31年4月", (2019, 4, 0)),
        ("2019-05", (2019, 5, 0)),
        ("平成29年3月末時点", (2017, 3, 0)),
    ],
)
def test_days_and_months_are_read(printed: str, day: tuple[int, int, int]) -> None:
    year = read(printed)
    assert (year.first, year.month, year.day) == day
    assert year.is_day == bool(day[2])


def test_a_bare_year_is_read_only_near_a_known_one() -> None:
    assert parse_year("２９年９月") is None
    assert (read("２９年９月", near=2017).first, read("２９年９月", near=2017).month) == (2017, 9)
    assert read("29年度", near=2017).first == 2017
    assert read("3年度", near=2021).first == 2021
    assert (read("27～31年度", near=2016).first, read("27～31年度", near=2016).last) == (2015, 2019)


@pytest.mark.parametrize("printed", ["第3期", "第１回", "3年目", "2年次"])
def test_numbered_periods_are_no_place_on_an_axis(printed: str) -> None:
    assert read(printed).kind is YearKind.PERIOD
    assert read(printed).position is None
    assert read(printed).beside == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "目標",
        "毎年度",
        "5",
        "1234",
        "9999年",
        "H0",
        "令和",
        "H100",
        "H30～",
        "H26-5",
        "2020(R3)",
        "H29.13",
        "H29.2.30",
        "十年",
        "目標値（R9）",
    ],
)
def test_what_is_no_year_is_not_guessed_at(text: str) -> None:
    assert parse_year(text, near=2017) is None


def test_an_endless_text_is_no_year() -> None:
    assert parse_year("平成" * 50_000) is None


def test_two_spellings_of_one_year_are_equal() -> None:
    assert read("Ｈ25") == read("H25")
    assert read("平成25年度") == read("H25年度") != read("H25年")


def test_a_bare_year_is_of_the_kind_that_its_plan_counts_in() -> None:
    assert read("H25").counted_as(FISCAL) == read("平成25年度")
    assert read("H25").counted_as(CALENDAR) == read("平成25年")
    assert read("H25年").counted_as(FISCAL) == read("平成25年")


@pytest.mark.parametrize(
    ("year", "fiscal", "calendar_january"),
    [(2019, "令和元", "平成31"), (2020, "令和2", "令和2"), (1989, "平成元", "昭和64"), (1990, "平成2", "平成2")],
)
def test_eras_begin_in_april_for_offices_and_on_their_day_for_calendars(
    year: int, fiscal: str, calendar_january: str
) -> None:
    assert era_name(year) == fiscal
    assert era_name(year, fiscal=False, month=1, day=1) == calendar_january


def test_an_era_begins_on_its_day() -> None:
    assert era_name(2019, fiscal=False, month=4, day=30) == "平成31"
    assert era_name(2019, fiscal=False, month=5, day=1) == "令和元"


def test_a_day_comes_within_its_fiscal_year_and_a_span_after_its_last() -> None:
    order = ["H28", "H29.3.31", "H29", "H29.4.1", "H29.9.15", "H30.3.31", "H30", "H26-30計", "R元"]
    assert sorted(order, key=lambda text: read(text).sort_key) == order
    positions = [read(text).position for text in order if "計" not in text]
    assert positions == sorted(positions, key=lambda position: position or Decimal(0))


@pytest.mark.parametrize(
    ("printed", "beside"),
    [
        ("H31", "2019"),
        ("R3～7", "2021–2025"),
        ("2020年度", "R2"),
        ("2019年度", "R元"),
        ("2020(R2)", ""),
        ("29年度", "2017"),
        ("H29.9.15", "2017"),
        ("2019-05-01", ""),
    ],
)
def test_the_other_reckoning_stands_beside_the_printed_one(printed: str, beside: str) -> None:
    assert read(printed, near=2017).beside == beside


@pytest.mark.parametrize(
    ("printed", "kind", "spoken"),
    [
        ("H31", FISCAL, "平成31年度"),
        ("H31", CALENDAR, "平成31年"),
        ("R元", FISCAL, "令和元年度"),
        ("2020", FISCAL, "2020年度"),
        ("29年度", FISCAL, "平成29年度"),
        ("H26-30計", FISCAL, "H26-30計"),
    ],
)
def test_a_year_is_spoken_in_full(printed: str, kind: YearKind, spoken: str) -> None:
    assert read(printed, near=2017).spoken(kind) == spoken
