"""What a release changes, for the approval paper (決裁): one document, written as HTML and as Markdown.

It holds nothing that is not public with the release, so it can be shown to anybody.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keikaku.release.changes import Became, Changes, Newer, PageChange, ValueChange
from keikaku.release.deciding import decision_on
from keikaku.release.manifest import CheckReport, Manifest
from keikaku.words import Words, msgid
from keikaku.workspace import Decisions

_FEW = 20  # pages that are named although their words are the same
_STYLE = """\
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #333; background: #fff; line-height: 1.7;
  font-family: "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans CJK JP", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.box { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #949494; padding: .3rem .5rem; text-align: left; vertical-align: top; }
p, pre { overflow-wrap: anywhere; } pre { white-space: pre-wrap; } th, td { overflow-wrap: break-word; }
.figure { white-space: nowrap; } .address { overflow-wrap: anywhere; min-width: 5rem; }
th { background: #e6e6e6; color: #1a1a1a; }
@media screen { th, td { min-width: 6em; } }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; padding: 0; } .box { overflow: visible; }
  table { font-size: 9pt; } th, td { padding: .2rem .3rem; min-width: 3.1em; } tbody th { min-width: 8em; }
  .address { font-size: 7.5pt; min-width: 4rem; } tr { break-inside: avoid; } }
