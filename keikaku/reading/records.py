"""What a data file may say, and the faults of what it does say."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ValidationError

from keikaku.plan.about import PlanFile, Term
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import INSTEAD_OF_VALUE, Observation, Target, Valued
from keikaku.plan.record import HOLDING, HOLDS_NOTHING, Blank, Id, listed, position_of
from keikaku.plan.tree import Holder, Node, Project
from keikaku.plan.unread import absence_meant
from keikaku.problems import FilePosition, Problem, Problems
from keikaku.reading.slips import (
    BELOW_ACCEPT,
    HYPHEN_ADVICE,
    HYPHEN_FOUND,
    HYPHENS_ADVICE,
    HYPHENS_FOUND,
    NAME_OF_RULE,
    OF_ACCEPT,
    RULE_AND_YEAR,
)
from keikaku.reading.yaml import Text
from keikaku.reading.yaml_fault import KEY
from keikaku.reading.yaml_syntax import BEHIND_KEY, TAKE_IT_AWAY, report_missing_colon
from keikaku.reading.yaml_twice import TOO_HIGH
from keikaku.values import Absence, normalised
from keikaku.workspace import SETTINGS_FILE
from keikaku.years import parse_year

R = TypeVar("R", bound=BaseModel)


class DataFile(Holder):
    """One file of `data/<plan>/`. `of`: the node or project that everything in it belongs to."""

    of: Id | None = None
    nodes: Annotated[tuple[Node, ...], listed()] = ()
    projects: Annotated[tuple[Project, ...], listed()] = ()
    glossary: Annotated[tuple[Term, ...], listed()] = ()


def read_record(kind: type[R], data: Any, file: str, problems: Problems, context: Mapping[str, Any]) -> R | None:
    """Validate one file's content; None where it has faults, each of which is then among the problems."""
    if not isinstance(data, dict):
        _report_no_mapping(data, file, problems)
        return None
    try:
        return kind.model_validate(data, context=dict(context))
    except ValidationError as error:
        all_faults = [_Fault(detail, kind, data, file) for detail in error.errors(include_url=False)]
        faults = _without_left_empty(_without_consequences(all_faults), problems)
        faults = _without_doubled_lines(faults, data, file, problems)
        for fault in _without_strangers(faults, data, file, problems):
            _report(fault, problems)
        if not problems.errors:  # or else the whole plan would be missing from the site without a word
            _report_shape(all_faults[0], problems)
        return None


def is_valid(kind: type[BaseModel], data: Any, context: Mapping[str, Any]) -> bool:
    """Whether `read_record` would find no fault in it."""
    try:
        kind.model_validate(data, context=dict(context))
    except ValidationError:
        return False
    return isinstance(data, dict)


def _report_no_mapping(data: Any, file: str, problems: Problems) -> None:
    at = getattr(data, "at", FilePosition(file, 1))
    if key := _key_without_colon(data):
        report_missing_colon(key, FilePosition(file, at.line, at.column + len(key)), problems)
        return
    problems.add(
        "not-a-mapping",
        "the file does not begin with “key: value” lines",
        at,
        advice="Put a line with a key alone, such as “{key}:”, above the first one.",
        key="title" if file.endswith(("plan.yaml", SETTINGS_FILE)) else _list_of(data),
    )


def _list_of(data: Any) -> str:
    """The list that entries without its name probably belong to."""
    entry = data[0] if isinstance(data, list) and data else {}
    keys = entry.keys() if isinstance(entry, dict) else ()
    return "nodes" if "level" in keys else "projects" if {"sub_items", "departments"} & set(keys) else "indicators"


