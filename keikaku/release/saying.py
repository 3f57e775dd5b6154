"""What came of a release, for the terminal and for machines."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from keikaku.pipeline import LeftOut
from keikaku.release.changes import Changes
from keikaku.release.releasing import Outcome, Released, Reviewed, Undone, UndoOutcome
from keikaku.report import plain_problems
from keikaku.words import Words


def released_text(result: Released, words: Words) -> str:
    texts = {
        Outcome.RELEASED: _released,
        Outcome.UNCHANGED: _unchanged,
        Outcome.PROBLEMS: _stopped,
        Outcome.UNDECIDED: _undecided,
        Outcome.LATER_IS_PUBLIC: _later,
    }
    return texts[result.outcome](result, words)


def undone_text(result: Undone, words: Words) -> str:
    if result.outcome is UndoOutcome.UNDONE:
        return words(
            "The release {name} is taken back; site/ holds the release {before} again. Upload what is in site/. "
            "What you wrote stays as it is: mend it before the next release.",
            name=result.name, before=result.before,
        )  # fmt: skip
    if result.outcome is UndoOutcome.ZIP_LOST:
        return words(
            "release/{before}.zip is missing, or does not hold what was released. Nothing was changed.",
            before=result.before,
        )
    return words("There is no earlier release that could be put back.")


def reviewed_text(result: Reviewed, words: Words) -> str:
    if result.zip is None:
        return words("No zip was made: errors stand in the way.")
    return words(
        "To look at before it is public: {path}. It holds drafts; do not upload it. "
        "Whoever gets it unpacks the whole zip and opens index.html.",
        path=result.zip,
    )


def released_facts(result: Released, words: Words) -> dict[str, object]:
    return {
        "release": result.name,
        "files": result.files,
        "changes": changes_facts(result.changes),
        "to_write": result.lines,
        "next": [_one_left_out(one) for one in result.built.checked.left_out],
        "problems": plain_problems(result.built.problems, words),
    }


def undone_facts(result: Undone) -> dict[str, object]:
    is_done = result.outcome is UndoOutcome.UNDONE
    return {"undone": result.name if is_done else "", "release": result.before}


def reviewed_facts(result: Reviewed, words: Words) -> dict[str, object]:
    return {"zip": result.zip, "problems": plain_problems(result.built.problems, words)}


def changes_facts(changes: Changes) -> dict[str, object]:
    return asdict(changes)


def _one_left_out(one: LeftOut) -> dict[str, object]:
    return {"name": one.name, "day": one.day.isoformat() if one.day else None, "at": str(one.at)}


# --- for the terminal ------------------------------------------------------------------------------------------------


def _released(result: Released, words: Words) -> str:
    changes = result.changes
    counts = words(
        "Pages: {new} new, {changed} changed, {moved} moved, {gone} gone. "
        "Values: {new_values} new, {changed_values} changed.",
        new=len(changes.new_pages), changed=len(changes.changed_pages),
        moved=len(changes.moved_pages), gone=len(changes.removed_pages),
        new_values=len(changes.new_values), changed_values=len(changes.changed_values),
    )  # fmt: skip
    written = [words("Released: {name}", name=result.name), counts, *(f"  {path}" for path in result.files)]
    paper = next(path for path in result.files if path.suffix == ".html")
    written.append(words("Next: upload what is in site/. The changes, to have them approved: {paper}", paper=paper))
    return "\n".join((*written, *_next(result.built.checked.left_out, words)))


def _unchanged(result: Released, words: Words) -> str:
    text = words("Nothing has changed since the release {name}, so there is no new one.", name=result.name)
    return "\n".join((text, *_next(result.built.checked.left_out, words)))


def _stopped(result: Released, words: Words) -> str:
    return words(
        "Not released: errors, or warnings that nobody has acknowledged, stand in the way. "
        "Mend what is listed above, or acknowledge a warning with its reason (accept), and release again."
    )


def _undecided(result: Released, words: Words) -> str:
    verdicts, texts = result.verdicts, []
    if verdicts.open_values:
        texts.append(words("Values that are public already would change: {count}.", count=len(verdicts.open_values)))
    parts = [address for address in verdicts.open_addresses if "#" in address]
    if parts:
        texts.append(words("Parts of pages that are public would be gone: {count}.", count=len(parts)))
    if others := len(verdicts.open_addresses) - len(parts):
        texts.append(words("Addresses that are public would lead nowhere: {count}.", count=others))
    texts.append(words("Not released. Write the reasons into release.yaml, beside keikaku.yaml, and release again:"))
    return "\n".join((*texts, "", result.lines))


def _later(result: Released, words: Words) -> str:
    return words(
        "Not released: the release {name} bears a later day. Take it back first: keikaku release --undo.",
        name=result.name,
    )


def _next(left_out: Sequence[LeftOut], words: Words) -> Iterable[str]:
    """Static pages do not publish themselves: somebody has to release again on that day."""
    if waiting := [one for one in left_out if one.day]:
        yield words("Next to become public, with a release on that day or later:")
        yield from (f"  {one.day}  {one.name}  {one.at}" for one in waiting)
    if drafts := [one for one in left_out if not one.day]:
        yield words("Drafts that are left out:")
        yield from (f"  {one.name}  {one.at}" for one in drafts)
