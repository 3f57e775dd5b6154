"""Questions to a plan: what each finds, and what it lets pass."""

import re
from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, only, read, write

INDICATOR = "indicators:\n  - id: members\n    name: 会員数\n"
PROJECT = "projects:\n  - id: cafe\n    name: 子ども食堂\n"
MONEY = "money:\n  - id: cost\n    title: 事業費\n    rows:\n"


def indicator(*lines: str) -> str:
    return INDICATOR + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        indicator("values:", "  H25: 120", "  Ｈ25: 130"),
        indicator("values:", "  H25: 120", "  平成25年度: 130"),
        indicator("values:", "  H24: 110", "  H25: [{value: 120}, {value: 130}]"),
        indicator("series:", "  - {id: men, name: 男, values: {H25: 120, 2013: 130}}"),
        "tables:\n  - id: t\n    title: 表\n    values:\n      H25: 120\n      Ｈ25: 130\n",
        MONEY + "      - {id: a, name: 市, values: {H25: 120, Ｈ25: 130}}\n",
    ],
)
def test_one_year_in_two_spellings_has_one_value(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["value-twice"]


def test_values_of_one_year_may_differ_in_state(tmp_path: Path) -> None:
    text = indicator("values:", "  H25: [{value: 120, state: 途中}, {value: 130, state: 見込}]")
    assert found(tmp_path, {MAIN: PLAN_YAML + "states: [途中, 見込]\n", MORE: text}) == []


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["values: {H28: 1, H29: 2, H30: 3, R31: 4}"], "4:43"),
        (["values: {H28: 1, H29: 2, H30: 3}", "targets: {R61: 4}"], "5:20"),
        (["values: {R7: 1}", "  - id: more", "    name: 別", "    values: {S50: 1, S51: 2, S52: 3}"], "4:18"),
    ],
)
def test_a_year_far_from_the_others_is_probably_a_slip(tmp_path: Path, lines: list[str], at: str) -> None:
    text = indicator(*lines).replace("      - id", "  - id").replace("        ", "    ")
    assert found_in_more(tmp_path, text) == [("year-far-away", at)]


def test_numbered_periods_are_no_years(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, indicator("values: {第1期: 1, 第2期: 2, H30: 3}")) == []


@pytest.mark.parametrize(
    ("sentence", "reading", "is_found"),
    [
        ("各年度15件程度の助成", "every: 15件程度", True),
        ("約4億9,600万円を集める", "R5: 496000000円", True),
        ("１割増やす", "R5: 10％増", True),
        ("年2〜3回開く", "every: 2～3回", True),
        ("毎年15件程度の助成", "every: 50件程度", False),
        ("年2〜3回開く", "every: 2～4回", False),
        ("令和2年12月1日の754団体から20％増やす", "R7: 20％増", True),
        ("令和2年12月1日の754団体から20％増やす", "R7: 2％増", False),
        ("20％増やす", "R7: 20％減", False),
        ("720団体以上とする", "none: 720団体以下", False),
        ("令和7年度に5件", "R7: 5件", True),
        ("令和7年度に5件", "R8: 5件", False),
        ("令和3年度～7年度に5件", "R3～7: 5件", True),
        ("令和3年度～7年度に5件", "R3～17: 5件", False),
    ],
)
def test_the_numbers_of_a_reading_stand_in_its_sentence(
    tmp_path: Path, sentence: str, reading: str, is_found: bool
) -> None:
    unit = "".join(re.findall("件|円|回|団体", reading)[:1]) or "なし"
    begins = f"        readings: [{{id: a, name: 数, unit: {unit}, targets: {{"
    text = PROJECT + f"    pledges:\n      - printed: {sentence}\n{begins}{reading}}}}}]\n"
    place = len(begins) + 1 + reading.index(":") + 2
    assert found_in_more(tmp_path, text) == ([] if is_found else [("number-not-in-sentence", f"6:{place}")])


