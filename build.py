#!/usr/bin/env python3
"""Run Keikaku with nothing but Python: make its environment once, then hand over to the command line.

Keikaku is the checkout that this file lies in or, in a city's folder, the wheel beside it.

`build.py [arguments]` is `keikaku [arguments]`, and without arguments `keikaku build`.
`build.py test [browser | quick | arguments for pytest]` runs Keikaku's own tests (tests/run.py).
`build.py pack [windows | macos | linux]` fills wheels/, with which such computers need no network.
"""

import hashlib
import json
import locale
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Callable

HERE = Path(__file__).absolute().parent
LOCK, TEST_LOCK, WHEELS = HERE / "requirements.lock", HERE / "tests" / "requirements.lock", HERE / "wheels"
KEIKAKU = sorted(HERE.glob("keikaku-*-py3-none-any.whl"))  # in a city's folder one; in a checkout none
CANNOT_RUN = 3  # exit code: the computer needs something, not the plan
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# What pip calls the computers that `pack` may fill wheels/ for, the newest first.
PLATFORMS = {
    "windows": ("win_amd64",),
    "macos": ("macosx_14_0_arm64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
}
Say = Callable[[str, str], str]  # tells the user, in Japanese or in English; what was told

TOO_OLD = (
    "Keikaku を動かすには Python 3.11 以降が必要です（これは {} です）。\n"
    "Keikaku needs Python 3.11 or newer (this is {})."
)
# What the tools say when they fail, and what to do about it; the first that fits.
CURES = (
    (
        "ensurepip is not available|No module named '?(venv|ensurepip)",
        "Python の venv がありません。Debian や Ubuntu では「sudo apt install python{0}-venv」を実行してください。",
        "This Python has no venv. On Debian or Ubuntu run `sudo apt install python{0}-venv`.",
    ),
    (
        r"Errno (28|122)\b|WinError 112\b|No space left",
        "ディスクの空きが足りません。500 MB ほど空けて、もう一度実行してください。",
        "The disk is full. Free about 500 MB and try again.",
    ),
    (
        r"Errno (13|30)\b|WinError 5\b|Permission denied|home directory",
        "書き込めない場所があります。書き込めるフォルダーを環境変数 XDG_CACHE_HOME に指定してください。",
        "A folder cannot be written to. Name one that can in the variable XDG_CACHE_HOME.",
    ),
    (
        "DO NOT MATCH THE HASHES",
        "届いた部品が本来のものと一致しません。もう一度実行し、続くようならネットワークの管理者にご相談ください。",
        "A package that arrived is not the right one. Try again; if it persists, ask those who run your network.",
    ),
    (
        "ProxyError|Proxy Authentication|Tunnel connection failed",
        "プロキシを通れません。環境変数 HTTPS_PROXY に「http://利用者:パスワード@プロキシ:ポート」を指定してください。",
        "The proxy does not let us through. Set HTTPS_PROXY to http://user:password@proxy:port.",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "通信の証明書を確かめられません。組織の証明書のファイル（PEM 形式）を環境変数 PIP_CERT に指定してください。",
        "The connection's certificate is not trusted. Name your organisation's certificate (PEM) in PIP_CERT.",
    ),
    (
        "connection|getaddrinfo|name resolution|unreachable|time(d |-)?out",
        "インターネットにつながりません。プロキシがあれば環境変数 HTTPS_PROXY に指定してください。\n"
        "つながらない場所では、つながるパソコンで「build.py pack」を実行し、できた wheels を build.py の隣に置きます。",
        "No connection to the internet. If there is a proxy, name it in HTTPS_PROXY. Where there is no network, run\n"
        "`build.py pack` on a computer that has one, and put its folder wheels/ beside build.py.",
    ),
    (
        "No matching distribution|Could not find a version|not a supported wheel",
        "この Python（{0}、{1}）に合う部品がありません。64 ビット版の Python 3.11～3.14 をお使いください。\n"
        "wheels フォルダーがあれば、「build.py pack windows」のように、使うパソコンの種類を書いて作り直してください。",
        "There are no packages for this Python ({0}, {1}). Use a 64-bit Python 3.11 to 3.14.\n"
        "Make a folder wheels/ anew, naming the kind of computer it is for: `build.py pack windows`.",
    ),
    (
        "more than one Keikaku",
        "道具の更新が途中で止まったようです。新しい版で、もう一度「build.py new --renew」を実行してください。",
        "A renewal seems to have stopped half-way. Run `build.py new --renew` again, in the folder of the new version.",
    ),
    (
        r"\Z",
        "準備が途中で止まりました。もう一度実行してください。",
        "The preparation stopped half-way. Please try again.",
    ),
)


class PreparationError(Exception):
    """The environment could not be made; the text is what the tools said."""


def main(arguments: "list[str]") -> int:
    if sys.version_info < (3, 11):
        print(TOO_OLD.replace("{}", sys.version.split()[0]), file=sys.stderr)
        return CANNOT_RUN
    say = speaker(arguments)
    try:
        if arguments[:1] == ["test"] and TEST_LOCK.exists():
            return hand_over(environment([LOCK, TEST_LOCK], say), [str(HERE / "tests" / "run.py"), *arguments[1:]])
        if arguments[:1] == ["pack"]:
            return pack(arguments[1:], say)
        if len(KEIKAKU) > 1:
            raise PreparationError("more than one Keikaku: " + ", ".join(wheel.name for wheel in KEIKAKU))
        python = Path(sys.executable) if holds_keikaku(sys.path[1:]) else environment([LOCK], say)
        return hand_over(python, ["-P", "-m", "keikaku", *(arguments or ["build"])])
    except (PreparationError, OSError, RuntimeError) as error:
        return answer(arguments, CANNOT_RUN, "cannot", message=say(*cure(str(error))))
    except KeyboardInterrupt:
        return 130


def speaker(arguments: "list[str]") -> Say:
    """Japanese, unless `--lang` or the locale asks for English or the console cannot show Japanese."""
    asked = re.search(r"--lang[= ](\S+)", " ".join(arguments))
    settings = [asked.group(1) if asked else None, *map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))]
    language = next(filter(None, settings), locale.setlocale(locale.LC_CTYPE))
    shown = "計画".encode(sys.stderr.encoding or "ascii", "ignore")
    japanese = shown and not language.lower().startswith("en")

    def say(ja: str, en: str) -> str:
        print(ja if japanese else en, file=sys.stderr, flush=True)
        return ja if japanese else en

    return say


