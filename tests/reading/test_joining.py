"""Records of many files as one plan: flat lists, parents and owners, ids that name one thing, references that hold."""

from pathlib import Path

import pytest

from tests.workspaces import MAIN, MORE, PLAN_YAML, found, found_in_more, only, plan_of, read, write

GOAL = "nodes:\n  - id: g1\n    level: goal\n    name: 支える町\n"
MEMBERS = "indicators:\n  - id: members\n    name: 会員数\n"
CAFE = "projects:\n  - id: cafe\n    name: 子ども食堂\n"
DECLARED = """\
marks: [{id: 重点, name: 重点施策}]
states: [途中]
parent_plans: [{id: big, name: 大計画}]
scales:
  - {id: points, name: 点}
  - {id: abc, name: 三段階, best: a, options: [{id: a, name: よい}, {id: b, name: わるい}]}
themes: [{id: view, kind: 視点, name: つながり}]
glossary: [{id: npo, name: NPO, text: 非営利の団体}]
"""


def test_nested_records_are_laid_flat_and_keep_their_place(tmp_path: Path) -> None:
    nested = (
        GOAL + "    projects:\n      - id: cafe\n        name: 食堂\n        indicators: [{id: meals, name: 食数}]\n"
    )
    plan = plan_of(tmp_path, {MORE: nested})
    assert (plan.parents["cafe"], plan.owners["meals"]) == ("g1", "cafe")
    assert [node.id for node in plan.ancestors("cafe")] == ["g1"]
    assert str(plan.indicators_by_id["meals"].written_at) == f"{MORE}:8:22"


def test_a_file_may_belong_to_a_node_of_another_file(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, {MORE: GOAL, "data/town/more-2.yaml": "of: g1\n" + CAFE + MEMBERS})
    assert (plan.parents["cafe"], plan.owners["members"]) == ("g1", "g1")


def test_one_file_or_many_make_the_same_plan(tmp_path: Path) -> None:
    one = plan_of(tmp_path / "one", {MORE: GOAL + MEMBERS})
    many = plan_of(tmp_path / "many", {MORE: GOAL, "data/town/part/more.yaml": MEMBERS})
    assert [record.model_dump() for record in (*one.nodes, *one.indicators)] == [
        record.model_dump() for record in (*many.nodes, *many.indicators)
    ]
    assert (one.parents, one.owners) == (many.parents, many.owners)


def test_readings_of_a_pledge_are_indicators_with_their_sentence(tmp_path: Path) -> None:
    text = (
        CAFE
        + "    pledges:\n      - printed: 年15回開く。\n"
        + "        readings: [{id: days, name: 開催, targets: {every: 15回}}]\n"
    )
    plan = plan_of(tmp_path, {MORE: text})
    assert (plan.owners["days"], plan.pledged["days"]) == ("cafe", "年15回開く。")