@pytest.mark.parametrize(
    ("count", "fits"), [("value: 1", True), ("value: 2, repeats: true", True), ("value: 2", False)]
)
def test_a_declared_count_says_whether_it_counts_repeats(tmp_path: Path, count: str, fits: bool) -> None:
    nodes = "nodes:\n  - {id: g1, level: goal, name: 一}\n  - {id: g2, level: goal, name: 二}\n"
    files = {
        MAIN: PLAN_YAML + f"counts:\n  - {{{count}}}\n",
        MORE: nodes,
        "data/town/more-2.yaml": "of: g1\n" + PROJECT + "    listings: [g2]\n",
    }
    assert found(tmp_path, files) == ([] if fits else [("declared-count", f"{MAIN}:10:5")])


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: 150}"], True),
        (["rates: {H30: 80.4％}", "values: {H30: 120}", "targets: {H30: 150}"], False),
        (["rates: {H30: 83.4％}", "values: {H30: 54.8}", "targets: {H30: 65.0}"], True),
        (["rates: {H30: 84.3％}", "values: {H30: 54.8}", "targets: {H30: 65.0}"], False),
        (["rates: {H30: 84.2％}", "values: {H30: 54.8}", "targets: {H30: 65.0}"], False),
        (["rates: {H30: 85％}", "values: {H30: 54.8}", "targets: {H30: 65.0}"], False),
        (["rates: {H30: 96％}", "values: {H30: 47件}", "targets: {H30: 48件}", "unit: 件"], True),
        (["rates: {H30: 98％}", "values: {H30: 47件}", "targets: {H30: 48件}", "unit: 件"], False),
        (["rates: {平成30年度: 88％}", "values: {H30: 120}", "targets: {H30: 150}"], True),
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: 100}", "direction: down"], False),
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: 20％増}"], False),
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: 0}"], False),
        (["rates: {H30: 88％}", "values: {H30: ▲120}", "targets: {H30: 150}"], False),
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: [150, {value: 140, per: 各区}]}"], True),
        (["rates: {H30: 88％}", "values: {H30: 120}", "targets: {H30: [150, 140]}"], False),
    ],
)
def test_a_printed_rate_is_held_against_value_and_target(tmp_path: Path, lines: list[str], differs: bool) -> None:
    assert ("rate-differs" in [rule for rule, _ in found_in_more(tmp_path, indicator(*lines))]) == differs


@pytest.mark.parametrize(
    ("targets", "is_found"),
    [
        ("{H34: 150, R4: 140}", True),
        ("{H34: [150, 140]}", True),
        ("{every: [150, 140]}", True),
        ("{H34: 150, H35: 140}", False),
        ("{H34: [150, {value: 140, per: 各区}]}", False),
        ("{H34: [150, {value: 140, dimension: {性別: 女}}]}", False),
        ("{H34: {value: 150, was: {value: 140}}}", False),
    ],
)
def test_a_year_has_one_target_of_a_kind(tmp_path: Path, targets: str, is_found: bool) -> None:
    told = [rule for rule, _ in found_in_more(tmp_path, indicator("values: {H30: 120}", f"targets: {targets}"))]
    assert ("value-twice" in told) == is_found


@pytest.mark.parametrize(
    ("lines", "falls"),
    [
        (["values: {H29: 累計120, H30: 累計112}"], True),
        (["values: {H29: 累計120, H30: 112}"], False),
        (["values: {H29: 120, H30: 112}", "counting: cumulative"], True),
        (["values: {H30: 112, H29: 120}", "counting: cumulative"], True),
        (["values: {H29: 120, H30: 112}", "counting: yearly"], False),
        (["values: {H29: 120, H30: {missing: －}, R元: 120}", "counting: cumulative"], False),
    ],
)
def test_a_cumulative_count_does_not_fall(tmp_path: Path, lines: list[str], falls: bool) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, indicator(*lines))] == (["cumulative-falls"] if falls else [])


