"""The door: `build.py` needs nothing but Python, says what it does, and never uses half an environment."""

import ast
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from keikaku import __version__

SOURCE = Path(build.__file__)
Tools = list[list[str]]  # the commands that were run


def silent(ja: str, en: str) -> str:
    """Say nothing."""
    return en


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock of one package, a cache of its own and no `wheels/`."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("altair==6.0 \\\n    --hash=sha256:00\n", encoding="utf-8")
    monkeypatch.setattr(build, "LOCK", lock)
    monkeypatch.setattr(build, "WHEELS", tmp_path / "wheels")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lock


@pytest.fixture
def tools(lock: Path, monkeypatch: pytest.MonkeyPatch) -> Tools:
    """Instead of running: venv makes a file where its Python would be, pip does nothing."""
    commands: Tools = []

    def run(command: list[str], packages: int = 0) -> None:
        commands.append(command)
        if "venv" in command:
            python = build._python_in(Path(command[-1]))
            python.parent.mkdir(parents=True)
            python.touch()

    monkeypatch.setattr(build, "_run", run)
    return commands


def when_pip_runs(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    monkeypatch.setattr(build, "_run_pip", lambda *_: act())


def test_an_old_python_can_read_it_and_needs_nothing_else() -> None:
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 7))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in imports if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_an_old_python_is_told_so_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(sys, "version", "3.8.18 (default)")
    status = build.main([])
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert status == build.CANNOT_RUN
    assert "Python 3.11 以降が必要です（これは 3.8.18 です）" in said
    assert "needs Python 3.11 or newer (this is 3.8.18)" in said


def test_an_environment_is_made_once(lock: Path, tools: Tools) -> None:
    first = build.environment([lock], silent)
    commands = len(tools)
    assert build.environment([lock], silent) == first
    assert commands == len(tools) == 2


def test_another_lock_gets_another_environment(lock: Path, tools: Tools) -> None:
    first = build.environment([lock], silent)
    lock.write_text("altair==6.1", encoding="utf-8")
    assert build.environment([lock], silent) != first


