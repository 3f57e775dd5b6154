"""What an editor reads from a printed sentence (数値目標等), held against the sentence: its timing, words and units."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from keikaku.checks.asking import AS_PRINTED, Check, warn
from keikaku.plan.indicators import Indicator
from keikaku.plan.observations import Target, Timing
from keikaku.plan.plan import Plan
from keikaku.plan.record import Acknowledging
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.values import Value, ValueKind, normalised, plain_number
from keikaku.years import parse_year


def _read_targets(plan: Plan) -> Iterator[tuple[Indicator, Target, str, str]]:
    """Each target that is read from something: with its own printed words and the whole sentence, of which either may
    be empty."""
    for indicator in plan.indicators:
        whole = plan.pledged.get(indicator.id, "")
        for target in indicator.targets:
            if target.printed or whole:
                yield indicator, target, target.printed, whole


def number_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """An editor's reading of a sentence may hold no number that the sentence does not."""
    for project in plan.projects:
        for pledge in project.pledges:
            for reading in pledge.readings:
                for text, at in _not_in_sentence(reading, pledge.printed):
                    _report_number(problems, project, at, text, pledge.printed, _COMPARE_READING)
    for indicator in plan.indicators:
        for target in indicator.targets:
            if target.printed and not _is_told(target.value, target.printed):
                at, text = target.written_at, target.value.printed
                is_other = _is_in(target.value, _numbers_in(target.printed))
                advice = _COMPARE_WORDING if is_other else _COMPARE_BOTH
                _report_number(problems, indicator, at, text, target.printed, advice)
    for count in plan.about.counts:
        if count.printed and count.value not in _numbers_in(count.printed):
            _report_number(problems, plan.about, count.written_at, str(count.value), count.printed, _COMPARE_BOTH)


_COMPARE_READING = "Write the number that the sentence has. If the sentence is mistyped, mend it from the source."
_COMPARE_WORDING = (
    "“printed” is what the source prints: leave it if it says so. Then write the words that stand beside the number "
    "there, such as 約 or 以上, in “value”, too."
)
_COMPARE_BOTH = "Compare both numbers with the source: “value” and “printed” are the same."


def _report_number(
    problems: Problems, record: Acknowledging, at: FilePosition, number: str, sentence: str, advice: str
) -> None:
    has_digits = any(digits in sentence for digits in re.findall(r"\d[\d,.]*", number))
    warn(
        problems,
        record,
        "number-not-in-sentence",
        "{number} stands otherwise in the printed sentence “{sentence}”"
        if has_digits
        else "{number} is not in the printed sentence “{sentence}”",
        at,
        advice=advice,
        severity=Severity.ERROR,
        number=number,
        sentence=sentence,
    )


def _is_told(value: Value, sentence: str) -> bool:
    return _is_in(value, _numbers_in(sentence)) and _is_worded_as(value, sentence)


def _is_in(value: Value, numbers: Collection[Decimal]) -> bool:
    return all(number in numbers for number in (value.number, value.high) if number is not None)


def _not_in_sentence(reading: Indicator, sentence: str) -> Iterator[tuple[str, FilePosition]]:
    """Numbers, qualifiers (以上, 増) and years of a reading that the sentence has otherwise, or has not."""
    numbers, plain = _numbers_in(sentence), normalised(sentence)
    years = {year for text in _YEARS_IN_SENTENCE.findall(plain) if (year := parse_year(text))}
    known = {number for year in years for number in (year.first, year.last)}
    for target in reading.targets:
        if known and target.year and {target.year.first, target.year.last} - known:
            yield target.year.printed, target.written_at
    for record in (*reading.targets, *reading.baseline):
        is_in = _is_in(record.value, numbers) and not (record.value.after and record.value.after not in plain)
        if not (is_in and _is_worded_as(record.value, sentence)):
            yield record.value.printed, record.written_at


