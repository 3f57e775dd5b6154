"""Make what is public: a strict build, kept with its zip, its manifest and everything that it changes."""

from keikaku.release.changes import Changes, ValueChange, changes_between
from keikaku.release.contents import Contents, contents_of
from keikaku.release.manifest import Manifest, Releases
from keikaku.release.paper import Paper, changes_paper
from keikaku.release.releasing import Outcome, Released, Reviewed, Undone, compare, release, review, undo

__all__ = [
    "Changes",
    "Contents",
    "Manifest",
    "Outcome",
    "Paper",
    "Released",
    "Releases",
    "Reviewed",
    "Undone",
    "ValueChange",
    "changes_between",
    "changes_paper",
    "compare",
    "contents_of",
    "release",
    "review",
    "undo",
]