class _Fault:
    """One fault of a record, as pydantic tells it."""

    def __init__(self, detail: Any, kind: type[BaseModel], data: Any, file: str) -> None:
        self.type: str = detail["type"]
        self.path: tuple[Any, ...] = detail["loc"]
        self.found: Any = detail["input"]
        self.facts: dict[str, Any] = detail.get("ctx", {})
        self.kind = kind
        # An unknown key and a blank are found at the key, everything else at its value.
        attribute = "key_at" if self.type == "extra_forbidden" or isinstance(self.found, Blank) else "at"
        self.at = getattr(self.found, attribute, None) or _place(data, self.path, file)
        self.beside: Collection[str] = _record_around(data, self.path)
        self.is_in_braces = getattr(_at(data, self.path[:-1]), "written", "").startswith("{")
        self.column_above = _column_above(data, kind, self.path, self.at) if self.type == "extra_forbidden" else 0

    @property
    def key(self) -> str:
        """The last key on the way to it; entries of lists have none."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def _without_consequences(faults: list[_Fault]) -> list[_Fault]:
    """Where `targets:` has slid among the years, nothing is wrong with what stands below it.

    Of a key that is misspelt, it is not told that it is missing as well.
    """
    misspelt = {(fault.path[:-1], _stands_for(fault)) for fault in faults if fault.type == "extra_forbidden"}
    faults = [one for one in faults if one.type != "missing" or (one.path[:-1], str(one.path[-1])) not in misspelt]
    unread = [fault for fault in faults if fault.type == "not-a-year" and isinstance(fault.found, str)]
    slid = [fault.path[:-1] for fault in unread if fault.found in _KEYS_BESIDE_VALUES]
    # Years below `values:` that stands too far right will stand well when it is moved.
    too_far = {one.path[:-1] for one in faults if one.column_above and one.key in _KEYS_BY_YEAR}
    faults = [one for one in faults if not (one.path[:-1] in too_far and parse_year(one.key))]
    return [
        fault
        for fault in faults
        if fault.type == "not-a-year" or not any(fault.path[: len(entry)] == entry for entry in slid)
    ]


def _stands_for(fault: _Fault) -> str:
    """The key that an unknown one was probably meant to be: value for valu, and for mising as well."""
    near = nearest_word(fault.key, _known_keys(fault.kind, fault.path))
    return "value" if near in INSTEAD_OF_VALUE and issubclass(_record_of(fault.kind, fault.path), Valued) else near


_KEYS_BESIDE_VALUES = Indicator.model_fields.keys()


def _without_left_empty(faults: list[_Fault], problems: Problems) -> list[_Fault]:
    """`values:` with nothing below it, because `targets:` on the next line stands too high, as has been told."""
    too_high = {int(str(one.facts["line"])) - 2 for one in problems if one.advice == TOO_HIGH}
    return [one for one in faults if not (isinstance(one.found, Blank) and one.at.line in too_high)]


def _without_doubled_lines(faults: list[_Fault], data: Any, file: str, problems: Problems) -> list[_Fault]:
    """`- id: members` twice in succession: an entry with nothing else, above one of the same id."""
    entries = {fault.path[:-1] for fault in faults if fault.type == "missing"}
    entries |= {fault.path for fault in faults if fault.type == "blank-value"}
    doubled = [entry for entry in entries if entry and _is_above_its_double(data, entry)]
    for entry in doubled:
        problems.add(
            "id-twice",
            "the line “- id: {id}” stands twice",
            _place(data, entry, file),
            advice="Delete one of the two lines.",
            id=str(_at(data, entry)["id"]),
        )
    return [fault for fault in faults if fault.path[:-1] not in doubled and fault.path not in doubled]


def _is_above_its_double(data: Any, entry: tuple[Any, ...]) -> bool:
    own = _at(data, entry)
    if not (isinstance(own, dict) and [*own] == ["id"] and isinstance(entry[-1], int)):
        return False
    below = _at(data, (*entry[:-1], entry[-1] + 1))
    return isinstance(below, dict) and below.get("id") == own["id"]


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    return [data, *_down(data, path)][-1]


def _without_strangers(faults: list[_Fault], data: Any, file: str, problems: Problems) -> list[_Fault]:
    """Entries of another list than the one they stand in are reported as such, once for each list."""
    lost: dict[tuple[Any, ...], str] = {}
    strangers = []
    for fault in faults:
        entry = fault.path[:-1]
        is_stranger = fault.type == "extra_forbidden" and fault.key != "accept"  # which messages ask for
        other = _list_of_stranger(fault) if is_stranger else ""
        if other and entry not in strangers:
            strangers.append(entry)
            if entry[:-1] not in lost:
                lost[entry[:-1]] = other
                problems.add(
                    "unknown-key",
                    "an entry of “{list}:” has the keys of one of “{other}:”",
                    _place(data, entry, file),
                    advice="Is the line “{other}:” lost above it? Then write it there, in the column of “{list}:”.",
                    list=entry[-2],
                    other=other,
                )
    return [fault for fault in faults if not any(fault.path[: len(entry)] == entry for entry in strangers)]


def _list_of_stranger(fault: _Fault) -> str:
    """The list whose entries have all the keys that stand beside a key unknown here."""
    name, number = fault.path[-3:-1] if len(fault.path) > 2 else ("", 0)
    holder = _record_of(fault.kind, fault.path[:-2])
    if name not in holder.model_fields or not isinstance(number, int):
        return ""
    kinds = {field: _record_in(about.annotation) for field, about in holder.model_fields.items() if field != name}
    keys = set(fault.beside)
    fitting = (field for field, kind in kinds.items() if kind and _needed(kind) <= keys <= kind.model_fields.keys())
    return next(fitting, "") if "id" in keys else ""


def _needed(kind: type[BaseModel]) -> set[str]:
    return {name for name, about in kind.model_fields.items() if about.is_required()}


def _report(fault: _Fault, problems: Problems) -> None:
    if fault.type == "extra_forbidden":
        _report_unknown_key(fault, problems)
    elif fault.type == "missing":
        if not _is_there_with_slip(fault, problems):
            _report_missing_key(fault, problems)
    elif fault.type == "blank-value" and any(p.is_error and fault.at.line + 1 in _lines_told(p) for p in problems):
        return  # what stands below it could not be read, which has been told
    elif key := _key_of_value(fault):
        at = fault.found.at
        report_missing_colon(key, FilePosition(at.file, at.line, at.column + len(key)), problems)
    elif "advice" in fault.facts and not (fault.type == "blank-value" and _is_in_braces(fault.found)):
        facts = {name: value for name, value in fault.facts.items() if name not in ("advice", "message")}
        problems.extend([Problem(fault.type, fault.facts["message"], fault.at, fault.facts["advice"], facts)])
    elif fault.found is None or isinstance(fault.found, Blank):
        _report_blank(fault, problems)
    elif fault.type in ("enum", "literal_error") and isinstance(fault.found, str):
        _report_unknown_word(fault, problems)
    elif isinstance(fault.found, list) and len(fault.path) > 1 and isinstance(fault.path[-1], int):
        problems.add("wrong-shape", HYPHENS_FOUND, fault.at, advice=HYPHENS_ADVICE)
    else:
        _report_shape(fault, problems)


def _key_of_value(fault: _Fault) -> str:
    """The key that lacks its colon or space: `text:約4割` for a value, and any where nothing else is wrong."""
    key = _key_without_colon(fault.found)
    if fault.type == "not-a-value":
        return key if key in ("value", *INSTEAD_OF_VALUE) else ""
    return "" if "advice" in fault.facts or fault.type in ("enum", "literal_error") else key


def _lines_told(problem: Problem) -> tuple[int, ...]:
    """Where it is, and the first of the lines that it speaks of: 130–132."""
    first = re.match(r"(\d+)–", str(problem.facts.get("near", "")))
    return (problem.at.line, int(first[1])) if first else (problem.at.line,)


def _is_text_of_keys(found: object) -> bool:
    """`accept: >`, which makes a text of the keys below it."""
    return isinstance(found, Text) and found.style in ("|", ">") and bool(re.match(f"{KEY}: ", found))


def _report_shape(fault: _Fault, problems: Problems) -> None:
    if _is_text_of_keys(fault.found):
        sign = fault.found.style
        problems.add("colon-in-text", BEHIND_KEY, fault.at, advice=TAKE_IT_AWAY, key=fault.key, text=sign)
        return
    if fault.key == "accept":
        near = _in_its_braces(fault.found)
        advice = "Write half-width braces: {near}" if near else _RULES_WITH_REASONS
    else:
        near = _with_its_colon(fault.found) if fault.key in _KEYS_BY_YEAR else ""
        advice = "Did you mean “{near}”?" if near else _what_is_expected(fault)
    problems.add("wrong-shape", "“{key}” cannot hold this", fault.at, advice=advice, key=fault.key, near=near)


def _with_its_colon(found: object) -> str:
    """`every: 年3回以上` for `every 年3回以上`, `R3: 120` for `R3 120`."""
    words = re.fullmatch(r"(?P<key>every|none|[^\s\u3000]+?(?=[\s\u3000]))[\s\u3000]*(?P<text>\S.*)", str(found))
    is_key = words and isinstance(found, str) and (words["key"] in ("every", "none") or parse_year(words["key"]))
    return f"{words['key']}: {words['text']}" if words and is_key else ""


def _in_its_braces(found: object) -> str:
    """`{sudden-jump R4: 資料のとおり}` for `sudden-jump R4：資料のとおり`."""
    words = re.fullmatch(rf"(?P<key>{RULE_AND_YEAR})\s*[：:]\s*(?P<reason>\S.*)", str(found))
    return f"{{{words['key']}: {words['reason']}}}" if words and isinstance(found, str) else ""


def _report_blank(fault: _Fault, problems: Problems) -> None:
    if isinstance(fault.path[-1], int):
        found, advice = "nothing stands behind this “- ”", "Write its text behind it, or delete the line."
    else:
        is_reason = fault.key == "reason" or "accept" in fault.path
        write = _WRITE_OR_TAKE_OUT if _is_in_braces(fault.found) else "Write its value, or delete the line."
        found, advice = "“{key}” has no value", _WRITE_REASON if is_reason else write
    problems.add("blank-value", found, fault.at, advice=advice, key=fault.key)


def _is_in_braces(found: object) -> bool:
    return isinstance(found, Blank) and found.is_in_braces


_WRITE_OR_TAKE_OUT = "Write its value behind it; or take “{key}:” alone out of the braces, with its comma."


def _is_there_with_slip(fault: _Fault, problems: Problems) -> bool:
    """`{value：7, year: H30}`: the key is there, and what is wrong with it has been told."""
    lines = range(fault.at.line, fault.at.line + _LINES_OF_RECORD)
    slips = ("key-without-colon", "full-width-space")
    told = (one for one in problems if one.is_error and one.rule in slips and one.at.file == fault.at.file)
    return any(one.facts.get("key") == fault.path[-1] and one.at.line in lines for one in told)


_LINES_OF_RECORD = 8


def _what_is_expected(fault: _Fault) -> str:
    if fault.key in _KEYS_BY_YEAR:
        return _BY_YEAR
    if fault.type == "string_type" and _holds_values(fault.found):
        return _NO_KEYS
    return _ADVICE.get(fault.type, "Compare it with the records beside it.")


def _holds_values(found: Any) -> bool:
    """`{前半: 開く, 後半: 広げる}`, and not a text in brackets such as {仮称}."""
    return isinstance(found, dict) and not all(value is None or isinstance(value, Blank) for value in found.values())


_NO_KEYS = "A text is expected here, and what is in braces would be read by nobody: write all of it as one text."
_KEYS_BY_YEAR = ("values", "targets", "rates")
_BY_YEAR = "Lines such as “H30: 120” are expected here."
_RULES_WITH_REASONS = "Write the rule with its reason, in braces: {{sudden-jump: as printed}}"
_ADVICE = {
    "string_type": "A text is expected here, not a list or further keys; one with brackets wants quotation marks.",
    "tuple_type": "A list is expected here: lines that begin with “- ”.",
    "model_type": "Further keys are expected here.",
    "dict_type": "“key: value” lines are expected here.",
    "int_parsing": "A whole number is expected here.",
    "bool_parsing": "Write true or false.",
}


def _report_missing_key(fault: _Fault, problems: Problems) -> None:
    """An entry of a list whose id is lost begins with its second key."""
    is_entry = len(fault.path) > 1 and isinstance(fault.path[-2], int)
    first = _first_line(fault) if is_entry else ""
    example = _OF_PLAN.get(fault.key, "") if len(fault.path) == 1 else ""
    problems.add(
        "missing-key",
        "“{key}” is missing",
        fault.at,
        advice=_IN_BRACES
        if fault.is_in_braces
        else _WHERE_MISSING.get(fault.key, _BELOW_FIRST)
        if first
        else _AT_EDGE
        if example
        else "Add a line “{key}: …”.",
        key=fault.key,
        example=example,
        first=first,
    )


def _first_line(fault: _Fault) -> str:
    """The key that a lost line is told to follow: the id, which is asked for first where it is lost as well."""
    own_id = _record_of(fault.kind, fault.path).model_fields.get("id")
    is_below_id = own_id and own_id.is_required() and fault.key != "id"
    return "id" if is_below_id else next(iter(fault.beside), "")


_AT_EDGE = "Add a line “{key}: {example}” at the left edge."
_OF_PLAN = {
    "title": "○○計画",
    "publisher": "○○市",
    "status": "○○（素案、案、確定、改定、公表、記載なし などから一つ）",
    "period": "令和○～○年度",
    "licence": "not stated",
    "contact": "○○課",
}
_WRITE_REASON = "Write why, in the words of the office in charge."
_IN_BRACES = "Write it before the brace that closes this entry: , {key}: …"
_BELOW_FIRST = "Add a line “{key}: …” below “{first}:”, in its column."
_WHERE_MISSING = {
    "id": (
        "Write “- id: …” here (a short name of a-z, 0-9 and -), and “{first}:” with what belongs to it in the next "
        "line, in the column of “id”."
    ),
    "level": "Add a line “level: …” below “{first}:”, in its column, with the word that others of its kind have there.",
    "reason": (
        "Add a line “reason: …” below “{first}:”, in its column: why it changes, in the words of the office in charge. "
        "It becomes public."
    ),
}


def _report_unknown_key(fault: _Fault, problems: Problems) -> None:
    known = _known_keys(fault.kind, fault.path)
    near = _with_lost_colon(fault.key, known) or nearest_word(fault.key, known)
    if _HYPHEN.match(fault.key):
        problems.add("line-without-key", HYPHEN_FOUND, fault.at, advice=HYPHEN_ADVICE)
        return
    if not near and NAME_OF_RULE.fullmatch(fault.key) and "accept" in known:
        problems.add("unknown-key", OF_ACCEPT, fault.at, advice=BELOW_ACCEPT, key=fault.key)
        return
    problems.add(
        "unknown-key",
        "“{key}” is not a key of this record",
        fault.at,
        advice=_instead_of_key(fault, near),
        key=fault.key,
        near=near,
        count=fault.column_above - 1,
        known=", ".join(key for key in known if key not in fault.beside),
    )


def _with_lost_colon(key: str, known: Collection[str]) -> str:
    """`year: H30` for `{year H30, value: 7}`."""
    word, _, rest = key.replace("\u3000", " ").partition(" ")
    return f"{word}: {rest.strip()}" if word in known and rest.strip() else ""


_HYPHEN = re.compile(r"[-－−‐–ー・]\s?(?=\S)")  # `-　id: members`, where no other entry follows


_HELD_WITH_WHOLE = (
    "A row, a series or an option is held back with the whole that it is part of: write this line below the “id:” of "
    "that, in the column of its “i”, and take it away here. Without it, all of it becomes public."
)


def _instead_of_key(fault: _Fault, near: str) -> str:
    if fault.key.endswith(HOLDING):
        return _HELD_WITH_WHOLE if "id" in fault.beside else HOLDS_NOTHING
    if parse_year(fault.key):
        return _YEAR_AS_KEY
    if fault.column_above:
        return _OF_LINES_ABOVE
    if _is_of_targets(fault):
        return _OF_TARGETS
    if near:
        return "Did you mean “{near}”?"
    return _KEYS if fault.key.isascii() else _KEYS_OR_TEXT


_OF_LINES_ABOVE = "It belongs to the lines further left: begin it with {count} half-width spaces."
_YEAR_AS_KEY = (
    "Years stand below “values:” or the like, begun two half-width spaces further right than it. "
    "If the line above is a year, begin this one in its column."
)
_OF_TARGETS = "“{key}” is said of targets: is the line “targets:” lost above the year, or exchanged with “values:”?"


def _is_of_targets(fault: _Fault) -> bool:
    return "values" in fault.path and fault.key in Target.model_fields.keys() - Observation.model_fields.keys()


_KEYS = "Keys here: {known}."
_KEYS_OR_TEXT = "Is it a text with a colon? Then put the whole of it in quotation marks. Keys here: {known}."


def _report_unknown_word(fault: _Fault, problems: Problems) -> None:
    allowed = [word.strip("'") for word in re.split(", | or ", fault.facts.get("expected", ""))]
    other = _key_with_word(fault)
    near = f"{other}: {fault.found}" if other else nearest_word(fault.found, allowed)
    advice = "Did you mean “{near}”? Possible are: {allowed}." if near else "Write one of: {allowed}."
    if Absence.WITHHELD in allowed:
        near = absence_meant(normalised(fault.key)) or near
        advice = _WHY_NONE if near else _WHY_NONE_AT_ALL
    problems.add(
        "unknown-word",
        "“{found}” is not a word for “{key}”",
        fault.at,
        advice=advice,
        found=str(fault.found),
        key=fault.key,
        near=near,
        allowed=", ".join(allowed),
    )


_WHY_NONE_AT_ALL = (
    "Write what “{key}” means: withheld (not published), not-measured, not-held, not-applicable, to-be-surveyed, "
    "not-yet-due, blank (in the source), unexplained."
)
_WHY_NONE = (
    "Did you mean “{near}”? Write what “{key}” means: withheld (not published), not-measured, not-held, "
    "not-applicable, to-be-surveyed, not-yet-due, blank (in the source), unexplained."
)


def _key_with_word(fault: _Fault) -> str:
    """Another key of the record, not written there yet, that this is a word for: counting: up."""
    fields = _record_of(fault.kind, fault.path).model_fields
    others = (name for name in fields if name not in fault.beside)
    return next((name for name in others if str(fault.found) in _words_in(fields[name].annotation)), "")


def _words_in(annotation: Any) -> set[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {str(word.value) for word in annotation}
    return {word for argument in getattr(annotation, "__args__", ()) for word in _words_in(argument)}


def nearest_word(text: str, known: list[str]) -> str:
    """What may have been meant; also in full-width letters or capitals."""
    plain = normalised(text).lower()
    meant = next((word for word, names in _MEANT_BY.items() if plain in names and word in known), "")
    return meant or next(iter(difflib.get_close_matches(plain, known, 1, 0.6)), "")


# What offices call the words of the format, and other programs the ways to draw.
_MEANT_BY = {
    "trend": ("line", "lines", "折れ線", "折れ線グラフ", "推移"),
    "columns": ("bar", "bars", "column", "棒", "棒グラフ", "縦棒"),
    "comparison": ("横棒", "比較"),
    "timeline": ("年表",),
    "table": ("表",),
    "up": ("上", "増", "増加", "向上", "上昇", "増やす", "上げる"),
    "down": ("下", "減", "減少", "削減", "低下", "減らす", "下げる"),
    "maintain": ("維持", "現状維持", "保つ"),
    "range": ("範囲", "幅"),
    "yes-no": ("有無", "可否"),
    "rank": ("順位", "ランク"),
    "none": ("なし", "無し", "無"),
    "by": ("まで", "までに"),
    "in": ("に", "おいて"),
    "every": ("毎年度", "毎年", "各年度"),
    "total": ("合計", "計"),
    "increment": ("毎年増", "ずつ"),
    "milestone": ("完了", "達成"),
    "stock": ("時点", "現在"),
    "yearly": ("年間", "単年度", "年度", "毎年"),
    "cumulative": ("累計", "累積", "延べ"),
    "average": ("平均",),
    "ratio": ("割合", "率", "比率"),
    "plan": ("計画",),
    "report": ("報告", "報告書"),
    "evaluation": ("評価",),
    "values": ("値", "実績", "実績値"),
    "targets": ("目標", "目標値"),
    "baseline": ("基準値", "現状値"),
    "unit": ("単位",),
    "name": ("名", "名前", "名称"),
    "indicators": ("指標",),
    "projects": ("事業",),
    "departments": ("担当課", "所管課", "担当"),
    "note": ("注", "備考"),
    "title": ("題", "題名", "タイトル"),
    "publisher": ("発行", "発行者"),
    "period": ("期間", "計画期間"),
    "contact": ("連絡先", "問い合わせ先"),
}


def _key_without_colon(data: Any) -> str:
    """The key of a text such as `H28：887`, which stands where keys are expected."""
    is_text = isinstance(data, Text) and not _is_text_of_keys(data)
    match = re.match(rf"({KEY})[:：]", data) if is_text else None
    return match[1] if match else ""


def _place(data: Any, path: tuple[Any, ...], file: str) -> FilePosition:
    """The nearest place on the way to what has none of its own: the record around it."""
    place = FilePosition(file, 1)
    for node in _down(data, path):
        place = getattr(node, "at", place)
    return place


def _record_around(data: Any, path: tuple[Any, ...]) -> Collection[str]:
    """The keys that stand beside the one at the end of `path`."""
    node = _at(data, path[:-1])
    return node.keys() if isinstance(node, dict) else ()


def _column_above(data: Any, kind: type[BaseModel], path: tuple[Any, ...], at: FilePosition) -> int:
    """Where the keys of the nearest record around this one begin that has this very key, and lacks it; or 0."""
    for cut in range(len(path) - 2, -1, -1):
        holder, key = _at(data, path[:cut]), path[-1]
        if isinstance(holder, dict) and key not in holder and key in _known_keys(kind, (*path[:cut], key)):
            begins = next((position_of(one) for one in holder), at)
            return begins.column if begins.line != at.line and begins.column < at.column else 0
    return 0


def _down(node: Any, path: tuple[Any, ...]) -> Iterator[Any]:
    """What stands at each step of the way.

    Before they are checked, mappings by year become lists, and a record that stands alone a list of one, so a number
    may count their items.
    """
    key = ""
    for step in path:
        if isinstance(node, dict) and isinstance(step, int):
            node = _items(node) if key in _KEYS_OF_LISTS or any(map(parse_year, node)) else [node]
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            node = None
        key = step if isinstance(step, str) else key
        yield node


_KEYS_OF_LISTS = (*_KEYS_BY_YEAR, "votes", "parts", "readings")


def _items(by_key: dict[Any, Any]) -> list[Any]:
    return [item for items in by_key.values() for item in (items if isinstance(items, list) else [items])]


def _known_keys(kind: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys of the record that the last step of `path` would belong to, its own before those that it inherits."""
    model = _record_of(kind, path)
    own = (name for kind in model.__mro__ for name in getattr(kind, "__annotations__", ()))
    known = [name for name in dict.fromkeys(own) if name in model.model_fields]
    return [*known, *INSTEAD_OF_VALUE] if issubclass(model, Valued) else known


def _record_of(kind: type[BaseModel], path: tuple[Any, ...]) -> type[BaseModel]:
    model = kind
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return model


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_record_in(argument) for argument in getattr(annotation, "__args__", ()))
    return next((record for record in found if record), None)


__all__ = ["DataFile", "PlanFile", "read_record"]
