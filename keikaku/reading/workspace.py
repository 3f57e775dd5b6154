"""A folder → its plans: which files there are, what each says, joined into one Plan for each folder of data."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, Field

from keikaku.kept import Itself, Kept
from keikaku.lines import NumberedLines, renumbered
from keikaku.plan.about import PlanFile, Term
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import (
    ColourField,
    DayInWords,
    Language,
    Record,
    Strings,
    WebAddress,
    Word,
    fault,
    is_id,
    is_web_address,
    position_of,
)
from keikaku.problems import FilePosition, Problems, Severity
from keikaku.reading.attachments import with_attachments
from keikaku.reading.audits import read_audit
from keikaku.reading.csv_values import Line, read_csv_values, with_csv_values
from keikaku.reading.data_files import read_data_file
from keikaku.reading.files import (
    SPREADSHEETS,
    SourceFile,
    contents,
    find_files,
    find_misnamed,
    find_misplaced,
    leave_out_copies,
    read_text,
    report_misnamed,
    report_orphans,
)
from keikaku.reading.joining import join_plan
from keikaku.reading.narrative import read_chapter
from keikaku.reading.records import DataFile
from keikaku.reading.texts import acknowledged_by_plan
from keikaku.reading.yaml import read_yaml
from keikaku.values import Absence
from keikaku.workspace import AccessibilitySettings, Audit, RuleSetting, RuleWeight, Settings, Workspace
from keikaku.years import YearKind, parse_year

R = TypeVar("R", bound=Record)
T = TypeVar("T")
_Read: TypeAlias = Callable[[str, str, Problems, dict[str, Any]], T | None]

_YAML = (".yaml", ".yml")
_WITH_ERAS = "ja"  # the language of plans that are read with Japanese eras


def _web_address(text: str) -> str:
    """Where the site will stand, with no slash at its end."""
    if text and not is_web_address(text):
        raise fault(
            "not-an-address",
            "“{found}” is not the address of a site",
            "Write it whole, such as https://www.example.jp/plan.",
            found=text,
        )
    if text.endswith((".html", ".htm")):
        raise fault(
            "not-an-address",
            "“{found}” is the address of a page",
            "Write the address of the folder that it stands in, without the page: {near}",
            found=text,
            near=text.rpartition("/")[0],
        )
    return text.rstrip("/")


class AccessibilityFile(Record):
    """What `keikaku.yaml` says under `accessibility`."""

    scope: str = ""
    deadline: DayInWords = ""
    exceptions: Strings = ()
    section: str = ""
    stated_on: DayInWords = ""
    tested: str = ""
    results: str = ""
    seed: str = "1"
    audit: bool = False  # True: the results tell of the audit in audit.json


class SettingsFile(Record):
    """`keikaku.yaml`, beside `content` and `data`."""

    title: str = ""
    lang: Language = "ja"
    base_url: Annotated[str, AfterValidator(_web_address)] = ""
    publisher: str = ""
    disclaimer: str = ""
    contact: Strings = ()
    source_code: WebAddress = ""
    updates: bool = False
    key_colour: ColourField | None = None
    accessibility: AccessibilityFile = AccessibilityFile()
    rules: dict[Word, RuleWeight] = Field(default_factory=dict)
    accept: dict[Word, str] = Field(default_factory=dict)


def read_settings(root: Path, problems: Problems) -> Workspace:
    path = root / "keikaku.yaml"
    if not path.is_file():
        report_misnamed(root, path.name, problems)
        return Workspace(root)
    source = SourceFile(path.name, path)
    text = read_text(source, problems)
    record = None if text is None else read_data_file(SettingsFile, text, path.name, problems, {})
    if record is None:
        return Workspace(root)
    said = record.accessibility
    audit = read_audit(Workspace(root), said.written_at, problems) if said.audit else None
    return Workspace(root, _settings(record, audit))


def _settings(record: SettingsFile, audit: Audit | None) -> Settings:
    own = ("accessibility", "rules")
    fields = {name: getattr(record, name) for name in SettingsFile.model_fields if name not in own}
    rules = {rule: RuleSetting(weight, position_of(rule)) for rule, weight in record.rules.items()}
    said = record.accessibility.model_dump(exclude={"audit"})
    return Settings(**fields, rules=rules, accessibility=AccessibilitySettings(**said, audit=audit))


def read_plans(workspace: Workspace, problems: Problems, kept: Kept | None = None) -> list[Plan]:
    """Every plan of the workspace that could be read, in the order that the plans themselves ask for.

    Of what is `kept`, a plan is the very same one as long as none of its files has changed.
    """
    kept = kept or Kept()
    folders = leave_out_copies(_folders(workspace.data), workspace.root, problems)
    if not folders:
        problems.add(
            "no-plan",
            "there is no plan here",
            FilePosition("data"),
            advice="A plan is a folder in data/ with a plan.yaml."
            if workspace.data.is_dir()
            else "There is no folder data/ in {folder}. Is it the wrong one? Run this where build.py and data/ lie.",
            folder=str(workspace.root.absolute()),
        )
    for folder in (workspace.data, workspace.content):
        find_misplaced(workspace.root, folder, (), problems, only_here=True)
    ids = [folder.name for folder in folders]
    for folder in leave_out_copies(_folders(workspace.content), workspace.root, problems):
        if folder.name not in ids:
            report_orphans(workspace.root, folder, ids, problems)
    plans = [plan for folder in folders if (plan := _kept_plan(workspace, folder.name, problems, kept)) is not None]
    _report_same_titles(plans, problems)
    return sorted(plans, key=lambda plan: (plan.about.order, plan.id))


def _report_same_titles(plans: Sequence[Plan], problems: Problems) -> None:
    seen: dict[str, Plan] = {}
    for plan in (plan for plan in plans if is_id(plan.id)):
        if (first := seen.setdefault(plan.about.title, plan)) is not plan:
            problems.add(
                "copied-file",
                "the plan “{id}” has the same title as “{other}”: is it a copy?",
                plan.about.written_at,
                advice="Move one of them out of data/, or give it a title of its own.",
                severity=Severity.WARNING,
                id=plan.id,
                other=first.id,
            )


def _folders(folder: Path) -> list[Path]:
    paths = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in paths if path.is_dir() and not path.name.startswith("."))


def _kept_plan(workspace: Workspace, id: str, problems: Problems, kept: Kept) -> Plan | None:
    place = ("plan", workspace.root, id)

    def read() -> tuple[Plan | None, Problems]:
        found = Problems()
        return read_plan(workspace, id, found, kept.below(place)), found

    facts = contents(workspace.root, workspace.data / id, workspace.content / id)
    plan, found = kept.result(place, facts, read)
    problems.extend(found)
    return plan


def read_plan(workspace: Workspace, id: str, problems: Problems, kept: Kept | None = None) -> Plan | None:
    """One plan; None where one of its files cannot be read. Faults of all its files are collected in one run."""
    reading = _Reading(workspace.root, problems, kept or Kept())
    files = find_files(workspace.root, workspace.data / id, _YAML, problems)
    find_misplaced(workspace.root, workspace.data / id, (*_YAML, ".csv"), problems)
    main = next((f for f in files if f.name == f"data/{id}/plan.yaml"), None)
    if not _has_plan_file(main, workspace.data / id, problems):
        return None
    assert main is not None
    first_context, is_sound = _context(main)
    about = reading.record(PlanFile, main, first_context)
    reading.knows_words = bool(about or first_context["no_value"] or is_sound) and not any(
        "no_value" in str(one.facts.get("key", "")) for one in problems if one.at.file == main.name
    )
    context = first_context if about is None else _context_of(about)
    data = [record for file in files if file is not main and (record := reading.record(DataFile, file, context))]
    tables = find_files(workspace.root, workspace.data / id, (".csv",), problems)
    lines = [line for table in tables for line in reading.lines(table, context)]
    chapters = _read_chapters(workspace, id, reading, context)
    if about is None:
        return None
    about, data = with_csv_values(about, data, lines, problems, reading.kept, all_read=not reading.unread)
    about = reading.with_terms(about, tuple(term for record in data for term in record.glossary))
    elsewhere = reading.ids_of_unread() | _ids_of_torn(tables, files, problems)
    plan = join_plan(id, about, data, chapters, problems, elsewhere=elsewhere, kept=reading.kept)
    plan = with_attachments(plan, workspace, problems, reading.kept)
    problems.change(partial(acknowledged_by_plan, about))
    return None if reading.unread else replace(plan, lines=reading.numbered)


_BEGINS_PLAN = re.compile(r"^(?:title|publisher|period): ", re.MULTILINE)  # as a plan.yaml does, and no other file


def _has_plan_file(main: SourceFile | None, folder: Path, problems: Problems) -> bool:
    """Has a folder the makings of a plan: a name that an address can have, and a plan.yaml?"""
    id = folder.name
    at = FilePosition(f"data/{id}")
    if not is_id(id):
        problems.add(
            "unfit-name",
            "the name “{name}” cannot be part of an address",
            at,
            advice="Use small letters a–z, digits and hyphens, beginning with a letter.",
            name=id,
        )
    if main is None:
        meant = find_misnamed(folder, "plan.yaml", _BEGINS_PLAN)
        problems.add(
            "missing-plan-file",
            "the plan has no plan.yaml",
            at,
            advice="Rename “{meant}”, which seems to be it, to plan.yaml."
            if meant
            else (
                "If there is a copy of it, put it back. Otherwise write one with these lines, in the plan's own words: "
                "“title: ○○計画”, “publisher: ○○市”, “status: 確定”, “period: 令和○～○年度”, “licence: not stated”, "
                "“contact: ○○課”."
            ),
            meant=meant,
        )
    return main is not None


def _read_chapters(workspace: Workspace, id: str, reading: "_Reading", context: dict[str, Any]) -> list[Chapter]:
    folder = workspace.content / id
    find_misplaced(workspace.root, folder, (".md", ".csv", *SPREADSHEETS), reading.problems)
    files = find_files(workspace.root, folder, (".md",), reading.problems)
    return [chapter for file in files if (chapter := reading.chapter(file, context)) is not None]


@dataclass(frozen=True)
class _KeptRecords:
    """The records of one file as they were last time; those whose text, place and context stay are used again."""

    kept: Kept
    context: Mapping[str, Any]
    numbered: NumberedLines

    def record(self, kind: type[Record], data: Any, make: Callable[[], T]) -> T:
        written = getattr(data, "written", "")
        if not written:
            return make()
        numbers = self.numbered.numbers[data.at.line - 1 : data.at.line + written.count("\n")]
        return self.kept.result((kind, data.at), (written, numbers, self.context), make)


def _ids_of_torn(tables: Sequence[SourceFile], files: Sequence[SourceFile], problems: Problems) -> set[str]:
    """The indicators whose values may stand in a CSV file that has faults: what quotes them is not to be changed."""
    names = {table.name for table in tables}
    is_torn = any(problem.is_error and problem.at.file in names for problem in problems)
    return _ids_in(files) if is_torn else set()


def _ids_in(files: Iterable[SourceFile]) -> set[str]:
    texts = [file.path.read_bytes().decode("utf-8", "replace") for file in files if file.path.is_file()]
    return {id for text in texts for id in _ID.findall(text)}


class _Reading:
    """Reads the files of one plan, and keeps those that could not be read: what they say is unknown, not missing."""

    def __init__(self, root: Path, problems: Problems, kept: Kept) -> None:
        self.root = root
        self.problems = problems
        self.kept = kept
        self.unread: list[SourceFile] = []
        self.numbered: dict[str, NumberedLines] = {}
        self.knows_words = True  # for no value, which plan.yaml declares

    def record(self, kind: type[R], file: SourceFile, context: dict[str, Any]) -> R | None:
        return self._made(partial(read_data_file, kind), kind.__name__, file, context)

    def chapter(self, file: SourceFile, context: dict[str, Any]) -> Chapter | None:
        return self._made(read_chapter, "Chapter", file, context)

    def lines(self, file: SourceFile, context: dict[str, Any]) -> list[Line]:
        return self._made(read_csv_values, "values", file, context) or []

    def _made(self, read: _Read[T], kind: str, file: SourceFile, context: dict[str, Any]) -> T | None:
        """What is read from a file: the very same as last time, where neither text nor context has changed."""
        text = read_text(file, self.problems)
        if text is None:
            self.unread.append(file)
            return None

        self.numbered[file.name] = numbered = _numbered(text, file.name, self.kept)

        def made() -> tuple[T | None, Problems]:
            found = Problems()
            known = _KeptRecords(self.kept.below(("records", kind, file.name)), context, numbered)
            return read(text, file.name, found, {**context, "keep": known.record, "numbered": numbered}), found

        result, found = self.kept.result((kind, file.name), (text, context), made)
        self.problems.extend(found if self.knows_words else (one for one in found if one.rule != "not-a-value"))
        if result is None:
            self.unread.append(file)
        return result

    def with_terms(self, about: PlanFile, terms: tuple[Term, ...]) -> PlanFile:
        """With the terms of other files after those of plan.yaml."""
        if not terms:
            return about
        facts = (Itself(about), *map(Itself, terms))
        together = (*about.glossary, *terms)
        return self.kept.result("glossary", facts, lambda: about.model_copy(update={"glossary": together}))

    def ids_of_unread(self) -> set[str]:
        return {file.path.stem for file in self.unread} | _ids_in(self.unread)


def _numbered(text: str, file: str, kept: Kept) -> NumberedLines:
    """Of the lines of last time, all that stay bear the numbers of then."""
    before = NumberedLines()

    def holds(then: tuple[str, NumberedLines]) -> bool:
        nonlocal before
        before = then[1]
        return then[0] == text

    def made() -> tuple[tuple[str, NumberedLines], NumberedLines]:
        numbered = renumbered(before, text.split("\n"))
        return (text, numbered), numbered

    return kept.noted(("lines", file), holds, made)


_ID = re.compile(r"""\bid:\s*["']?([\w-]+)""")


