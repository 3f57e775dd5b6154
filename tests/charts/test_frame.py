"""Where years stand, and their labels."""

from decimal import Decimal

import pytest

from keikaku.charts.frame import Frame, slot_places, slot_words, time_frame
from keikaku.charts.look import Look
from keikaku.figure import Figure, Shape, Slot
from tests.charts.figures import FORTY, LOOKS, NARROW, SIX, WIDE, actual, figure, years


def frame(drawn: Figure, look: Look = NARROW) -> Frame:
    return time_frame(drawn, look, height=150, side=14, from_zero=True)


def labels(drawn: Figure, look: Look = NARROW, important: tuple[int, ...] = ()) -> list[list[str]]:
    shown = slot_words(frame(drawn, look), drawn.slots, important)
    return [[word.text for word in shown[place]] for place in sorted(shown)]


def test_years_stand_at_their_true_distance() -> None:
    assert slot_places(years("H25", "H26", "H31")) == (2013, 2014, 2019)


def test_a_slot_without_a_year_stands_one_step_outside() -> None:
    assert slot_places((Slot("策定時"), *years("H26", "H28"), Slot("将来"))) == (2012, 2014, 2016, 2018)


def test_slots_that_do_not_follow_in_time_stand_in_plain_order() -> None:
    assert slot_places(years("H26", "H25", "H27")) == (0, 1, 2)
    assert slot_places((*years("H25"), Slot("途中"), *years("H27"))) == (0, 1, 2)


def test_years_are_written_in_the_sources_spelling_over_the_western_year() -> None:
    shown = labels(figure(Shape.TREND, SIX, actual(1, 2, 3, 4, 5, 6)), WIDE)
    assert shown[0] == ["H27", "2015"]
    assert shown[-1] == ["R2", "2020"]
    assert len(shown) == 6


@pytest.mark.parametrize("look", LOOKS)
def test_first_and_last_year_are_always_written(look: Look) -> None:
    shown = labels(figure(Shape.TREND, FORTY, actual(*range(40))), look)
    assert shown[0] == ["1981"]
    assert shown[-1] == ["2020"]
    assert len(shown) < 40


def test_important_years_are_written_before_others() -> None:
    shown = labels(figure(Shape.TREND, FORTY, actual(*range(40))), important=(17,))
    assert ["1998"] in shown


def test_where_western_years_find_no_room_the_sources_spelling_stands_alone() -> None:
    shown = labels(figure(Shape.TREND, SIX, actual(*["12,345"] * 6), unit="人"))
    assert [label[0] for label in shown] == ["H27", "H28", "H29", "H30", "R1", "R2"]
    assert ["H28"] in shown


def test_labels_of_years_stand_clear_of_one_another() -> None:
    for look in LOOKS:
        drawn = figure(Shape.TREND, FORTY, actual(*range(40)))
        room = frame(drawn, look).room()
        boxes = [room.box_of(word) for label in slot_words(frame(drawn, look), FORTY).values() for word in label]
        assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[:place])


def test_long_spellings_are_broken_before_their_brackets() -> None:
    spelled = [f"{2020 + n}年度(R{2 + n})" for n in range(4)]
    slots = tuple(Slot(label, position=Decimal(2020 + n)) for n, label in enumerate(spelled))
    drawn = figure(Shape.TREND, slots, actual(1, 2, 3, 4))
    assert labels(drawn)[0] == ["2020", "年度", "(R2)"]
    assert labels(drawn, WIDE)[0] == ["2020年度(R2)"]


def test_a_long_label_among_years_is_broken_between_phrases() -> None:
    slots = (Slot("平成29～令和元年度の平均", position=Decimal(2018)), *years("R5", "R7", "R12"))
    drawn = figure(Shape.TREND, slots, actual(1, 2, 3, 4))
    assert labels(drawn)[0] == ["平成29～", "令和元年度", "の平均"]
    assert ["R7", "2025"] in labels(drawn)


def test_categories_are_all_written_on_as_many_lines_as_they_need() -> None:
    slots = (Slot("十二文字の長い分類名です"), Slot("短い"), Slot("三つ目"))
    shown = labels(figure(Shape.COLUMNS, slots, actual(1, 2, 3)))
    assert ["".join(lines) for lines in shown] == ["十二文字の長い分類名です", "短い", "三つ目"]
