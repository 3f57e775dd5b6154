"""A city's folder: it works by itself, its tools are renewed as a whole, and nobody's files are touched."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from keikaku import __version__, cli
from keikaku.output import OutputError, Reason
from keikaku.output.machine import write_file
from keikaku.pipeline import build, check
from keikaku.starting import READ_ME, NoFolderError, NotEmptyError, renew, start
from keikaku.starting.wheel import WHEEL, own_wheel

ROOT = Path(__file__).parents[2]
TOOLS = {"build.py", "requirements.lock", WHEEL, READ_ME, "確認.bat", "公開.bat", "確認.command", "公開.command"}
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder, which no test changes."""
    path = tmp_path_factory.mktemp("city") / "plan"
    start(path)
    return path


@pytest.fixture(scope="module")
def installed(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The variables under which Python finds Keikaku installed from the folder's wheel, and no checkout."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "--quiet", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(city / WHEEL)], check=True)
    return os.environ | {"PYTHONPATH": str(target), "LC_ALL": "ja_JP.UTF-8", "PYTHONUTF8": "1"}


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def run(place: Path, settings: Mapping[str, str], *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=place, env=settings, capture_output=True, encoding="utf-8", check=False)


# A small plan that works


@pytest.mark.parametrize("example", [False, True])
def test_a_new_folder_builds_without_errors_or_open_warnings(tmp_path: Path, example: bool) -> None:
    start(tmp_path / "plan", example=example)
    problems = check(tmp_path / "plan").problems
    assert [str(problem) for problem in problems if not problem.acknowledged] == []


def test_what_a_new_folder_publishes_is_sound_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    start(tmp_path / "plan")
    built = build(tmp_path / "plan")
    assert [str(problem) for problem in built.problems] == []
    home = (tmp_path / "plan/site/index.html").read_text("utf-8")
    assert "架空町は実在しません" in home
    assert built.figures > 2


def test_build_py_in_a_new_folder_builds_it_with_the_keikaku_of_its_wheel(
    city: Path, installed: Mapping[str, str], tmp_path: Path
) -> None:
    place = tmp_path / "plan"
    start(place)
    ran = run(place, installed, sys.executable, "build.py")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert "問題はありません。" in ran.stdout
    assert (place / "site/plan/indicators/membership/index.html").is_file()


@ON_POSIX
def test_what_is_double_clicked_finds_its_folder_and_releases(installed: Mapping[str, str], tmp_path: Path) -> None:
    place = tmp_path / "計画 1"
    start(place)
    ran = run(tmp_path, {**installed, **with_python(tmp_path)}, place / "公開.command", "--today", "2026-04-01")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert (place / "release/2026-04-01.zip").is_file()


@ON_POSIX
def test_what_is_double_clicked_says_how_to_get_python(city: Path, tmp_path: Path) -> None:
    ran = run(tmp_path, os.environ | with_python(tmp_path, there=False), city / "確認.command")
    assert "https://www.python.org/downloads/" in ran.stdout
    assert (ran.stderr, ran.returncode) == ("", 3)


def with_python(folder: Path, *, there: bool = True) -> Mapping[str, str]:
    """A PATH with one Python, which is new enough or is not there."""
    (folder / "bin").mkdir()
    (folder / "bin/dirname").symlink_to("/usr/bin/dirname")
    python = folder / "bin/python3"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n' if there else "#!/bin/sh\nexit 1\n", "utf-8")
    python.chmod(0o755)
    return {"PATH": str(folder / "bin")}


@pytest.mark.parametrize("name", ["確認.bat", "公開.bat"])
def test_a_batch_file_is_read_right_by_any_windows(city: Path, name: str) -> None:
    """Its language is ASCII; words come after the console was told that they are UTF-8, in lines that cannot break."""
    lines = (city / name).read_bytes().split(b"\r\n")
    assert not any(b"\n" in line for line in lines)
    assert [line for line in lines if not line.isascii() and not line.startswith(b"  echo ")] == []
    assert lines.index(b"chcp 65001 >nul") < next(n for n, line in enumerate(lines) if not line.isascii())
    words = [line for line in lines if line.startswith(b"  echo ")]
    assert not any(sign in line for line in words for sign in (b"&", b"|", b"<", b">", b"^", b"%", b")"))


def test_the_read_me_says_the_version_and_names_every_tool(city: Path) -> None:
    text = (city / READ_ME).read_bytes().decode("utf-8-sig")
    assert f"この道具は Keikaku {__version__} です。\r\n" in text
    assert [name for name in TOOLS if name not in text] == []
    assert "{" not in text


def test_the_read_me_names_files_and_commands_that_are_there(city: Path) -> None:
    text = (city / READ_ME).read_text("utf-8-sig")
    for name in ("keikaku.yaml", "data/plan/plan.yaml", "content/plan/index.md"):
        assert name in text
        assert (city / name).is_file()
    for command in ("preview", "review", "release", "new"):
        assert f"build.py {command}" in text
        with pytest.raises(SystemExit, match="0"):
            cli.main([command, "--help"])


# Whose is what


@pytest.mark.parametrize("name", ["note.txt", ".hidden", "data"])
def test_a_folder_that_holds_anything_is_refused_and_left_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(NotEmptyError):
        start(tmp_path)
    with pytest.raises(NotEmptyError):
        start(tmp_path / name)
    assert contents(tmp_path) == {name: b"mine"}


def test_what_systems_leave_in_a_folder_does_not_count(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    (tmp_path / ".git").mkdir()
    assert set(start(tmp_path).files) > TOOLS


def test_where_the_disk_is_full_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, content: bytes) -> None:
        if path.name == WHEEL:
            raise OutputError(path, Reason.DISK_FULL)
        write_file(path, content)

    monkeypatch.setattr("keikaku.starting.folder.write_file", fail)
    with pytest.raises(OutputError):
        start(tmp_path / "plan")
    assert contents(tmp_path) == {}


def test_renewing_brings_the_tools_back_and_touches_nothing_else(city: Path, tmp_path: Path) -> None:
    start(tmp_path)
    for name in TOOLS:
        (tmp_path / name).write_text("old", "utf-8")
    mine = {"data/plan/plan.yaml", "content/plan/index.md", "keikaku.yaml", ".gitignore", "theme/styles/own.css"}
    for name in mine:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine", "utf-8")
    assert set(renew(tmp_path).files) == TOOLS
    found, new = contents(tmp_path), contents(city)
    assert {name: found[name] for name in TOOLS} == {name: new[name] for name in TOOLS}
    assert {found[name] for name in mine} == {b"mine"}


def test_renewing_takes_the_wheel_of_the_version_before_away(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / WHEEL).rename(tmp_path / "keikaku-0.0.9-py3-none-any.whl")
    (tmp_path / "wheels").mkdir()
    renewed = renew(tmp_path)
    assert (renewed.before, renewed.version, renewed.has_old_wheels) == ("0.0.9", __version__, True)
    assert [path.name for path in tmp_path.glob("*.whl")] == [WHEEL]
    assert not renew(tmp_path).has_old_wheels


def test_only_a_city_s_folder_is_renewed(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", ROOT):
        with pytest.raises(NoFolderError):
            renew(place)
    assert contents(tmp_path) == {}


# The wheel


def test_the_wheel_of_an_installed_keikaku_is_the_one_that_it_came_from(
    city: Path, installed: Mapping[str, str], tmp_path: Path
) -> None:
    ran = run(tmp_path, installed, sys.executable, "-P", "-m", "keikaku", "new", "other")
    assert (ran.stderr, ran.returncode) == ("", 0)
    assert contents(tmp_path / "other") == contents(city)


def test_the_wheel_holds_what_the_built_one_holds_and_no_litter(city: Path) -> None:
    names = zipfile.ZipFile(city / WHEEL).namelist()
    assert {"keikaku/starting/build.py", "keikaku/theme/tokens.yaml", "keikaku/cli/entry.py"} < set(names)
    assert [name for name in names if "__pycache__" in name or "/." in name] == []
    assert names == list(dict.fromkeys(names))


def test_the_same_keikaku_makes_the_same_bytes(city: Path) -> None:
    assert own_wheel() == (city / WHEEL).read_bytes()


# The command line


def test_the_command_says_what_it_did_and_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "plan"
    assert cli.main(["new", str(place), "--lang", "ja"]) == 0
    did, next_step = capsys.readouterr().out.splitlines()
    assert did == f"「{place}」に、小さな計画と道具（Keikaku {__version__}）を書きました。"
    assert next_step == f"次に、{place / READ_ME} を開いてください。"
    assert cli.main(["new", str(place), "--lang", "ja"]) == cli.CANNOT
    assert "空ではありません" in capsys.readouterr().err
    assert cli.main(["new", str(place), "--renew", "--lang", "ja"]) == 0
    assert f"前の版：{__version__}" in capsys.readouterr().out
    assert cli.main(["new", str(tmp_path), "--renew", "--lang", "ja"]) == cli.CANNOT
    assert "new で始めたフォルダーではない" in capsys.readouterr().err
