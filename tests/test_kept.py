"""What is kept from one build to the next: used while its facts stay, and forgotten when nobody asks for it."""

from keikaku.kept import Itself, Kept


class Making:
    """Makes things, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_a_result_is_made_once_while_its_facts_stay() -> None:
    kept, making = Kept(), Making()
    found = [kept.result("place", facts, making) for facts in ("a", "a", "b", "a")]
    assert found == ["made 1", "made 1", "made 2", "made 3"]


def test_facts_that_are_found_while_making_are_asked_whether_they_hold() -> None:
    kept, making, facts = Kept(), Making(), ["a"]
    found = []
    for facts[0] in ("a", "a", "b", "b"):
        found.append(kept.noted("place", lambda then: then == facts[0], lambda: (facts[0], making())))
    assert found == ["made 1", "made 1", "made 2", "made 2"]


def test_each_place_has_a_result_of_its_own() -> None:
    kept, making = Kept(), Making()
    assert kept.result("one", "a", making) != kept.result("other", "a", making)


def test_an_object_that_stands_for_itself_is_not_its_equal() -> None:
    one, equal = [1], [1]
    assert Itself(one) == Itself(one)
    assert Itself(one) != Itself(equal)
    assert Itself(one) != one


def test_the_equal_value_of_last_time_is_given_back() -> None:
    kept, first = Kept(), ["a"]
    assert kept.same("place", first) is first
    assert kept.same("place", ["a"]) is first
    assert kept.same("place", ["b"]) == ["b"]


def test_what_was_made_elsewhere_is_found() -> None:
    kept, making = Kept(), Making()
    kept.put("place", "facts", "drawn")
    assert kept.result("place", "facts", making) == "drawn"


def test_what_nobody_asked_for_is_forgotten() -> None:
    kept, making = Kept(), Making()
    kept.result("stays", "", making)
    kept.result("goes", "", making)
    kept.forget_the_rest()
    kept.result("stays", "", making)
    kept.forget_the_rest()
    assert kept.result("stays", "", making) == "made 1"
    assert kept.result("goes", "", making) == "made 3"


def test_what_lies_below_a_result_stays_as_long_as_that_is_used() -> None:
    kept, making = Kept(), Making()
    kept.result("plan", "", lambda: kept.below("plan").result("figure", "", making))
    kept.forget_the_rest()
    kept.result("plan", "", making)  # used as it is, so nothing below is asked for
    kept.forget_the_rest()
    assert kept.below("plan").result("figure", "", making) == "made 1"


def test_below_a_result_that_is_made_again_the_unused_is_forgotten() -> None:
    kept, making = Kept(), Making()
    kept.below("plan").result("one", "", making)
    kept.below("plan").result("other", "", making)
    kept.forget_the_rest()
    kept.below("plan").result("one", "", making)
    kept.forget_the_rest()
    assert kept.below("plan").result("other", "", making) == "made 3"


def test_what_lies_below_what_is_gone_is_gone() -> None:
    kept, making = Kept(), Making()
    kept.below("plan").result("figure", "", making)
    kept.forget_the_rest()
    kept.result("something else", "", making)
    kept.forget_the_rest()
    assert kept.below("plan").result("figure", "", making) == "made 3"
