"""The page of the preview that says what is to be done before a release: problems, what waits, what would change."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from keikaku.changed import AS_MEANT, CHANGED_SINCE, MENDED_SINCE, PUT_BACK, ToldChange
from keikaku.preview.frame import framed
from keikaku.preview.results import PreviewResult, ShownProblem, Waiting, Weight, explained_once
from keikaku.words import Words, msgid

_BODY = """\
<main>
<p class="banner">{banner}</p>
<h1>{title}</h1>
<p><a href="/index.html">{home}</a></p>
{content}</main>
"""
_HEADINGS = {
    Weight.ERROR: msgid("Errors: no page is made until they are mended ({count})"),
    Weight.WARNING: msgid(
        "Warnings: a release wants them mended, or acknowledged where the message says how ({count})"
    ),
    Weight.HINT: msgid("Hints: nothing waits for them ({count})"),
    Weight.ACKNOWLEDGED: msgid("Warnings that are acknowledged ({count})"),
}


def worklist_page(
    result: PreviewResult | None, words: Words, *, attempt: str, style: str, changes: str, known: str
) -> bytes:
    """`attempt` names the build that it tells of; `changes` is where the comparison with the last release is found, and
    `known` the HTML of an earlier one, if there is any.
    """
    title = words("Before a release")
    body = _BODY.format(
        title=html.escape(title),
        banner=html.escape(words("For checking, not public")),
        home=html.escape(words("Go to the home page")),
        content="\n".join(_sections(result, words, changes, known)) if result else _section(words("No build yet."), ""),
    )
    return framed(body, title, words, style=style, attempt=attempt)


def _sections(result: PreviewResult, words: Words, changes: str, known: str) -> Iterator[str]:
    """What has to be done, what comes by itself, what it comes to, and last what has been settled."""
    if not result.problems:
        yield _section(words("No problems."), "")
    errors = list(_problems_section(result.of(Weight.ERROR), Weight.ERROR, words))
    heading, what_to_do = (MENDED_SINCE, AS_MEANT) if result.succeeded else (CHANGED_SINCE, PUT_BACK)
    texts = f"<p>{html.escape(words(what_to_do))}</p>\n{_changed(result.changed)}"
    changed = [_section(words(heading), texts)] if result.changed else []
    yield from (*changed, *errors) if result.are_changes_first else (*errors, *changed)
    yield from _problems_section(result.of(Weight.WARNING), Weight.WARNING, words)
    if result.waiting:
        heading = words("Not public yet ({count})", count=len(result.waiting))
        yield _section(heading, _waiting(result.waiting, words))
    if changes:
        yield _section(words("What a release would change"), _changes(changes, known, words))
    yield from _problems_section(result.of(Weight.HINT), Weight.HINT, words)
    yield from _problems_section(result.of(Weight.ACKNOWLEDGED), Weight.ACKNOWLEDGED, words)


def _changes(address: str, known: str, words: Words) -> str:
    """Where the preview's script puts the comparison, once it has been made; until then stands what is `known`."""
    before = f"<p>{html.escape(words('Before the last save it was:'))}</p>\n{known}" if known else ""
    wait = html.escape(words("The public pages are being made, to compare them. This may take a moment."))
    failed = html.escape(words("The pages could not be compared."))
    return f'<div data-load="{address}" data-failed="{failed}" aria-live="polite"><p>{wait}</p>\n{before}</div>\n'


def _problems_section(problems: Sequence[ShownProblem], weight: Weight, words: Words) -> Iterator[str]:
    if problems:
        yield _section(words(_HEADINGS[weight], count=len(problems)), _problems(problems, words))


def _section(heading: str, content: str) -> str:
    return f"<section>\n<h2>{html.escape(heading)}</h2>\n{content}</section>\n"


def _problems(problems: Sequence[ShownProblem], words: Words) -> str:
    groups = groupby(explained_once(problems), key=lambda problem: problem.place.partition(":")[0])
    return "".join(
        f"<h3>{html.escape(file)}</h3>\n<ul>\n{''.join(_problem(one, words) for one in found)}</ul>\n"
        for file, found in groups
    )


def _problem(problem: ShownProblem, words: Words) -> str:
    is_settled = problem.weight is Weight.ACKNOWLEDGED
    settled = words("Acknowledged: {reason}", reason=problem.reason) if is_settled else problem.advice
    texts = "".join(f"<p>{html.escape(text)}</p>\n" for text in (problem.why, settled) if text)
    line = f"<pre>{_line(problem)}</pre>\n" if problem.line.strip() else ""
    return f"<li>\n<p>{_place(problem.place)} {html.escape(problem.found)}</p>\n{line}{texts}</li>\n"


def _line(problem: ShownProblem) -> str:
    """The line, with a mark on what stands at the place."""
    return _marked(*problem.parts_of_line)


def _marked(before: str, at: str, after: str) -> str:
    mark = f"<mark>{html.escape(at)}</mark>" if at else ""
    return f"{html.escape(before)}{mark}{html.escape(after)}"


def _changed(changed: Sequence[ToldChange]) -> str:
    places = "".join(
        f"<li>\n<p>{_place(one.place)} {html.escape(one.found)}</p>\n"
        + "".join(f"<pre>{html.escape(label)}  {_marked(*parts)}</pre>\n" for label, parts in one.lines)
        + "</li>\n"
        for one in changed
    )
    return f"<ul>\n{places}</ul>\n"


def _waiting(waiting: Sequence[Waiting], words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one.name)}</th><td>{html.escape(one.until)}</td>'
        f"<td>{_place(one.place)}</td></tr>\n"
        for one in waiting
    )
    heads = "".join(f'<th scope="col">{html.escape(words(text))}</th>' for text in _WAITING_HEADS)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


_WAITING_HEADS = (msgid("What"), msgid("Public from"), msgid("Where it is written"))


def _place(place: str) -> str:
    """A place, which the preview's script makes a button that opens it."""
    return f'<code data-place="{html.escape(place)}">{html.escape(place)}</code>' if place else ""
