"""Values and figures that a line of a narrative asks for in braces: are they written so, and called what they are?"""

import difflib
import re
import unicodedata
from collections.abc import Sequence

from keikaku.problems import FilePosition
from keikaku.reading.narrative_signs import FIGURE, VALUE, blanked
from keikaku.reading.narrative_source import Source, warn, within
from keikaku.years import parse_year

VALUE_PLACE = re.compile("\ue000" + "([^\ue001]*)\ue001" * 4 + "(\\d+):(\\d+)\ue002")
_BRACES = re.compile(
    r"\{{2,}[^{}]*(?:\}+|$)|\{\s*(?:figure|value|target|baseline)\s*[:：][^{}]*\}?"
    r"|(?!｛｛[^{}｛｝]*｝｝)[{｛]{2}[^{}｛｝]*[}｝]+"  # some in full width; where all are, that is what is said
)


def check_values(line: str, at: FilePosition, source: Source) -> None:
    """Do the words before a value call it what it is?"""
    for match in VALUE.finditer(line):
        before, place = line[: match.start()], within(at, match.start())
        said = _year_beside(match, line)
        _check_year(match, said["year"] if said else "", place, source)
        _check_kind(match, before, place, source)


def check_years_of_columns(rows: Sequence[tuple[FilePosition, str, Sequence[str]]], source: Source) -> None:
    """The rows of a table, each with its place, its line and its cells: a value belongs to the year above its column.

    The first row has the headings.
    """
    headings = [_YEAR_OF_COLUMN.fullmatch(heading) for heading in rows[0][2]] if rows else []
    for at, line, cells in rows[1:]:
        for heading, cell in zip(headings, cells, strict=False):
            if heading and (match := VALUE.search(cell)):
                _check_year(match, heading["year"], within(at, max(0, line.find(match[0]))), source)


def _check_year(match: re.Match[str], said: str, at: FilePosition, source: Source) -> None:
    """令和5年度末で{{value: members R4}}: the sentence was renewed, and the year in the braces was not."""
    quoted, year = parse_year(match["year"] or ""), parse_year(said)
    if year and quoted and year.sort_key[0] != quoted.sort_key[0]:
        warn(
            source,
            "year-of-value-differs",
            "“{said}” stands beside a value of {year}",
            at,
            advice="Is one of the two years not renewed? If it is meant so, {acknowledge}",
            said=said,
            year=match["year"],
        )


def _year_beside(match: re.Match[str], line: str) -> re.Match[str] | None:
    said = _YEAR_BEFORE.search(line, 0, match.start())
    if said and said["then"] and not _IS_SAID.match(line, match.end()):  # 令和5年度に21人から聞き取りました
        return None
    return said or _YEAR_BEHIND.match(line, match.end())


_YEAR = r"(?P<year>(?:令和|平成)(?:\d+|元)年度?|20\d\d年度?|[RHＲＨ]\d+年?度?)"
_DAY = r"(?:末|時点|現在)?"
_YEAR_OF_COLUMN = re.compile(rf"{_YEAR}{_DAY}(?:の?(?:実績|目標|基準|現状)値?)?(?:[（(][^（）()]*[）)])?")
# 令和5年度に, 令和5年度の会員数は, 会員数（令和5年度）は; but neither 令和5年度の調査から nor 令和5年度に定めた目標は
_YEAR_BEFORE = re.compile(
    rf"{_YEAR}{_DAY}(?:における|の|は|で|：|:|(?P<then>に)|、|\s|目標値?|実績値?|基準値)*"
    r"(?:(?<=の)(?:(?!から|より|まで|は|た)[^。、（）\s\d]){1,30}[はが：:]、?|[）)][はがの]?、?)?$"
)
_IS_SAID = re.compile(r"\s?(?:で(?:す|し|あ)|と?な[りっ]|に(?:な|達|増|減|上)|まで|へ|、|。)")
_YEAR_BEHIND = re.compile(rf"\s?[（(]{_YEAR}{_DAY}[）)]")


def _check_kind(match: re.Match[str], before: str, at: FilePosition, source: Source) -> None:
    """目標は{{value: members R10}}: what was reached, said as what was promised."""
    said = _KIND_BEFORE.search(before)
    if said and (kind := _KINDS[said[1]]) != match["kind"]:
        warn(
            source,
            "kind-of-value-differs",
            _KINDS_FOUND[match["kind"]],
            at,
            advice="Write {near} if it is meant. If it is meant so, {acknowledge}",
            said=said[0],
            near=match[0].replace(match["kind"], kind, 1),
        )