def _context_of(about: PlanFile) -> dict[str, Any]:
    """What reading values needs to know of the plan: its words for no value, a year near its years, its language."""
    near = about.data_year or about.title_year
    return {
        "no_value": about.no_value,
        "near": near.last if near else None,
        "with_era": about.lang == _WITH_ERAS,
        "year_kind": about.years.kind,
    }


def _context(main: SourceFile) -> tuple[dict[str, Any], bool]:
    """The same, before plan.yaml has been validated, so that other files' faults show in the same run; and is it sound
    as YAML?"""
    problems = Problems()
    text = read_text(main, problems) or ""
    raw = read_yaml(text, main.name, problems)
    is_sound = isinstance(raw, dict) and not problems.errors
    raw = raw if isinstance(raw, dict) else _sound_parts(text, main.name)
    words = raw.get("no_value") or _words_by_line(text)
    year = parse_year(str(raw.get("data_year", "")))
    known = {str(absence): absence for absence in Absence}
    context = {
        "no_value": {word: known.get(str(why), Absence.UNEXPLAINED) for word, why in words.items()}
        if isinstance(words, dict)
        else {},
        "near": year.last if year else None,
        "with_era": raw.get("lang", _WITH_ERAS) == _WITH_ERAS,
        "year_kind": _year_kind(raw.get("years")),
    }
    return context, is_sound


def _sound_parts(text: str, file: str) -> dict[str, Any]:
    """What of a file that cannot be read is sound by itself: its keys at the left edge, each with what is below."""
    read = (read_yaml(part, file, Problems()) for part in re.split(r"^(?=\S)", text, flags=re.MULTILINE))
    return {key: value for part in read if isinstance(part, dict) for key, value in part.items()}


def _words_by_line(text: str) -> dict[str, str]:
    """The plan's words for no value where one of their lines cannot be read: all others are known, as is that word."""
    block = re.search(r"^no_value:[^\n]*\n((?:[ \t\u3000]+[^\n]*\n?)+)", text, re.MULTILINE)
    lines = block[1].split("\n") if block else []
    return {match[1]: match[2] for line in lines if (match := _WORD_FOR_NONE.match(line))}


_WORD_FOR_NONE = re.compile(r"[\s\u3000]*[\"']?([^\"':：]+?)[\"']?[\s\u3000]*[:：][\s\u3000]*([a-z-]+)")


def _year_kind(raw: object) -> YearKind:
    word = str(raw.get("kind", "")) if isinstance(raw, dict) else ""
    return next((kind for kind in YearKind if kind.value == word), YearKind.FISCAL)
