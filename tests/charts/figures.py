"""Figures to draw: builders that keep the irrelevant out of sight, and a gallery of the ordinary and the extreme."""

from decimal import Decimal
from typing import Any

from keikaku.charts.look import Look
from keikaku.figure import Cell, Figure, Role, Series, Shape, Slot

NARROW, WIDE = Look(272, 12, True), Look(640, 14, False)
LOOKS = [NARROW, WIDE]

Value = Cell | str | int | None


def cell(printed: str, number: str | int | None = None, **facts: Any) -> Cell:
    """A value as printed; its number is read from it, where it is not given."""
    if number is None:
        number = printed.replace(",", "").replace("▲", "-").rstrip("%％人件")
    return Cell(printed, Decimal(number), **facts)


def gap(word: str) -> Cell:
    return Cell(word, missing=True)


def years(*labels: str, targets_only: str = "") -> tuple[Slot, ...]:
    """Slots for years as the source spells them; those named in `targets_only` have only targets."""
    return tuple(_year(label, label in targets_only.split()) for label in labels)


def _year(label: str, future: bool) -> Slot:
    if label.isdigit():
        return Slot(label, position=Decimal(label), future=future)
    year = {"H": 1988, "R": 2018}[label[0]] + int(label[1:])
    return Slot(label, str(year), "", Decimal(year), future)


def series(name: str, role: Role, *values: Value, **facts: Any) -> Series:
    """A series; what is not a cell yet is taken as printed."""
    cells = (v if v is None or isinstance(v, Cell) else cell(str(v)) for v in values)
    return Series(name, name, role, tuple(cells), **facts)


def actual(*values: Value, name: str = "実績", **facts: Any) -> Series:
    return series(name, Role.ACTUAL, *values, **facts)


def target(*values: Value, name: str = "目標", **facts: Any) -> Series:
    return series(name, Role.TARGET, *values, **facts)


def figure(shape: Shape, slots: tuple[Slot, ...], *drawn: Series, unit: str | None = "％", **facts: Any) -> Figure:
    given = {"id": "figure", "title": "題", "sentence": "文。"} | facts
    return Figure(unit=unit, shape=shape, slot_heading="年度", slots=slots, series=drawn, **given)


def categories(*names: str) -> tuple[Slot, ...]:
    return tuple(Slot(name) for name in names)


PLAN_YEARS = years("H25", "H26", "H27", "H28", "H29", "H30", targets_only="H30")
SIX = years("H27", "H28", "H29", "H30", "R1", "R2")
EIGHT = years("H25", "H26", "H27", "H28", "H29", "H30", "R1", "R2")
FORTY = years(*(str(1981 + n) for n in range(40)))
LONG = "市民まちづくり活動に参加したことのある人の割合"

