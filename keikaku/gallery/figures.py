"""Figures made up to be looked at: the ordinary, the extreme and the broken, each with what is to be seen."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from keikaku.figure import Cell, Figure, Role, Series, Shape, Slot

Value = Cell | str | int | None


def cell(printed: str, number: str | int | None = None, **facts: Any) -> Cell:
    """A value as printed; its number is read from it, where it is not given."""
    if number is None:
        number = printed.replace(",", "").replace("▲", "-").rstrip("%％人件位")
    return Cell(printed, Decimal(number), **facts)


def gap(word: str) -> Cell:
    return Cell(word, missing=True)


def years(*labels: str, targets_only: str = "") -> tuple[Slot, ...]:
    """Slots for years as the source spells them; those named in `targets_only` have only targets."""
    return tuple(_year(label, label in targets_only.split()) for label in labels)


def _year(label: str, future: bool) -> Slot:
    if label.isdigit():
        return Slot(label, position=Decimal(label), future=future)
    era, count = label[0], re.sub("[^0-9]", "", label.replace("元", "1"))
    year = {"H": 1988, "平": 1988, "R": 2018, "令": 2018}[era] + int(count)
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
    heading = "年度" if any(slot.position for slot in slots) else "区分"
    return Figure(unit=unit, shape=shape, slot_heading=heading, slots=slots, series=drawn, **given)


def categories(*names: str) -> tuple[Slot, ...]:
    return tuple(Slot(name) for name in names)


PLAN_YEARS = years("H25", "H26", "H27", "H28", "H29", "H30", targets_only="H30")
SIX = years("H27", "H28", "H29", "H30", "R1", "R2")
EIGHT = years("H25", "H26", "H27", "H28", "H29", "H30", "R1", "R2")
FORTY = years(*(str(1981 + n) for n in range(40)))
LONG = "市民まちづくり活動に参加したことのある人の割合"


def told(id: str, title: str, sentence: str, figure: Figure) -> Figure:
    return replace(figure, id=id, title=title, sentence=sentence)


DRAWN = (
    told(
        "several-targets",
        "町内会加入率",
        "目標が3つあり、それぞれ別の計画のものです。平成29年度は調査していません。",
        figure(
            Shape.TREND,
            years("H25", "H26", "H27", "H28", "H29", "H30", "H31", "H34", targets_only="H30 H31 H34"),
            actual("32.4", "94.1", "92.1", "81.4", gap("今後調査"), None, None, None),
            target(None, None, None, None, None, "70.0", None, None),
            target(None, None, None, None, None, None, "100", None, name="アクションプラン"),
            target(None, None, None, None, None, None, None, "100", name="戦略ビジョン"),
        ),
    ),
    told(
        "provisional",
        "登録団体数",
        "平成29年度の2,684団体は途中の値です。",
        figure(
            Shape.TREND,
            PLAN_YEARS,
            actual("2,280", "2,400", "2,528", "2,653", cell("2,684", hollow=True, state="途中"), None),
            target(None, None, None, None, None, "2,500"),
            unit="団体",
        ),
    ),
    told(
        "money",
        "寄附金額（累計）",
        "値は億と万で略してあります。平成29年度は途中の額です。",
        figure(
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
    ),
    told(
        "columns",
        "寄附の件数",
        "1年ごとの数なので、柱です。平成29年度は途中の件数です。",
        figure(
            Shape.COLUMNS,
            PLAN_YEARS,
            actual("331件", "366件", "518件", "229件", cell("69件", 69, hollow=True, state="途中"), None),
            target(None, None, None, None, None, "360件"),
            unit="件",
        ),
    ),
    told(
        "negative",
        "転入超過数",
        "▲は減少です。目標は毎年度あります。",
        figure(
            Shape.TARGET_BESIDE_ACTUAL,
            years("H29", "H30", "R1"),
            target("500", "1,500", "3,000"),
            actual("▲468", "▲127", "83"),
            unit="人",
        ),
    ),
    told(
        "seven-pairs",
        "利用率",
        "7年度の目標と実績です。平成29年度は未実施、令和2年度は見込です。",
        figure(
            Shape.TARGET_BESIDE_ACTUAL,
            years("H27", "H28", "H29", "H30", "R1", "R2", "R3", targets_only="R3"),
            target("50.0", "52.0", "54.0", "56.0", "58.0", "60.0", "62.0"),
            actual("48.1", "53.3", gap("未実施"), "57.0", "55.5", cell("61.2", hollow=True, state="見込"), None),
        ),
    ),
    told(
        "way-to-a-target",
        "参加者数",
        "現状と目標だけで、実績はまだありません。",
        figure(
            Shape.BASELINE_TO_TARGET,
            years("H30", "H34", targets_only="H34"),
            series("現状", Role.BASELINE, "15,000人", None),
            target(None, "19,000人"),
            unit="人",
        ),
    ),
    told(
        "path-of-targets",
        "市民が参加する割合",
        "年度のない現状値と、5年度の目標です。",
        figure(
            Shape.BASELINE_TO_TARGET,
            (Slot("現状値"), *years("R5", "R6", "R7", "R8", "R9", targets_only="R5 R6 R7 R8 R9")),
            series("現状値", Role.BASELINE, "12.5", None, None, None, None, None),
            target(None, "13.0", "14.0", "15.0", "16.5", "18.0"),
        ),
    ),
    told(
        "baseline-without-year",
        "満足度",
        "年度のない基準値から始まります。令和元年度は未実施です。",
        figure(
            Shape.TREND,
            (Slot("基準値"), *years("R1", "R2", "R6", targets_only="R6")),
            series("基準値", Role.BASELINE, "57.8", None, None, None),
            actual(None, gap("未実施"), "55.1", None),
            target(None, None, None, "65.0"),
        ),
    ),
    told(
        "cut-axis",
        "収納率",
        "値の軸は0から始まりません。目標は毎年度同じです。",
        figure(
            Shape.TREND,
            SIX,
            actual("93.1", "95.2", "94.8", "96.0", "97.1", "96.4"),
            target(*["95.0"] * 6, name="目標（毎年度）", constant=True),
            zero_based=False,
        ),
    ),
    told(
        "constant-over-columns",
        "講座の回数",
        "毎年度同じ目標が、柱に重なる線です。",
        figure(
            Shape.COLUMNS,
            SIX,
            actual("12", "15", "9", "21", "18", "20"),
            target(*["18"] * 6, name="目標（毎年度）", constant=True),
            unit="回",
        ),
    ),
    told(
        "breakdown",
        "認定団体数",
        "内訳を積み上げると、合計になります。",
        figure(
            Shape.BREAKDOWN,
            years("H27", "H28", "H29", "H30", targets_only="H30"),
            series("認定", Role.PART, "14", "16", "18", None),
            series("仮認定", Role.PART, "5", "4", "3", None),
            series("条例個別指定", Role.PART, "2", "2", "2", None),
            series("合計", Role.WHOLE, "21", "22", "23", None),
            target(None, None, None, "40"),
            unit="団体",
        ),
    ),
    told(
        "answers",
        "暮らしの満足度",
        "5段階の回答です。",
        figure(
            Shape.BREAKDOWN,
            years("H27", "H28", "H29"),
            series("とても満足", Role.PART, "12.1", "13.5", "12.0"),
            series("満足", Role.PART, "35.3", "36.1", "38.0"),
            series("どちらともいえない", Role.PART, "30.2", "29.4", "28.0"),
            series("不満", Role.PART, "15.4", "14.0", "15.0"),
            series("とても不満", Role.PART, "7.0", "7.0", "7.0"),
        ),
    ),
    told(
        "shares",
        "参加したことがあるか",
        "区分ごとの回答の割合です。",
        figure(
            Shape.BREAKDOWN,
            categories("男性", "女性", "十二文字の長い分類名です", "70歳以上", "回答しない"),
            series("はい", Role.PART, "60", "50", "45", "70", "10"),
            series("いいえ", Role.PART, "40", "50", "55", "30", "90"),
            series("回答数", Role.WHOLE, "100", "100", "100", "100", "100"),
        ),
    ),
    told(
        "projects-by-mark",
        "分野1の事業数：「新規」の印の有無",
        "全22事業の内訳は、新規が7事業、「新規」の印なしが15事業です。1つの施策には新規がありません。",
        figure(
            Shape.BREAKDOWN,
            categories("1-(1) 担い手の育成", "1-(2) 地域の課題の解決", "1-(3) 協働事業の拡充", "1-(4) 人材の育成"),
            series("新規", Role.PART, "4", "1", "2", "0"),
            series("「新規」の印なし", Role.PART, "4", "3", "2", "6"),
            series("すべての事業", Role.WHOLE, "8", "4", "4", "6"),
            unit="事業",
        ),
    ),
    told(
        "projects-in-eight-parts",
        "事業数：数値目標の有無",
        "8つの施策に1事業から1,040事業まであります。小さな部分には数を書く場所がありません。",
        figure(
            Shape.BREAKDOWN,
            categories("子育て", "高齢者", "防災", "十二文字の長い分類名です", LONG, "文化", "産業", "環境"),
            series("数値目標あり", Role.PART, "1", "12", "0", "980", "40", "1", "0", "7"),
            series("目標の記載なし", Role.PART, "0", "1", "30", "50", "8", "0", "250", "7"),
            series("言葉の目標のみ", Role.PART, "0", "1", "2", "10", "0", "0", "0", "1"),
            series("すべての事業", Role.WHOLE, "1", "14", "32", "1,040", "48", "1", "250", "15"),
            unit="事業",
        ),
    ),
    told(
        "projects-in-one-part",
        "施策3-(2)の事業数：「新規」の印の有無",
        "全22事業の内訳は、新規が1事業、「新規」の印なしが21事業です。",
        figure(
            Shape.BREAKDOWN,
            categories("全体"),
            series("新規", Role.PART, "1"),
            series("「新規」の印なし", Role.PART, "21"),
            series("すべての事業", Role.WHOLE, "22"),
            unit="事業",
        ),
    ),
    told(
        "grades-by-year",
        "事業の評価",
        "年度ごとに、評価の段階と評価対象外の数を積み上げます。令和4年度のCは0事業です。",
        figure(
            Shape.BREAKDOWN,
            years("R2", "R3", "R4", "R5"),
            series("A 順調", Role.PART, "12", "14", "20", "21"),
            series("B おおむね順調", Role.PART, "20", "19", "18", "15"),
            series("C 遅れている", Role.PART, "5", "4", "0", "1"),
            series("評価対象外", Role.PART, "3", "3", "2", "3"),
            series("評価の数", Role.WHOLE, "40", "40", "40", "40"),
            unit="事業",
        ),
    ),
    told(
        "grades-not-yet-given",
        "事業の評価（途中）",
        "令和4年度の内訳は集計中で、合計だけが分かっています。令和5年度の値は速報です。",
        figure(
            Shape.BREAKDOWN,
            years("R3", "R4", "R5"),
            series("A", Role.PART, "14", gap("集計中"), cell("21", hollow=True, state="速報")),
            series("B", Role.PART, "19", gap("集計中"), cell("15", hollow=True, state="速報")),
            series("C", Role.PART, "7", gap("集計中"), cell("4", hollow=True, state="速報")),
            series("評価の数", Role.WHOLE, "40", "40", cell("40", hollow=True, state="速報")),
            unit="事業",
        ),
    ),
    told(
        "districts",
        "区ごとの加入率",
        "8つの区分のうち、西区は調査していません。",
        figure(
            Shape.COMPARISON,
            categories("中央区", "北区", "東区", "白石区", "厚別区", "豊平区", "十二文字の長い分類名です", "西区"),
            actual("62.1", "70.4", "68.8", "66.0", "74.9", "63.3", "80.2", gap("調査なし")),
        ),
    ),
    told(
        "turned",
        "年代ごとの利用の割合",
        "列が7つあるので、列ごとに並べて、行を棒にします。",
        figure(
            Shape.COMPARISON,
            categories("図書館", "公民館"),
            *(
                actual(*shares, name=name)
                for name, *shares in (
                    ("10代", "62.1", "12.0"),
                    ("20代", "40.4", "8.5"),
                    ("30代", "48.8", "15.2"),
                    ("40代", "46.0", "18.9"),
                    ("50代", "39.9", "22.4"),
                    ("60代", "43.3", "38.0"),
                    ("70歳以上", "40.2", "45.7"),
                )
            ),
        ),
    ),
    told(
        "compared-with-targets",
        "取組ごとの伸び",
        "負の値と0があり、取組ごとに目標があります。",
        figure(
            Shape.COMPARISON,
            categories("子育て支援センターの整備", LONG, "高齢者の社会参加", "防災"),
            actual("▲12.5", "35.0", "8.2", "0", name="今回"),
            actual("▲3.0", "30.1", "10.0", "2.2", name="前回"),
            target("5.0", "40.0", "12.0", "3.0"),
        ),
    ),
    told(
        "three-lines",
        "参加の割合（男女別）",
        "全国平均は参考です。",
        figure(
            Shape.TREND,
            EIGHT,
            actual("50.1", "51.2", "52.0", "53.3", "53.9", "54.4", "56.0", "57.5", name="男性"),
            actual("48.0", "48.2", "47.0", "49.5", "52.1", "53.0", "54.1", "54.9", name="女性"),
            series("全国平均", Role.COMPANION, "45.0", "45.5", "46.0", "46.2", "46.8", "47.0", "47.5", "48.0"),
        ),
    ),
    told(
        "five-lines",
        "地区ごとの割合",
        "5本の線は、色がなくても見分けられます。",
        figure(
            Shape.TREND,
            EIGHT,
            *(
                actual(*(f"{10 * place + 5 + year * (15 - place * 4) / 10:.1f}" for year in range(8)), name=name)
                for place, name in enumerate(("中央", "北部", "東部", "西部", "南部"))
            ),
        ),
    ),
    told(
        "crossing-lines",
        "3つの調査の満足度",
        "線が交わり、最後の値がほとんど重なります。",
        figure(
            Shape.TREND,
            EIGHT,
            actual("10", "20", "30", "40", "50", "60", "70", "80", name="利用者アンケートの結果による満足度"),
            actual("80", "70", "60", "50", "40", "30", "20", "79", name="来場者アンケートの結果による満足度"),
            actual("40", "41", "39", "42", "40", "41", "43", "78", name="職員アンケートの結果による満足度"),
        ),
    ),
    told(
        "forty-years",
        "利用者数",
        "40年分の値です。",
        figure(
            Shape.TREND, FORTY, actual(*(f"{300000 + 9000 * (n * 37 % 11) + n * 2500:,}" for n in range(40))), unit="人"
        ),
    ),
    told(
        "forty-columns",
        "相談件数",
        "40年分の柱と、毎年度同じ目標です。",
        figure(
            Shape.COLUMNS,
            FORTY,
            actual(*(str(300 + n * 37 % 110) for n in range(40))),
            target(*["350"] * 40, constant=True),
            unit="件",
        ),
    ),
    told(
        "thousand-million",
        "事業費",
        "10億円を超える値を、1円まで記しています。",
        figure(
            Shape.COLUMNS,
            years("R1", "R2", "R3", "R4"),
            actual("1,234,567,890", "1,100,000,000", "980,000,000", "1,000,000,000"),
            unit="円",
        ),
    ),
    told(
        "budget-and-accounts",
        "予算と決算",
        "令和4年度の決算はまだありません。",
        figure(
            Shape.COLUMNS,
            years("R1", "R2", "R3", "R4"),
            actual("1,234,567", "1,100,000", "980,000", "1,000,000", name="予算"),
            actual("1,134,567", "1,000,000", "970,000", None, name="決算"),
            unit="千円",
        ),
    ),
    told(
        "hundredths",
        "発生率",
        "値も目標も小数第2位まであります。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4"),
            actual("0.01", "0.02", "0.02", "0.04"),
            target(*["0.03"] * 4, constant=True),
        ),
    ),
    told(
        "target-of-zero",
        "事故の件数",
        "目標は0件です。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R7", targets_only="R7"),
            actual("5", "3", "1", None),
            target(None, None, None, "0"),
            unit="件",
        ),
    ),
    told(
        "nothing-but-zero",
        "苦情の件数",
        "どの年度も0件です。",
        figure(Shape.COLUMNS, years("R1", "R2", "R3"), actual("0", "0", "0"), unit="件"),
    ),
    told("one-point", "認知度", "値は1つだけです。", figure(Shape.TREND, years("R5"), actual("42.0"))),
    told(
        "gaps",
        "回答率",
        "平成27年度は未調査です。線は途切れ、年度の場所は残ります。",
        figure(Shape.TREND, PLAN_YEARS[:5], actual("10", "12", gap("未調査"), "15", None)),
    ),
    told(
        "every-few-years",
        "意識調査の割合",
        "調査の間隔はまちまちで、図の間隔もそのとおりです。",
        figure(
            Shape.TREND,
            years("H20", "H23", "H26", "H30", "R6", "R10", targets_only="R10"),
            actual("40.1", "42.0", "45.5", "44.8", cell("47.0", hollow=True, state="速報"), None),
            target(None, None, None, None, None, "50.0"),
        ),
    ),
    told(
        "two-states",
        "協定の数",
        "平成29年度には途中と見込の2つの値があります。",
        figure(
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
    ),
    told(
        "range",
        "稼働率",
        "目標は40〜50％の範囲です。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4"),
            actual("38", "45", "47", "52"),
            target(*[cell("40〜50", 40, high=Decimal(50))] * 4, name="目標範囲", constant=True),
        ),
    ),
    told(
        "expected",
        "人口",
        "推計は約束ではないので、中抜きの印です。",
        figure(
            Shape.TREND,
            years("2010", "2015", "2020", "2025", "2030", "2035", "2040"),
            actual("63,012", "61,204", "59,800", None, None, None, None),
            series("推計", Role.EXPECTED, None, None, "59,800", "57,100", "54,000", "50,600", "47,000"),
            target(None, None, None, "58,500", "57,000", "55,000", "53,000"),
            unit="人",
        ),
    ),
    told(
        "long-names",
        "参加の割合（長い名前）",
        "系列の名前が長いので、折り返すか、図の上に出します。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4", "R8", targets_only="R8"),
            actual("38.0", "45.0", "47.0", "52.0", None, name=LONG),
            target(None, None, None, None, "60.0", name="第3期市民まちづくり活動促進基本計画の目標値"),
        ),
    ),
    told(
        "nine-digits-falling",
        "市債の残高",
        "10億円を超える値が減り、▲の差額があります。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4", "R8", targets_only="R8"),
            actual("9,876,543,210", "8,000,000,000", "▲1,234,567,890", "1,000,000,000", None),
            target(None, None, None, None, "0"),
            unit="円",
        ),
    ),
    told(
        "three-states",
        "助成の件数",
        "令和4年度には速報、途中、見込の3つの値があります。",
        figure(
            Shape.TREND,
            years("R2", "R3", "R4", "R6", targets_only="R6"),
            actual(
                "100",
                "120",
                cell(
                    "80",
                    hollow=True,
                    state="途中",
                    more=(cell("130", hollow=True, state="速報"), cell("150", hollow=True, state="見込")),
                ),
                None,
            ),
            target(None, None, None, "160"),
            unit="件",
        ),
    ),
    told(
        "small-columns",
        "負担の割合",
        "0.01の違いが分かる桁まで記しています。",
        figure(Shape.COLUMNS, years("R1", "R2", "R3", "R4"), actual("0.01", "0.02", "0.00", "▲0.01")),
    ),
    told(
        "large-and-negative",
        "会計ごとの差引",
        "10億円を超える値と▲の値が並びます。",
        figure(
            Shape.COMPARISON,
            categories("一般会計", "国民健康保険特別会計", "下水道事業", "十二文字の長い分類名です"),
            actual("1,234,567,890", "▲987,654,321", "0", gap("未集計"), name="差引"),
            unit="円",
        ),
    ),
    told(
        "seven-districts",
        "地区ごとの加入率",
        "系列が7つあるので、地区ごとの小さな図にします。目標は地区ごとにあり、東部は平成29年度に調査していません。",
        figure(
            Shape.PANELS,
            years("H27", "H28", "H29", "H30", "R1", "R2", "R7", targets_only="R7"),
            *(
                line
                for name, values, aim in (
                    ("中央", ("62.1", "61.0", "60.4", "60.0", "59.1", "58.8"), "65.0"),
                    ("北部", ("70.4", "70.1", "70.0", "69.8", "69.9", "70.2"), "72.0"),
                    ("東部", ("68.8", "68.0", gap("調査なし"), "66.2", "65.0", "64.9"), "70.0"),
                    ("西部", ("74.9", "75.0", "75.2", "76.1", "77.0", "78.4"), "76.0"),
                    ("南部", ("63.3", "62.9", "62.0", "61.1", "60.8", cell("60.1", hollow=True, state="速報")), "66.0"),
                    ("港", ("80.2", "80.0", "79.8", "79.9", "79.1", "78.0"), "82.0"),
                    ("山手", ("41.0", "42.2", "43.0", "44.7", "46.1", "47.9"), "50.0"),
                )
                for line in (
                    actual(*values, None, name=name),
                    target(*[None] * 6, aim, name=f"{name} 目標", of=name),
                )
            ),
        ),
    ),
    told(
        "panels-with-a-companion",
        "講座の満足度",
        "6つの館を全国平均（参考）と比べます。毎年度の目標は本館だけにあり、値の軸は0から始まりません。",
        figure(
            Shape.PANELS,
            EIGHT,
            *(
                actual(*(f"{base + (year * step) % 9:.1f}" for year in range(8)), name=name)
                for name, base, step in (
                    ("本館", 80, 5),
                    ("駅前館", 75, 2),
                    ("十二文字の長い分類名です", 84, 4),
                    (LONG, 78, 7),
                    ("西館", 70, 1),
                    ("移動図書館", 88, 8),
                )
            ),
            target(*["85.0"] * 8, name="本館 目標（毎年度）", constant=True, of="本館"),
            series("全国平均", Role.COMPANION, *(f"{80 + year * 0.3:.1f}" for year in range(8))),
            zero_based=False,
        ),
    ),
    told(
        "wards-over-forty-years",
        "区ごとの人口",
        "24の区の、40年分の大きな値です。1つの区には最後の年の値しかありません。",
        figure(
            Shape.PANELS,
            FORTY,
            *(
                actual(
                    *(
                        f"{1000 * (100 + ward * 37 + (year * (ward % 5 - 2))):,}" if ward != 7 or year == 39 else None
                        for year in range(40)
                    ),
                    name=f"第{ward}区",
                )
                for ward in range(1, 25)
            ),
            unit="人",
        ),
    ),
    told(
        "panels-with-little-in-them",
        "収支の差",
        "負の値、1点だけの系列、途中と見込の値、小数第2位までの値があります。",
        figure(
            Shape.PANELS,
            years("R2", "R3", "R4"),
            actual("▲0.12", "0.03", "▲0.45", name="一般会計"),
            actual(None, "0.01", None, name="国保"),
            actual("0", "0", "0", name="介護"),
            actual(gap("—"), gap("未集計"), "1.25", name="水道"),
            actual(
                "0.10",
                "0.20",
                cell("0.30", hollow=True, state="途中", more=(cell("0.41", hollow=True, state="見込"),)),
                name="下水道",
            ),
            actual("▲1.00", "▲0.50", None, name="病院"),
        ),
    ),
    told(
        "eight-sources",
        "事業費の財源",
        "財源が8つあるので、財源ごとの柱にします。令和5年度は予算です。",
        figure(
            Shape.COLUMN_PANELS,
            years("R2", "R3", "R4", "R5"),
            *(
                actual(
                    *(f"{amount * factor:,}" for factor in (3, 4, 2)),
                    cell(f"{amount * 5:,}", hollow=True, state="予算"),
                    name=name,
                )
                for name, amount in (
                    ("国庫支出金", 123456),
                    ("県支出金", 60000),
                    ("地方債", 200000),
                    ("使用料", 3000),
                    ("諸収入", 450),
                    ("寄附金", 0),
                    ("基金からの繰入金", 88000),
                    ("一般財源", 240000),
                )
            ),
            unit="千円",
        ),
    ),
    told(
        "six-counts-with-targets",
        "施設ごとの利用件数",
        "施設ごとに毎年度の目標があります。南館の令和3年度は休館です。",
        figure(
            Shape.COLUMN_PANELS,
            years("R2", "R3", "R4", "R5", targets_only="R5"),
            *(
                one
                for name, values, aims in (
                    ("中央館", ("120", "130", "128", None), ("125", "130", "135", "140")),
                    ("北館", ("80", "64", "71", None), ("80", "80", "80", "80")),
                    ("南館", ("55", gap("休館"), "60", None), (None, None, "58", "62")),
                    ("東館", ("10", "12", "15", None), (None, None, None, "20")),
                    ("西館", ("0", "0", "3", None), (None, None, None, "0")),
                    ("移動図書館", ("240", "251", "249", None), (None, None, None, None)),
                )
                for one in (actual(*values, name=name), target(*aims, name=f"{name} 目標", of=name))
            ),
            unit="件",
        ),
    ),
    told(
        "one-category",
        "参加の割合",
        "区分は1つだけです。",
        figure(Shape.COMPARISON, categories("全市"), actual("42.0"), target("50.0")),
    ),
    told(
        "one-pair",
        "開催回数",
        "1年度だけの目標と実績です。",
        figure(Shape.TARGET_BESIDE_ACTUAL, years("R5"), target("0"), actual("3"), unit="回"),
    ),
)

# What no drawing would help, or has nothing to draw.
UNDRAWN = (
    told(
        "all-missing",
        "未調査の指標",
        "どの年度にも値がありません。",
        figure(Shape.TREND, SIX[:4], actual(*[gap("未調査")] * 3, gap("—"))),
    ),
    told(
        "lone-number",
        "令和5年度の予算額",
        "値は1つだけなので、図にせず大きく出します。",
        figure(Shape.NUMBER, years("R5"), actual(cell("12,345千円", 12345)), unit="千円"),
    ),
    told(
        "lone-large-number",
        "基金の残高",
        "略した額のそばに、1円までの額があります。",
        figure(
            Shape.NUMBER,
            years("R5"),
            actual(cell("約10億2,345万円", 1023450000, exact="1,023,450,000", hollow=True, state="見込")),
            unit="円",
        ),
    ),
    told(
        "lone-milestone",
        "公文書館",
        "目標は1つの言葉なので、図にせず大きく出します。",
        figure(Shape.NUMBER, years("R4"), series("目標", Role.TARGET, Cell("開館")), unit=""),
    ),
    told(
        "words",
        "取組の段階",
        "言葉なので、図にせず表にします。",
        figure(
            Shape.TABLE,
            years("R3", "R4", "R5"),
            series("段階", Role.WORDS, Cell("検討"), Cell("準備"), Cell("設置")),
            unit="",
        ),
    ),
    told(
        "seven-series",
        "地区ごとの件数",
        "系列は7つ、年度は1つだけで、動きは描けません。",
        figure(
            Shape.TABLE,
            SIX[:1],
            *(actual(n, name=f"地区{n}") for n in range(1, 8)),
            unit="件",
        ),
    ),
)
