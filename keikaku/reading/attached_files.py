"""One picture or file beside a narrative, as it is published, or why it cannot be."""

import re
import unicodedata
from io import BytesIO
from zipfile import is_zipfile

from keikaku.plan.attachments import PICTURE_KINDS, Attachment, ending_of
from keikaku.problems import FilePosition, Problems
from keikaku.reading.files import SourceFile
from keikaku.reading.pictures import has_its_end, read_picture

MAX_BYTES = 50_000_000

_END_OF_PDF = 2048  # bytes; 1,024 are allowed behind its mark
_FIT = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
# What files of these kinds begin with. A CSV file may begin with anything.
_ZIP, _OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    ".pdf": b"%PDF-",
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".zip"), _ZIP),
    **dict.fromkeys((".doc", ".xls", ".ppt"), _OLD_OFFICE),
}


def read_attachment(file: SourceFile, name: str, problems: Problems) -> Attachment | None:
    """The file under the name that its address is made of; None, and a problem, where it cannot be published."""
    at = FilePosition(file.name)
    if near := fit_name(name):
        problems.add(
            "unfit-name",
            "the name “{name}” cannot be part of an address",
            at,
            advice="Use small letters, digits and hyphens alone, such as {near}, and mend the name in the text, too.",
            name=file.name[-len(name) :],
            near=near,
        )
        return None
    content = _content(file, problems)
    if content is None:
        return None
    if not content:
        problems.add("empty-file", "the file is empty", at, advice="Copy it here again, and open it from this folder.")
        return None
    picture = read_picture(content) if ending_of(name) in PICTURE_KINDS else None
    attachment = Attachment(name, content, picture, is_whole=_is_whole(name, content))
    if not _is_what_it_says(attachment):
        problems.add(
            "wrong-ending",
            "the name ends with {ending}, but this is no {kind} file",
            at,
            advice="Open it, and save it again as {kind}; renaming alone does not change what is in it.",
            ending=ending_of(name),
            kind=attachment.kind,
        )
        return None
    return attachment


def _content(file: SourceFile, problems: Problems) -> bytes | None:
    at = FilePosition(file.name)
    try:
        if file.path.stat().st_size <= MAX_BYTES:
            return file.path.read_bytes()
    except OSError:
        advice = "Is it open in another program, or locked?"
        problems.add("unreadable-file", "the file cannot be opened", at, advice=advice)
        return None
    problems.add("file-too-large", "the file is too large to be published", at, advice="Divide it into several files.")
    return None


def _is_what_it_says(attachment: Attachment) -> bool:
    ending = ending_of(attachment.name)
    if ending in PICTURE_KINDS:
        return attachment.picture is not None and attachment.picture.kind == attachment.kind
    return attachment.content.startswith(_BEGINNINGS.get(ending, b""))


def _is_whole(name: str, content: bytes) -> bool:
    """Has the file its end? A copy that was broken off, or a download, has its beginning alone."""
    ending = ending_of(name)
    if ending in PICTURE_KINDS:
        return has_its_end(content)
    if ending == ".pdf":
        return b"%%EOF" in content[-_END_OF_PDF:]
    return _BEGINNINGS.get(ending) != _ZIP or is_zipfile(BytesIO(content))


def fit_name(name: str) -> str:
    """写真/駅 1.jpg → folder/photo-1.jpg: a name to suggest; empty where it can be part of an address as it is."""
    if all(_FIT.fullmatch(part) for part in name.split("/")):
        return ""
    *folders, file = name.split("/")
    ending = ending_of(file)
    stem = _fit_part(file[: -len(ending)], "photo" if ending in PICTURE_KINDS else "file")
    return "/".join([*(_fit_part(folder, "folder") for folder in folders), stem + ending])


def _fit_part(part: str, word: str) -> str:
    """What can stay of it; with a word before, where its beginning cannot."""
    kept = re.sub(r"[^a-z0-9_-]+", "-", unicodedata.normalize("NFKC", part)).strip("-")
    return kept if kept and part[0].isascii() else "-".join(filter(None, (word, kept)))
