"""A paragraph or an entry of a narrative that was cut off before its end."""

import re
from collections.abc import Iterator

from keikaku.plan.sentences import CUT_OFF, WRITE_TO_ITS_END, cut_off, end_of
from keikaku.problems import FilePosition
from keikaku.reading.narrative_signs import FIGURE
from keikaku.reading.narrative_source import Source, warn

_ENTRY = re.compile(r"\s*(?:[-*+]|\d+\.)(?:\s+(?=\S)|\s*$)")
# Headings, rows, quotations, HTML, terms, notes, code, figures; what is strong or in brackets as a whole.
_LINK = r"\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)"
_LINK_ALONE = re.compile(rf"!?{_LINK}")  # or a picture
_LABELLED = re.compile(r"[^。、：:\s]{1,8}[：:]")  # 住所：…（駅から徒歩3分）
_PICTURES_AT_END = re.compile(rf"(?:\s*(?:!{_LINK}|<img\b[^<>]*>))+\s*$")
_NO_SENTENCE = re.compile(r"\s*(?:[#|<>:`※（(]|\{\{|\[\^|\\?\*)")
_ENDS_OF_TAGS = re.compile(r"(?:</[A-Za-z][^<>]*>\s*)+$")
_HEADING = re.compile(r" {0,3}#")
_Text = tuple[str, int]  # on one line, and the number of its last line


def check_ends(lines: list[str], first_line: int, source: Source) -> None:
    """Among the paragraphs of a file, and among the entries of its lists, does one alone break off?"""
    blocks = list(_blocks(lines, first_line))
    paragraphs = [[text] for is_list, texts in blocks if not is_list for text in texts]
    for lists in (paragraphs, [texts for is_list, texts in blocks if is_list]):
        if found := cut_off(lists):
            text, number, count = found
            at = FilePosition(source.file, number, len(lines[number - first_line]))
            warn(source, "sentence-cut-off", CUT_OFF, at, advice=WRITE_TO_ITS_END, end=end_of(text), count=count)


def _blocks(lines: list[str], first_line: int) -> Iterator[tuple[bool, list[_Text]]]:
    """Paragraphs and lists, up to an empty line or a heading.

    Not a text that a figure follows, which may stand in its midst.
    """
    texts: list[_Text] = []
    is_list = False
    for number, line in enumerate([*lines, ""], first_line):
        if not line.strip() or _HEADING.match(line) or FIGURE.match(line):
            below = next((one for one in lines[number - first_line :] if one.strip()), "")
            texts = [text for text in texts if not _LINK_ALONE.fullmatch(text[0])]
            texts = [(_PICTURES_AT_END.sub("", _ENDS_OF_TAGS.sub("", text)), last) for text, last in texts]
            texts = [text for text in texts if text[0]]
            texts = texts if is_list else [text for text in texts if not _LABELLED.match(text[0])]
            if texts and not _NO_SENTENCE.match(texts[0][0]):
                yield is_list, texts[:-1] if FIGURE.match(below) else texts
            texts = []
        elif _ENTRY.match(line) or not texts:
            is_list = bool(_ENTRY.match(line))
            texts.append((_ENTRY.sub("", line, count=1).strip(), number))
        else:
            texts[-1] = (texts[-1][0] + line.strip(), number)
