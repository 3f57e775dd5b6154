"""Release, take a release back, make a zip to look at beforehand, compare two sites."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from keikaku.output import write_site
from keikaku.pipeline import STAFF, Built, LeftOut, Progress, make
from keikaku.problems import Problem
from keikaku.release.changes import Changes, changes_between
from keikaku.release.contents import Contents, contents_of
from keikaku.release.deciding import Verdicts, decide, lines_to_write
from keikaku.release.files import files_in, unzipped, write_file, zipped
from keikaku.release.manifest import CheckReport, Manifest, ManifestError, Releases, order_of, read_manifest
from keikaku.release.paper import changes_paper
from keikaku.report import found_text
from keikaku.words import Words
from keikaku.workspace import Decisions, Workspace
