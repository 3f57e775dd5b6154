"""The part of a file that a trial can be about: most trials fail in it, and it is read in a fraction of the time."""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from keikaku.lines import ends_alike
from keikaku.reading.yaml import is_yaml
from keikaku.reading.yaml_fault import indent_of, is_entry


def first_in_part(text: str, near: Collection[int], is_sound: Callable[[str], bool]) -> Callable[[str], bool]:
    """`is_sound` for trials that change a few lines of `text`: asked of the whole only where the part of it is sound.

    `near`: the lines, from 1, that are at fault. What stands apart from them and from what a trial has changed is left
    out: it cannot make a trial sound.
    """
    lines = text.split("\n")
    at_fault = {line - 1 for line in near}

    @cache  # asked with the first trial: a file without a fault is tried nowhere
    def can_be_parted() -> bool:
        return is_yaml("\n".join(part_around(lines, at_fault))) is is_yaml(text)

    def is_sound_in_part_first(trial: str) -> bool:
        if not can_be_parted():
            return is_sound(trial)
        tried = trial.split("\n")
        head, tail = ends_alike(lines, tried)
        changed = range(max(head - 1, 0), len(tried) - tail + 1)
        moved = {line if line < head else line + len(tried) - len(lines) for line in at_fault}
        part = "\n".join(part_around(tried, {*changed, *moved}))
        return (part == trial or (is_yaml(part) and is_sound(part))) and is_sound(trial)

    return is_sound_in_part_first


def part_around(lines: Sequence[str], kept: Collection[int]) -> list[str]:
    """The lines without the entries of lists, and long blocks at the left edge, that hold none of those from 0.

    The first entry of a list stays, so that no key loses all that stands below it.
    """
    columns = [_NOWHERE if _says_nothing(line) else indent_of(line) for line in lines]
    part: list[str] = []
    lists: set[int] = set()  # the columns of the lists that the line stands in
    number = 0
    while number < len(lines):
        line, column = lines[number], columns[number]
        if column == _NOWHERE:
            part.append(line)
            number += 1
            continue
        lists = {left for left in lists if left < column or (left == column and is_entry(line))}
        if column in lists if is_entry(line) else column == 0:
            end = next((one for one in range(number + 1, len(lines)) if columns[one] <= column), len(lines))
            is_long = is_entry(line) or end - number > _SHORT
            if is_long and not any(number <= one < end for one in kept):
                number = end
                continue
        if is_entry(line):
            lists.add(column)
        part.append(line)
        number += 1
    return part


_NOWHERE = 10_000  # the column of a line that says nothing: it ends no block
_SHORT = 4  # lines: a file needs some of the blocks that are not longer


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
