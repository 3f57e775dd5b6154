"""The heads of pictures: kind, size as it is shown, and whether they tell where they were taken."""

import struct

import pytest

from keikaku.plan.attachments import Picture
from keikaku.reading.pictures import has_its_end, read_picture
from tests.pictures import exif, gif, jpeg, png, webp

EXTENDED = struct.pack("<I", 0) + (300).to_bytes(3, "little")[:3] + (200).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (png(640, 480), Picture("PNG", 640, 480)),
        (jpeg(640, 480), Picture("JPEG", 640, 480)),
        (gif(640, 480), Picture("GIF", 640, 480)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)), Picture("WebP", 640, 480)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14)), Picture("WebP", 640, 480)),
        (webp(b"VP8X", EXTENDED), Picture("WebP", 301, 201)),
    ],
)
def test_the_head_says_kind_and_size(content: bytes, picture: Picture) -> None:
    assert read_picture(content) == picture


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "size"), [(1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))])
def test_a_photograph_that_a_phone_holds_on_its_side_is_shown_upright(
    order: str, orientation: int, size: tuple[int, int]
) -> None:
    picture = read_picture(jpeg(640, 480, exif=exif(order, orientation=orientation)))
    assert picture
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "content",
    [
        jpeg(exif=exif(place=True)),
        jpeg(exif=exif(">", place=True)),
        jpeg(xmp=b'<rdf:Description exif:GPSLatitude="35,41.4N"/>'),
        png(exif=exif(place=True)),
        webp(b"VP8X", EXTENDED, exif(place=True)),
    ],
)
def test_a_place_in_a_photograph_is_found(content: bytes) -> None:
    picture = read_picture(content)
    assert picture
    assert picture.tells_place


@pytest.mark.parametrize(
    ("still", "moving"),
    [
        (gif(), gif(moves=True)),
        (png(), png(moves=True)),
        (webp(b"VP8X", EXTENDED), webp(b"VP8X", EXTENDED) + webp(b"ANIM", bytes(6))[12:]),
    ],
)
def test_a_picture_that_moves_is_told_from_a_still_one(still: bytes, moving: bytes) -> None:
    pictures = read_picture(still), read_picture(moving)
    assert [picture and picture.moves for picture in pictures] == [False, True]


def test_a_photograph_without_a_place_tells_none() -> None:
    assert read_picture(jpeg(exif=exif(orientation=6))) == Picture("JPEG", 2, 3)


@pytest.mark.parametrize("whole", [png(), jpeg(exif=exif(place=True)), gif(), webp(b"VP8X", EXTENDED), b"<svg/>", b""])
def test_what_breaks_off_is_no_picture_and_no_fault_of_ours(whole: bytes) -> None:
    for length in range(len(whole)):
        read_picture(whole[:length])
    assert read_picture(whole[:9]) is None


# A photograph with a small one in its notes, which has an end of its own, and lines of pixels.
LINES = b"\xff\xda\x00\x02\x12\x34\x56\xff\x00"
PHOTOGRAPH = jpeg(exif=exif() + b"\xff\xd8\xff\xd9")[:-2] + LINES + b"\xff\xd9"


@pytest.mark.parametrize(
    ("whole", "least"),
    [(png(), 8), (PHOTOGRAPH, 2), (PHOTOGRAPH + b"a film behind it", 18), (gif(), 4), (webp(b"VP8X", EXTENDED), 12)],
)
def test_a_picture_that_breaks_off_has_no_end(whole: bytes, least: int) -> None:
    assert has_its_end(whole)
    assert [cut for cut in range(least, len(whole) - len(b"a film behind it\xff")) if has_its_end(whole[:cut])] == []


def test_damaged_notes_in_a_photograph_are_passed_over() -> None:
    assert read_picture(jpeg(exif=exif(place=True)[:20])) == Picture("JPEG", 3, 2)