GALLERY: dict[str, Figure] = {
    "several-targets": figure(
        Shape.TREND,
        years("H25", "H26", "H27", "H28", "H29", "H30", "H31", "H34", targets_only="H30 H31 H34"),
        actual("32.4", "94.1", "92.1", "81.4", gap("今後調査"), None, None, None),
        target(None, None, None, None, None, "70.0", None, None),
        target(None, None, None, None, None, None, "100", None, name="アクションプラン"),
        target(None, None, None, None, None, None, None, "100", name="戦略ビジョン"),
    ),
    "provisional": figure(
        Shape.TREND,
        PLAN_YEARS,
        actual("2,280", "2,400", "2,528", "2,653", cell("2,684", hollow=True, state="途中"), None),
        target(None, None, None, None, None, "2,500"),
        unit="団体",
    ),
    "money": figure(
        Shape.COLUMNS,
        PLAN_YEARS,
        actual(
            cell("約4億9,600万円", 496000000),
            cell("約5億9,000万円", 590000000),
            cell("約6億9,000万円", 690000000),
            cell("約7億6,000万円", 760000000),
            cell("約7億9,000万円", 790000000, hollow=True, state="途中"),
            None,
        ),
        target(None, None, None, None, None, cell("7億4,000万円", 740000000)),
        unit="円",
    ),
    "columns": figure(
        Shape.COLUMNS,
        PLAN_YEARS,
        actual("331件", "366件", "518件", "229件", cell("69件", 69, hollow=True, state="途中"), None),
        target(None, None, None, None, None, "360件"),
        unit="件",
    ),
    "negative": figure(
        Shape.TARGET_BESIDE_ACTUAL,
        years("H29", "H30", "R1"),
        target("500", "1,500", "3,000"),
        actual("▲468", "▲127", "83"),
        unit="人",
    ),
    "seven-pairs": figure(
        Shape.TARGET_BESIDE_ACTUAL,
        years("H27", "H28", "H29", "H30", "R1", "R2", "R3", targets_only="R3"),
        target("50.0", "52.0", "54.0", "56.0", "58.0", "60.0", "62.0"),
        actual("48.1", "53.3", gap("未実施"), "57.0", "55.5", cell("61.2", hollow=True, state="見込"), None),
    ),
    "way-to-a-target": figure(
        Shape.BASELINE_TO_TARGET,
        years("H30", "H34", targets_only="H34"),
        series("現状", Role.BASELINE, "15,000人", None),
        target(None, "19,000人"),
        unit="人",
    ),
    "path-of-targets": figure(
        Shape.BASELINE_TO_TARGET,
        (Slot("現状値"), *years("R5", "R6", "R7", "R8", "R9", targets_only="R5 R6 R7 R8 R9")),
        series("現状値", Role.BASELINE, "12.5", None, None, None, None, None),
        target(None, "13.0", "14.0", "15.0", "16.5", "18.0"),
    ),
    "baseline-without-year": figure(
        Shape.TREND,
        (Slot("基準値"), *years("R1", "R2", "R6", targets_only="R6")),
        series("基準値", Role.BASELINE, "57.8", None, None, None),
        actual(None, gap("未実施"), "55.1", None),
        target(None, None, None, "65.0"),
    ),
    "cut-axis": figure(
        Shape.TREND,
        SIX,
        actual("93.1", "95.2", "94.8", "96.0", "97.1", "96.4"),
        target(*["95.0"] * 6, name="目標（毎年度）", constant=True),
        zero_based=False,
    ),
    "constant-over-columns": figure(
        Shape.COLUMNS,
        SIX,
        actual("12", "15", "9", "21", "18", "20"),
        target(*["18"] * 6, name="目標（毎年度）", constant=True),
        unit="回",
    ),
    "breakdown": figure(
        Shape.BREAKDOWN,
        years("H27", "H28", "H29", "H30", targets_only="H30"),
        series("認定", Role.PART, "14", "16", "18", None),
        series("仮認定", Role.PART, "5", "4", "3", None),
        series("条例個別指定", Role.PART, "2", "2", "2", None),
        series("合計", Role.WHOLE, "21", "22", "23", None),
        target(None, None, None, "40"),
        unit="団体",
    ),
    "answers": figure(
        Shape.BREAKDOWN,
        years("H27", "H28", "H29"),
        series("とても満足", Role.PART, "12.1", "13.5", "12.0"),
        series("満足", Role.PART, "35.3", "36.1", "38.0"),
        series("どちらともいえない", Role.PART, "30.2", "29.4", "28.0"),
        series("不満", Role.PART, "15.4", "14.0", "15.0"),
        series("とても不満", Role.PART, "7.0", "7.0", "7.0"),
    ),
    "shares": figure(
        Shape.BREAKDOWN,
        categories("男性", "女性", "十二文字の長い分類名です", "70歳以上", "回答しない"),
        series("はい", Role.PART, "60", "50", "45", "70", "10"),
        series("いいえ", Role.PART, "40", "50", "55", "30", "90"),
        series("回答数", Role.WHOLE, "100", "100", "100", "100", "100"),
    ),
    "districts": figure(
        Shape.COMPARISON,
        categories("中央区", "北区", "東区", "白石区", "厚別区", "豊平区", "十二文字の長い分類名です", "西区"),
        actual("62.1", "70.4", "68.8", "66.0", "74.9", "63.3", "80.2", gap("調査なし")),
    ),
    "compared-with-targets": figure(
        Shape.COMPARISON,
        categories("子育て支援センターの整備", LONG, "高齢者の社会参加", "防災"),
        actual("▲12.5", "35.0", "8.2", "0", name="今回"),
        actual("▲3.0", "30.1", "10.0", "2.2", name="前回"),
        target("5.0", "40.0", "12.0", "3.0"),
    ),
    "three-lines": figure(
        Shape.TREND,
        EIGHT,
        actual("50.1", "51.2", "52.0", "53.3", "53.9", "54.4", "56.0", "57.5", name="男性"),
        actual("48.0", "48.2", "47.0", "49.5", "52.1", "53.0", "54.1", "54.9", name="女性"),
        series("全国平均", Role.COMPANION, "45.0", "45.5", "46.0", "46.2", "46.8", "47.0", "47.5", "48.0"),
    ),
    "five-lines": figure(
        Shape.TREND,
        EIGHT,
        *(
            actual(*(f"{10 * place + 5 + year * (15 - place * 4) / 10:.1f}" for year in range(8)), name=name)
            for place, name in enumerate(("中央", "北部", "東部", "西部", "南部"))
        ),
    ),
    "crossing-lines": figure(
        Shape.TREND,
        EIGHT,
        actual("10", "20", "30", "40", "50", "60", "70", "80", name="利用者アンケートの結果による満足度"),
        actual("80", "70", "60", "50", "40", "30", "20", "79", name="来場者アンケートの結果による満足度"),
        actual("40", "41", "39", "42", "40", "41", "43", "78", name="職員アンケートの結果による満足度"),
    ),
    "forty-years": figure(
        Shape.TREND, FORTY, actual(*(f"{300000 + 9000 * (n * 37 % 11) + n * 2500:,}" for n in range(40))), unit="人"
    ),
    "forty-columns": figure(
        Shape.COLUMNS,
        FORTY,
        actual(*(str(300 + n * 37 % 110) for n in range(40))),
        target(*["350"] * 40, constant=True),
        unit="件",
    ),
    "thousand-million": figure(
        Shape.COLUMNS,
        years("R1", "R2", "R3", "R4"),
        actual("1,234,567,890", "1,100,000,000", "980,000,000", "1,000,000,000"),
        unit="円",
    ),
    "budget-and-accounts": figure(
        Shape.COLUMNS,
        years("R1", "R2", "R3", "R4"),
        actual("1,234,567", "1,100,000", "980,000", "1,000,000", name="予算"),
        actual("1,134,567", "1,000,000", "970,000", None, name="決算"),
        unit="千円",
    ),
    "hundredths": figure(
        Shape.TREND,
        years("R1", "R2", "R3", "R4"),
        actual("0.01", "0.02", "0.02", "0.04"),
        target(*["0.03"] * 4, constant=True),
    ),
    "target-of-zero": figure(
        Shape.TREND,
        years("R1", "R2", "R3", "R7", targets_only="R7"),
        actual("5", "3", "1", None),
        target(None, None, None, "0"),
        unit="件",
    ),
    "nothing-but-zero": figure(Shape.COLUMNS, years("R1", "R2", "R3"), actual("0", "0", "0"), unit="件"),
    "one-point": figure(Shape.TREND, years("R5"), actual("42.0")),
    "gaps": figure(Shape.TREND, PLAN_YEARS[:5], actual("10", "12", gap("未調査"), "15", None)),
    "every-few-years": figure(
        Shape.TREND,
        years("H20", "H23", "H26", "H30", "R6", "R10", targets_only="R10"),
        actual("40.1", "42.0", "45.5", "44.8", cell("47.0", hollow=True, state="速報"), None),
        target(None, None, None, None, None, "50.0"),
    ),
    "two-states": figure(
        Shape.COLUMNS,
        years("H26", "H27", "H28", "H29", "H34", targets_only="H34"),
        actual(
            "11",
            "19",
            "21",
            cell("23", hollow=True, state="途中", more=(cell("25", hollow=True, state="見込"),)),
            None,
        ),
        target(None, None, None, None, cell("40以上", 40)),
        unit="団体",
    ),
    "range": figure(
        Shape.TREND,
        years("R1", "R2", "R3", "R4"),
        actual("38", "45", "47", "52"),
        target(*[cell("40〜50", 40, high=Decimal(50))] * 4, name="目標範囲", constant=True),
    ),
    "expected": figure(
        Shape.TREND,
        years("2010", "2015", "2020", "2025", "2030", "2035", "2040"),
        actual("63,012", "61,204", "59,800", None, None, None, None),
        series("推計", Role.EXPECTED, None, None, "59,800", "57,100", "54,000", "50,600", "47,000"),
        target(None, None, None, "58,500", "57,000", "55,000", "53,000"),
        unit="人",
    ),
    "long-names": figure(
        Shape.TREND,
        years("R1", "R2", "R3", "R4", "R8", targets_only="R8"),
        actual("38.0", "45.0", "47.0", "52.0", None, name=LONG),
        target(None, None, None, None, "60.0", name="第3期市民まちづくり活動促進基本計画の目標値"),
    ),
}
