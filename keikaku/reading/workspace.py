"""A folder → its plans: which files there are, what each says, joined into one Plan for each folder of data."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator

from keikaku.plan.about import PlanFile
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.plan.record import Record, Strings, fault
from keikaku.problems import FilePosition, Problems
from keikaku.reading.csv_values import read_csv_values, with_csv_values
from keikaku.reading.files import SourceFile, find_files, read_text
from keikaku.reading.joining import join_plan
from keikaku.reading.narrative import read_chapter
from keikaku.reading.records import DataFile, read_record
from keikaku.reading.yaml import read_yaml
from keikaku.values import Absence
from keikaku.workspace import AccessibilitySettings, Settings, Workspace
from keikaku.years import parse_year

R = TypeVar("R", bound=Record)

_YAML = (".yaml", ".yml")
_WITH_ERAS = "ja"  # the language of plans that are read with Japanese eras


def _web_address(text: str) -> str:
    """Where the site will stand, with no slash at its end."""
    if text and not re.match(r"https?://[^/\s]+", text):
        raise fault(
            "not-an-address",
            "“{found}” is not the address of a site",
            "Write it whole, such as https://www.example.jp/plan.",
            found=text,
        )
    return text.rstrip("/")


class AccessibilityFile(Record):
    """What `keikaku.yaml` says under `accessibility`."""

    scope: str = ""
    deadline: str = ""
    exceptions: Strings = ()
    section: str = ""
    stated_on: str = ""
    tested: str = ""
    results: str = ""
    seed: str = "1"


class SettingsFile(Record):
    """`keikaku.yaml`, beside `content` and `data`."""

    title: str = ""
    lang: str = "ja"
    base_url: Annotated[str, AfterValidator(_web_address)] = ""
    publisher: str = ""
    disclaimer: str = ""
    contact: Strings = ()
    source_code: str = ""
    accessibility: AccessibilityFile = AccessibilityFile()


def read_settings(root: Path, problems: Problems) -> Workspace:
    path = root / "keikaku.yaml"
    if not path.is_file():
        return Workspace(root)
    record = _read_file(SettingsFile, SourceFile(path.name, path), problems, {})
    return Workspace(root, _settings(record)) if record else Workspace(root)


def _settings(record: SettingsFile) -> Settings:
    fields = record.model_dump(exclude={"accessibility"})
    return Settings(**fields, accessibility=AccessibilitySettings(**record.accessibility.model_dump()))


def read_plans(workspace: Workspace, problems: Problems) -> list[Plan]:
    """Every plan of the workspace that could be read, in the order that the plans themselves ask for."""
    folders = sorted(path for path in workspace.data.iterdir() if path.is_dir()) if workspace.data.is_dir() else []
    if not folders:
        problems.add(
            "no-plan",
            "there is no plan here",
            FilePosition("data"),
            advice="A plan is a folder in data/ with a plan.yaml.",
        )
    plans = [plan for folder in folders if (plan := read_plan(workspace, folder.name, problems)) is not None]
    return sorted(plans, key=lambda plan: (plan.about.order, plan.id))


def read_plan(workspace: Workspace, id: str, problems: Problems) -> Plan | None:
    """One plan; None where its plan.yaml cannot be read. Faults of all its files are collected in one run."""
    files = find_files(workspace.root, workspace.data / id, _YAML, problems)
    main = next((f for f in files if f.name == f"data/{id}/plan.yaml"), None)
    if main is None:
        problems.add(
            "missing-plan-file",
            "the plan has no plan.yaml",
            FilePosition(f"data/{id}"),
            advice="Write one with title, publisher, status, period, licence and contact.",
        )
        return None
    about = _read_file(PlanFile, main, problems, _context(main))
    context = _context(main) if about is None else _context_of(about)
    records = [_read_file(DataFile, file, problems, context) for file in files if file is not main]
    tables = find_files(workspace.root, workspace.data / id, (".csv",), problems)
    lines = read_csv_values(tables, problems, context)
    chapters = _read_chapters(workspace, id, problems, context)
    if about is None:
        return None
    data = [record for record in records if record is not None]
    about, data = with_csv_values(about, data, lines, problems, all_read=len(data) == len(records))
    about = about.model_copy(
        update={"glossary": (*about.glossary, *(term for record in data for term in record.glossary))}
    )
    return join_plan(id, about, data, chapters, problems)


def _read_chapters(workspace: Workspace, id: str, problems: Problems, context: dict[str, Any]) -> list[Chapter]:
    folder = workspace.content / id
    files = find_files(workspace.root, folder, (".md",), problems) if folder.is_dir() else []
    texts = [(file, read_text(file, problems)) for file in files]
    chapters = [read_chapter(text, file.name, problems, context) for file, text in texts if text is not None]
    return [replace(chapter, order=chapter.order or n) for n, chapter in enumerate(chapters, 1) if chapter is not None]


def _read_file(kind: type[R], file: SourceFile, problems: Problems, context: dict[str, Any]) -> R | None:
    text = read_text(file, problems)
    if text is None:
        return None
    known = len(problems.errors)
    data = read_yaml(text, file.name, problems)
    if data is None and len(problems.errors) > known:
        return None
    return read_record(kind, data, file.name, problems, context)


def _context_of(about: PlanFile) -> dict[str, Any]:
    """What reading values needs to know of the plan: its words for no value, a year near its years, its language."""
    near = about.data_year or about.title_year
    return {"no_value": about.no_value, "near": near.last if near else None, "with_era": about.lang == _WITH_ERAS}


def _context(main: SourceFile) -> dict[str, Any]:
    """The same, before plan.yaml has been validated: so that other files' faults show in the same run."""
    text = read_text(main, Problems()) or ""
    raw = read_yaml(text, main.name, Problems())
    words = raw.get("no_value") if isinstance(raw, dict) else None
    year = parse_year(str(raw.get("data_year", ""))) if isinstance(raw, dict) else None
    known = {str(absence): absence for absence in Absence}
    no_value = (
        {word: known.get(str(why), Absence.UNEXPLAINED) for word, why in words.items()}
        if isinstance(words, dict)
        else {}
    )
    lang = raw.get("lang", _WITH_ERAS) if isinstance(raw, dict) else _WITH_ERAS
    return {"no_value": no_value, "near": year.last if year else None, "with_era": lang == _WITH_ERAS}
