"""Figures made up to be looked at, of promises that are no plain number to be reached: ranks."""

from keikaku.figure import Role, Shape
from keikaku.gallery.figures import actual, cell, figure, gap, series, target, told, years

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
)
