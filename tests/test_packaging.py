"""What is handed on: the wheel is whole, the locks are safe to install from, and the files suit every system."""

import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from keikaku.starting.wheel import own_wheel, package_files

ROOT = Path(__file__).parent.parent
LOCKS = [ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"]
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def files_under(*folders: str) -> Iterator[Path]:
    """The files of the repository in `folders`, without what Python leaves there."""
    for folder in folders:
        paths = sorted((ROOT / folder).rglob("*"))
        yield from (path for path in paths if path.is_file() and "__pycache__" not in path.parts)


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    return zipfile.ZipFile(next(folder.glob("keikaku-*.whl")))


def test_the_wheel_holds_the_whole_package_the_theme_and_what_starts_a_folder(wheel: zipfile.ZipFile) -> None:
    expected = package_files()
    assert {"keikaku/cli/entry.py", "keikaku/theme/tokens.yaml", "keikaku/starting/build.py"} < expected.keys()
    assert {path.relative_to(ROOT).as_posix() for path in files_under("keikaku")} < expected.keys()
    assert {f"keikaku/{path.relative_to(ROOT).as_posix()}" for path in files_under("theme")} < expected.keys()
    assert {name for name in wheel.namelist() if name.startswith("keikaku/")} == expected.keys()


def test_the_wheel_that_keikaku_makes_is_the_built_one_but_for_its_description(wheel: zipfile.ZipFile) -> None:
    own = zipfile.ZipFile(io.BytesIO(own_wheel()))
    assert sorted(own.namelist()) == sorted(wheel.namelist())
    for name in own.namelist():
        if not name.endswith(("/METADATA", "/RECORD", "/WHEEL")):
            assert own.read(name) == wheel.read(name), name


def test_the_wheel_brings_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    names = {Path(name).name: name for name in wheel.namelist()}
    assert "keikaku = keikaku.cli:main" in wheel.read(names["entry_points.txt"]).decode()
    assert "License-Expression: MIT" in wheel.read(names["METADATA"]).decode()
    assert b"Keikaku contributors" in wheel.read(names["LICENSE"])


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=]", dependency)[0] for dependency in project["dependencies"]}
    assert named <= pins(LOCKS[0]).keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_has_hashes_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(lock)) > 0
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", text.partition("\n\n")[2] or text)


def test_what_is_installed_is_the_same_everywhere() -> None:
    """`pack` on one system fetches what another one needs, and pip reads markers as of the system that it runs on."""
    assert ";" not in LOCKS[0].read_text(encoding="utf-8")


def test_the_locks_agree_on_what_both_hold() -> None:
    keikaku, tests = map(pins, LOCKS)
    both = keikaku.keys() & tests.keys()
    assert {name: keikaku[name] for name in both} == {name: tests[name] for name in both}


def test_every_file_name_suits_every_system() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in files_under("keikaku", "theme", "content", "data", "tests")]
    parts = {part for name in names for part in name.split("/")}
    assert names
    assert [part for part in parts if RESERVED.match(part) or re.search(r'[<>:"\\|?*]|[. ]$', part)] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) < 150