def test_an_environment_is_marked_complete_last(lock: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = build.cache_folder()
    when_pip_runs(monkeypatch, lambda: marks.extend(cache.glob("*.txt")))
    marks: list[Path] = []
    python = build.environment([lock], silent)
    assert marks == []
    assert [mark.read_text(encoding="utf-8") for mark in cache.glob("*.txt")] == [python.parent.parent.name]


def test_an_interrupted_install_leaves_nothing_and_is_redone(
    lock: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    when_pip_runs(monkeypatch, interrupt)
    with pytest.raises(KeyboardInterrupt):
        build.environment([lock], silent)
    assert list(build.cache_folder().iterdir()) == []
    when_pip_runs(monkeypatch, lambda: None)
    assert build.environment([lock], silent).exists()


def test_what_a_killed_install_left_is_not_used_and_removed_a_day_later(lock: Path, tools: Tools) -> None:
    mark = build.environment([lock], silent)
    left = mark.parent.parent
    for name in build.cache_folder().glob("*.txt"):
        name.unlink()
    assert build.environment([lock], silent) != mark
    yesterday = time.time() - 25 * 60 * 60
    os.utime(left, (yesterday, yesterday))
    lock.write_text("altair==6.1", encoding="utf-8")
    build.environment([lock], silent)
    assert not left.exists()


def test_an_environment_whose_python_is_gone_is_made_again(lock: Path, tools: Tools) -> None:
    python = build.environment([lock], silent)
    python.unlink()
    assert build.environment([lock], silent).exists()


def test_of_two_first_runs_the_quicker_one_is_kept(lock: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    def let_another_run_finish() -> None:
        when_pip_runs(monkeypatch, lambda: None)
        quicker.append(build.environment([lock], silent))

    quicker: list[Path] = []
    when_pip_runs(monkeypatch, let_another_run_finish)
    assert [build.environment([lock], silent)] == quicker
    assert [path for path in build.cache_folder().iterdir() if path.is_dir()] == [quicker[0].parent.parent]


def test_packages_are_wheels_with_hashes(lock: Path, tools: Tools) -> None:
    build.environment([lock], silent)
    assert {"--require-hashes", "--only-binary=:all:", str(lock)} <= set(tools[-1])
    assert "--no-index" not in tools[-1]


def test_a_folder_of_wheels_takes_the_place_of_the_network(lock: Path, tools: Tools) -> None:
    build.WHEELS.mkdir()
    build.environment([lock], silent)
    assert tools[-1][tools[-1].index("--no-index") :][1:3] == ["--find-links", str(build.WHEELS)]


def test_the_wheel_of_a_city_s_folder_is_installed_after_what_it_needs(
    lock: Path, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "keikaku-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"one")
    without = build.environment([lock], silent)
    monkeypatch.setattr(build, "KEIKAKU", [wheel])
    first = build.environment([lock], silent)
    assert str(lock) in tools[-2]
    assert {"install", "--no-deps", "--no-index", str(wheel)} <= set(tools[-1])
    wheel.write_bytes(b"other")
    assert len({without, first, build.environment([lock], silent)}) == 3


def test_two_wheels_are_a_renewal_that_stopped_half_way(
    lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("keikaku-0.1.0-py3-none-any.whl", "keikaku-0.2.0-py3-none-any.whl")
    monkeypatch.setattr(build, "KEIKAKU", [tmp_path / name for name in names])
    assert build.main(["build", "--lang", "en"]) == build.CANNOT_RUN
    said = capsys.readouterr().err
    assert "renewal seems to have stopped" in said
    assert names[1] in said


def test_another_keikaku_that_is_installed_does_not_stand_in_for_the_folder_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keikaku-0.1.0.dist-info").mkdir()
    assert build.holds_keikaku([str(tmp_path)])
    for name, held in (("keikaku-0.1.0-py3-none-any.whl", True), ("keikaku-0.2.0-py3-none-any.whl", False)):
        monkeypatch.setattr(build, "KEIKAKU", [tmp_path / name])
        assert build.holds_keikaku([str(tmp_path)]) is held


@pytest.fixture
def downloads(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> Tools:
    """Instead of downloading, pip lays a file into the folder that it is told."""
    run = build._run

    def download(command: list[str], packages: int = 0) -> None:
        run(command, packages)
        if "download" in command:
            folder = Path(command[command.index("--dest") + 1])
            folder.mkdir(exist_ok=True)
            (folder / "new.whl").touch()

    monkeypatch.setattr(build, "_run", download)
    return tools


def options_of(command: list[str], option: str) -> list[str]:
    return [command[place + 1] for place, word in enumerate(command) if word == option]


def test_pack_fills_that_folder_anew_for_every_python(downloads: Tools) -> None:
    build.WHEELS.mkdir()
    (build.WHEELS / "old.whl").touch()
    assert build.main(["pack"]) == 0
    commands = [command for command in downloads if "download" in command]
    assert [options_of(command, "--python-version") for command in commands] == [[v] for v in build.PYTHONS]
    assert not any(options_of(command, "--platform") for command in commands)
    assert all({"--require-hashes", "--only-binary=:all:", "--no-deps"} <= set(command) for command in commands)
    assert [path.name for path in build.WHEELS.iterdir()] == ["new.whl"]


def test_pack_fills_it_for_other_computers_too(downloads: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["pack", "windows", "linux", "--lang", "ja"]) == 0
    commands = [command for command in downloads if "download" in command]
    assert len(commands) == 2 * len(build.PYTHONS)
    assert {word for command in commands for word in options_of(command, "--platform")} >= {"win_amd64"}
    assert "使えるのは windows、linux、Python 3.11～3.14 です。" in capsys.readouterr().err


def test_pack_says_what_may_follow_it(tools: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    build.WHEELS.mkdir()
    assert build.main(["pack", "dos", "--lang", "ja"]) == 2
    assert "windows、macos、linux" in capsys.readouterr().err
    assert build.WHEELS.exists()
    assert tools == []


def test_pack_answers_machines(downloads: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["pack", "windows", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "keikaku": __version__, "command": "pack", "exit": 0, "outcome": "written",
        "written": build.WHEELS.as_posix(), "megabytes": 0, "platforms": ["windows"], "pythons": list(build.PYTHONS),
    }  # fmt: skip


@pytest.mark.parametrize("asked", [["pack", "dos"], ["check"], []])
def test_machines_are_told_why_nothing_came_of_it(
    asked: list[str], lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "_run", lambda *_: _fail())
    status = build.main([*asked, "--json", "--lang", "ja"])
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["command"], found["exit"], found["outcome"]) == ((asked or ["build"])[0], status, "cannot")
    assert said.err.endswith(found["message"] + "\n")


def _fail() -> None:
    raise build.PreparationError("connection lost")


def test_half_a_folder_of_wheels_is_not_left(downloads: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_at_last(command: list[str], packages: int = 0) -> None:
        run(command, packages)
        if build.PYTHONS[-1] in command:
            raise build.PreparationError("connection lost")

    run = build._run
    monkeypatch.setattr(build, "_run", fail_at_last)
    assert build.main(["pack"]) == build.CANNOT_RUN
    assert not [path for path in build.WHEELS.parent.iterdir() if path.name.startswith("wheels")]


def test_pack_is_for_every_python_that_keikaku_runs_on() -> None:
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [name.rpartition(" ")[2] for name in project["classifiers"] if ":: Python :: 3." in name]
    assert list(build.PYTHONS) == named


def test_tests_run_in_an_environment_of_both_locks(lock: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_over: list[list[str]] = []
    monkeypatch.setattr(build, "hand_over", lambda _, arguments: handed_over.append(arguments))
    build.main(["test", "quick"])
    assert tools[-1][-4:] == ["-r", str(lock), "-r", str(build.TEST_LOCK)]
    assert handed_over == [[str(SOURCE.parent / "tests" / "run.py"), "quick"]]


FAILURES = {
    "The virtual environment was not created successfully because ensurepip is not available.": "-venv`",
    "/usr/bin/python3: No module named venv": "-venv`",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "disk is full",
    "[WinError 112] ディスクに十分な空き領域がありません。": "disk is full",
    "[Errno 13] Permission denied: '/home/x/.cache/keikaku'": "XDG_CACHE_HOME",
    "Could not determine home directory.": "XDG_CACHE_HOME",
    "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))": "HTTPS_PROXY to",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] self-signed'))": "PIP_CERT",
    "NewConnectionError: [Errno -2] Name or service not known\nERROR: No matching distribution": "build.py pack",
    "ReadTimeoutError: Read timed out. (read timeout=15)": "build.py pack",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.": "not the right one",
    "ERROR: Could not find a version that satisfies altair==6.3.0 (from versions: none)": "64-bit",
    "Traceback:\nsomething never seen before": "stopped half-way",
}


@pytest.mark.parametrize(("failure", "advice"), FAILURES.items())
def test_each_failure_gets_a_sentence_with_the_cure_and_the_line_that_tells(failure: str, advice: str) -> None:
    japanese, english = build.cure(failure)
    assert advice in english
    assert "。\n  " in japanese
    assert english.split("\n  ")[-1] in failure


def test_a_tool_that_fails_ends_in_a_sentence(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    complaint = [sys.executable, "-c", "print('[Errno 28] No space left on device'); raise SystemExit(1)"]
    run = build._run
    monkeypatch.setattr(build, "_run", lambda *_: run(complaint))
    assert build.main(["build", "--lang", "en"]) == build.CANNOT_RUN
    said = capsys.readouterr().err
    assert "The disk is full." in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "setting", "language"),
    [
        ([], "ja_JP.UTF-8", "ja"),
        ([], "en_US.UTF-8", "en"),
        ([], "C.UTF-8", "ja"),
        ([], "C", "ja"),
        (["build", "--lang", "en"], "ja_JP.UTF-8", "en"),
        (["--lang=ja"], "en_US.UTF-8", "ja"),
    ],
)
def test_it_speaks_the_language_that_was_asked_for_then_that_of_the_locale_first_of_all_japanese(
    arguments: list[str],
    setting: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LC_ALL", setting)
    build.speaker(arguments)("ja", "en")
    assert capsys.readouterr().err.strip() == language


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with `build.py` and a tiny Keikaku that tells its arguments, and on Ctrl-C takes a while to finish."""
    (tmp_path / "keikaku").mkdir()
    (tmp_path / "build.py").write_bytes(SOURCE.read_bytes())
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "keikaku" / "__main__.py").write_text(
        "import sys, time\n"
        "try:\n"
        "    print(*sys.argv[1:], flush=True)\n"
        "    if len(sys.argv) < 3: sys.exit(7)\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    if 'fall' in sys.argv: sys.exit(130)\n"
        "    time.sleep(0.6)\n"
        "    print('finished')\n",
        encoding="utf-8",
    )
    return tmp_path


def holding_keikaku(folder: Path) -> dict[str, str]:
    """The variables under which Python finds Keikaku installed, outside the checkout."""
    (folder / "site" / "keikaku-1.dist-info").mkdir(parents=True)
    return os.environ | {"PYTHONPATH": str(folder / "site")}


def test_where_keikaku_is_installed_the_checkout_simply_runs(checkout: Path, tmp_path: Path) -> None:
    settings = holding_keikaku(tmp_path) | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    ran = subprocess.run([sys.executable, checkout / "build.py"], capture_output=True, env=settings, check=False)
    assert (ran.stdout.split(), ran.stderr, ran.returncode) == ([b"build"], b"", 7)
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent by a test there")
@pytest.mark.parametrize(("word", "said", "status"), [("wait", b"finished", 0), ("fall", b"", 130)])
def test_ctrl_c_is_left_to_keikaku_whose_end_is_passed_on(
    checkout: Path, tmp_path: Path, word: str, said: bytes, status: int
) -> None:
    """Its first line tells that it runs: by then `build.py` must leave Ctrl-C to it, however busy the machine is."""
    with subprocess.Popen(
        [sys.executable, str(checkout / "build.py"), "preview", word],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=holding_keikaku(tmp_path), start_new_session=True,
    ) as ran:  # fmt: skip
        assert ran.stdout
        assert ran.stderr
        assert ran.stdout.readline().split() == [b"preview", word.encode()]
        os.killpg(ran.pid, signal.SIGINT)
        assert (ran.stdout.read().strip(), ran.stderr.read(), ran.wait()) == (said, b"", status)


def test_ctrl_c_belongs_to_keikaku_before_it_is_started(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its start and the handler, Ctrl-C would have ended `build.py` with an exit code of its own."""
    handlers: list[object] = []

    def start(*_: object, **__: object) -> None:
        handlers.append(signal.getsignal(signal.SIGINT))
        raise OSError("no child")

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(subprocess, "Popen", start)
    try:
        with pytest.raises(OSError, match="no child"):
            build.hand_over(Path(sys.executable), [])
    finally:
        signal.signal(signal.SIGINT, before)
    assert handlers != [before]
    assert callable(handlers[0])  # SIG_IGN is none, and a child would inherit it


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8"])
def test_a_message_survives_any_console(checkout: Path, tmp_path: Path, encoding: str) -> None:
    settings = os.environ | {"PYTHONIOENCODING": encoding, "LC_ALL": "ja_JP.UTF-8", "XDG_CACHE_HOME": "/dev/null"}
    ran = subprocess.run([sys.executable, checkout / "build.py"], capture_output=True, env=settings, check=False)
    said = ran.stderr.decode(encoding)
    assert ran.returncode == build.CANNOT_RUN
    assert ("First run" if encoding == "ascii" else "はじめての実行です") in said
    assert "Traceback" not in said
