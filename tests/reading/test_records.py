"""What a data file may say: each fault once, at its place, with the next thing to do, and all faults in one run."""

from pathlib import Path

import pytest

from keikaku.problems import Problem
from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, only, plan_of, read, report, write

INDICATOR = "indicators:\n  - id: members\n    name: 会員数\n"
PART = "projects:\n  - id: cafe\n    name: 子ども食堂\n    sub_items:\n{}"


def problem_of(root: Path, text: str, place: str = MORE) -> Problem:
    _, problems = read(write(root, {place: text}))
    return only(problems)


@pytest.mark.parametrize(
    ("text", "at", "near"),
    [
        ("indicator:\n  - id: a\n", "1:1", "indicators"),
        (INDICATOR + "    valeus: {H30: 1}\n", "4:5", "values"),
        (INDICATOR + "    Values: {H30: 1}\n", "4:5", "values"),
        (INDICATOR + "    ｖａｌｕｅｓ: {H30: 1}\n", "4:5", "values"),
        (INDICATOR + "    values:\n      H30: {value: 1, stat: 途中}\n", "5:23", "state"),
        (
            INDICATOR + "    values:\n      H30:\n        - {value: 1, parts: {男: {value: 1, units: 人}}}\n",
            "6:44",
            "unit",
        ),
        (INDICATOR + "    targets:\n      H30: {mising: ―}\n", "5:13", "missing"),
        (INDICATOR + "    targets:\n      H30: {value: 1, was: [{value: 2, untill: H29}]}\n", "5:40", "until"),
        (
            "nodes:\n  - id: a\n    level: goal\n    name: n\n    projects: [{id: b, name: c, sub_item: d}]\n",
            "5:33",
            "sub_items",
        ),
        ("nodes:\n  - id: a\n    level: goal\n    name: n\n    results: {H30: [{txt: b}]}\n", "5:22", "text"),
    ],
)
def test_an_unknown_key_is_found_at_its_place_with_what_may_have_been_meant(
    tmp_path: Path, text: str, at: str, near: str
) -> None:
    problem = problem_of(tmp_path, text)
    assert (problem.rule, str(problem.at), problem.facts["near"]) == ("unknown-key", f"{MORE}:{at}", near)