def test_two_values_of_one_year_are_no_fall(tmp_path: Path) -> None:
    both = "values: {H29: 120, H30: [{value: 131, state: 途中}, {value: 125, state: 見込}]}"
    files = {MAIN: PLAN_YAML + "states: [途中, 見込]\n", MORE: indicator(both, "counting: cumulative")}
    assert found(tmp_path, files) == []


@pytest.mark.parametrize(
    ("lines", "is_behind"),
    [
        (["targets: {R5: 110}", "baseline: 120", "direction: up"], True),
        (["targets: {R5: 120}", "baseline: 120", "direction: up"], True),
        (["targets: {R5: 130}", "baseline: 120", "direction: down"], True),
        (["targets: {R5: 130}", "baseline: 120", "direction: up"], False),
        (["targets: {R5: 110}", "baseline: 120"], False),
        (["targets: {R5: 5人増}", "baseline: 120", "direction: up"], False),
        (["targets: {increment: 5}", "baseline: 120", "direction: up"], False),
        (["targets: {R5: {value: 5, per: 各区}}", "baseline: 120", "direction: up"], False),
        (["targets: {R5: {value: 5, reference: true}}", "baseline: 120", "direction: up"], False),
    ],
)
def test_a_target_goes_beyond_the_baseline(tmp_path: Path, lines: list[str], is_behind: bool) -> None:
    rules = [rule for rule, _ in found_in_more(tmp_path, indicator(*lines))]
    assert rules == (["target-behind-baseline"] if is_behind else [])


@pytest.mark.parametrize(
    ("targets", "is_asked"),
    [("{R3: 100, R5: 110}", False), ("{R5: 110}", True), ("{R4: 118, R5: 110}", True)],
)
def test_a_year_that_had_its_own_target_meets_no_later_one(tmp_path: Path, targets: str, is_asked: bool) -> None:
    text = f"indicators: [{{id: a, name: 数, direction: up, values: {{R3: 120}}, targets: {targets}}}]\n"
    assert ("target-already-met" in dict(found_in_more(tmp_path, text))) == is_asked


def test_a_rate_is_held_to_a_target_that_was_decided(tmp_path: Path) -> None:
    text = (
        "indicators: [{id: a, name: 数, direction: up, values: {R1: 14.1}, targets: {R1: 20.0}, rates: {R1: 70.0%}}]\n"
    )
    assert "rate-differs" in dict(found_in_more(tmp_path, text))
    mended = text.replace("70.0%", "70.5%")
    assert "rate-differs" not in dict(found_in_more(tmp_path / "mended", mended))


@pytest.mark.parametrize(
    ("name", "unit", "is_asked"),
    [("加入率", "人", True), ("応募の倍率", "倍", False), ("犯罪の発生率", "件/千人", False), ("団体数", "社", True)],
)
def test_a_unit_is_one_that_the_name_lets_expect(tmp_path: Path, name: str, unit: str, is_asked: bool) -> None:
    text = f"indicators: [{{id: a, name: {name}, unit: {unit}, values: {{H30: 2}}}}]\n"
    assert ("unit-not-of-name" in dict(found_in_more(tmp_path, text))) == is_asked


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        (["unit: 団体", "values: {H30: 120件}"], True),
        (["unit: ％", "values: {H30: 12.5%}"], False),
        (["unit: 団体", "values: {H30: 120}"], False),
        (["values: {H30: 120団体}"], True),
        (["values: {H30: 約120}"], False),
        (["unit: 団体", "targets: {R5: 20％増}"], False),
        (["unit: 団体", "targets: {R5: 2倍}"], False),
    ],
)
def test_a_value_has_the_unit_of_its_indicator(tmp_path: Path, lines: list[str], differs: bool) -> None:
    rules = {rule for rule, _ in found_in_more(tmp_path, indicator(*lines))} - {"unit-not-of-name"}
    assert rules == ({"unit-differs"} if differs else set())