def answer(arguments: "list[str]", status: int, outcome: str, **facts: object) -> int:
    """Return the exit code, and with `--json` say it to machines too, in the shape in which all commands answer."""
    if "--json" in arguments:
        command = next((word for word in arguments[:1] if not word.startswith("-")), "build")
        head = {"keikaku": version(), "command": command, "exit": status, "outcome": outcome}
        print(json.dumps({**head, **facts}, ensure_ascii=False, indent=2), flush=True)
    return status


def version() -> str:
    if KEIKAKU:
        return KEIKAKU[0].name.split("-")[1]
    return (HERE / "keikaku" / "__init__.py").read_text(encoding="utf-8").split('"')[-2]


def holds_keikaku(folders: "list[str]") -> bool:
    """Whether Keikaku, and with it all it needs, was installed into one of `folders` by an installer.

    Where a city's folder brings its own Keikaku, only that version counts.
    """
    wanted = version() if KEIKAKU else "*"
    return any(next(Path(folder).glob(f"keikaku-{wanted}.dist-info"), None) for folder in folders)


def environment(locks: "list[Path]", say: Say) -> Path:
    """The Python of an environment that holds `locks`: the one kept, else a new one.

    Each is made in a folder of its own and counts as complete once a mark, written last, names it. So an
    interrupted one is never used, and two first runs at the same time do not meet.
    """
    facts = [sysconfig.get_platform(), str(sysconfig.get_config_var("EXT_SUFFIX"))]
    facts += [lock.read_text(encoding="utf-8") for lock in locks]
    facts += [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in KEIKAKU]
    mark = cache_folder() / (hashlib.sha256("\0".join(facts).encode()).hexdigest()[:12] + ".txt")
    return _python_named_by(mark) or _make(mark, locks, say)