def _is_worded_as(value: Value, sentence: str) -> bool:
    """Is its 以上, or its 約, that of the sentence: of one that has its number in the same digits?"""
    plain = normalised(sentence)
    number = re.search(r"\d[\d,.]*", normalised(value.printed))
    if number is None or value.high is not None:
        return True
    unit = re.escape(value.unit) if value.unit else r"\D{0,3}?"
    places = re.finditer(
        rf"(?P<before>{_ABOUT})?(?<![\d,.]){re.escape(number[0])}(?![\d,.]*\d)(?:{unit}(?P<after>{_LIMIT}))?", plain
    )
    worded = [(bool(place["before"]), place["after"] or "") for place in places]
    own_limit = value.after if re.fullmatch(_LIMIT, value.after) else ""
    return not worded or (bool(re.fullmatch(_ABOUT, value.before)), own_limit) in worded


_ABOUT = "約|およそ|概ね|おおむね"
_LIMIT = "以上|以下|未満|以内|超"
_YEARS_IN_SENTENCE = re.compile(
    r"((?:令和|平成)(?:\d+|元)年度?(?:[～~〜-](?:(?:令和|平成)?\d+)年度?)?|20\d\d年度?)(?!\d{1,2}月)"
)
_DATES = re.compile(r"(?:明治|大正|昭和|平成|令和)\d+年度?|\d{1,2}月\d{1,2}日")


def _numbers_in(sentence: str) -> set[Decimal]:
    """Every number of a sentence but those of its dates, also as 割 and in full where it is abbreviated."""
    plain = _DATES.sub(" ", normalised(sentence))
    found = {Decimal(text.replace(",", "")) for text in re.findall(r"\d[\d,]*(?:\.\d+)?", plain)}
    found |= {Decimal(text) * 10 for text in re.findall(r"(\d+(?:\.\d+)?)割", plain)}
    return found | {n for text in re.findall(r"\d[\d,億万千.]*", plain) if (n := plain_number(text)) is not None}


def timing_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """A target of each year is held against each year's value: the printed sentence has to say so."""
    for indicator, target, own, whole in _read_targets(plan):
        if found := _other_timing(target, own, whole):
            warn(
                problems,
                indicator,
                "timing-not-in-sentence",
                found[0],
                target.written_at,
                advice=found[1],
                name=indicator.name,
                written=target.year.printed if target.year else target.timing.value,
            )


def _other_timing(target: Target, own: str, whole: str) -> tuple[str, str] | None:
    """What is wrong with its timing, and what to write."""
    said, timing = normalised(own or whole), target.timing
    says_each = any(map(_EACH_YEAR.search, map(normalised, (own, whole, target.value.printed))))
    is_of_one = timing is Timing.IN and _IN_EACH.search(said) and not _NAMES_YEAR.search(said)
    if is_of_one or (timing is Timing.NONE and _EACH_YEAR.search(said)):
        return _EACH_SAID
    if timing is Timing.EVERY and not says_each:
        return _EACH_NOT_SAID
    if "平均" in said and timing in (Timing.TOTAL, Timing.IN, Timing.BY):
        return _AVERAGE_SAID
    if timing is Timing.AVERAGE and "平均" not in f"{own}{whole}{target.value.printed}":
        return _AVERAGE_NOT_SAID
    return _BY_SAID if timing is Timing.IN and _BY_YEAR.search(said) else None


_EACH_SAID = (
    "the sentence says “each year”, but the target of “{name}” does not",
    "Write “every:” in the place of “{written}:”. If it is meant so, {acknowledge}",
)
_EACH_NOT_SAID = (
    "the target of “{name}” is for each year, but the sentence does not say so",
    "Write the year that the sentence names in the place of “every”, or “none:” where it names none. If it is meant "
    "so, {acknowledge}",
)
_AVERAGE_SAID = (
    "the sentence says 平均, but the target of “{name}” is no average",
    "Write “timing: average” in the braces of the target. If it is meant so, {acknowledge}",
)
_AVERAGE_NOT_SAID = ("the target of “{name}” is an average, but the sentence does not say 平均", AS_PRINTED)
_BY_SAID = (
    "the sentence says までに, but the target of “{name}” does not",
    "Write “timing: by” in the braces of the target. If it is meant so, {acknowledge}",
)
# All of a text without its white space.
_EACH_YEAR = re.compile(
    r"毎|各年|年間|年度?ごと|(?<!\d)年\d|1年に|(?:each|every|per|a)(?:fiscal)?year|annual", re.IGNORECASE
)
_IN_EACH = re.compile("毎年|各年度")
_NAMES_YEAR = re.compile(r"(?:令和|平成|[RH])[\d元]|(?:19|20)\d\d|最終年|終了年")
_BY_YEAR = re.compile("年度?末?までに")