ROWS = "      - {{id: a, name: 市, {0}}}\n      - {{id: b, name: 国, {1}}}\n      - {{id: c, name: 計, {2}}}\n"


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        (["4地区, 57.1%", "3地区, 42.9%"], False),
        (["14地区, 57.1%", "3地区, 42.9%"], True),
        (["4地区, 57.1%", "3地区, 12.9%"], False),  # of something else
        (["4地区, 57.1%", "3か所, 42.9%"], False),
        (["4地区, 40%", "3地区, 60%", "7地区, 100%"], False),
    ],
)
def test_shares_of_a_whole_are_those_of_the_counts_beside_them(
    tmp_path: Path, cells: list[str], is_found: bool
) -> None:
    rows = "".join(f"      - {{name: 行{n}, cells: [{row}]}}\n" for n, row in enumerate(cells))
    text = "tables:\n  - id: t\n    title: 表\n    columns: [{id: a, name: 数}, {id: b, name: 割合}]\n    rows:\n"
    assert ("share-of-answers-differs" in dict(found_in_more(tmp_path, text + rows))) == is_found


@pytest.mark.parametrize(
    ("cells", "differs"),
    [
        (("amount: 120", "amount: 60", "amount: 190, sum_of: [a, b]"), True),
        (("amount: 120", "amount: 60", "amount: 180, sum_of: [a, b]"), False),
        (("amount: 120", "amount: 60", "amount: 60, difference_of: [a, b]"), False),
        (("amount: 120", "amount: 60", "amount: 70, difference_of: [a, b]"), True),
        (("values: {H30: 1}", "values: {H30: 2}", "values: {H30: 4}, sum_of: [a, b]"), True),
        (("values: {H30: 1}", "values: {H29: 2}", "values: {H30: 4}, sum_of: [a, b]"), False),
        (("amount: 120", "amount: 60", "amount: 190"), False),
    ],
)
def test_what_the_source_adds_up_adds_up(tmp_path: Path, cells: tuple[str, str, str], differs: bool) -> None:
    rules = [rule for rule, _ in found_in_more(tmp_path, MONEY + ROWS.format(*cells))]
    assert rules == (["sum-differs"] if differs else [])


@pytest.mark.parametrize(
    ("cells", "fits"), [("[{text: 月}, {text: 市}]", True), ("[{text: 月}]", False), ("[1, 2, 3]", False)]
)
def test_a_row_has_a_cell_for_each_column(tmp_path: Path, cells: str, fits: bool) -> None:
    columns = "    columns: [{id: a, name: 曜日}, {id: b, name: 場所}]\n"
    text = f"tables:\n  - id: t\n    title: 表\n    kind: words\n{columns}    rows: [{{name: 相談, cells: {cells}}}]\n"
    assert found_in_more(tmp_path, text) == ([] if fits else [("cells-differ", "6:12")])


def test_a_kind_of_indicator_is_declared(tmp_path: Path) -> None:
    files = {MAIN: PLAN_YAML + "kinds: [活動]\n", MORE: indicator("kind: 活動")}
    assert found(tmp_path / "a", files) == []
    assert found(tmp_path / "b", files | {MORE: indicator("kind: 行動")}) == [("undeclared-kind", f"{MORE}:4:11")]


@pytest.mark.parametrize("id", ["projects", "about", "data"])
def test_an_id_may_not_take_the_place_of_a_list(tmp_path: Path, id: str) -> None:
    assert found_in_more(tmp_path, f"nodes: [{{id: {id}, level: goal, name: 一}}]\n") == [("reserved-id", "1:9")]


# --- acknowledgements ---------------------------------------------------------------------------------------------


BEHIND = ("direction: up", "baseline: 120", "targets: {R5: 110}")