"""


@dataclass(frozen=True)
class Part:
    """Paragraphs, lines to be copied as they are, and a table where there are rows, as long as its headings."""

    heading: str
    texts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: str = ""


@dataclass(frozen=True)
class Paper:
    lang: str
    title: str
    parts: tuple[Part, ...]

    def to_html(self) -> str:
        title, parts = html.escape(self.title), self.to_fragment(2)
        return (
            f'<!doctype html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex">\n'
            f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{parts}"
            "</main>\n</body>\n</html>\n"
        )

    def to_fragment(self, level: int) -> str:
        """The parts alone, for a page that exists already; `level` is that of their headings."""
        return "".join(f"<h{level}>{html.escape(part.heading)}</h{level}>\n{_html_part(part)}" for part in self.parts)

    def to_markdown(self) -> str:
        return f"# {_plain(self.title)}\n\n" + "\n".join(_markdown_part(part) for part in self.parts)


def release_paper(new: Manifest, old: Manifest | None, changes: Changes, words: Words) -> Paper:
    """What a release changes against the one before it; of a first release only how much there is."""
    against = (
        words("Compared with the release of {name}.", name=old.name)
        if old
        else words("This is the first release: everything in it is new.")
    )
    parts = difference_parts(changes, new.decisions, words) if old else ()
    title = words("Changes with the release of {name}", name=new.name)
    return Paper(words.lang, title, (summary_part(changes, (against,), words), *parts, _check(new.check, words)))


def difference_paper(old: str, new: str, changes: Changes, decisions: Decisions, words: Words) -> Paper:
    """What is different between two sites, by the names that they were given, and what was said of it."""
    title = words("Changes from {old} to {new}", old=old, new=new)
    return Paper(words.lang, title, (summary_part(changes, (), words), *difference_parts(changes, decisions, words)))


def marked_html(paper: str, mark: str) -> str:
    """A paper that says what became of its release, above its title."""
    return paper.replace("<h1>", f"<p><strong>{html.escape(mark)}</strong></p>\n<h1>", 1)


def marked_markdown(paper: str, mark: str) -> str:
    return f"**{mark}**\n\n{paper}"


# --- parts ---------------------------------------------------------------------------------------------------------


def summary_part(changes: Changes, texts: tuple[str, ...], words: Words) -> Part:
    reworded, others = _by_wording(changes)
    counts: tuple[tuple[str, Sequence[object]], ...] = (
        (words("Changed values"), changes.changed_values),
        (words("Values that are gone"), changes.removed_values),
        (words("New values"), changes.new_values),
        (words("New pages"), changes.new_pages),
        (words("Pages that are gone"), changes.removed_pages),
        (words("Parts of pages that are gone"), changes.removed_parts),
        (words("Data and files that are gone"), changes.vanished_files),
        (words("Pages that have moved"), changes.moved_pages),
        (words("Changed pages"), reworded),
        (words("Pages in another frame or look only"), others),
        (words("Changed pictures and files of the texts"), changes.attachments),
        (words("Other changed files (data, styles)"), changes.other_files),
    )
    rows = tuple((name, words.number(len(found))) for name, found in counts)
    return Part(words("At a glance"), texts, (words("What"), words("How many")), rows)


def difference_parts(changes: Changes, decisions: Decisions, words: Words) -> tuple[Part, ...]:
    parts = (
        _values(words("Changed values"), changes.changed_values, decisions, words),
        _values(words("Values that are gone"), changes.removed_values, decisions, words),
        _new_values(changes, words),
        _pages(words("New pages"), changes.new_pages, words),
        _pages(words("Pages that are gone"), changes.removed_pages, words, decisions),
        _removed_parts(changes, decisions, words),
        _vanished_files(changes, decisions, words),
        _moved_pages(changes, words),
        _changed_pages(changes, words),
        _attachments(changes, words),
    )
    return tuple(part for part in parts if part is not None)


def _values(heading: str, values: Sequence[ValueChange], decisions: Decisions, words: Words) -> Part | None:
    if not values:
        return None
    rows = tuple((v.title, v.row, v.series, v.old, v.now, *_kind(v, decisions, words), v.page) for v in values)
    before = (words("Figure"), words("Row"), words("Column"), words("Before"), words("After"))
    return Part(heading, (), (*before, words("Kind"), words("Reason"), words("Page")), rows)


def _kind(change: ValueChange, decisions: Decisions, words: Words) -> tuple[str, str]:
    """What the publisher says of the change, with the reason."""
    if correction := decision_on(change, decisions.corrections):
        return words("Correction"), correction.reason
    if newer := decision_on(change, decisions.new_data):
        return words("New data"), newer.reason
    return (words("New data"), words(_NEWER[change.newer_because])) if change.newer_because else ("", "")


_NEWER = {Newer.FINAL: msgid("the value before was not final"), Newer.COUNTED: msgid("counted by Keikaku")}


def _new_values(changes: Changes, words: Words) -> Part | None:
    if not changes.new_values:
        return None
    headings = (words("Figure"), words("Row"), words("Column"), words("Value"), words("Page"))
    rows = tuple((v.title, v.row, f"{v.series} {v.state}".strip(), v.new, v.page) for v in changes.new_values)
    return Part(words("New values"), (), headings, rows)


def _pages(heading: str, pages: Sequence[PageChange], words: Words, decisions: Decisions | None = None) -> Part | None:
    if not pages:
        return None
    if decisions is None:
        return Part(heading, (), (words("Page"), words("Address")), tuple((p.title, p.address) for p in pages))
    reasons = decisions.reasons_of_removed
    rows = tuple((p.title, p.address, reasons.get(p.address, "")) for p in pages)
    return Part(heading, (), (words("Page"), words("Address"), words("Reason")), rows)


def _removed_parts(changes: Changes, decisions: Decisions, words: Words) -> Part | None:
    if not changes.removed_parts:
        return None
    reasons = decisions.reasons_of_removed
    rows = tuple((one.title, one.page, one.address, reasons.get(one.address, "")) for one in changes.removed_parts)
    headings = (words("Heading"), words("Page"), words("Address"), words("Reason"))
    return Part(words("Parts of pages that are gone"), (), headings, rows)


def _vanished_files(changes: Changes, decisions: Decisions, words: Words) -> Part | None:
    if not changes.vanished_files:
        return None
    reasons = decisions.reasons_of_removed
    rows = tuple((address, reasons.get(address, "")) for address in changes.vanished_files)
    return Part(words("Data and files that are gone"), (), (words("Address"), words("Reason")), rows)


def _moved_pages(changes: Changes, words: Words) -> Part | None:
    if not changes.moved_pages:
        return None
    headings = (words("Page"), words("Address before"), words("Address"), words("What changed"))
    rows = [
        (page.title, page.old_address, page.address, words("wording") if page.is_reworded else "")
        for page in changes.moved_pages
    ]
    return Part(words("Pages that have moved"), (words("The old addresses lead there."),), headings, tuple(rows))


def _changed_pages(changes: Changes, words: Words) -> Part | None:
    """Those with other words; where only what surrounds them changed, many are a number, such as after a new title."""
    reworded, others = _by_wording(changes)
    if not changes.changed_pages:
        return None
    rows = [(page.title, page.address, words("wording")) for page in reworded]
    rows += [(page.title, page.address, words("look only")) for page in others if len(others) <= _FEW]
    texts = (
        words(
            "Of {count} pages only the frame (name of the site, contact) or the look changed.",
            count=words.number(len(others)),
        ),
    )
    headings = (words("Page"), words("Address"), words("What changed"))
    return Part(words("Changed pages"), texts if len(others) > _FEW else (), headings, tuple(rows))


def _by_wording(changes: Changes) -> tuple[list[PageChange], list[PageChange]]:
    pages = changes.changed_pages
    return [page for page in pages if page.is_reworded], [page for page in pages if not page.is_reworded]


def _attachments(changes: Changes, words: Words) -> Part | None:
    if not changes.attachments:
        return None
    rows = tuple((address, words(_BECAME[became])) for address, became in changes.attachments)
    heading = words("Changed pictures and files of the texts")
    return Part(heading, (), (words("Address"), words("What changed")), rows)


_BECAME = {
    Became.NEW: msgid("new file"),
    Became.ANOTHER: msgid("another content"),
    Became.GONE: msgid("no longer there"),
}


def _check(check: CheckReport, words: Words) -> Part:
    facts = words(
        "{tool} {version}: {pages} pages, {figures} figures, no errors, {count} acknowledged warnings.",
        tool=check.tool, version=check.version, pages=words.number(check.pages), figures=words.number(check.figures),
        count=words.number(len(check.acknowledged)),
    )  # fmt: skip
    return Part(words("Result of the check"), (facts, *check.acknowledged))


# --- two ways to write it --------------------------------------------------------------------------------------------


def _html_part(part: Part) -> str:
    texts = "".join(f"<p>{html.escape(text)}</p>\n" for text in part.texts)
    texts += f"<pre>{html.escape(part.lines)}</pre>\n" if part.lines else ""
    if not part.rows:
        return texts
    head = "".join(f'<th scope="col">{html.escape(heading)}</th>' for heading in part.headings)
    rows = "".join(f"<tr>{_html_cells(row)}</tr>\n" for row in part.rows)
    label = html.escape(part.heading)
    return (
        f'{texts}<div class="box" role="region" aria-label="{label}" tabindex="0">\n<table>\n'
        f"<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _html_cells(row: Iterable[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td{_how_wide(cell)}>{html.escape(cell)}</td>" for cell in rest)
    return f'<th scope="row"{_how_wide(first)}>{html.escape(first)}</th>{cells}'


def _how_wide(cell: str) -> str:
    """Of a table on A4: a figure is never broken, an address wherever it must be."""
    if re.fullmatch(r"[!-~]*/[!-~]*", cell):
        return ' class="address"'
    return ' class="figure"' if re.search(r"\d", cell) and len(cell) <= _LONGEST_FIGURE else ""


_LONGEST_FIGURE = 12  # characters: 2022年度(R4), 19,272,695円


def _markdown_part(part: Part) -> str:
    lines = [f"## {_plain(part.heading)}", ""]
    for text in part.texts:
        lines += [_plain(text), ""]
    if part.rows:
        lines += [_markdown_row(part.headings), _markdown_row(["---"] * len(part.headings))]
        lines += [*(_markdown_row(map(_plain, row)) for row in part.rows), ""]
    if part.lines:
        lines += ["```", *part.lines.split("\n"), "```", ""]
    return "\n".join(lines)


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, in one line."""
    return "".join("\\" + c if c in "\\`*_[]<>|#" else c for c in " ".join(text.split()))
