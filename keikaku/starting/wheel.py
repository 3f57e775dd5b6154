"""Pack Keikaku into one file, a wheel, which a city's folder carries: from a checkout, or from where it is installed.

The same Keikaku makes the same bytes, also out of a wheel that was made here.
"""

import base64
import hashlib
import io
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from keikaku import __version__

PACKAGE = Path(__file__).parent.parent
WHEEL = f"keikaku-{__version__}-py3-none-any.whl"
_INFO = f"keikaku-{__version__}.dist-info"
_KIND = f"Wheel-Version: 1.0\nGenerator: keikaku {__version__}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_DESCRIBED = ("METADATA", "entry_points.txt")  # with licenses/, all of an installed package that is not about its place
_TIME = (1980, 1, 1, 0, 0, 0)


class NotWholeError(Exception):
    """This Keikaku is neither installed nor a checkout: somebody copied a part of it."""


def own_wheel() -> bytes:
    files = {name: path.read_bytes() for name, path in package_files().items()}
    files |= {f"{_INFO}/{name}": content for name, content in _description().items()}
    files[f"{_INFO}/WHEEL"] = _KIND.encode()
    files[f"{_INFO}/RECORD"] = _record(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def package_files() -> dict[str, Path]:
    """Where each file of the package lies, by its name in the wheel. Some lie elsewhere in a checkout."""
    files = dict(_files_under(PACKAGE, "keikaku"))
    for place, name in _brought_in().items():
        path = PACKAGE.parent / place
        files |= dict(_files_under(path, name)) if path.is_dir() else {name: path}
    return dict(sorted(files.items()))


def _files_under(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _brought_in() -> Mapping[str, str]:
    """What pyproject.toml lays into the wheel from outside the package; in an installed one it is there already."""
    project = _project()
    settings = project["tool"]["hatch"]["build"]["targets"]["wheel"] if project else {}
    brought_in: Mapping[str, str] = settings.get("force-include", {})
    return brought_in


def _project() -> dict[str, Any]:
    path = PACKAGE.parent / "pyproject.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _description() -> dict[str, bytes]:
    installed = PACKAGE.parent / _INFO
    if installed.is_dir():
        paths = [*(installed / name for name in _DESCRIBED), *sorted((installed / "licenses").rglob("*"))]
        return {path.relative_to(installed).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    project = _project().get("project")
    if not project:
        raise NotWholeError
    return {
        "METADATA": _metadata(project).encode(),
        "entry_points.txt": _commands(project["scripts"]).encode(),
        **{f"licenses/{name}": (PACKAGE.parent / name).read_bytes() for name in project["license-files"]},
    }


def _metadata(project: Mapping[str, Any]) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {__version__}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        *(f"License-File: {name}" for name in project["license-files"]),
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {dependency}" for dependency in project["dependencies"]),
    ]
    return "\n".join(lines) + "\n"


def _commands(scripts: Mapping[str, str]) -> str:
    return "[console_scripts]\n" + "".join(f"{name} = {place}\n" for name, place in scripts.items())


def _record(files: Mapping[str, bytes]) -> bytes:
    """Every file with its hash and size, as installers check it."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return ("".join(lines) + f"{_INFO}/RECORD,,\n").encode()