def test_a_warning_is_accepted_with_a_reason(tmp_path: Path) -> None:
    text = indicator(*BEHIND, "accept: {target-behind-baseline: 資料のとおり}")
    problem = only(read(write(tmp_path, {MORE: text}))[1])
    assert (problem.rule, problem.acknowledged) == ("target-behind-baseline", "資料のとおり")
    assert not problem.stops_release


def test_an_acknowledgement_whose_warning_is_gone_is_told(tmp_path: Path) -> None:
    accept = "accept: {target-behind-baseline: 資料のとおり}"
    two = indicator(*BEHIND, accept) + "  - {id: more, name: 別の数, values: {R4: 5}, " + accept + "}\n"
    assert found_in_more(tmp_path, two) == [("target-behind-baseline", "6:19"), ("needless-acknowledgement", "8:53")]


def test_an_acknowledgement_needs_a_reason(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, indicator("accept: {target-behind-baseline: }")) == [("blank-value", "4:14")]


@pytest.mark.parametrize(("values", "rules"), [("{R5: 120}", ["figure-does-not-fit"]), ("{R4: 110, R5: 120}", [])])
def test_money_of_one_year_has_no_columns(tmp_path: Path, values: str, rules: list[str]) -> None:
    text = MONEY + f"      - {{id: a, name: 市, values: {values}}}\n    figure: columns\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


@pytest.mark.parametrize("emptied", ["data/town/emptied.csv", "content/town/emptied.md", "data/town/emptied.yaml"])
def test_nothing_acknowledged_is_to_be_deleted_while_a_file_is_empty(tmp_path: Path, emptied: str) -> None:
    text = indicator("accept: {cumulative-falls: 資料のとおり。, page-too-heavy: 資料のとおり。}")
    rules = [rule for rule, _ in found(tmp_path, {MORE: text, emptied: ""})]
    assert "empty-file" in rules
    assert "needless-acknowledgement" not in rules
    (tmp_path / emptied).unlink()
    assert "needless-acknowledgement" in [rule for rule, _ in found(tmp_path, {MORE: text})]


def test_a_node_whose_projects_are_counted_twice_is_told(tmp_path: Path) -> None:
    counts = "counts: [{node: g1, value: 0}, {node: g1, value: 0}]\n"
    nodes = "nodes: [{id: g1, level: goal, name: 町}]\n"
    assert found(tmp_path, {MAIN: PLAN_YAML + counts, MORE: nodes}) == [("value-twice", f"{MAIN}:9:32")]


@pytest.mark.parametrize(
    ("printed", "is_found"),
    [("30日以上", True), ("約30日", True), ("0日以上", True), ("年30日", False), ("3割", False), ("", False)],
)
def test_a_target_and_its_printed_words_say_one_number(tmp_path: Path, printed: str, is_found: bool) -> None:
    target = f"{{value: 30, printed: '{printed}'}}"
    text = f"indicators: [{{id: a, name: 日, direction: up, values: {{R3: 5}}, targets: {{R7: {target}}}}}]\n"
    rules = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert rules == (["number-not-in-sentence"] if is_found else [])


@pytest.mark.parametrize(
    "line",
    [
        "baseline: {H30: 5, 平成30年度: 6}",
        "rates: {H30: 50%, 平成30年度: 60%}",
        "baseline: [{year: H30, value: 5}, {year: H30, value: 6}]",
    ],
)
def test_a_year_stands_once_however_it_is_spelt(tmp_path: Path, line: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, indicator(line))] == ["value-twice"]


