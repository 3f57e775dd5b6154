"""The words of the interface: gettext catalogues, and numbers and dates as the reader's language writes them."""

import difflib
import gettext
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

LANGUAGES = ("ja", "en")


def msgid(text: str) -> str:
    """Mark a text that is looked up later, away from where it is written; give it back unchanged."""
    return text


@dataclass(frozen=True)
class Words:
    """Called with the English text, gives the reader's; a text that the catalogue does not hold stays as it is.

    Fields are named in braces and filled with what is passed: `words("{count} projects", count="85")`.
    """

    lang: str
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_form: Callable[[int], int] = lambda count: int(count != 1)  # English, in which the texts are written

    def __call__(self, text: str, /, **fields: object) -> str:
        return _filled(self.messages.get(text, (text,))[0], fields)

    def plural(self, one: str, many: str, /, *, count: int, **fields: object) -> str:
        """Choose the form for `count`, which also fills the field of that name, with the digits grouped."""
        forms = self.messages.get(one)
        text = forms[min(self.plural_form(count), len(forms) - 1)] if forms else (one, many)[int(count != 1)]
        return _filled(text, {"count": self.number(count)} | fields)

    def number(self, value: Decimal | int) -> str:
        """Group the digits and keep the decimals as given: 70.0 stays 70.0."""
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return format_decimal(value, format=pattern, locale=self._locale)

    def date(self, day: date) -> str:
        return format_date(day, format="long", locale=self._locale)

    @property
    def _locale(self) -> Locale:
        return Locale.parse(self.lang, sep="-")


def read_words(folder: Path, lang: str, overrides: Path | None = None) -> Words:
    """Read `<lang>.po` of the theme's words, with those of a city's own folder in their place.

    Which form goes with a number is a rule of the language: the city's own catalogue need not repeat it.
    """
    messages: dict[str, tuple[str, ...]] = {}
    plural_form = Words(lang).plural_form
    for source in (folder, overrides):
        path = source / f"{lang}.po" if source else None
        if path and path.is_file():
            catalogue = read_catalogue(path)
            messages |= _translations(catalogue)
            if source == folder:
                plural_form = gettext.c2py(catalogue.plural_expr)
    return Words(lang, messages, plural_form)


def read_catalogue(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes().removeprefix(BOM_UTF8)), abort_invalid=True)


@dataclass(frozen=True)
class WordFault:
    """What is wrong with a line of a catalogue: a field that nothing can fill (`lost`), a text that nobody says
    (`unknown`; `near` is one that is), no quotation mark at its end (`is_open`), another encoding than UTF-8
    (`is_encoded_otherwise`), or else the reason why it cannot be read."""

    line: int
    reason: str = ""
    lost: str = ""
    unknown: str = ""
    near: str = ""
    is_open: bool = False
    is_encoded_otherwise: bool = False


# A line that begins as a text in quotation marks, and what such a line has to be.
_TEXT_BEGINS = re.compile(r'\s*(?:msg\w+(?:\[\d+\])?\s*)?"')
_TEXT = re.compile(_TEXT_BEGINS.pattern + r'(?:[^"\\]|\\.)*"\s*')


def faults_of(path: Path, standard: Words) -> list[WordFault]:
    """The faults of a city's own catalogue: its syntax, texts that nobody says, fields that nobody fills."""
    try:
        catalogue = read_catalogue(path)
    except PoFileError as error:
        return [WordFault(error.lineno + 1, reason=error.args[0])]
    except UnicodeDecodeError:
        return [WordFault(0, is_encoded_otherwise=True)]
    except (LookupError, ValueError) as error:
        return [WordFault(1, reason=str(error))]
    return [*_open_texts(path), *(fault for message in catalogue for fault in _faults_of_message(message, standard))]


def _open_texts(path: Path) -> Iterator[WordFault]:
    """Texts without a quotation mark at their end, or with one inside, of which letters would be lost."""
    for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), 1):
        if _TEXT_BEGINS.match(line) and not _TEXT.fullmatch(line):
            yield WordFault(number, is_open=True)


_WIDE_FIELD = re.compile(r"｛\s*(\w+)\s*｝")  # which would be shown as it stands


def _faults_of_message(message: Message, standard: Words) -> Iterator[WordFault]:
    ids, line = _texts(message.id), message.lineno or 1
    if not ids[0]:
        return
    if ids[0] not in standard.messages:
        near = next(iter(difflib.get_close_matches(ids[0], list(standard.messages), 1, 0.7)), "")
        yield WordFault(line, unknown=ids[0], near=near)
        return
    known = {name for text in ids for name in _fields(text)}
    for form in _texts(message.string):
        try:
            lost = [name for name in _fields(form) if name not in known]
            lost += [name for name in _WIDE_FIELD.findall(form) if name in known]
        except ValueError as error:  # a brace alone
            yield WordFault(line, reason=str(error))
        else:
            yield from (WordFault(line, lost=name) for name in lost)


def _fields(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _translations(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Translations by the English text (the singular, where there are two), without drafts and blanks."""
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        first, *_ = _texts(message.id)
        forms = _texts(message.string)
        if first and all(forms) and not message.fuzzy:
            found[first] = forms
    return found


def _texts(text: object) -> tuple[str, ...]:
    return tuple(str(part) for part in text) if isinstance(text, (list, tuple)) else (str(text),)


def _filled(text: str, fields: Mapping[str, object]) -> str:
    return text.format(**fields) if fields else text
