"""Turn what a page says into HTML, with the theme's templates and components."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from traceback import extract_tb
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import budoux
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    nodes,
)
from markupsafe import Markup, escape

from keikaku.charts.drawing import Drawing
from keikaku.figure import Cell, Figure, Note
from keikaku.kept import Itself, Kept
from keikaku.pages.addresses import relative_address
from keikaku.pages.blocks import FigureBlock, IndexRow, Page, Section
from keikaku.pages.phrases import ABSENCES
from keikaku.terms import link_terms
from keikaku.workspace import theme_folder

_TORN = re.compile(r"[一-鿿]\|[市区町村県都府道]|第\||\|[化的性](?![一-鿿])")
_SCRIPT_CHANGE = re.compile(r"(?<=[ァ-ヶー])(?=[一-鿿])|(?<=[ぁ-ん一-鿿])(?=[ァ-ヶ])")
_LONG_PHRASE = 8  # characters
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OUTSIDE = ("https", "http", "mailto", "tel")
_MINUS = re.compile(r"([▲△])(?=\d)")
_BREAKS_IN_NUMBERS = re.compile(r"(?<=[兆億万])(?=\d)|(?=[（(])|(?<=,)(?=\d{3},)|(?<=\d,\d{3},)(?=\d)")


class TemplateFaultError(Exception):
    """A template of the city's own cannot be read, or fails: where, and what the template language says of it."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(reason)
        self.file = file
        self.line = line