def test_the_results_of_a_year_stand_together(tmp_path: Path) -> None:
    results = "    results:\n      R4: 開いた\n      令和4年度: 開かなかった\n"
    assert [rule for rule, _ in found_in_more(tmp_path, PROJECT + results)] == ["value-twice"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("{name: 甲, cells: [192人, 9.3%]}, {name: 乙, cells: [94人, 4.5%]}", []),
        ("{name: 甲, cells: [192人, 9.2%]}, {name: 乙, cells: [94人, 4.5%]}", []),  # cut, not rounded
        ("{name: 甲, cells: [192人, 3.9%]}, {name: 乙, cells: [94人, 4.5%]}", [9]),
        ("{name: 甲, cells: [912人, 9.3%]}, {name: 乙, cells: [94人, 4.5%]}", [9]),
        ("{name: 甲, cells: [192人, 19.3%]}, {name: 乙, cells: [94人, 14.5%]}", [5]),  # of something else, or its slip
        ("{name: 甲, cells: [192人, －]}, {name: 乙, cells: [94人, 14.5%]}", [9]),
        ("{name: 甲, cells: [約190人, 9.9%]}", []),
        ("{name: 甲, cells: [26位, 9.9%]}", []),
    ],
)
def test_shares_are_their_counts_out_of_all_answers(tmp_path: Path, rows: str, told: list[int]) -> None:
    head = "tables:\n  - id: t\n    title: 結果\n    kind: survey\n    answered: 2,073人\n    columns:\n"
    text = head + f"      - {{id: a, name: 人数}}\n      - {{id: b, name: 割合}}\n    rows: [{rows}]\n"
    write(tmp_path, {MAIN: PLAN_YAML + "no_value: {－: unexplained}\n", MORE: text})
    problems = [problem for problem in read(tmp_path)[1] if problem.rule == "share-of-answers-differs"]
    assert [problem.at.line for problem in problems] == told


@pytest.mark.parametrize(
    ("column", "cell", "is_found"),
    [
        ("全42節中順位", "62位", True),
        ("全42節中順位", "42位", False),
        ("全42節中順位", "0位", True),
        ("全47項目中の順位", "７４位", True),
        ("順位", "62位", False),
        ("全42節中の割合", "62", False),
    ],
)
def test_a_rank_lies_within_what_is_ranked(tmp_path: Path, column: str, cell: str, is_found: bool) -> None:
    head = "tables:\n  - id: t\n    title: 結果\n    kind: survey\n"
    text = head + f"    columns: [{{id: a, name: {column}}}]\n    rows: [{{name: 甲, cells: [{cell}]}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == (["rank-out-of-range"] if is_found else [])


@pytest.mark.parametrize(
    ("years", "is_found"),
    [
        (("{value: 15, parts: {甲: 9, 乙: 6}}", "{value: 19, parts: {甲: 21, 乙: 7}}"), True),
        (("{value: 15, parts: {甲: 9, 乙: 6}}", "{value: 19, parts: {甲: 12, 乙: 7}}"), False),
        (("{value: 15, parts: {甲: 9, 乙: 9}}", "{value: 19, parts: {甲: 21, 乙: 7}}"), False),  # no parts of a whole
        (("{value: 19, parts: {甲: 21, 乙: 7}}",), False),
    ],
)
def test_the_parts_of_a_value_add_up_where_those_of_another_year_do(
    tmp_path: Path, years: tuple[str, ...], is_found: bool
) -> None:
    values = ", ".join(f"R{number}: {value}" for number, value in enumerate(years, 3))
    found = found_in_more(tmp_path, f"indicators: [{{id: a, name: 数, values: {{{values}}}}}]\n")
    assert ("sum-differs" in [rule for rule, _ in found]) == is_found


@pytest.mark.parametrize(
    ("direction", "targets", "is_found"),
    [
        ("down", "{R3: 40, R4: 45, R5: 50}", True),
        ("up", "{R3: 40, R4: 45, R5: 50}", False),
        ("up", "{R5: 40, R3: 50}", True),
        ("up", "{R3: 40, R4: 40}", False),
        ("up", "{R3: 40, R4: 30, R5: 50}", True),
        ("up", "{R3: 40, R4: 45, R5: 5.5}", True),
        ("up", "{R3: 40}", False),
    ],
)
def test_targets_go_the_way_that_is_aimed_at(tmp_path: Path, direction: str, targets: str, is_found: bool) -> None:
    text = f"indicators: [{{id: a, name: 数, direction: {direction}, values: {{R3: 1}}, targets: {targets}}}]\n"
    found = [rule for rule, _ in found_in_more(tmp_path, text)]
    assert ("target-behind-baseline" in found) == is_found