def test_a_key_like_none_that_is_known_is_answered_with_all_that_are(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, INDICATOR + "    天気: 晴れ\n")
    assert problem.facts["near"] == ""
    known = str(problem.facts["known"]).split(", ")
    assert {"values", "targets"} < set(known)
    assert {"id", "name"} & set(known) == set(), "what stands there already"
    assert known.index("values") < known.index("editor_note"), "what is its own comes first"


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("indicators:\n  - name: 会員数\n", "missing-key", "2:5"),
        (INDICATOR + "    direction: upward\n", "unknown-word", "4:16"),
        (INDICATOR + "    progress: いいえ\n", "wrong-shape", "4:15"),
        (
            "nodes:\n  - id: g1\n    name: 町\n    level: goal\n    indicators:\n      -　id: a\n        name: x\n",
            "line-without-key",
            "6:7",
        ),
        (INDICATOR + "    unit: [人]\n", "wrong-shape", "4:11"),
        (INDICATOR + "    unit: {人}\n", "wrong-shape", "4:11"),
        (INDICATOR + "    values: 120\n", "wrong-shape", "4:13"),
        (INDICATOR + "    notes: 注\n", "wrong-shape", "4:12"),
        (INDICATOR + "    unit:\n", "blank-value", "4:5"),
        (INDICATOR + "    values:\n      H30:\n", "not-a-value", "5:7"),
        (INDICATOR + "    values:\n      H30: {value: }\n", "not-a-value", "5:13"),
        (INDICATOR + "    values:\n      H30: {text: }\n", "not-a-value", "5:13"),
        (INDICATOR + "    values:\n      H30: {state: 途中}\n", "missing-key", "5:12"),
        (INDICATOR + "    values:\n      H30: 不明\n", "not-a-value", "5:12"),
        (INDICATOR + "    unit: 人\n    values: {H30: 17,984,210人}\n", "comma-in-braces", "5:22"),
        (INDICATOR.replace("  - id: members\n", "  - id: members\n" * 2), "id-twice", "2:5"),
        (PART.format("      - id: a\n      - id: a\n        text: 文\n"), "id-twice", "5:9"),
        (PART.format("      - id: a\n      - id: b\n        text: 文\n"), "blank-value", "5:9"),
        ("glossary: [{id: a, name: 語}]\n", "blank-value", "1:12"),
        (INDICATOR + "    baseline: {year: H30,\u3000value: 5}\n", "full-width-space", "4:26"),
        (INDICATOR + "    unit: 人\n    baseline: [{value: 1,234,567人, label: 前}]\n", "comma-in-braces", "5:26"),
        ("tables: [{id: t, title: 表, answered: '2,37人', values: {R5: 1}}]\n", "not-a-value", "1:38"),
        (INDICATOR + "    values:\n      去年: 5\n", "not-a-year", "5:7"),
        (INDICATOR + "    values:\n      H30)': 5\n", "not-a-year", "5:7"),
        (INDICATOR + "    values:\n      H30: 5\n      targets:\n        R4: 7\n        R5: 9\n", "not-a-year", "6:7"),
        (INDICATOR + "    values:\n      H30: {value: 5, text: 五}\n", "two-values", "5:12"),
        (INDICATOR + "    values:\n      H30: {value: 5, year: H29}\n", "two-values", "5:7"),
        (INDICATOR + "    baseline: {value: 5, year: [H30]}\n", "wrong-shape", "4:32"),
        ("indicators:\n  - id: Members\n    name: 会員数\n", "not-an-id", "2:9"),
        ("indicators:\n  - id: 1\n    name: 会員数\n", "not-an-id", "2:9"),
        ("indicators:\n  - id: [a]\n    name: 会員数\n", "wrong-shape", "2:9"),
        ("indicators: 会員数\n", "wrong-shape", "1:13"),
        ("indicators:\n  - 会員数\n", "wrong-shape", "2:5"),
        ("nodes:\n  id: g1\n  level: goal\n  name: 町\n  draft: たぶん\n", "wrong-shape", "5:10"),
        ("nodes:\n  id: g1\n  level: goal\n  name: 町\n  publish_on: 秋\n", "not-a-day", "5:15"),
        ("- id: g1\n", "not-a-mapping", "1:1"),
        ("会員数\n", "not-a-mapping", "1:1"),
        ("nodes：\n  id: g1\n", "key-without-colon", "1:6"),
        (INDICATOR + "    baseline: {year: H30, value：7}\n", "key-without-colon", "4:32"),
        ("indicators:\n  - id: members\n    name：会員数\n    unit: 人\n", "key-without-colon", "3:9"),
    ],
)
def test_one_slip_is_one_problem_at_its_place(tmp_path: Path, text: str, rule: str, at: str) -> None:
    assert found_in_more(tmp_path, text) == [(rule, at)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("indicators:\n  - name: 会員数\n", "この行を「- id: …」"),
        ("indicators:\n  - id: members\n", "「id:」の下に、行のはじめをそろえて、「name: …」"),
        ("nodes:\n  - id: g1\n    name: 町\n", "ほかの項目の「level:」と同じことば"),
        ("nodes:\n    nodes:\n      - {id: g1, level: goal, name: 町}\n", "今ここにある「nodes:」は、次の行に"),
        (
            "nodes:\n    nodes:\n      - {id: g1, level: goal, name: 町}\n",
            "「id:」の下に、行のはじめをそろえて、「name: …」",
        ),
        (
            "nodes:\n  - id: g1\n    level: goal\n    name: 町\n    results:\n      R5:\n        - \n",
            "この「- 」の後に",
        ),
    ],
)
def test_a_missing_line_is_told_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    _, problems = read(write(tmp_path, {MORE: text}))
    assert says in report(tmp_path, problems)


