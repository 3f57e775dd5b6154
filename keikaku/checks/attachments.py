"""Questions to the pictures and files of the narratives: what weighs or tells too much, moves, or is not used."""

from collections.abc import Iterator

from keikaku.checks.asking import Check, warn
from keikaku.plan.attachments import PICTURE_KINDS, Attachment, Picture, ending_of
from keikaku.plan.narrative import Chapter
from keikaku.plan.plan import Plan
from keikaku.problems import FilePosition, Problems

PICTURE_BYTES = 300_000  # a photograph as wide as a desk's page; a phone fetches it only when somebody comes near
WIDTH_PIXELS = 1200


def picture_too_heavy(plan: Plan, problems: Problems) -> None:
    """A picture straight from a camera weighs more than all pages of a plan together."""
    for chapter, file, _, at in _pictures(plan):
        if len(file.content) > PICTURE_BYTES:
            warn(
                problems,
                chapter,
                "picture-too-heavy",
                "the picture “{name}” weighs {weight} KB; the aim is {budget} KB",
                at,
                advice=_SAVE_SMALLER if file.picture and file.picture.width > WIDTH_PIXELS else _SAVE_AS_JPEG,
                name=file.name,
                weight=round(len(file.content) / 1000),
                budget=PICTURE_BYTES // 1000,
                pixels=WIDTH_PIXELS,
            )


_SAVE_SMALLER = (
    "Save it {pixels} pixels wide, as JPEG (of lower quality, if it is one). Where its name changes, write the new one "
    "here, too, and delete the old file. If it must be so, {acknowledge}"
)
_SAVE_AS_JPEG = (
    "Save it as JPEG (of lower quality, if it is one); its width may stay. Where its name changes, write the new one "
    "here, too, and delete the old file. If it must be so, {acknowledge}"
)


def file_cut_short(plan: Plan, problems: Problems) -> None:
    """A file that breaks off was copied or fetched in part: a reader cannot open it, or sees half a picture."""
    for chapter, file, at in _files(plan):
        if not file.is_whole:
            warn(
                problems,
                chapter,
                "file-cut-short",
                "“{name}” breaks off before its end",
                at,
                advice=("Copy it here again, and open it from this folder. If it is sound all the same, {acknowledge}"),
                name=file.name,
            )


def place_in_picture(plan: Plan, problems: Problems) -> None:
    """Phones write into a photograph where it was taken, and everybody who has the file can read it."""
    for chapter, file, picture, at in _pictures(plan):
        if picture.tells_place:
            warn(
                problems,
                chapter,
                "place-in-picture",
                "the photograph “{name}” tells where it was taken (GPS)",
                at,
                advice=(
                    "In Windows: right-click the file, Properties, Details, “Remove Properties and Personal "
                    "Information”. If it may be public, {acknowledge}"
                ),
                name=file.name,
            )


def moving_picture(plan: Plan, problems: Problems) -> None:
    """Nobody can stop a picture that moves, and who is distracted by it cannot read what stands beside it."""
    for chapter, file, picture, at in _pictures(plan):
        if picture.moves:
            warn(
                problems,
                chapter,
                "moving-picture",
                "the picture “{name}” moves by itself",
                at,
                advice="Show a still picture: save it as PNG, name that in the text, and delete the old file. "
                "If it stops within five seconds, {acknowledge}",
                name=file.name,
            )


def unused_file(plan: Plan, problems: Problems) -> None:
    """What no text refers to is not published, and easily taken for being so."""
    for at in plan.unused_files:
        name = at.file.rpartition("/")[2]
        sign = "!" if ending_of(name) in PICTURE_KINDS else ""
        warn(
            problems,
            plan.about,
            "unused-file",
            "no text refers to “{name}”, so it is not published",
            at,
            advice=("Write {link} in a text, or move the file elsewhere. If it may lie here, {acknowledge}"),
            name=name,
            link=f"{sign}[…]({name})",
        )


def _pictures(plan: Plan) -> Iterator[tuple[Chapter, Attachment, Picture, FilePosition]]:
    """Every picture that a text names, with the place where it does."""
    yield from ((chapter, file, file.picture, at) for chapter, file, at in _files(plan) if file.picture)


def _files(plan: Plan) -> Iterator[tuple[Chapter, Attachment, FilePosition]]:
    for chapter in plan.chapters:
        yield from ((chapter, file, at) for file, at in chapter.attachments)


ATTACHMENTS: tuple[Check, ...] = (file_cut_short, picture_too_heavy, place_in_picture, moving_picture, unused_file)