@pytest.mark.parametrize(("said", "is_found"), [("2,037人中", True), ("2,073人中", False), ("全42節中", False)])
def test_a_heading_says_how_many_answered(tmp_path: Path, said: str, is_found: bool) -> None:
    head = "tables:\n  - id: t\n    title: 結果\n    kind: survey\n    answered: 2,073人\n    columns:\n"
    text = head + f"      - {{id: a, name: '人数（{said}）'}}\n    rows: [{{name: 甲, cells: [192人]}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["share-of-answers-differs"] * is_found


@pytest.mark.parametrize(
    ("name", "kind", "is_found"),
    [
        ("決算額", "budget", True),
        ("決算額", "settlement", False),
        ("予算額", "settlement", True),
        ("予算額", "budget", False),
        ("事業費", "settlement", False),
        ("予算額に対する決算額", "budget", False),
    ],
)
def test_the_kind_of_a_row_is_that_of_its_name(tmp_path: Path, name: str, kind: str, is_found: bool) -> None:
    text = (
        f"money: [{{id: m, title: 額, unit: 円, rows: [{{id: r, name: {name}, kind: {kind}, values: {{R5: 1}}}}]}}]\n"
    )
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["kind-not-of-name"] * is_found


@pytest.mark.parametrize(("year", "is_found"), [("H29", True), ("H30", False)])
def test_a_printed_rate_is_of_a_year_with_a_value(tmp_path: Path, year: str, is_found: bool) -> None:
    text = f"indicators: [{{id: a, name: 数, values: {{H30: 120}}, targets: {{R4: 150}}, rates: {{{year}: 80%}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["rate-without-value"] * is_found


@pytest.mark.parametrize(("answered", "is_found"), [("n=198", True), ("n=189", False)])
def test_tables_of_one_survey_were_answered_by_as_many(tmp_path: Path, answered: str, is_found: bool) -> None:
    tables = "".join(
        f"  - {{id: t{n}, title: 表{n}, kind: survey, answered: {own}, cite: 意識調査, values: {{R2: {n}}}}}\n"
        for n, own in enumerate(("n=189", "n=189", answered, "n=189"))
    )
    assert [rule for rule, _ in found_in_more(tmp_path, f"tables:\n{tables}")] == [
        "share-of-answers-differs"
    ] * is_found


@pytest.mark.parametrize(
    ("baseline", "is_told"),
    [
        ('{year: H30, value: "15,000人"}', True),
        ('{year: H30, value: "1,000人"}', False),
        ('{year: H20, value: "15,000人"}', False),  # long before
        ('{year: H30, value: "15,000人", label: 策定時}', False),
        ("{year: H30, value: 15000km}", False),
    ],
)
def test_the_first_value_is_held_against_where_the_indicator_starts(
    tmp_path: Path, baseline: str, is_told: bool
) -> None:
    text = f"indicators: [{{id: a, name: 来場者, unit: 人, baseline: {baseline}, values: {{R1: 582人}}}}]\n"
    rules = {rule for rule, _ in found_in_more(tmp_path, text)}
    assert ("sudden-jump" in rules) is is_told


def test_what_is_listed_below_itself_is_not_asked_for_its_number(tmp_path: Path) -> None:
    text = (
        "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    projects:\n"
        "      - {id: a, name: 甲, number: ①}\n"
        "      - {id: b, name: 乙, number: ②, listings: [{node: g1, number: ①}]}\n"
    )
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["below-itself"]