class Renderer:
    """Renders pages with the theme, and with a city's `overrides`: a folder of the same layout, looked at first.

    A template of a city reaches the one that it replaces as `theme/…`: `{% extends "theme/templates/base.html" %}`.
    `words_by_lang` holds what templates call as `words`. `base_url` is where the site will stand, if that is known.
    """

    def __init__(
        self,
        theme: Path,
        overrides: Path | None,
        words_by_lang: Mapping[str, Callable[..., str]],
        *,
        base_url: str = "",
    ) -> None:
        self._environment = _environment(theme, overrides)
        self._overrides = overrides
        self._words_by_lang = words_by_lang
        self._templates: dict[str, Template] = {}  # by the kind of page
        self._base_url = base_url.rstrip("/")
        self._base_path = urlsplit(base_url).path.rstrip("/") + "/" if base_url else ""

    def render(self, page: Page, drawings: Mapping[str, Drawing], kept: Kept | None = None) -> str:
        """Make the whole HTML of one page. `drawings` has one entry for each drawn figure of the page, by its id.

        A city's own template that fails raises TemplateFaultError; what else fails is our fault. `kept` holds the
        page's figures and sections: of many, one has changed.
        """
        try:
            values = self._values(page, drawings, None if len(drawings) == 1 else kept)
            html = self._template(page.kind).render(values)
        except Exception as error:
            raise self._in_own_template(error) or error from None
        return link_terms(html, self._terms(page))

    def _in_own_template(self, error: Exception) -> TemplateFaultError | None:
        """The fault as one of the city's own template, where it arose in one."""
        if self._overrides is None:
            return None
        places = [(Path(frame.filename), frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            places.append((Path(error.filename), error.lineno))
        own = [(file, line) for file, line in places if file.is_relative_to(self._overrides)]
        return TemplateFaultError(*own[-1], str(error)) if own else None

    def component(self, name: str, *given: object, page: Page, drawings: Mapping[str, Drawing]) -> str:
        """Make the HTML of one component alone, as it stands on `page`: for galleries and tests."""
        macro: Callable[..., Markup] = self._values(page, drawings)["component"](name)
        return macro(*given)

    def _template(self, kind: str) -> Template:
        if kind not in self._templates:
            names = [f"templates/{kind}.html", "templates/page.html"]
            self._templates[kind] = self._environment.select_template(names)
        return self._templates[kind]

    def _values(self, page: Page, drawings: Mapping[str, Drawing], kept: Kept | None = None) -> dict[str, Any]:
        """What a template sees. Components see the page without its content: what they make does not hang on it."""
        words, href = self._words_by_lang[page.lang], partial(self._href, page)
        about = replace(page, contents=(), blocks=(), sections=(), linked_data=None)
        values = {"page": about, "frame": page.frame, "words": words, "href": href, "drawings": drawings}
        values["absolute"] = self._absolute
        keeping = _at_once if kept is None else self._keeping_parts(about, drawings, kept)
        return _with_components(self._environment, values, keeping) | {"page": page}

    def _keeping_parts(self, about: Page, drawings: Mapping[str, Drawing], kept: Kept) -> "_Keeping":
        about = kept.same("about", about)

        def show(view_model: object, facts: tuple[object, ...], make: Callable[[], Markup]) -> Markup:
            figures: tuple[FigureBlock, ...]
            if isinstance(view_model, FigureBlock):
                place, figures = (view_model.figure.id, view_model.place), (view_model,)
            elif isinstance(view_model, Section):
                figures = view_model.figure_blocks
                place = ("section", view_model.id)
            elif isinstance(view_model, IndexRow):
                place, figures = ("row", view_model.link.address), ()
            else:
                return make()
            drawn = [Itself(drawings.get(block.figure.id)) for block in figures]
            return kept.result(place, (Itself(self), Itself(about), drawn, view_model, facts), make)

        return show

    def _terms(self, page: Page) -> dict[str, str]:
        """The links to the plan's glossary, by its terms; on the glossary itself none."""
        others = (link for link in page.frame.terms if link.address.partition("#")[0] != page.address)
        return {link.text: self._href(page, link.address) for link in others}

    def _absolute(self, address: str) -> str:
        """Where a page will be found from everywhere; empty where that is not known."""
        return f"{self._base_url}/{address}" if self._base_url else ""

    def _href(self, page: Page, address: str) -> str:
        """Make the link to an address, which is written from the site's root or leads out of the site."""
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in _OUTSIDE:
            raise ValueError(f"{page.address} may not link to {address!r}")
        if scheme or address.startswith("#"):
            return address
        # A server shows this page in the place of any address that does not exist, at any depth, so links relative
        # to the page would lead astray: they start at the server's root. Where the site stands there is known only
        # from base_url; without it they stay relative, which is right for addresses at the top of the site.
        if page.kind == "not-found" and self._base_path:
            return self._base_path + address
        return relative_address(address, page=page.address)


def template_faults(overrides: Path) -> Iterator[TemplateFaultError]:
    """What can be told of a city's own templates before any page is made: their syntax, and a component's macro."""
    environment = _environment(overrides, None)
    for path in sorted([*overrides.glob("templates/**/*.html"), *overrides.glob("components/*/*.html")]):
        try:
            tree = environment.parse(path.read_text(encoding="utf-8-sig"))
        except TemplateSyntaxError as error:
            yield TemplateFaultError(path, error.lineno, str(error.message))
            continue
        except UnicodeDecodeError:
            yield TemplateFaultError(path, 1, "UTF-8")
            continue
        if path.parent.name == path.stem and path.parent.parent.name == "components":
            original = theme_folder() / path.relative_to(overrides)
            standard = environment.parse(original.read_text(encoding="utf-8")) if original.is_file() else None
            yield from _faults_of_macro(path, tree, standard)


def _faults_of_macro(path: Path, tree: nodes.Template, standard: nodes.Template | None) -> Iterator[TemplateFaultError]:
    """Pages call a component's macro by its name, with what that of Keikaku's own (`standard`) takes."""
    name = path.stem.replace("-", "_")
    own, original = _macro(tree, name), _macro(standard, name)
    if own is None or (original and len(own.args) < len(original.args)):
        line = own.lineno if own else 1
        taken = ", ".join(argument.name for argument in original.args) if original else "…"
        yield TemplateFaultError(path, line, f"{{% macro {name}({taken}) %}}")


def _macro(tree: nodes.Template | None, name: str) -> nodes.Macro | None:
    return next((macro for macro in tree.find_all(nodes.Macro) if macro.name == name), None) if tree else None


def component_name(view_model: object) -> str:
    """FigureBlock → figure-block: the component's folder, named after the class of what it shows."""
    return _with_hyphens(type(view_model).__name__)


@cache
def _with_hyphens(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def numbered_notes(figure: Figure) -> tuple[Note, ...]:
    """Return the notes on columns, rows and values in the order of the table, each once: its place is its number."""
    notes = [note for series in figure.series for note in series.notes]
    for index, slot in enumerate(figure.slots):
        notes += slot.notes
        notes += [note for cell in _all_cells(series.cells[index] for series in figure.series) for note in cell.notes]
    return tuple(dict.fromkeys(notes))


def signs_for_none(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return the signs that stand in the table for a value, each once, with what the plan says of it: —, *** …"""
    cells = _all_cells(cell for series in figure.series for cell in series.cells)
    signs = [cell for cell in cells if cell.missing and _is_wordless(cell.printed)]
    return tuple(dict.fromkeys((cell.printed, ABSENCES.get(cell.absence, "")) for cell in signs))


def _all_cells(cells: Iterable[Cell | None]) -> Iterator[Cell]:
    """The cells that are there, each followed by its further values."""
    for cell in cells:
        if cell is not None:
            yield cell
            yield from _all_cells(cell.more)


def _environment(theme: Path, overrides: Path | None) -> Environment:
    folders = [folder for folder in (overrides, theme) if folder is not None]
    original = PrefixLoader({"theme": FileSystemLoader(theme)})
    environment = Environment(
        loader=ChoiceLoader([*(FileSystemLoader(folder) for folder in folders), original]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals |= {"numbered_notes": numbered_notes, "signs_for_none": signs_for_none}
    environment.globals["source"] = _source
    environment.filters["phrased"] = _phrased
    environment.filters["printed"] = _printed
    environment.tests["wordless"] = _is_wordless
    return environment


# How a component's HTML is come by: made, or found among what is kept.
_Keeping: TypeAlias = Callable[[object, tuple[object, ...], Callable[[], Markup]], Markup]


def _at_once(view_model: object, facts: tuple[object, ...], make: Callable[[], Markup]) -> Markup:
    return make()


def _with_components(environment: Environment, values: Mapping[str, Any], keeping: _Keeping) -> dict[str, Any]:
    """Add `component(name)`, the macro of that folder, and `show(x)`, which calls the one named after x's class.

    The macros see the page's values. Each component is loaded once a page, when it is first needed.
    """
    given: dict[str, Any] = dict(values)

    @cache
    def component(name: str) -> Callable[..., Markup]:
        module = environment.get_template(f"components/{name}/{name}.html").make_module(given)
        macro: Callable[..., Markup] = getattr(module, name.replace("-", "_"))
        return macro

    def show(view_model: object, *facts: object) -> Markup:
        return keeping(view_model, facts, lambda: component(component_name(view_model))(view_model, *facts))

    given |= {"component": component, "show": show}
    return given


def _source(view_model: object) -> Markup:
    """The attribute that says where something is written, on pages for those who write; on others nothing."""
    place = view_model if isinstance(view_model, str) else getattr(view_model, "source", "")
    return Markup(' data-source="{}"').format(place) if place else Markup("")


def _phrased(text: str, lang: str) -> Markup:
    """Mark where a Japanese line may break, so that headings break between phrases."""
    if lang != "ja":
        return escape(text)
    return Markup("<wbr>").join(_phrases(text))


@lru_cache(maxsize=10_000)
def _phrases(text: str) -> tuple[str, ...]:
    phrases: list[str] = []
    for word in re.split(r"(?<=\s)", text):
        for phrase in _parser().parse(word):
            # BudouX takes 仙台市協働 for 仙台 and 市協働, 第２期 for 第 and ２期, 見える化 for 見える and 化: what it
            # tears is put together.
            if phrases and _TORN.search(phrases[-1] + "|" + phrase):
                phrases[-1] += phrase
            else:
                phrases.append(phrase)
    return tuple(part for phrase in phrases for part in _short_enough(phrase))


def _short_enough(phrase: str) -> list[str]:
    """Let a phrase that could fill half a phone's line break where katakana begin and end as well."""
    return _SCRIPT_CHANGE.split(phrase) if len(phrase) > _LONG_PHRASE else [phrase]


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _printed(value: str, minus: str) -> Markup:
    """Show a value: ▲ or △ before a digit is said as a word (elsewhere it may be a grade), and long numbers may break.

    They break where they are read: after 億 and 万, before a bracket, and between groups of a long row of digits.
    """
    sign = Markup('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>')
    parts = enumerate(_MINUS.split(value))  # each second one is a sign
    breakable = Markup("<wbr>").join
    return Markup("").join(
        sign.format(part, minus) if place % 2 else breakable(_BREAKS_IN_NUMBERS.split(part)) for place, part in parts
    )


def _is_wordless(text: str) -> bool:
    """True of —, －, … : signs for no value, which want a word beside them."""
    return not any(character.isalnum() for character in text)
