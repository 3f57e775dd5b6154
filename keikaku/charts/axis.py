"""The value axis: where it begins and ends, its few lines, and its numbers in 万 and 億."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "5"))
_MYRIADS = ((Decimal(10) ** 12, "兆"), (Decimal(10) ** 8, "億"), (Decimal(10) ** 4, "万"))
_SHORTENED_FROM = Decimal(10) ** 6  # numbers of more than six digits
_COUNTED_IN = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "億": 10**8}
_COUNTED_UNIT = re.compile(r"(十万|百万|千万|十|百|千|万|億)(円|人|件|世帯|戸|台|部|枚|冊|トン|t)")


@dataclass(frozen=True)
class ValueAxis:
    """Round numbers from `low` to `high`; `start` is the first of them in words, with its unit.

    On an axis of ranks 1 is `high`, since it stands on top.
    """

    ticks: tuple[Decimal, ...]
    labels: tuple[str, ...]
    start: str
    is_ranked: bool = False

    @property
    def low(self) -> float:
        return float(self.ticks[0])

    @property
    def high(self) -> float:
        return float(self.ticks[-1])

    @property
    def has_zero(self) -> bool:
        return self.low <= 0 <= self.high

    @property
    def is_cut(self) -> bool:
        """Whether it could reach zero, and does not: there is no rank 0."""
        return not (self.has_zero or self.is_ranked)


def value_axis(
    numbers: Iterable[Decimal],
    *,
    from_zero: bool,
    whole: bool,
    unit: str | None = None,
    minus: str = "−",
    most: int = 4,
) -> ValueAxis:
    """Make the axis that holds `numbers`, in at most `most` steps; `whole`: only whole numbers are marked."""
    low, high = _bounds(tuple(numbers), from_zero)
    step = _step(low, high, whole, most)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    ticks = tuple(step * count for count in range(int(first), int(last) + 1))
    size, words = _scale(max(abs(tick) for tick in ticks), unit)
    labels = _labels([tick / size for tick in ticks], words, minus)
    holds_unit = len(words) > 1  # 億円, where the numbers are printed in 千円
    return ValueAxis(ticks, labels, labels[0] + ("" if holds_unit else unit or ""))


def rank_axis(numbers: Iterable[Decimal], *, most: int = 4) -> ValueAxis:
    """Make the axis from the worst rank up to 1, in at most `most` steps."""
    worst = max(*numbers, Decimal(2))
    step = _step(Decimal(0), worst, whole=True, most=most)
    last = (worst / step).to_integral_value(ROUND_CEILING)
    ticks = sorted({Decimal(1), *(step * count for count in range(1, int(last) + 1))}, reverse=True)
    return ValueAxis(tuple(ticks), tuple(f"{tick:,.0f}" for tick in ticks), "", is_ranked=True)


def minus_sign(printed: Iterable[str]) -> str:
    """The minus sign that the source prints before digits, or the typographic one."""
    found = re.search(r"[▲△−](?=[\d０-９])", "\n".join(printed))
    return found.group() if found else "−"


def _bounds(numbers: Sequence[Decimal], from_zero: bool) -> tuple[Decimal, Decimal]:
    low, high = min(numbers), max(numbers)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        reach = abs(low) / 10 if low else Decimal(1)
        return low - (reach if low else 0), high + reach
    return low, high


def _step(low: Decimal, high: Decimal, whole: bool, most: int) -> Decimal:
    """The smallest round step that needs no more than `most` steps between `low` and `high`."""
    power = Decimal(10) ** ((high - low) / most).adjusted()
    for step in (base * power * factor for factor in (1, 10) for base in _STEPS):
        if whole and step != step.to_integral_value():
            continue
        steps = (high / step).to_integral_value(ROUND_CEILING) - (low / step).to_integral_value(ROUND_FLOOR)
        if steps <= most:
            return step
    return 10 * power if not whole else max(Decimal(1), 10 * power)


def _labels(marked: Sequence[Decimal], words: str, minus: str) -> tuple[str, ...]:
    decimals = max(-min(int(number.normalize().as_tuple().exponent), 0) for number in marked)
    return tuple(f"{minus if n < 0 else ''}{abs(n):,.{decimals}f}{words}" if n else "0" for n in marked)


def _scale(largest: Decimal, unit: str | None) -> tuple[Decimal, str]:
    """What one marked number stands for, and the words after it: 10,000 and 万; for 千円, 100,000 and 億円."""
    if largest < _SHORTENED_FROM:
        return Decimal(1), ""
    counted = _COUNTED_UNIT.fullmatch(unit or "")
    factor, noun = (_COUNTED_IN[counted[1]], counted[2]) if counted else (1, "")
    size, word = next((size, word) for size, word in _MYRIADS if largest * factor >= size)
    return size / factor, word + noun