_KINDS_FOUND = {
    "value": "“{said}” stands before a result",
    "target": "“{said}” stands before a target",
    "baseline": "“{said}” stands before a baseline",
}
_KINDS = {"目標": "target", "実績": "value"}
_KIND_BEFORE = re.compile(r"(目標|実績)値?(?:は|が|を|の|：|:|、|\s)*$")


def value_place(match: re.Match[str], at: FilePosition) -> str:
    """What stands in a chapter's HTML for a value, until the plan is joined: what it asks for, and where."""
    asked = (match["kind"], match["id"], match["year"] or "", match["which"] or "")
    return "\ue000" + "\ue001".join((*asked, f"{at.line}:{match.start() + 1}")) + "\ue002"


def check_braces(line: str, at: FilePosition, source: Source) -> None:
    """`{{figure：x}}`, or a figure in the midst of a line: nothing that a reader should see."""
    if FIGURE.match(line.lstrip()) and line[0].isspace():
        source.problems.add(
            "indent-differs",
            "a figure begins at the left edge, or it is not shown",
            at,
            advice="Take away what stands before {near}: its line is to begin with it.",
            near=line.strip(),
        )
        return
    if fence := _FENCE.match(line):
        source.problems.add(
            "unknown-braces",
            "“{text}” is not understood",
            at,
            advice="A narrative has no boxes. Make a heading of this line: {near}. Leave the text below it, and take "
            "away the line with “{text}” that ends it."
            if fence["title"]
            else "A narrative has no boxes. Take this line away.",
            text=fence["sign"],
            near=f"{'#' * _level_below(source)} {fence['title']}",
        )
        return
    for match in _BRACES.finditer(blanked(_WHOLE_VALUE, line)):
        near, is_open = _braces_meant(match[0]), not match[0].rstrip().endswith(("}", "｝"))
        source.problems.add(
            "unknown-braces",
            "“{text}” is not understood",
            within(at, match.start()),
            advice=(_NO_END if is_open else "Did you mean “{near}”?") if near else _how_to_quote(match[0]),
            text=match[0],
            near=near,
        )


_NO_END = "It has no end. Write its id whole, and “}}}}” behind it, such as {near}."


def _level_below(source: Source) -> int:
    """Of a heading that is a part of what stands above it."""
    return min(max(2, source.headings[-1].level) + 1, 6) if source.headings else 2


def _how_to_quote(text: str) -> str:
    return _OF_WHICH_YEAR if _WITHOUT_YEAR.fullmatch(text) else _HOW_TO_QUOTE


_HOW_TO_QUOTE = (
    "Write {{{{figure: id}}}} on a line of its own, or {{{{value: id year}}}} (also target: or baseline:) within one "
    "line of the text."
)
_WITHOUT_YEAR = re.compile(r"\{\{value:\s*[a-z][\w-]*\s*\}\}")
_OF_WHICH_YEAR = "Say of which year, behind a space, as the data write it: {{{{value: id year}}}}."


def _braces_meant(text: str) -> str:
    """`{{{value: members R3}}}`, `{{value：members，R3}}`: with other signs than a value or figure is written with."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS_MEANT).strip("{} ")
    meant = "{{" + re.sub(r"^(\w+):\s*", _kind_meant, re.sub(r"\s+", " ", plain)) + "}}"
    return meant if meant != text and (VALUE.fullmatch(meant) or FIGURE.fullmatch(meant)) else ""


def _kind_meant(match: re.Match[str]) -> str:
    """`value: ` for `vlaue:`."""
    near = difflib.get_close_matches(match[1], ("value", "target", "baseline", "figure"), 1)
    return f"{near[0] if near else match[1]}: "


# As other tools begin and end a box: `::: コラム`, `!!! note "コラム"`.
_FENCE = re.compile(r"(?P<sign>:::|：：：|!!!|\?\?\?)[:：+]*(?:$|\s+(?:\w+\s+(?=[\"“”]))?[\"“”]*(?P<title>[^\"“”]*))")
_WHOLE_VALUE = re.compile(rf"(?<!\{{){VALUE.pattern}(?!\}})")
_SIGNS_MEANT = str.maketrans("‐−–—、,", "----  ")