def words_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """Words that a target promises, or quotes, stand in the sentence that it is read from."""
    for indicator, target, own, whole in _read_targets(plan):
        promised = target.value.printed if target.value.kind is ValueKind.TEXT else ""
        for text, sentence in ((own, whole or own), (promised, own or whole)):
            if normalised(text) not in normalised(sentence):
                warn(
                    problems,
                    indicator,
                    "words-not-in-sentence",
                    "“{text}” does not stand in the sentence “{sentence}”",
                    target.written_at,
                    advice=_WORDS_OF_SENTENCE,
                    text=text,
                    sentence=sentence,
                )


def name_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """A name that its sentence has with one other letter: one of the two was converted wrongly."""
    for indicator in plan.indicators:
        sentence = plan.pledged.get(indicator.id, "")
        names = [indicator.name, *_QUOTED.findall(indicator.name)]
        if said := next((one for name in names if (one := alike_in(normalised(sentence), normalised(name)))), ""):
            warn(
                problems,
                indicator,
                "name-not-in-sentence",
                "“{name}” stands in its sentence as “{said}”",
                indicator.written_at,
                advice="Which of the two does the source print? If it is printed so, {acknowledge}",
                name=indicator.name,
                said=said,
            )


def alike_in(sentence: str, name: str) -> str:
    """What stands in the sentence and has all letters of the name but one; nothing where the name itself does."""
    if len(name) < _TELLING_NAME or name in sentence:
        return ""
    parts = (sentence[start : start + len(name)] for start in range(len(sentence) - len(name) + 1))
    return next((part for part in parts if sum(map(str.__ne__, part, name)) == 1), "")


_TELLING_NAME = 6  # letters
_QUOTED = re.compile("「([^「」]+)」")
_WORDS_OF_SENTENCE = (
    "Write what the sentence says. If the sentence is mistyped, mend it from the source. If it is meant so, "
    "{acknowledge}"
)
_NUMBER_OF_SENTENCE = (
    "Write the number that the sentence has with this unit. If the sentence is mistyped, mend it from the source. If "
    "both stand in the source, {acknowledge}"
)


def unit_not_in_sentence(plan: Plan, problems: Problems) -> None:
    """A number that the sentence has with another unit was taken from another place in it: 3校 of 年3回."""
    for indicator, target, own, whole in _read_targets(plan):
        said, value = _DATES.sub(" ", normalised(own or whole)), target.value
        number = re.sub(r"[^\d,.]", "", normalised(value.printed)) if value.number is not None and value.unit else ""
        units = re.findall(rf"(?<![\d,.]){re.escape(number)}(?![\d,.])(.?)", said) if number else []
        if units and not any(normalised(value.unit).startswith(unit) for unit in units):
            warn(
                problems,
                indicator,
                "unit-not-in-sentence",
                "“{value}” does not stand in the sentence “{sentence}”, where {number} has another unit",
                target.written_at,
                advice=_NUMBER_OF_SENTENCE,
                value=value.printed,
                number=number,
                sentence=own or whole,
            )


def pledge_of_another_part(plan: Plan, problems: Problems) -> None:
    """A promise ② under the part ③ is read as what that part is to reach."""
    for project in plan.projects:
        numbers = {part.id: normalised(part.number) for part in project.sub_items if part.id}
        for pledge in project.pledges:
            sign, number = normalised(pledge.printed[:1]), numbers.get(pledge.sub_item or "", "")
            if _CIRCLED.match(pledge.printed) and number and number != sign and sign in numbers.values():
                warn(
                    problems,
                    project,
                    "pledge-of-another-part",
                    "“{sentence}” is said to be of the part {number}",
                    pledge.written_at,
                    advice="Does “sub_item:” name the right part? If it is printed so, {acknowledge}",
                    sentence=pledge.printed,
                    number=next(part.number for part in project.sub_items if part.id == pledge.sub_item),
                )


_CIRCLED = re.compile("[①-⑳]")

READINGS: tuple[Check, ...] = (
    timing_not_in_sentence,
    words_not_in_sentence,
    name_not_in_sentence,
    unit_not_in_sentence,
    pledge_of_another_part,
)
