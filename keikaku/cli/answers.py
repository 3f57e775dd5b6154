"""The one shape in which every command answers machines; and the exit codes."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from keikaku import __version__
from keikaku.changed import plain_changes
from keikaku.checks.explain import RULES
from keikaku.pipeline import Built
from keikaku.remembered import changed_since
from keikaku.report import plain_problems
from keikaku.words import Words

# Exit codes: done; the plan has errors; the command was not understood; the machine has a fault.
FINE, FAULTS, MISTYPED, CANNOT = 0, 1, 2, 3
STOPPED = 130  # by Ctrl-C, as shells have it
UNHEARD = 141  # nobody reads what is printed any more, as shells have it


def answer(options: argparse.Namespace, status: int, outcome: str, **facts: object) -> int:
    """Print the one object that a command answers with: the same head each time, then its own facts."""
    print(json.dumps(_whole(options, status, outcome, facts), ensure_ascii=False, indent=2, default=_plain))
    return status


def answer_line(options: argparse.Namespace, status: int, outcome: str, **facts: object) -> str:
    """The same object as one line, for a command that answers again and again."""
    return json.dumps(_whole(options, status, outcome, facts), ensure_ascii=False, default=_plain)


def _whole(options: argparse.Namespace, status: int, outcome: str, facts: Mapping[str, object]) -> dict[str, object]:
    return {"keikaku": __version__, "command": options.asked, "exit": status, "outcome": outcome} | dict(facts)


def _plain(fact: object) -> str:
    assert isinstance(fact, Path)  # everything else is plain already
    return fact.as_posix()


def sorry(options: argparse.Namespace, text: str, status: int = CANNOT, outcome: str = "cannot") -> int:
    """Say why nothing came of it; return the exit code."""
    if getattr(options, "json", False):
        return answer(options, status, outcome, message=text)
    print(text, file=sys.stderr)
    return status


def built_facts(built: Built, words: Words) -> dict[str, object]:
    changed = built.written
    return {
        "pages": built.pages,
        "figures": built.figures,
        "index": built.checked.workspace.site / "index.html",
        "written": changed.written if changed else (),
        "removed": changed.removed if changed else (),
        "problems": plain_problems(built.problems.sorted(), words, RULES),
        "changed": plain_changes(changed_since(built.checked.workspace) if built.problems.errors else ()),
    }