@pytest.mark.parametrize("title", ["会員数", "会員数（H", "会員数１5", "TODO"])
def test_what_cannot_be_read_is_an_error_whatever_else_is_told(tmp_path: Path, title: str) -> None:
    """A notice in the same lines hid it once, and the whole plan was missing from the site without a word."""
    text = f"tables:\n  - id: courses\n    title: {title}\n"
    _, problems = read(write(tmp_path, {MORE: text}))
    assert [problem.rule for problem in problems if problem.is_error] == ["blank-value"]


def test_a_record_that_nobody_reports_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("keikaku.reading.records._report", lambda fault, problems: None)
    assert found_in_more(tmp_path, "indicators:\n  - id: members\n") == [("wrong-shape", "2:5")]


def test_a_key_that_stands_too_far_right_is_sent_to_its_record(tmp_path: Path) -> None:
    text = INDICATOR + "    baseline:\n      year: H29\n      value: 5\n      values:\n      H30: 6\n      R1: 7\n"
    problem = problem_of(tmp_path, text)
    assert (problem.rule, str(problem.at), problem.facts["count"]) == ("indent-differs", f"{MORE}:7:7", 4)


def test_a_word_in_a_cell_without_its_space_is_no_value(tmp_path: Path) -> None:
    row = "rows: [{name: 町, cells: [{text: 約4割}]}]"
    text = f"tables:\n  - id: t\n    title: 表\n    columns: [{{id: a, name: 割合}}]\n    {row}\n"
    assert found_in_more(tmp_path, text) == []
    text = text.replace("[{text: 約4割}]", "[text:約4割]")
    assert found_in_more(tmp_path, text) == [("key-without-colon", "5:34")]


def test_a_row_is_held_back_with_its_account(tmp_path: Path) -> None:
    rows = "rows: [{id: a, name: 交付額, amount: 5円, draft: true}]"
    problem = problem_of(tmp_path, f"money: [{{id: m, title: 費用, {rows}}}]\n")
    assert problem.rule == "unknown-key"
    assert problem.advice.startswith("A row, a series or an option is held back with the whole")


def test_years_without_a_colon_are_explained(tmp_path: Path) -> None:
    text = INDICATOR + "    values:\n      H28：887\n      H29：914\n"
    assert found_in_more(tmp_path, text) == [("key-without-colon", "5:10")]


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    files = {
        MAIN: PLAN_YAML.replace("status: 確定", "status: きまり"),
        MORE: INDICATOR + "    unti: 人\n    direction: upp\n    values: {H30: 不明, 去年: 5}\n",
        "data/town/broken.yaml": "unit: %\n",
        "data/town/values.csv": "indicator,yaer,value\n",
        "content/town/text.md": "[a](javascript:x)[^1]\n",
        "keikaku.yaml": "lang: fr\n",
    }
    assert [rule for rule, _ in found(tmp_path, files)] == [
        "special-sign",
        *("unknown-key", "unknown-word", "not-a-value", "not-a-year"),
        *("unknown-word", "unknown-column", "unknown-word"),
        *("missing-title", "link-refused", "unknown-footnote"),
    ]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("indicators: [{id: a, name: x, values: {2023年度(H5): 1}}]\n", "“{outer}” is {first}"),
        ("indicators: [{id: a, name: x, values: {R5: {value: 1, as_of: R1.8.32}}}]\n", "There is no such day"),
        ("indicators:\n  - id: a\n    name: x\n    values:\n      H30: 1\n    R1: 2\n", "Years stand below"),
        ("indicators: [{id: a, name: x, draft: 下書き}]\n", "Write true or false."),
        ("indicators: [{id: a, name: x, values: {R5: {value: 1, plan: p}}}]\n", "“{key}” is said of targets"),
        ("indicators: [{id: a, name: x, targets: {evry: 1}}]\n", "Did you mean “{near}”?"),
        ("indicators: [{id: a, name: x, values: {23年度: 1}}]\n", "Write the whole year"),
        ("indicators: [{id: a, name: x, values: {R7～3: 1}}]\n", "Its end comes before its beginning. Did you mean"),
        ("indicators: [{id: a, name: x, values: {H62～30: 1}}]\n", "Its end comes before its beginning: compare both"),
        ("indicators: [{id: a, name: x, values: {令和7年13月: 1}}]\n", "There is no such day"),
        ("indicators: [{id: Ａ, name: x}]\n", "Did you mean “{near}”?"),
        ("nodes: [{id: a, level: goal, name: x, activities: [会議: 年2回開く]}]\n", "Is it a text with a colon?"),
    ],
)
def test_the_advice_is_for_what_is_most_likely_meant(tmp_path: Path, text: str, advice: str) -> None:
    _, problems = read(write(tmp_path, {MORE: text}))
    assert only(problems).advice.startswith(advice)