def _make(mark: Path, locks: "list[Path]", say: Say) -> Path:
    say(
        f"はじめての実行です。必要な部品を {mark.parent} に準備します（1 分ほど、一度だけです）。",
        f"First run: preparing what is needed in {mark.parent} (about a minute, only this once).",
    )
    started = time.monotonic()
    mark.parent.mkdir(parents=True, exist_ok=True)
    _sweep(mark.parent)
    folder = Path(tempfile.mkdtemp(prefix=mark.stem + "-", dir=str(mark.parent)))
    try:
        _fill(folder, locks)
        if not _python_named_by(mark):
            (folder / "mark").write_text(folder.name, encoding="utf-8")
            os.replace(str(folder / "mark"), str(mark))
    finally:
        if _python_named_by(mark) != _python_in(folder):  # interrupted, or another first run was quicker
            shutil.rmtree(str(folder), ignore_errors=True)
    say(f"準備ができました（{time.monotonic() - started:.0f} 秒）。", f"Ready ({time.monotonic() - started:.0f} s).")
    return _python_named_by(mark) or _python_in(folder)


def cache_folder() -> Path:
    """The user's own folder for what can be made again; never beside the plan, which may lie on a shared drive."""
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"]).absolute() / "keikaku"
    if os.name == "nt" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "keikaku" / "Cache"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "keikaku"


def _python_named_by(mark: Path) -> "Path | None":
    if not mark.exists():
        return None
    python = _python_in(mark.parent / mark.read_text(encoding="utf-8"))
    return python if python.exists() else None


def _python_in(folder: Path) -> Path:
    if os.name == "nt":  # a Python from Windows' own store writes elsewhere than it was told
        return Path(os.path.realpath(str(folder / "Scripts" / "python.exe")))
    return folder / "bin" / "python"


def _sweep(cache: Path) -> None:
    """Remove what killed runs left; what is younger than a day may still be in the making."""
    named = {mark.read_text(encoding="utf-8") for mark in cache.glob("*.txt")}
    for folder in cache.glob("*-*"):
        with suppress(OSError):  # another run may be sweeping too
            if folder.name not in named and time.time() - folder.stat().st_mtime > 24 * 60 * 60:
                shutil.rmtree(str(folder))


def _fill(folder: Path, locks: "list[Path]") -> None:
    _run([sys.executable, "-m", "venv", str(folder)])
    offline = WHEELS.is_dir() and TEST_LOCK not in locks
    source = ["--no-index", "--find-links", str(WHEELS)] if offline else []
    _run_pip(_python_in(folder), "install", locks, source)
    if KEIKAKU:  # what it needs is there by now
        itself = ["--no-deps", "--no-index", "--disable-pip-version-check", str(KEIKAKU[0])]
        _run([str(_python_in(folder)), "-m", "pip", "install", *itself])


def _run_pip(python: Path, verb: str, locks: "list[Path]", options: "list[str]") -> None:
    checks = ["--require-hashes", "--only-binary=:all:", "--no-input", "--progress-bar=off", "--retries=2"]
    wanted = [word for lock in locks for word in ("-r", str(lock))]
    pins = sum(len(re.findall("^[^ #]+==", lock.read_text(encoding="utf-8"), re.MULTILINE)) for lock in locks)
    _run([str(python), "-m", "pip", verb, "--disable-pip-version-check", *checks, *options, *wanted], pins)


