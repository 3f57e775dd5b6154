"""Make the small font that drawings are measured with: `python tests/charts/make_font.py BIZUDPGothic_400Regular.ttf`.

The source is the npm package `@expo-google-fonts/biz-udpgothic`, or Debian's `fonts-morisawa-bizud-gothic`.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONT = Path(__file__).parents[2] / "keikaku" / "charts" / "fonts" / "BIZUDPGothic-Small.ttf"
BEYOND_JIS = "髙﨑𠮷〜～−–—―℃㎡㎞㎜㎝㎏㏄㎥№℡℉‰½¼¾‐‑•…※→←↑↓◆◇■□●○◎△▲▽▼★☆"
BLOCKS = (
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0x180),  # Latin with accents
    range(0x2160, 0x2190),  # Roman numerals
    range(0x2460, 0x2500),  # circled and bracketed numbers, to ⓿
    range(0x3200, 0x3400),  # ㈱, ㍻, ㊿ and units
    range(0xF900, 0xFB00),  # compatibility forms of kanji in names
    range(0xFF01, 0xFFA0),  # full-width and half-width forms
)


def jis_characters() -> set[str]:
    """Every sign, kana and kanji of JIS X 0208: levels 1 and 2."""
    pairs = (bytes([0xA0 + row, 0xA0 + cell]) for row in range(1, 85) for cell in range(1, 95))
    return {pair.decode("euc_jp", "ignore") for pair in pairs} - {""}


def wanted() -> set[int]:
    return {ord(c) for c in jis_characters() | set(BEYOND_JIS)} | {c for block in BLOCKS for c in block}


def make(source: Path, target: Path) -> None:
    """Write the subset: no layout features, no hints, no vertical metrics, the names and licence kept."""
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "vhea", "vmtx", "meta", "gasp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted())
        subsetter.subset(font)
        font.save(target)


if __name__ == "__main__":
    make(Path(sys.argv[1]), FONT)