def test_a_file_of_nothing_but_comments_is_no_fault(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, "# あとで書く\n") == []


def test_an_empty_plan_file_is(tmp_path: Path) -> None:
    assert found(tmp_path, {MAIN: ""}) == [("empty-file", MAIN)]


@pytest.mark.parametrize("key", ["note", "definition", "of"])
def test_a_key_that_lost_its_text_is_told_whatever_it_holds(tmp_path: Path, key: str) -> None:
    problem = problem_of(tmp_path, INDICATOR + f"    {key}:\n    unit: 人\n")
    assert (problem.rule, str(problem.at)) == ("blank-value", f"{MORE}:4:5")


def test_a_key_that_is_empty_in_braces_goes_without_its_line(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "projects:\n  - {id: cafe, name: 食堂, departments: }\n")
    assert (problem.rule, str(problem.at)) == ("blank-value", f"{MORE}:2:26")
    assert "alone out of the braces" in problem.advice


def test_an_empty_list_is_written_as_such(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, {MORE: INDICATOR + "    note: []\n"})
    assert plan.indicators[0].note == ()


@pytest.mark.parametrize("key", ["values", "targets"])
def test_values_that_got_lost_below_their_line_are_told(tmp_path: Path, key: str) -> None:
    problem = problem_of(tmp_path, INDICATOR + f"    {key}:\n    unit: 人\n")
    assert (problem.rule, str(problem.at)) == ("blank-value", f"{MORE}:4:5")


def test_no_word_of_the_libraries_reaches_the_clerk(tmp_path: Path) -> None:
    text = (
        INDICATOR
        + "    unit: [人]\n    values: {H30: [[1]], H31: {value: {a: b}}}\n    baseline: [[[]]]\n    notes: [1]\n"
    )
    _, problems = read(write(tmp_path, {MORE: text}))
    said = report(tmp_path, problems)
    assert len(problems) >= 5
    assert not any(
        word in said for word in ("Input", "valid", "type", "instance", "pydantic", "None", "Mapping(", "object")
    )


def test_what_is_nearly_not_stated_is_asked(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, PLAN_YAML.replace("licence: not stated", "licence: not statd"), MAIN)
    assert (problem.rule, problem.facts["near"]) == ("unknown-word", "not stated")


@pytest.mark.parametrize(
    "text",
    [
        "nodes: [{id: g, level: goal, name: 町, activities: [{text: 開く, draft: true}]}]\n",
        "draft: true\nnodes: []\n",
        "nodes: [{id: g, level: goal, name: 町, activities: ['会議 publish_on': 2027-01-01]}]\n",
        "nodes: [{id: g, level: goal, name: 町, accept: {draft: true}}]\n",
    ],
)
def test_a_mark_that_holds_nothing_back_is_not_simply_taken_away(tmp_path: Path, text: str) -> None:
    advice = {problem.advice for problem in read(write(tmp_path, {MORE: text}))[1]}
    assert any("Taken away, this makes it public." in one for one in advice)


