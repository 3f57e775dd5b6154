"""What a picture says of itself: kind and size, whether it moves, where it was taken, whether it has its end."""

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress

from keikaku.plan.attachments import Picture

_STARTS_OF_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xDA)})
_START_OF_LINES, _END_OF_JPEG = 0xDA, b"\xff\xd9"
_ORIENTATION, _PLACE, _LATITUDE = 0x0112, 0x8825, 2  # tags of EXIF
_SHORT = 3  # the kind of a tag whose value has two bytes
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
_REPEATS = b"\x21\xff\x0bNETSCAPE2.0"  # how a GIF begins what it says of its repetitions
_PLACE_IN_XMP = b"GPSLatitude"


def read_picture(content: bytes) -> Picture | None:
    """None where it is no PNG, JPEG, GIF or WebP, or its head is damaged."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(content)
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content.startswith((b"GIF87a", b"GIF89a")):
            return _gif(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        pass
    return None


def has_its_end(content: bytes) -> bool:
    """Is a picture there from its head to its end? One that breaks off is shown in part, or not at all."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" in dict(_png_chunks(content))
    if content.startswith(b"\xff\xd8"):
        return content.find(_END_OF_JPEG, _lines_of_jpeg(content)) >= 0
    if content.startswith(b"GIF"):
        return content.rstrip(b"\0").endswith(b";")
    return len(content) >= 8 + int.from_bytes(content[4:8], "little")


def _picture(
    kind: str, width: int, height: int, content: bytes, exif: bytes = b"", *, moves: bool = False
) -> Picture | None:
    tags = _exif_tags(exif)
    if tags.get(_ORIENTATION) in _ON_ITS_SIDE:
        width, height = height, width
    place = _tags_at(exif, tags.get(_PLACE, 0))
    tells_place = _LATITUDE in place or _PLACE_IN_XMP in content
    return Picture(kind, width, height, tells_place, moves) if width and height else None


def _png(content: bytes) -> Picture | None:
    chunks = dict(_png_chunks(content))
    width, height = struct.unpack_from(">II", chunks.get(b"IHDR", b""))
    return _picture("PNG", width, height, content, chunks.get(b"eXIf", b""), moves=b"acTL" in chunks)


def _gif(content: bytes) -> Picture | None:
    width, height = struct.unpack_from("<HH", content, 6)
    return _picture("GIF", width, height, content, moves=_REPEATS in content)


def _jpeg(content: bytes) -> Picture | None:
    exif = b""
    for marker, segment, _ in _jpeg_segments(content):
        if marker == 0xE1 and segment.startswith(b"Exif\0\0"):
            exif = segment[6:]
        if marker in _STARTS_OF_FRAMES:
            height, width = struct.unpack_from(">HH", segment, 1)
            return _picture("JPEG", width, height, content, exif)
    return None


def _lines_of_jpeg(content: bytes) -> int:
    """Where the segments end: what is before may hold a small picture with an end of its own."""
    return max((end for *_, end in _jpeg_segments(content)), default=0)


def _webp(content: bytes) -> Picture | None:
    chunks = dict(_webp_chunks(content))
    exif = chunks.get(b"EXIF", b"").removeprefix(b"Exif\0\0")
    if extended := chunks.get(b"VP8X"):
        width, height = (int.from_bytes(extended[at : at + 3], "little") + 1 for at in (4, 7))
    elif lossless := chunks.get(b"VP8L"):
        (bits,) = struct.unpack_from("<I", lossless, 1)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", chunks.get(b"VP8 ", b""), 6))
    return _picture("WebP", width, height, content, exif, moves=b"ANIM" in chunks)


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each segment's marker, what it holds, and where it ends; up to the first lines of the picture itself."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        yield marker, content[at + 4 : end], end
        if marker == _START_OF_LINES:
            return
        at = end


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        yield name, content[at + 8 : at + 8 + length]
        at += 12 + length  # with the checksum


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


# --- EXIF ----------------------------------------------------------------------------------------------------------


def _exif_tags(exif: bytes) -> Mapping[int, int]:
    order = _order(exif)
    return _tags_at(exif, *struct.unpack_from(order + "I", exif, 4)) if order and len(exif) >= 8 else {}


def _tags_at(exif: bytes, start: int) -> Mapping[int, int]:
    """The tags of the directory there (0: none) with their values, as far as those are numbers and not damaged."""
    order, tags = _order(exif), {}
    with suppress(struct.error):
        (count,) = struct.unpack_from(order + "H", exif, start) if start else (0,)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(order + "HH", exif, at)
            tags[tag] = struct.unpack_from(order + ("H" if kind == _SHORT else "I"), exif, at + 8)[0]
    return tags


def _order(exif: bytes) -> str:
    """How numbers are written; empty where this is no EXIF."""
    return {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4], "")
