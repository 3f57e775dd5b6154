"""Phrases about ranks, of which the smaller number is the higher: 順位が3つ上がりました."""

from decimal import Decimal

from keikaku.values import Value
from keikaku.words import Words, msgid

_COUNTED = 10  # below it Japanese counts places with つ


def rank_change(words: Words, start: Decimal, last: Decimal, first: str, until: str) -> str:
    """How many places it rose or fell; `until` is said where `last` is not the latest rank that was named."""
    sign = (start > last) - (start < last)
    return words(
        (_CHANGES_UNTIL if until else _CHANGES)[sign], size=places(words, last - start), first=first, last=until
    )


def rank_position(words: Words, latest: Decimal, aim: Value, whose: str) -> str:
    """Where a rank stands beside the one aimed at: 10位以内 holds all that are better."""
    best, worst = aim.number or Decimal(1), aim.high or aim.number or Decimal(1)
    if latest > worst:
        return words(", and {whose} is {size} below", whose=whose, size=places(words, latest - worst))
    if aim.after in _OR_BETTER or best <= latest < worst:
        return words(", within which {whose} lies", whose=whose)
    if latest < best:
        return words(", and {whose} is {size} above", whose=whose, size=places(words, best - latest))
    return words(", which {whose} equals", whose=whose)


def places(words: Words, difference: Decimal) -> str:
    size = abs(difference)
    if size == size.to_integral_value() and size < _COUNTED:
        return words.plural("{count} place", "{count} places", count=int(size))
    return words("{number} places", number=words.number(size))


_OR_BETTER = ("以内", "以上")

_CHANGES = {
    1: msgid("It has risen {size} since {first}."),
    0: msgid("The rank has not changed since {first}."),
    -1: msgid("It has fallen {size} since {first}."),
}
_CHANGES_UNTIL = {
    1: msgid("From {first} to {last} it rose {size}."),
    0: msgid("From {first} to {last} the rank did not change."),
    -1: msgid("From {first} to {last} it fell {size}."),
}
