"""Put tokens, base styles and the components' CSS together into one stylesheet, and gather the theme's assets."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import yaml

from keikaku.colours import Scheme, accents

Keys = Mapping[str, str]  # key colours of plans by their ids; that of the whole site by an empty one

NO_KEYS: Keys = {}
STYLESHEET_ADDRESS = "assets/style.css"
_TEMPLATES, _WORDS = (".html",), (".po",)


@dataclass(frozen=True)
class ThemeSources:
    """All files of a theme by their paths, as far as pages are made of them, and as far as style and assets are."""

    templates: Mapping[str, bytes]
    look: Mapping[str, bytes]


def read_sources(theme: Path, overrides: Path | None = None) -> ThemeSources:
    folders = [place for folder in _folders(theme, overrides) for place in os.walk(folder)]
    paths = [os.path.join(folder, name) for folder, _, names in folders for name in names if not name.endswith(_WORDS)]
    contents = {path: Path(path).read_bytes() for path in paths}
    templates = {path: content for path, content in contents.items() if path.endswith(_TEMPLATES)}
    return ThemeSources(templates, {path: content for path, content in contents.items() if path not in templates})


def theme_assets(theme: Path, overrides: Path | None = None, keys: Keys = NO_KEYS) -> dict[str, bytes]:
    """Return every file that all pages share, by its address: the stylesheet and what lies in `assets/`."""
    assets = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for folder in _folders(theme, overrides)
        for path in sorted((folder / "assets").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    return assets | {STYLESHEET_ADDRESS: stylesheet(theme, overrides, keys)}


def stylesheet(theme: Path, overrides: Path | None = None, keys: Keys = NO_KEYS) -> bytes:
    """Make the one stylesheet: the layers in the order that `styles/index.css` gives them, then the city's own CSS.

    A city's `custom.css` stays outside the layers, so it wins. Equal files give equal bytes.
    What has `data-colour` wears the key colour of the plan of that id.
    Browsers that know no layers read the tokens, which colour the drawings, and `styles/outside.css`.
    """
    tokens = read_tokens(theme, overrides)
    index = _text("styles/index.css", theme, overrides)
    outside = [_custom_properties(tokens, keys), _text("styles/outside.css", theme, overrides)]
    layers = re.findall(r"[\w-]+", _compact(index).removeprefix("@layer"))
    layered = [f"@layer {name} {{ {_layer(name, theme, overrides)} }}" for name in layers]
    css = "\n".join([index, *outside, *layered, _text("custom.css", theme, overrides, optional=True)])
    return _compact(_with_values(css, tokens)).encode() + b"\n"


def read_tokens(theme: Path, overrides: Path | None = None) -> dict[str, Any]:
    """Read `tokens.yaml`; a city's own file replaces single entries of the theme's."""
    tokens: dict[str, Any] = {}
    for folder in _folders(theme, overrides):
        path = folder / "tokens.yaml"
        if path.is_file():
            tokens = _merged(tokens, yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {})
    return tokens


def _layer(name: str, theme: Path, overrides: Path | None) -> str:
    if name == "components":
        return "\n".join(_text(path, theme, overrides) for path in _component_sheets(theme, overrides))
    return _text(f"styles/{name}.css", theme, overrides)


def _custom_properties(tokens: Mapping[str, Any], keys: Keys) -> str:
    """`:where()` gives them no weight: any selector of a city's own CSS wins."""
    own = {id: accents(key, tokens["color"]["surface"]) for id, key in sorted(keys.items())}
    sets = {":where(:root)": tokens["color"] | own.pop("", {})}
    sets |= {f':where([data-colour="{id}"])': colours for id, colours in own.items()}
    light = " ".join(_rule(selector, colours, "light") for selector, colours in sets.items())
    dark = " ".join(_rule(selector, colours, "dark") for selector, colours in sets.items())
    lengths = _declarations(_lengths(tokens))
    # Paper is white, whatever the screen was.
    return f":where(:root) {{ {lengths} }} {light} @media screen and (prefers-color-scheme: dark) {{ {dark} }}"


def _rule(selector: str, colours: Mapping[str, Scheme], scheme: str) -> str:
    return f"{selector} {{ {_declarations((name, colour[scheme]) for name, colour in colours.items())} }}"


def _lengths(tokens: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for group in ("size", "type"):
        yield from ((f"{group}-{name}", str(value)) for name, value in tokens[group].items())


def _declarations(values: Iterator[tuple[str, str]]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in values)


def _with_values(css: str, tokens: Mapping[str, Any]) -> str:
    """Fill in `token(size.breakpoint)`: custom properties do not reach into media and container queries."""
    return re.sub(r"\btoken\(([\w.-]+)\)", lambda found: str(reduce(getitem, found[1].split("."), tokens)), css)


def _component_sheets(theme: Path, overrides: Path | None) -> list[str]:
    """The components' CSS files in the order of their names, each once."""
    return sorted(
        {
            path.relative_to(folder).as_posix()
            for folder in _folders(theme, overrides)
            for path in (folder / "components").glob("*/*.css")
        }
    )


def _text(path: str, theme: Path, overrides: Path | None, *, optional: bool = False) -> str:
    """Read a file of the theme, or the city's file in its place."""
    found = [folder / path for folder in _folders(theme, overrides) if (folder / path).is_file()]
    if not found and optional:
        return ""
    return (found or [theme / path])[-1].read_text(encoding="utf-8-sig")


def _folders(theme: Path, overrides: Path | None) -> list[Path]:
    return [folder for folder in (theme, overrides) if folder is not None]


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for name, value in new.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], value) if both else value
    return merged


def _compact(css: str) -> str:
    """Leave out comments and idle white space."""
    without_comments = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", without_comments)).strip()
