"""Make what is public: a strict build, kept with its zip, its manifest and everything that it changes."""

from keikaku.release.changes import Changes
from keikaku.release.expecting import expected_paper
from keikaku.release.manifest import ManifestError
from keikaku.release.paper import difference_paper
from keikaku.release.releasing import (
    NoSiteError,
    Outcome,
    Released,
    Reviewed,
    Undone,
    UndoOutcome,
    compare,
    foresee,
    release,
    review,
    undo,
)
from keikaku.release.updates import past_updates

__all__ = [
    "Changes",
    "ManifestError",
    "NoSiteError",
    "Outcome",
    "Released",
    "Reviewed",
    "UndoOutcome",
    "Undone",
    "compare",
    "difference_paper",
    "expected_paper",
    "foresee",
    "past_updates",
    "release",
    "review",
    "undo",
]
