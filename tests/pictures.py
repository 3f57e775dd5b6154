"""The heads of pictures, as far as Keikaku reads them."""

import struct
import zlib

PDF = b"%PDF-1.4\n%%EOF\n"


def png(width: int = 3, height: int = 2, *, exif: bytes = b"", size: int = 0, moves: bool = False) -> bytes:
    """A whole PNG, all black; `size` makes it as many bytes, for its pixels are not packed."""
    rows = b"\0" * (size or height * (width + 1))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))]
    chunks += [(b"eXIf", exif)] if exif else []
    chunks += [(b"acTL", struct.pack(">II", 2, 0))] if moves else []
    chunks += [(b"IDAT", zlib.compress(rows, 0)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(name, content) for name, content in chunks)


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def jpeg(width: int = 3, height: int = 2, *, exif: bytes = b"", xmp: bytes = b"") -> bytes:
    """The head of a JPEG, with an empty comment before its size."""
    segments = [(0xE1, b"Exif\0\0" + exif)] if exif else []
    segments += [(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp)] if xmp else []
    segments += [(0xFE, b""), (0xC2, struct.pack(">BHHB", 8, height, width, 3))]
    body = b"".join(bytes([0xFF, marker]) + struct.pack(">H", len(c) + 2) + c for marker, c in segments)
    return b"\xff\xd8" + body + b"\xff\xd9"


def gif(width: int = 3, height: int = 2, *, moves: bool = False) -> bytes:
    again = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" if moves else b""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0" + again + b";"


def webp(name: bytes, content: bytes, exif: bytes = b"") -> bytes:
    chunks = _webp_chunk(name, content) + (_webp_chunk(b"EXIF", exif) if exif else b"")
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def _webp_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def exif(order: str = "<", *, orientation: int = 1, place: bool = False) -> bytes:
    """One directory with the orientation and, with `place`, one below it that says the latitude."""
    entries = [(0x0112, 3, 1, struct.pack(order + "HH", orientation, 0))]
    entries += [(0x8825, 4, 1, struct.pack(order + "I", 38))] if place else []
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    first = _directory(order, entries)
    return head + first + (_directory(order, [(2, 5, 3, b"\0\0\0\0")]) if place else b"")


def _directory(order: str, entries: list[tuple[int, int, int, bytes]]) -> bytes:
    packed = b"".join(struct.pack(order + "HHI", *entry[:3]) + entry[3] for entry in entries)
    return struct.pack(order + "H", len(entries)) + packed + b"\0\0\0\0"