@pytest.mark.parametrize(
    ("line", "near"),
    [("counting: up", "direction: up"), ("direction: cumulative", "counting: cumulative"), ("direction: upp", "up")],
)
def test_a_word_of_another_key_is_told_with_that_key(tmp_path: Path, line: str, near: str) -> None:
    problem = only(read(write(tmp_path, {MORE: f"{INDICATOR}    {line}\n"}))[1])
    assert (problem.rule, problem.facts["near"]) == ("unknown-word", near)


@pytest.mark.parametrize(
    "text",
    [
        "money: [{id: m, title: 費用, rows: [{id: a, name: 計}]}]\n",
        "tables: [{id: t, title: 図}]\n",
        "tables: [{id: t, title: 図, series: [{id: a, name: 男}]}]\n",
        "nodes: [{id: g, level: goal, name: 目標, directions: [{number: ①, note: 高める。}]}]\n",
    ],
)
def test_an_entry_that_says_nothing_is_reported(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["blank-value"]


def test_a_table_whose_picture_is_lost_needs_no_values(tmp_path: Path) -> None:
    assert found_in_more(tmp_path, "tables: [{id: t, title: 図, kind: lost}]\n") == []


@pytest.mark.parametrize(
    "text",
    [
        INDICATOR + "    targets:\n      year: 2020年度(R2)\n      value: 5\n",
        INDICATOR + "    values: {year: R3, value: 5}\n",
    ],
)
def test_a_baseline_under_another_name_is_told_once(tmp_path: Path, text: str) -> None:
    problem = only(read(write(tmp_path, {MORE: text}))[1])
    assert problem.rule == "not-a-year"
    assert "baseline" in problem.advice


def test_entries_without_their_year_are_told_once(tmp_path: Path) -> None:
    text = "nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n    results:\n      - 開いた。\n      - 閉じた。\n"
    problem = only(read(write(tmp_path, {MORE: text}))[1])
    assert (problem.rule, str(problem.at)) == ("wrong-shape", f"{MORE}:6:7")
    assert "H28:" in problem.advice


@pytest.mark.parametrize(("typed", "meant"), [("line", "trend"), ("棒グラフ", "columns"), ("colums", "columns")])
def test_a_way_to_draw_is_known_by_its_usual_names(tmp_path: Path, typed: str, meant: str) -> None:
    text = f"indicators: [{{id: a, name: 数, figure: {typed}, values: {{R4: 1, R5: 2}}}}]\n"
    _, problems = read(write(tmp_path, {MORE: text}))
    assert only(problems).facts["near"] == meant


def test_entries_of_a_list_whose_line_is_lost_are_told_as_such_in_plan_yaml_too(tmp_path: Path) -> None:
    lists = "parent_plans:\n  - {id: master, name: 総合計画}\n  - {id: policy, name: 方針, page: false}\n"
    _, problems = read(write(tmp_path, {MAIN: PLAN_YAML + lists}))
    assert only(problems).facts == {"list": "parent_plans", "other": "levels"}


def test_a_key_that_is_missing_in_braces_is_written_there(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "projects:\n  - {id: cafe, departments: 協働課}\n")
    assert (problem.rule, problem.advice[:29]) == ("missing-key", "Write it before the brace tha")


@pytest.mark.parametrize(
    "lines", [" sudden-jump R4: 資料のとおり", " sudden-jump R4：資料のとおり", "\n      sudden-jump R4：資料のとおり"]
)
def test_a_rule_and_its_reason_want_braces(tmp_path: Path, lines: str) -> None:
    problem = problem_of(tmp_path, f"{INDICATOR}    accept:{lines}\n")
    assert problem.advice.startswith("Write half-width braces")
    assert "{sudden-jump R4: 資料のとおり}" in problem.facts.values()


@pytest.mark.parametrize("sign", [">", " >", " |", ";", " 。"])
def test_a_sign_that_strayed_behind_a_key_is_to_go(tmp_path: Path, sign: str) -> None:
    problem = problem_of(tmp_path, f"{INDICATOR}    accept:{sign}\n      sudden-jump: 資料のとおり。\n")
    assert (problem.rule, problem.at.line, problem.facts["text"]) == ("colon-in-text", 4, sign.strip())
