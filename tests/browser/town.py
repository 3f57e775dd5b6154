"""The small town's site: one of everything that a plan can hold, and a history of all that releases can change."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from keikaku.pages.updates import Update, UpdatedPage, UpdatedValue
from keikaku.pipeline import build
from keikaku.workspace import Workspace

ROOT = Path(__file__).parents[1] / "examples" / "small-town"
VALUE = UpdatedValue(
    "貸出冊数", "small-town/indicators/lending/index.html", "令和5年度", "実績", "3.0冊", "3.2冊", "数え直した。"
)
PAGE = UpdatedPage("図書館運営事業", "small-town/projects/library/index.html", "終わった。")
TOLD = (
    Update(
        date(2026, 5, 1),
        corrections=(VALUE,),
        changed_values=(VALUE,),
        gone_values=(VALUE,),
        new_values=(VALUE,),
        new_pages=(PAGE,),
        gone_pages=(UpdatedPage("まつり", "small-town/projects/festival/index.html", "終わった。"),),
        gone_parts=(UpdatedPage("評価 – 目標 集まる町", "small-town/index.html", "終わった。"),),
        changed_pages=(PAGE,),
    ),
    Update(date(2026, 4, 1), is_first=True),
)


def build_town(folder: Path) -> None:
    """Build a copy, in a folder beside: a build leaves its drawings where the plan is."""
    workspace = folder.with_name("workspace")
    shutil.copytree(ROOT, workspace, ignore=shutil.ignore_patterns(".keikaku", "site"))
    problems = build(workspace, folder, history=_history).problems
    assert [f"{error.at} [{error.rule}]" for error in problems.errors] == []


def _history(workspace: Workspace) -> Sequence[Update]:
    return TOLD
