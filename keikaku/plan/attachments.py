"""What lies beside a narrative and is published with it: pictures that it shows, files to download."""

import re
from dataclasses import dataclass, field

from keikaku.values import normalised

PICTURE_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP"}
DOWNLOAD_KINDS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".xlsx": "Excel",
    ".xls": "Excel",
    ".pptx": "PowerPoint",
    ".ppt": "PowerPoint",
    ".csv": "CSV",
    ".zip": "ZIP",
}
# What a file is called beside its size, by how its name ends. No kind runs anything where it is opened in a browser.
KINDS = PICTURE_KINDS | DOWNLOAD_KINDS
SCHEME = "file"  # what links to attachments begin with in a chapter's HTML, until they stand on a page

SIZE = r"\d[\d.,]*\s*(?:KB|MB|キロバイト|メガバイト|バイト)"  # how a text gives the size of a file, in any case
_SIZE = re.compile(SIZE, re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """What the head of a picture says. The size is in pixels, as the picture is shown: a phone may hold it turned."""

    kind: str
    width: int
    height: int
    tells_place: bool = False  # where it was taken
    moves: bool = False


@dataclass(frozen=True)
class Attachment:
    """`name` is its path inside content/<plan>/, in small letters, and stays while the content changes."""

    name: str
    content: bytes = field(repr=False)
    picture: Picture | None = None
    is_whole: bool = True  # False: it breaks off before its end

    @property
    def kind(self) -> str:
        return KINDS[ending_of(self.name)]


def ending_of(name: str) -> str:
    """How a file's name ends, in small letters: `.pdf`; empty where it has no ending."""
    file = name.rsplit("/", 1)[-1]
    return f".{file.rpartition('.')[2].lower()}" if "." in file else ""


def says_kind_and_size(text: str, kind: str) -> bool:
    plain = normalised(text)
    return kind.upper() in plain.upper() and _SIZE.search(plain) is not None
