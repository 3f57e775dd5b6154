"""Widths of texts, and where texts are broken."""

import hashlib

import pytest
from fontTools.ttLib import TTFont

from keikaku.charts import measure


def test_every_character_of_the_font_is_as_wide_as_the_font_says() -> None:
    with TTFont(measure.FONT) as font:
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        assert len(glyphs) > 7000
        for code, glyph in glyphs.items():
            assert measure._advances()[code] == pytest.approx(advances[glyph][0] / 2048)


@pytest.mark.parametrize("character", "髙﨑①㊿◎○△▲※〜～−—℃㎡㎞徳塚")
def test_the_font_holds_the_characters_of_names_and_signs(character: str) -> None:
    assert ord(character) in measure._advances()


def test_the_font_is_the_one_that_its_notes_describe() -> None:
    notes = measure.FONT.with_name("README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(measure.FONT.read_bytes()).hexdigest() in notes


def test_kanji_and_kana_count_as_full_squares() -> None:
    assert measure.width("目標アあ（）", 12) == 6 * 12


def test_digits_are_narrower_than_kanji() -> None:
    assert 4 * 6 < measure.width("2018", 12) < 4 * 12


def test_a_character_that_no_font_here_knows_counts_as_a_full_square() -> None:
    assert measure.width("𠮷", 10) == 10


def test_lines_break_between_phrases() -> None:
    assert measure.wrap("高齢者の社会参加の促進", 12, 80) == ("高齢者の", "社会参加の", "促進")


def test_a_phrase_too_wide_for_a_line_is_broken_but_not_within_a_number() -> None:
    lines = measure.wrap("アクションプラン2015", 12, 60)
    assert all(measure.width(line, 12) <= 60 for line in lines)
    assert lines[-1] == "2015"


def test_a_text_that_fits_stays_whole() -> None:
    assert measure.wrap("防災", 12, 100) == ("防災",)
