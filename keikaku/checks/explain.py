"""What each rule of the checks asks, and why: the docstring of its function."""

import inspect

from keikaku.checks.pages import PAGE_CHECKS
from keikaku.checks.plans import CHECKS

RULES = {check.__name__.replace("_", "-"): inspect.getdoc(check) or "" for check in (*CHECKS, *PAGE_CHECKS)}


def explanation(rule: str) -> str:
    return f"{rule}\n{RULES[rule]}"