@pytest.mark.parametrize(
    "text",
    [
        GOAL + MEMBERS.replace("members", "g1"),
        GOAL + CAFE.replace("cafe", "g1"),
        CAFE + "    money: [{id: cafe, title: 事業費, rows: [{id: a, name: あ, amount: 1}]}]\n",
        GOAL + "glossary: [{id: a, name: あ, text: 語}, {id: a, name: い, text: 語}]\n",
        MEMBERS + "    series: [{id: men, name: 男}, {id: men, name: 女}]\n",
        CAFE + "    sub_items: [{id: a, name: あ}, {id: a, name: い}]\n",
        "money: [{id: m, title: 費用, rows: [{id: a, name: あ, amount: 1}, {id: a, name: い, amount: 2}]}]\n",
        "tables: [{id: t, title: 表, columns: [{id: a, name: あ}, {id: a, name: い}], values: {R3: 1}}]\n",
    ],
)
def test_an_id_names_one_thing(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["id-twice"]


def test_what_was_pasted_twice_is_to_be_deleted_not_renamed(tmp_path: Path) -> None:
    text = MEMBERS + "    unit: 人\n    values:\n      R3: {value: 1, note: 速報}\n"
    twice = text + text.partition("\n")[2]
    problem = only(read(write(tmp_path, {MORE: twice}))[1])
    assert (problem.rule, problem.advice) == ("id-twice", "Both say the same: delete one of them.")


@pytest.mark.parametrize("key", ["levels", "marks", "scales", "parent_plans", "themes"])
def test_what_plan_yaml_declares_has_ids_of_its_own(tmp_path: Path, key: str) -> None:
    main = (
        PLAN_YAML.partition("levels:")[0]
        + f"{key}:\n"
        + "  - {id: a, name: あ, kind: 視点}\n".replace(", kind: 視点", ", kind: 視点" if key == "themes" else "") * 2
    )
    rules = [(rule, at) for rule, at in found(tmp_path, {MAIN: main})]
    assert rules == [("id-twice", f"{MAIN}:9:5")]


def test_ids_of_narratives_are_their_own(tmp_path: Path) -> None:
    text = "---\ntitle: 町\n{}---\n本文。\n"
    files = {"content/town/g1.md": text.format("of: g1\n"), "content/town/part/one.md": text.format("")}
    assert found(tmp_path, {MORE: GOAL} | files) == []
    assert found(tmp_path, {"content/town/one.md": text.format("")}) == [("id-twice", "content/town/part/one.md:1")]


@pytest.mark.parametrize(
    ("text", "at", "what", "near"),
    [
        ("of: g11\n" + GOAL, "1:5", "node", "g1"),
        ("of: g11\n" + MEMBERS, "1:5", "node, project, theme or chapter", ""),
        (GOAL.replace("goal", "gaol"), "3:12", "level", "goal"),
        (GOAL + "    marks: [重点, 新規]\n", "5:17", "mark", ""),
        (GOAL + "    results: {H30: [{text: a, projects: [caffe]}]}\n" + CAFE, "5:42", "project", "cafe"),
        (GOAL + "    directions: [{text: a, themes: view1}]\n", "5:36", "theme", "view"),
        (GOAL + "    facts: [{label: 担当, items: [{text: a, marks: 新規}]}]\n", "5:50", "mark", ""),
        (CAFE + "    listings: [{node: g2}]\n", "4:23", "node", ""),
        (CAFE + "    text_of: caf\n", "4:14", "project", "cafe"),
        (CAFE + "    sub_items: [{name: a, repeats: hall}]\n", "4:17", "project", ""),
        (CAFE + "    sub_items: [{name: a, repeats: cafe/x}]\n", "4:17", "sub-item", ""),
        (CAFE + "    pledges: [{printed: 開く。, sub_item: x}]\n", "4:40", "sub-item", ""),
        (MEMBERS + "    of: [g2]\n", "4:10", "node or project", ""),
        (MEMBERS + "    values: {H30: {value: 1, state: 途上}}\n", "4:37", "state", ""),
        (MEMBERS + "    series: [{id: men, name: 男, values: {H30: {value: 1, state: 見込}}}]\n", "4:65", "state", ""),
        (MEMBERS + "    targets: {R5: {value: 9, plan: bigg}}\n", "4:19", "parent plan", "big"),
        (MEMBERS + "    targets: {R5: {value: 9, series: men}}\n", "4:19", "series", ""),
        (
            "money:\n  - id: m\n    title: 額\n    rows: [{id: a, name: 計, amount: 1, sum_of: [b]}]\n",
            "4:12",
            "row",
            "",
        ),
        (
            "money:\n  - id: m\n    title: 費用\n    rows: [{id: a, name: 差, amount: 1, difference_of: [a, b]}]\n",
            "4:12",
            "row",
            "",
        ),
        ("evaluations: [{id: e, title: 評価, answers: [{scale: abcd, comment: 良い。}]}]\n", "1:44", "scale", "abc"),
        ("evaluations: [{id: e, title: 評価, answers: [{scale: abc, answer: c}]}]\n", "1:65", "option", ""),
        ("evaluations: [{id: e, title: 評価, answers: [{scale: abc, votes: {c: 7名}}]}]\n", "1:68", "option", ""),
        ("evaluations: [{id: e, title: 評価, answers: [{scale: points, answer: c}]}]\n", "1:68", "option", ""),
        ("evaluations: [{id: e, title: 評価, answers: [{scale: points, answer: ①}]}]\n", "1:68", "option", ""),
    ],
)
def test_a_reference_to_nothing_is_found_at_its_place(tmp_path: Path, text: str, at: str, what: str, near: str) -> None:
    _, problems = read(write(tmp_path, {MAIN: PLAN_YAML + DECLARED, MORE: text}))
    problem = only(problems)
    assert (problem.rule, str(problem.at)) == ("unknown-reference", f"{MORE}:{at}")
    assert (problem.facts["what"], problem.facts["near"]) == (what, near)


@pytest.mark.parametrize(
    "declared",
    [
        "counts: [{node: g9, value: 0}]\n",
        "themes: [{id: v, kind: 視点, name: 輪, members: [cafe]}]\n",
        "themes: [{id: v, kind: 視点, name: 輪, members_by_mark: 印}]\n",
    ],
)
def test_what_plan_yaml_refers_to_is_looked_up_too(tmp_path: Path, declared: str) -> None:
    assert [rule for rule, _ in found(tmp_path, {MAIN: PLAN_YAML + declared})] == ["unknown-reference"]


@pytest.mark.parametrize(("scale", "answer", "near"), [("wide", "B", "Ｂ"), ("rings", "1", "①")])
def test_an_option_in_another_width_is_written_as_it_is_declared(
    tmp_path: Path, scale: str, answer: str, near: str
) -> None:
    scales = (
        "scales:\n  - {id: wide, name: 段階, options: [{id: Ａ, name: 良い}, {id: Ｂ, name: 普通}]}\n"
        "  - {id: rings, name: 二択, options: [{id: ①, name: 有効}, {id: ②, name: 無効}]}\n"
    )
    text = f"evaluations: [{{id: e, title: 評価, answers: [{{scale: {scale}, answer: {answer}}}]}}]\n"
    _, problems = read(write(tmp_path, {MAIN: PLAN_YAML + scales, MORE: text}))
    found = [problem for problem in problems if problem.rule == "unknown-reference"]
    assert [(problem.facts["near"], "very sign" in problem.advice) for problem in found] == [(near, True)]


@pytest.mark.parametrize(
    ("text", "near"),
    [(GOAL.replace("goal", "基本目標"), "goal"), (GOAL + "    marks: 重点施策\n", "重点")],
)
def test_a_name_where_an_id_belongs_is_told_the_id(tmp_path: Path, text: str, near: str) -> None:
    declared = PLAN_YAML.replace("name: 目標", "name: 基本目標") + DECLARED
    problem = only(read(write(tmp_path, {MAIN: declared, MORE: text}))[1])
    assert (problem.rule, problem.facts["near"]) == ("unknown-reference", near)


@pytest.mark.parametrize(
    "text",
    [MEMBERS + "    values: {R5: {value: 1, state: 速報}}\n", CAFE + "    marks: 新規\n"],
    ids=["state", "mark"],
)
def test_what_has_to_be_declared_first_is_told_with_the_line_that_declares_it(tmp_path: Path, text: str) -> None:
    problem = only(read(write(tmp_path / "a", {MORE: text}))[1])
    assert "{declaration}" in problem.advice
    declared = f"{PLAN_YAML}{problem.facts['declaration']}\n"
    assert found(tmp_path / "b", {MAIN: declared, MORE: text}) == []


def test_a_level_that_is_lost_is_not_given_its_id_for_a_name(tmp_path: Path) -> None:
    plan = PLAN_YAML.replace("{id: goal, name: 目標}", "{id: measure, name: 施策}")
    problem = only(read(write(tmp_path, {MAIN: plan, MORE: GOAL}))[1])
    assert problem.facts["entry"] == "{id: goal, name: …}"


def test_where_several_differ_by_a_number_alone_none_of_them_is_guessed(tmp_path: Path) -> None:
    others = (GOAL.removeprefix("nodes:\n").replace("g1", f"g{n}").replace("町", f"町{n}") for n in (2, 3))
    goals = GOAL + "".join(others)
    problem = only(read(write(tmp_path, {MORE: goals, "data/town/more-2.yaml": "of: g4\n" + MEMBERS}))[1])
    assert (problem.facts["near"], problem.facts["known"]) == ("", "g1（支える町）, g2（支える町2）, g3（支える町3）")
    assert problem.advice == "Known here: {known}."


@pytest.mark.parametrize(
    ("id", "advice"),
    [
        ("hall-blog-vistis", "Did you mean “{near}”, given at {given}?"),
        ("hall-visitors", "If “{id}” was taken from the data files, put it back there, or take it away here, too."),
    ],
)
def test_an_id_far_from_all_may_be_lost_itself(tmp_path: Path, id: str, advice: str) -> None:
    """The figure at its place in a text is another one, when the advice is followed, and looks right."""
    visits = "indicators: [{id: hall-blog-visits, name: 閲覧数, unit: 件, values: {R5: 1}}]\n"
    chapter = f"---\ntitle: 町のいま\n---\n本文。\n\n{{{{figure: {id}}}}}\n"
    problem = only(read(write(tmp_path, {MORE: visits, "content/town/now.md": chapter}))[1])
    assert problem.facts["near"] == "hall-blog-visits"
    assert problem.advice.startswith(advice)


@pytest.mark.parametrize(
    ("id", "advice"),
    [("hall-blog-vistis", "Did you mean “{near}”?"), ("hall-visitors", "If “{id}” was taken from the data files")],
)
def test_nor_is_one_of_a_file_that_cannot_be_read_yet(tmp_path: Path, id: str, advice: str) -> None:
    visits = "indicators: [{id: hall-blog-visits, nam: 閲覧数}]\n"
    chapter = f"---\ntitle: 町のいま\n---\n閲覧は{{{{value: {id} R5}}}}です。\n"
    _, problems = read(write(tmp_path, {MORE: visits, "content/town/now.md": chapter}))
    (problem,) = (one for one in problems if one.rule == "unknown-reference")
    assert problem.facts["near"] == "hall-blog-visits"
    assert problem.advice.startswith(advice)


def test_one_wrong_reference_of_a_whole_file_is_one_problem(tmp_path: Path) -> None:
    many = "".join(f"  - id: i{n}\n    name: 指標{n}\n" for n in range(20))
    assert found_in_more(tmp_path, "of: nowhere\nindicators:\n" + many) == [("unknown-reference", "1:5")]


@pytest.mark.parametrize("mark", ["重点（重点事業）", "「重点」", "【重点】"])
def test_an_id_stands_without_its_name_and_without_brackets(tmp_path: Path, mark: str) -> None:
    project = f"nodes: [{{id: g1, level: goal, name: 町, projects: [{{id: a, name: 食堂, marks: {mark}}}]}}]\n"
    files = {MAIN: PLAN_YAML + "marks: [{id: 重点, name: 重点事業}, {id: 新規, name: 新しい}]\n", MORE: project}
    problem = only(read(write(tmp_path, files))[1])
    assert (problem.advice, problem.facts["near"]) == ("It stands without brackets: {near}", "重点")


def test_a_lost_list_of_the_plan_is_told_once_for_each_that_it_held(tmp_path: Path) -> None:
    without = PLAN_YAML.replace("levels:", "marks:")
    nodes = "".join(f"  - {{id: n{n}, level: goal, name: 目標その{n}}}\n" for n in range(9))
    assert "levels:" in PLAN_YAML
    assert found(tmp_path, {MAIN: without, MORE: f"nodes:\n{nodes}"}) == [("unknown-reference", f"{MORE}:2:21")]


def test_a_tree_that_leads_back_to_itself_is_cut(tmp_path: Path) -> None:
    files = {MORE: "of: g2\n" + GOAL, "data/town/more-2.yaml": "of: g1\n" + GOAL.replace("g1", "g2")}
    same_level, cut = ("level-not-below", "data/town/more-2.yaml:3:5"), ("below-itself", f"{MORE}:3:5")
    assert sorted(found(tmp_path, files)) == sorted([cut, same_level])
    assert found_in_more(tmp_path / "self", "of: g1\n" + GOAL) == [("below-itself", "3:5")]


@pytest.mark.parametrize(("listings", "times"), [("g1", 1), ("g2", 0)])
def test_a_project_is_listed_again_elsewhere(tmp_path: Path, listings: str, times: int) -> None:
    goals = "nodes:\n  - {id: g2, level: goal, name: 支える町}\n  - id: g1\n    level: goal\n    name: 学ぶ町\n"
    text = goals + f"    projects: [{{id: hall, name: 集会所, listings: {listings}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == ["below-itself"] * times


def test_a_text_is_shared_with_a_project_that_has_one(tmp_path: Path) -> None:
    two = CAFE + "    text_of: hall\n  - id: hall\n    name: 集会所\n"
    assert found_in_more(tmp_path / "a", two) == [("no-shared-text", "2:5")]
    assert found_in_more(tmp_path / "b", two + "    text: 集まる所です。\n") == []


@pytest.mark.parametrize(
    ("note", "rules"),
    [
        ("h28", ["unknown-reference"]),
        ("h29", []),
        ("年度末の数", ["unused-footnote"]),
        ("quite-another", ["unused-footnote"]),
        ("n2", ["unknown-reference", "unused-footnote"]),
    ],
)
def test_each_note_with_a_key_is_pointed_to_by_it(tmp_path: Path, note: str, rules: list[str]) -> None:
    text = f"indicators: [{{id: a, name: x, values: {{R3: {{value: 1, note: {note}}}}}, notes: {{h29: 注}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


@pytest.mark.parametrize(("note", "rules"), [("h29", ["unknown-reference"]), ("速報の値", []), ("preliminary", [])])
def test_what_looks_like_a_key_needs_notes(tmp_path: Path, note: str, rules: list[str]) -> None:
    text = f"indicators: [{{id: a, name: x, values: {{R3: {{value: 1, note: {note}}}}}}}]\n"
    assert [rule for rule, _ in found_in_more(tmp_path, text)] == rules


@pytest.mark.parametrize(
    ("id", "known", "near", "listed"),
    [
        ("m1-l", ("m1-1", "m1-2", "m1-3", "m1-4"), "m1-1", ""),
        ("m1-9", ("m1-1", "m1-2"), "", "m1-1, m1-2"),
        ("m1-22", ("m1-1", "m1-2"), "", "m1-2, m1-1"),
        ("lern", ("learn", "learning"), "learn", ""),
        ("caff", ("cafa", "cafb"), "", "cafa, cafb"),
    ],
)
def test_of_several_that_are_equally_near_none_is_said_to_be_meant(
    tmp_path: Path, id: str, known: tuple[str, ...], near: str, listed: str
) -> None:
    nodes = "".join(f"  - {{id: {one}, level: goal, name: {one}}}\n" for one in known)
    text = f"nodes:\n{nodes}projects: [{{id: p, name: 事業, listings: [{{node: {id}}}]}}]\n"
    _, problems = read(write(tmp_path, {MORE: text}))
    facts = only(problems).facts
    assert facts["near"] == near
    assert not listed or facts["known"] == listed


def test_an_id_in_a_file_that_cannot_be_read_is_proposed_before_one_that_is_less_alike(tmp_path: Path) -> None:
    unread = MEMBERS.replace("id: members", "id: support-center-users") + "    values：{R4: 5}\n    unit: [\n"
    known = MEMBERS.replace("id: members", "id: support-center-posts")
    text = "---\ntitle: 文\n---\n\n{{target: support-center-user}}でした。\n"
    files = {"data/town/a.yaml": unread, MORE: known, "content/town/text.md": text}
    told = [problem for problem in read(write(tmp_path, files))[1] if problem.rule == "unknown-reference"]
    assert [problem.facts["near"] for problem in told] == ["support-center-users"]


def test_an_id_of_the_same_number_is_nearer_than_one_of_another(tmp_path: Path) -> None:
    ids = ("igure-6", "figure-1", "figure-16", "figure-2")
    tables = "".join(f"  - {{id: {id}, title: 表{n}, values: {{R4: {n + 5}}}}}\n" for n, id in enumerate(ids))
    text = "---\ntitle: 町のいま\n---\n\n本文。\n\n{{figure: figure-6}}\n"
    _, problems = read(write(tmp_path, {MORE: f"tables:\n{tables}", "content/town/text.md": text}))
    (problem,) = (one for one in problems if one.rule == "unknown-reference")
    assert problem.facts["near"] == "igure-6"
