"""Figures made up to be looked at, of promises: ranks, levels to keep, steps, one value before its target."""

from decimal import Decimal

from keikaku.figure import Cell, Level, Role, Shape, Slot
from keikaku.gallery.figures import LONG, actual, categories, cell, figure, gap, series, target, told, years

PROMISES = (
    told(
        "rank",
        "住みよさの順位",
        "順位が上がると線も上がります。1位がいちばん上です。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4", "R5", "R8", targets_only="R8"),
            actual("26位", "31位", gap("未発表"), "19位", cell("12位", 12, hollow=True, state="速報"), None),
            target(None, None, None, None, None, cell("10位以内", 10)),
            unit=None,
            ranked=True,
        ),
    ),
    told(
        "rank-of-thousands",
        "全国での順位",
        "1,741市区町村の中の順位で、目標は2つの計画にあります。",
        figure(
            Shape.TREND,
            years("H25", "H30", "R5", "R7", "R12", targets_only="R7 R12"),
            actual("1,741", "1,702", "968", None, None),
            target(None, None, None, cell("500位以内", 500), None),
            target(None, None, None, None, "1", name="総合計画"),
            unit="位",
            ranked=True,
        ),
    ),
    told(
        "rank-always-first",
        "面積の順位",
        "どの年度も1位です。",
        figure(Shape.TREND, years("R3", "R4", "R5"), actual("1", "1", "1"), unit="位", ranked=True),
    ),
    told(
        "rank-to-come",
        "満足度の順位（実績なし）",
        "現状の47位から10位以内へ。",
        figure(
            Shape.BASELINE_TO_TARGET,
            years("R4", "R9", targets_only="R9"),
            series("現状", Role.BASELINE, "47", None),
            target(None, cell("10位以内", 10)),
            unit="位",
            ranked=True,
        ),
    ),
    told(
        "kept-floor",
        "バス路線の数",
        "4路線を保つ約束です。線から上が、値のあるべき側です。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4", "R7", targets_only="R7"),
            actual("5", "5", "3", "4", None),
            target(None, None, None, None, cell("4路線維持", 4), constant=True, kept=Level.FLOOR),
            unit="路線",
        ),
    ),
    told(
        "kept-ceiling",
        "待機児童の数",
        "毎年度10人以下に保つ約束です。線から下が、値のあるべき側です。",
        figure(
            Shape.COLUMNS,
            years("R1", "R2", "R3", "R4"),
            actual("12", "8", "0", "9"),
            target(*[cell("10人以下を維持", 10)] * 4, constant=True, kept=Level.CEILING),
            unit="人",
        ),
    ),
    told(
        "kept-about",
        "防災リーダーの数",
        "600人程度を保つ約束です。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4"),
            actual("580", "602", "611", cell("598", hollow=True, state="見込")),
            target(*[cell("600人程度", 600)] * 4, constant=True, kept=Level.ABOUT),
            unit="人",
        ),
    ),
    told(
        "kept-lone",
        "図書館の数",
        "値は1つだけで、3館を保つ約束です。",
        figure(
            Shape.BASELINE_TO_TARGET,
            years("R5", "R10", targets_only="R10"),
            actual("3", None),
            target(None, cell("3館維持", 3), constant=True, kept=Level.FLOOR),
            unit="館",
        ),
    ),
    told(
        "kept-beside-reached",
        "健診を受けた割合",
        "この計画は60％を下回らないこと、総合計画は75％に達することを約束しています。",
        figure(
            Shape.TREND,
            years("R1", "R2", "R3", "R4", "R7", targets_only="R7"),
            actual("58.2", "63.0", "64.1", "62.9", None),
            target(*[cell("60％以上を維持", 60)] * 4, None, constant=True, kept=Level.FLOOR),
            target(None, None, None, None, "75.0", name="目標（総合計画）"),
        ),
    ),
    told(
        "range-to-come",
        "室温の平均",
        "令和7年度の目標は20～22℃の範囲です。",
        figure(
            Shape.TREND,
            years("R3", "R4", "R5", "R7", targets_only="R7"),
            actual("23.5", "23.0", "21.5", None),
            target(None, None, None, cell("20～22", 20, high=Decimal(22))),
            unit="℃",
        ),
    ),
    told(
        "opening",
        "北館の開館",
        "令和5年度に開館しました。目標も令和5年度です。",
        figure(
            Shape.TIMELINE,
            years("R3", "R4", "R5"),
            actual(Cell("未開館", done=False), Cell("未開館", done=False), Cell("開館", done=True)),
            target(None, None, Cell("開館")),
            unit="",
        ),
    ),
    told(
        "steps",
        "地域協議会の設置",
        "令和4年度は調査していません。令和8年度までに全地区に設けます。",
        figure(
            Shape.TIMELINE,
            years("R2", "R3", "R4", "R5", "R6", "R8", targets_only="R8"),
            actual(
                Cell("検討"),
                Cell("規約の案"),
                gap("未調査"),
                Cell("準備会"),
                Cell("9地区で設置", hollow=True, state="見込"),
                None,
            ),
            target(None, None, None, Cell("準備会を開く"), None, Cell("全11地区で設置")),
            unit="",
        ),
    ),
    told(
        "steps-far-apart",
        "計画の策定",
        "年の間はあいています。言葉の長いものは折り返します。",
        figure(
            Shape.TIMELINE,
            years("平成18年度", "平成29年度", "令和元年度", "令和12年度", targets_only="令和12年度"),
            actual(
                Cell("第1次計画を策定", done=True),
                Cell("市民会議からの提言を受け、改定の方針を決定"),
                Cell("第2次計画を策定", done=True),
                None,
            ),
            target(None, None, None, Cell("第3次計画を策定し、全地区で説明会を終える")),
            unit="",
        ),
    ),
    told(
        "steps-of-two",
        "条例の制定",
        "2つの条例の、それぞれの段階です。",
        figure(
            Shape.TIMELINE,
            years("R3", "R5", "R7", targets_only="R7"),
            actual(Cell("未制定", done=False), Cell("制定", done=True), None, name="環境条例"),
            actual(gap("—"), Cell("素案"), None, name="交通条例"),
            target(None, None, Cell("施行"), name="目標（総合計画）"),
            unit="",
        ),
    ),
    told(
        "forty-years-of-words",
        "庁舎の建て替え",
        "40年の間の、途切れ途切れの記録です。",
        figure(
            Shape.TIMELINE,
            years("1981", "1995", "1996", "2011", "2020"),
            actual(
                Cell("完成", done=True), Cell("耐震診断"), Cell("補強"), Cell("建て替えを決定"), Cell("移転", done=True)
            ),
            unit="",
        ),
    ),
    told(
        "bullet",
        "休憩所",
        "10か所の目標に対して4か所です。",
        figure(
            Shape.BULLET,
            years("R5", "R7", targets_only="R7"),
            actual("4", None),
            target(None, "10"),
            unit="か所",
        ),
    ),
    told(
        "bullet-over",
        "登録の数",
        "目標を大きく超えています。もとの値もあります。",
        figure(
            Shape.BULLET,
            years("R2", "R5", "R7", targets_only="R7"),
            series("策定時", Role.BASELINE, "980", None, None),
            actual(None, cell("2,450", hollow=True, state="速報"), None),
            target(None, None, "1,100"),
            unit="団体",
        ),
    ),
    told(
        "bullet-two-targets",
        "市民活動に参加した人の割合",
        "目標は2つの計画にあります。",
        figure(
            Shape.BULLET,
            years("R5", "R7", "R12", targets_only="R7 R12"),
            actual("0.01％", None, None, name=LONG),
            target(None, "0.05％", None),
            target(None, None, "0.06％", name="目標（第3期市民まちづくり活動促進基本計画）"),
        ),
    ),
    told(
        "bullet-large",
        "寄附金額",
        "10億円を超える値です。",
        figure(
            Shape.BULLET,
            years("H29", "H30", targets_only="H30"),
            actual("987,654,321", None),
            target(None, "1,234,567,890"),
            unit="円",
        ),
    ),
    told(
        "bullet-nothing-yet",
        "交流の回数",
        "まだ0回です。目標は毎年度12回です。",
        figure(
            Shape.BULLET,
            years("R5"),
            actual("0"),
            target(cell("12回以上", 12), constant=True),
            unit="回",
        ),
    ),
    told(
        "bullet-reached",
        "認定こども園",
        "ちょうど目標の数です。",
        figure(Shape.BULLET, years("R7"), series("策定時", Role.BASELINE, "8"), actual("8"), target("8"), unit="園"),
    ),
    told(
        "start-of-years",
        "貸出の冊数",
        "もとの値は3年度の平均です。",
        figure(
            Shape.TREND,
            (Slot("H29～R元平均", "2017～2019", position=Decimal(2018)), *years("R3", "R4", "R7", targets_only="R7")),
            series("策定時", Role.BASELINE, "9,800", None, None, None),
            actual(None, "10,200", "11,000", None),
            target(None, None, None, "12,000"),
            unit="冊",
        ),
    ),
    told(
        "start-of-years-alone",
        "貸出の冊数（実績なし）",
        "3年度の平均から、3つの年度の目標へ。",
        figure(
            Shape.BASELINE_TO_TARGET,
            (
                Slot("平成29～令和元年度の平均", position=Decimal(2018)),
                *years("R5", "R7", "R12", targets_only="R5 R7 R12"),
            ),
            series("策定時", Role.BASELINE, "9,800", None, None, None),
            target(None, "10,500", "12,000", None),
            target(None, None, None, "15,000", name="目標（総合計画）"),
            unit="冊",
        ),
    ),
    told(
        "total",
        "植えた木（累計）",
        "計画の初めからの累計と、5年度の合計の目標です。",
        figure(
            Shape.TREND,
            years("R3", "R4", "R5", "R7", targets_only="R7"),
            actual("30", "75", "118", None, name="累計"),
            target(None, None, None, "200", name="目標（R3～R7計）"),
            unit="本",
        ),
    ),
    told(
        "eight-categories",
        "区ごとの利用者",
        "名前が12文字の区分を含む8つの区分です。",
        figure(
            Shape.COMPARISON,
            categories(
                "中央図書館と自習室の合計", "北地区", "南地区", "東地区", "西地区", "白石地区", "豊平地区", "その他"
            ),
            actual("12,345", "980", "1,020", "0", "1,500", "▲12", gap("未集計"), "3", name="利用者"),
            unit="人",
        ),
    ),
    told(
        "revised",
        "貸出の冊数（目標の変更）",
        "令和7年度の目標は2度変わりました。前の目標は中抜きの印です。",
        figure(
            Shape.TREND,
            years("R3", "R4", "R5", "R7", targets_only="R7"),
            actual("10,200", "11,000", "11,640", None),
            target(
                None,
                None,
                None,
                cell(
                    "12,500",
                    more=(
                        cell("12,000", hollow=True, state="変更前"),
                        cell("9,000", hollow=True, state="変更前"),
                    ),
                ),
            ),
            unit="冊",
        ),
    ),
    told(
        "revised-columns",
        "講座の回数（目標の変更）",
        "令和5年度の目標は途中で下がりました。",
        figure(
            Shape.COLUMNS,
            years("R3", "R4", "R5"),
            actual("12", "9", "4"),
            target(None, None, cell("8", more=(cell("14", hollow=True, state="変更前"),))),
            unit="回",
        ),
    ),
)
