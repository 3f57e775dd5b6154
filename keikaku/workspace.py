"""Where things are in the folder being built, and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from keikaku.colours import KeyColour
from keikaku.problems import FilePosition
from keikaku.values import normalised
from keikaku.years import parse_year

SETTINGS_FILE = "keikaku.yaml"


@dataclass(frozen=True)
class AuditFinding:
    """What one of a machine's rules found in a browser. `is_open`: a machine cannot tell whether it is a fault."""

    rule: str
    help: str
    criteria: tuple[str, ...]  # of WCAG: 1.4.3
    pages: tuple[str, ...]
    examples: tuple[str, ...] = ()  # of HTML
    is_open: bool = False


@dataclass(frozen=True)
class Audit:
    """What a machine found in a browser, on which day and pages; `criteria` are those that it looked at."""

    day: str
    engine: str
    pages: tuple[str, ...]
    criteria: tuple[str, ...]
    findings: tuple[AuditFinding, ...] = ()


@dataclass(frozen=True)
class AccessibilitySettings:
    """What the publisher says of the site's accessibility; what is empty was not stated, and the pages say so.

    `results` is the address of what people found, once they have tested the site. `seed` chooses the random pages of
    the yearly test: another seed, other pages.
    """

    scope: str = ""
    deadline: str = ""
    exceptions: tuple[str, ...] = ()
    section: str = ""  # in charge
    stated_on: str = ""
    tested: str = ""  # the period of the test by people
    results: str = ""
    seed: str = "1"
    audit: Audit | None = None  # where the results are to tell of it


class RuleWeight(StrEnum):
    """How much a rule's findings weigh. `off`: they count as acknowledged, and are listed so."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    OFF = "off"


@dataclass(frozen=True)
class RuleSetting:
    weight: RuleWeight
    written_at: FilePosition


@dataclass(frozen=True)
class Settings:
    """What `keikaku.yaml` says. Everything has a default, so that the file may be missing."""

    title: str = ""
    lang: str = "ja"
    base_url: str = ""
    publisher: str = ""  # who publishes this site
    disclaimer: str = ""  # what the site is not, in one sentence, for every page
    contact: tuple[str, ...] = ()
    source_code: str = ""
    updates: bool = False  # whether everybody is told what each release changed
    key_colour: KeyColour | None = None  # of the whole site; a plan may have its own
    accessibility: AccessibilitySettings = AccessibilitySettings()
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    accept: Mapping[str, str] = field(default_factory=dict)  # what is acknowledged of pages that belong to no plan


def is_year(row: str) -> bool:
    return parse_year(row) is not None


def is_same_row(one: str, other: str) -> bool:
    """Do two headings of rows say the same, or the same year in two spellings: H30, 平成30年度?"""
    if normalised(one) == normalised(other):
        return True
    year, other_year = parse_year(one), parse_year(other)
    return bool(year and other_year and year.sort_key == other_year.sort_key)


@dataclass(frozen=True)
class Decision:
    """What the publisher says of a change to what is public: `about` a figure (`sapporo/members`), or an address."""

    about: str
    reason: str
    year: str = ""  # the row of the figure; empty: all of its values

    def is_of_row(self, row: str) -> bool:
        return not self.year or is_same_row(self.year, row)


@dataclass(frozen=True)
class Decisions:
    """What `release.yaml` says."""

    corrections: tuple[Decision, ...] = ()  # values that were wrong
    new_data: tuple[Decision, ...] = ()  # values that were right, and are replaced by newer ones
    removed: tuple[Decision, ...] = ()  # addresses that are given up

    @property
    def reasons_of_removed(self) -> dict[str, str]:
        """Why each address was given up."""
        return {one.about: one.reason for one in self.removed}


@dataclass(frozen=True)
class Workspace:
    root: Path
    settings: Settings = Settings()
    decisions: Decisions = Decisions()

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def releases(self) -> Path:
        """The zip, manifest and changes of each release."""
        return self.root / "release"

    @property
    def reviews(self) -> Path:
        """The zips that show what is not public yet."""
        return self.root / "review"

    @property
    def theme(self) -> Path:
        """The city's own theme, laid over Keikaku's."""
        return self.root / "theme"

    @property
    def own_theme(self) -> Path | None:
        """The city's own theme, if there is one; in Keikaku's own repository that folder is the theme itself."""
        own = self.theme
        return own if own.is_dir() and own.resolve() != theme_folder().resolve() else None

    @property
    def audit(self) -> Path:
        """What the last audit in a browser found, which the site tells of where the city wishes."""
        return self.root / "audit.json"

    @property
    def state(self) -> Path:
        """What Keikaku keeps for itself: drawings, the preview's pages."""
        return self.root / ".keikaku"

    @property
    def sources(self) -> Path:
        """The texts that the last good build was made from."""
        return self.state / "sources"

    @property
    def deleted(self) -> Path:
        """Those of good builds before, which are no longer there."""
        return self.state / "deleted"

    def lock(self, name: str) -> Path:
        """The file that is held by whoever writes the site, the preview's pages, a review."""
        return self.state / f"{name}.lock"


def theme_folder() -> Path:
    """Keikaku's own theme: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent / "theme"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "theme"
