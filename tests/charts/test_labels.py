"""Places for words."""

from itertools import pairwise

from keikaku.charts.labels import Box, Room, Spot, Wish, apart, spots_around
from tests.charts.figures import NARROW


def room() -> Room:
    return Room(NARROW, Box(0, 0, 200, 100))


def wish(*wordings: str, needed: bool = False, x: float = 100, y: float = 50) -> Wish:
    return Wish(tuple((words,) for words in wordings), spots_around(x, y, 8), needed=needed)


def test_words_stand_over_their_point_where_nothing_is_in_the_way() -> None:
    here = room()
    assert here.place(wish("81.4")) == ("81.4",)
    assert here.words[0].x == 100
    assert here.words[0].y < 50


def test_words_keep_clear_of_other_words() -> None:
    here = room()
    for _ in range(8):
        here.place(wish("81.4"))
    boxes = [here.box_of(word) for word in here.words]
    assert len(boxes) > 2
    assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[:place])


def test_words_keep_clear_of_marks() -> None:
    here = room()
    here.add_mark(Box(0, 0, 200, 48))
    here.place(wish("81.4"))
    assert here.words[0].y > 50


def test_a_shorter_wording_is_taken_where_the_fuller_does_not_fit() -> None:
    narrow = Room(NARROW, Box(0, 0, 60, 100))
    assert narrow.place(wish("実績 81.4（途中）", "81.4", x=30)) == ("81.4",)


def test_words_at_the_edge_are_moved_inwards() -> None:
    here = room()
    here.place(wish("アクションプラン 100", x=195))
    assert here.box_of(here.words[0]).right <= 200


def test_only_needed_words_stand_on_a_line() -> None:
    here = room()
    for y in range(0, 100, 6):
        here.add_line([(0, y), (200, y)])
    assert here.place(wish("81.4")) == ()
    assert here.place(wish("81.4", needed=True)) == ("81.4",)


def test_words_without_room_are_left_out() -> None:
    here = room()
    here.add_mark(Box(0, 0, 200, 100))
    assert here.place(wish("81.4", needed=True)) == ()
    assert here.words == []


def test_of_values_that_belong_together_all_are_written_or_none() -> None:
    here = room()
    here.add_mark(Box(100, 0, 200, 100))
    assert not here.place_all([wish("1", x=40), wish("2", x=160)])
    assert here.words == []
    assert here.place_all([wish("1", x=40), wish("2", x=70)])


def test_words_inside_a_mark_stay_inside() -> None:
    here, mark = room(), Box(90, 10, 110, 90)
    here.add_mark(mark)
    middle = Spot(100, 50, edge="middle", inside=mark)
    assert here.place(Wish((("12345678",), ("9",)), (middle,))) == ("9",)


def test_heights_are_pushed_apart_and_stay_in_order() -> None:
    moved = apart([10, 12, 14, 95], 15, 100)
    assert moved == sorted(moved)
    assert all(b - a >= 15 for a, b in pairwise(moved))
    assert moved[-1] <= 92.5


def test_a_segment_crosses_a_box_only_where_it_passes_through() -> None:
    box = Box(10, 10, 20, 20)
    assert box.is_crossed((0, 0, 30, 30))
    assert not box.is_crossed((0, 0, 9, 9))
    assert not box.is_crossed((0, 25, 30, 25))
