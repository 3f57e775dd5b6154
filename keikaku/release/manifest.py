"""The manifest of each release: small text, kept with the plan, so that another machine can compare with it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from keikaku import __version__
from keikaku.output.machine import write_file
from keikaku.release.contents import Contents, FigureContents, PageContents, ValueKey
from keikaku.workspace import Decision, Decisions

FORMAT = 1
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?")
MANIFEST = ".manifest.json"  # how the name of its file ends


@dataclass(frozen=True)
class CheckReport:
    """What the strict build found, and with which tool."""

    pages: int = 0
    figures: int = 0
    acknowledged: tuple[str, ...] = ()  # warnings that stand, each with the writer's reason
    tool: str = "keikaku"
    version: str = __version__


@dataclass(frozen=True)
class Manifest:
    """`name` is the day of the release, with a number from the second one on that day: 2026-04-01-2."""

    name: str
    contents: Contents
    previous: str = ""
    is_undone: bool = False
    check: CheckReport = CheckReport()
    decisions: Decisions = field(default_factory=Decisions)  # those that this release rests on

    def to_json(self) -> str:
        contents = self.contents
        plain = {
            "format": FORMAT,
            "release": self.name,
            "previous": self.previous,
            "undone": self.is_undone,
            "check": asdict(self.check),
            "decisions": asdict(self.decisions),
            "files": dict(contents.files),
            "pages": {address: _plain_page(page) for address, page in contents.pages.items()},
            "not_final": list(contents.not_final),
            "figures": {id: _plain_figure(figure) for id, figure in contents.figures.items()},
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


class ManifestError(Exception):
    """The file is no manifest of a release, or is damaged, or was written by a newer Keikaku."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def read_manifest(path: Path) -> Manifest:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if plain["format"] != FORMAT:
            raise ManifestError(path)
        return _manifest(plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(path) from error


class Releases:
    """The releases in a folder, in their order. One that was undone stays, and does not count as public."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str, ending: str) -> Path:
        return self._folder / f"{name}.{ending}"

    def public(self) -> list[Manifest]:
        """The manifests of all that were not undone, the latest last."""
        manifests = [read_manifest(self._folder / f"{name}{MANIFEST}") for name in self._names()]
        return [manifest for manifest in manifests if not manifest.is_undone]

    def next_name(self, day: date) -> str:
        """The day itself, or with the first number that nothing in the folder has."""
        taken = {path.name.partition(".")[0] for path in self._paths()}
        name, number = str(day), 1
        while name in taken:
            number += 1
            name = f"{day}-{number}"
        return name

    def write(self, manifest: Manifest) -> None:
        write_file(self._folder / f"{manifest.name}{MANIFEST}", manifest.to_json().encode("utf-8"))

    def mark_undone(self, manifest: Manifest) -> None:
        self.write(replace(manifest, is_undone=True))

    def _names(self) -> list[str]:
        names = [path.name.removesuffix(MANIFEST) for path in self._paths() if path.name.endswith(MANIFEST)]
        return sorted((name for name in names if _NAME.fullmatch(name)), key=order_of)

    def _paths(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []


def order_of(name: str) -> tuple[str, int]:
    """Releases of one day come in the order of their numbers, the tenth after the second."""
    match = _NAME.fullmatch(name)
    return (match[1], int(match[2] or 1)) if match else ("", 0)


def _plain_page(page: PageContents) -> Sequence[object]:
    plain: list[object] = [page.title, page.text, page.leads_to, dict(page.parts)]
    return plain if page.parts else plain[:3] if page.leads_to else plain[:2]


def _plain_figure(figure: FigureContents) -> dict[str, object]:
    """A line for each value, so that two manifests can be compared line by line as well."""
    values, signs = _plain_values(figure.values), _plain_values(figure.signs)
    plain = {"title": figure.title, "page": figure.page, "counted": figure.is_counted, "values": values}
    return plain | ({"signs": signs} if signs else {})


def _plain_values(values: Mapping[ValueKey, str]) -> dict[str, str]:
    return {f"{key.series}\t{key.row}\t{key.state}": value for key, value in values.items()}


def _values(plain: Mapping[str, str]) -> dict[ValueKey, str]:
    return {ValueKey(*key.split("\t")): value for key, value in plain.items()}


def _manifest(plain: Mapping[str, Any]) -> Manifest:
    check = plain["check"]
    return Manifest(
        name=plain["release"],
        contents=Contents(
            files=plain["files"],
            pages={address: PageContents(*page) for address, page in plain["pages"].items()},
            figures={id: _figure(figure) for id, figure in plain["figures"].items()},
            not_final=plain["not_final"],
        ),
        previous=plain["previous"],
        is_undone=plain["undone"],
        check=CheckReport(**{**check, "acknowledged": tuple(check["acknowledged"])}),
        decisions=Decisions(
            **{kind: tuple(Decision(**one) for one in all) for kind, all in plain["decisions"].items()}
        ),
    )


def _figure(plain: Mapping[str, Any]) -> FigureContents:
    values, signs = _values(plain["values"]), _values(plain.get("signs", {}))
    return FigureContents(plain["title"], plain["page"], values, plain["counted"], signs)