def _run(command: "list[str]", packages: int = 0) -> None:
    """Run a tool in silence but for a bar of its packages; when it fails, what it said is the error."""
    settings = dict(os.environ, PYTHONUTF8="1", PIP_USER="0")
    said, done, watched = [], 0, packages and sys.stderr.isatty()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", env=settings
    ) as tool:
        for line in tool.stdout or ():
            said.append(line)
            done += line.startswith(("Collecting ", "Processing "))
            if watched:
                bar = "#" * (30 * done // packages)
                print(f"\r[{bar:<30}] {done}/{packages} ", end="", file=sys.stderr, flush=True)
    if watched:
        print(file=sys.stderr)
    if tool.returncode:
        raise PreparationError("".join(said))


def pack(arguments: "list[str]", say: Say) -> int:
    """Fill wheels/ for the kinds of computers that are named, else for this kind; for every Python that will do."""
    if set(arguments) - set(PLATFORMS) - {"--lang", "ja", "en", "--json"}:
        text = say("pack のあとには、windows、macos、linux を書けます。", "After pack, write windows, macos or linux.")
        return answer(["pack", *arguments], 2, "cannot", message=text)
    shutil.rmtree(str(WHEELS), ignore_errors=True)  # one of another version would stand in its own way
    python, part = environment([LOCK], say), WHEELS.with_name("wheels.part")
    kinds = [kind for kind in PLATFORMS if kind in arguments]
    try:
        for kind in kinds or [""]:
            of_kind = [word for platform in PLATFORMS.get(kind, ()) for word in ("--platform", platform)]
            for python_version in PYTHONS:
                say(f"Python {python_version} {kind}".strip(), f"Python {python_version} {kind}".strip())
                options = ["--no-deps", "--python-version", python_version, "--dest", str(part)]
                _run_pip(python, "download", [LOCK], options + of_kind)
        os.replace(str(part), str(WHEELS))
    finally:
        shutil.rmtree(str(part), ignore_errors=True)  # half of it would be taken for all
    size = sum(wheel.stat().st_size for wheel in WHEELS.iterdir()) // 1000000
    say(
        f"{WHEELS} に部品をそろえました（{size} MB）。このフォルダーごと運ぶと、つながらないパソコンでも動きます。\n"
        f"使えるのは {'、'.join(kinds) or 'これと同じ種類のパソコン'}、Python {PYTHONS[0]}～{PYTHONS[-1]} です。",
        f"{WHEELS} is filled ({size} MB). Taken along beside build.py, it makes the network needless\n"
        f"on {', '.join(kinds) or 'computers of this kind'} with Python {PYTHONS[0]} to {PYTHONS[-1]}.",
    )
    facts = {"written": WHEELS.as_posix(), "megabytes": size, "platforms": kinds, "pythons": PYTHONS}
    return answer(["pack", *arguments], 0, "written", **facts)


def cure(said: str) -> "tuple[str, str]":
    """What to do about a failure, in both languages, each followed by the line that tells it."""
    found = ((re.search(f"^.*({signs}).*$", said.strip(), re.M | re.I), ja, en) for signs, ja, en in CURES)
    line, ja, en = next((line.group(0).strip()[:200], ja, en) for line, ja, en in found if line)
    facts = "{}.{}".format(*sys.version_info), sysconfig.get_platform()
    return f"{ja.format(*facts)}\n  {line}", f"{en.format(*facts)}\n  {line}"


def hand_over(python: Path, arguments: "list[str]") -> int:
    """Run `python` on the code of this checkout, where it is one, and return its exit code.

    Not by exec, which on Windows returns to the prompt at once. The child hears Ctrl-C itself and is given the
    time to finish; `subprocess.run` would kill it. What came of that is the child's exit code, whenever it was pressed.
    """
    code = [str(HERE)]
    if python == Path(sys.executable):  # there, Keikaku may have been found on this path; elsewhere it would disturb
        code += filter(None, [os.environ.get("PYTHONPATH")])
    settings = dict(os.environ, PYTHONPATH=os.pathsep.join(code))
    signal.signal(signal.SIGINT, lambda *_: None)  # before there is a child; a function, which it does not inherit
    with subprocess.Popen([str(python), *arguments], env=settings) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        status = child.wait()
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
