"""One way through: which part may import which. A wall that proves wrong is moved here, for a reason."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "keikaku"
MODULES = sorted(PACKAGE.rglob("*.py"))

PLAIN = "problems values years words kept"
MAY_IMPORT = {
    "problems": "",
    "values": "",
    "years": "",
    "words": "",
    "output": "kept",
    "kept": "",
    "lines": "",
    "colours": "problems",
    "terms": "",  # links the glossary's terms on a finished page: text in, text out
    "figure": "values years",
    "plan": "problems values years colours lines kept",
    "workspace": "problems values years colours",
    "progress": "plan values years kept",
    "reading": "plan problems values years workspace kept lines",
    "checks": "plan problems progress pages values years workspace colours kept",
    "pages": "plan problems progress figure values years words workspace kept lines",
    "charts": "figure values years words kept",
    "rendering": "pages charts figure output workspace problems terms kept",
    "styles": "pages charts figure output workspace problems colours",
    "exports": "plan progress figure pages output values years words workspace kept",
    "imports": "problems values years",
    "remembered": "lines kept reading workspace",
    "report": "problems words",
    "changed": "lines remembered report words",
    "pipeline": f"{PLAIN} output figure plan workspace progress reading checks pages charts rendering styles exports"
    " theme_faults remembered",
    "theme_faults": "rendering words problems workspace",
    "audit": "pages words workspace",
    "theming": "pages styles workspace words",
    "gallery": "pages charts rendering styles output figure words workspace",  # no plans in it
    "preview": "pipeline output report changed workspace problems words kept",
    "release": "pipeline output report workspace problems values words",
    "starting": "output",
}
ANYTHING = {"cli", "__main__"}  # where everything meets
# Libraries that have one home, so that the rest neither waits for them nor depends on them.
HOMES = {
    "altair": {"charts"},
    "vl_convert": {"charts"},
    "jinja2": {"rendering"},
    "budoux": {"charts", "rendering"},
    "markdown": {"reading"},
    "nh3": {"reading"},
    "pydantic": {"plan", "reading"},
    "babel": {"words"},
    "livereload": {"preview"},
    "watchfiles": {"preview"},
    "argparse": {"cli"},
    "playwright": {"audit"},
}


def part_of(module: Path) -> str:
    """The top-level module or package that a file belongs to; empty for the package itself."""
    part = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if part == "__init__" else part


@cache
def imports(module: Path) -> tuple[str, ...]:
    """The full names of what a file imports, wherever in it."""
    return tuple(_names(ast.parse(module.read_text(encoding="utf-8"))))


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import relative to itself hides where it leads"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(module: Path) -> set[str]:
    """The parts of Keikaku, other than its own, that a file imports. Its version is everybody's."""
    names = [name.split(".")[1] for name in imports(module) if name.startswith("keikaku.")]
    return {name for name in names if not name.startswith("__")} - {part_of(module)}


def test_every_part_has_its_place_in_the_table() -> None:
    assert MODULES
    assert {part_of(module) for module in MODULES} - {""} <= set(MAY_IMPORT) | ANYTHING


def test_nothing_may_import_what_may_import_it() -> None:
    for part, allowed in MAY_IMPORT.items():
        assert not [other for other in allowed.split() if part in MAY_IMPORT[other].split()], part


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PACKAGE).as_posix())
def test_a_part_imports_only_what_it_may(module: Path) -> None:
    part = part_of(module)
    if part in ANYTHING:
        return
    assert parts_imported(module) <= set(MAY_IMPORT.get(part, "").split())


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_used_in_its_home_alone(library: str) -> None:
    users = {part_of(module) for module in MODULES if any(name.split(".")[0] == library for name in imports(module))}
    assert users <= HOMES[library]
