"""What is held back, and is named in what is public: asked on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from keikaku.checks.asking import warn
from keikaku.plan.embargo import name_of, public_part, settled
from keikaku.plan.narrative import Chapter, Html
from keikaku.plan.plan import Plan
from keikaku.plan.record import Acknowledging, Record, position_of
from keikaku.problems import FilePosition, Problems

_SHORTEST = 5  # signs; a shorter name stands in many texts by chance
_NO_TEXTS = {"id", "accept", "of", "moved_from", "publish_on", "projects", "themes", "members", "text_of", "listings"}


def draft_is_named(plan: Plan, today: date) -> Problems:
    """The name alone of what is not public yet may say too much."""
    problems = Problems()
    if plan.is_open:
        return problems
    then = settled(plan, today)
    public = public_part(then)
    names = _names_of_held(then, public)
    if names and not then.about.is_held:
        for bearer, text, at in _public_texts(public):
            for name in (name for name in names if name in text and not _leads_to(bearer, names[name])):
                warn(
                    problems,
                    bearer,
                    "draft-is-named",
                    "“{name}” is not public yet, but this text names it",
                    at,
                    advice=_IN_FILE if isinstance(bearer, Chapter) else _IN_RECORD,
                    name=name,
                    bearer=bearer.title if isinstance(bearer, Chapter) else name_of(bearer),
                )
    return problems


_IN_RECORD = (
    "Take the name out until then, or hold “{bearer}” back as well: “draft: true”, or the same “publish_on:”, in its "
    "own column. If the name is known already, {acknowledge}"
)
_IN_FILE = (
    "Take the name out until then, or hold the whole file “{bearer}” back as well: “draft: true”, or the same "
    "“publish_on:”, on a line of its own between the two “---” at its top. If the name is known already, {acknowledge}"
)


def _names_of_held(plan: Plan, public: Plan) -> Mapping[str, str]:
    """The names that nothing public bears or contains, each with the id of what bears it."""
    known = [name_of(record) for record in public.records] + [chapter.title for chapter in public.chapters]
    shown = {record.id for record in public.records} | {chapter.id for chapter in public.chapters}
    held = [(name_of(record), record.id) for record in plan.records if record.id not in shown]
    held += [(chapter.title, chapter.id) for chapter in plan.chapters if chapter.id not in shown]
    everywhere = "\n".join(known)
    return {name: id for name, id in held if len(name) >= _SHORTEST and name not in everywhere}


def _public_texts(public: Plan) -> Iterator[tuple[Acknowledging | Chapter, str, FilePosition]]:
    for record in (public.about, *public.records):
        yield from ((record, text, position_of(text)) for text in _texts_in(record))
    for chapter in public.chapters:
        yield chapter, f"{chapter.title}\n{chapter.summary}", chapter.written_at
        for line, text in (one for part in chapter.parts if isinstance(part, Html) for one in part.texts):
            yield chapter, text, replace(chapter.written_at, line=line or chapter.written_at.line)


def _texts_in(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Record):
        kind = type(thing)
        for name in (name for name in kind.model_fields if name not in _NO_TEXTS):
            yield from _texts_in(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts_in(part)
    elif isinstance(thing, Mapping):
        for part in thing.values():
            yield from _texts_in(part)


def _leads_to(bearer: Acknowledging | Chapter, id: str) -> bool:
    """A link to what is held back is told as such."""
    return isinstance(bearer, Chapter) and any(link.target.partition(":")[2] == id for link in bearer.links)
