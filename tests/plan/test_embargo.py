"""What is held back is as if it were not there, and nothing public may rest on it."""

from datetime import date
from pathlib import Path

import pytest

from keikaku.pages.context import Audience
from keikaku.pipeline import check
from keikaku.plan.embargo import left_out, public_part, settled
from keikaku.plan.plan import Plan
from keikaku.plan.record import Publishable
from keikaku.problems import Severity
from tests.held_back import KINDS, workspace
from tests.workspaces import MAIN, MORE, PLAN_YAML, plan_of, report, write

DAY = date(2026, 9, 1)
BEFORE, AFTER = date(2026, 8, 31), date(2026, 9, 2)
MEMBERS = "indicators: [{id: members, name: 会員数, values: {R3: 1, R4: {value: 2, publish_on: 2026-09-01}}}]\n"


def public_on(day: date, root: Path, text: str) -> Plan:
    return public_part(settled(plan_of(root, {MORE: text}), day))


@pytest.mark.parametrize(("day", "values"), [(BEFORE, 1), (DAY, 2), (AFTER, 2)])
def test_what_has_a_day_is_public_from_that_day_on(tmp_path: Path, day: date, values: int) -> None:
    assert len(public_on(day, tmp_path, MEMBERS).indicators[0].values) == values


def test_a_day_may_be_written_as_offices_write_it(tmp_path: Path) -> None:
    text = MEMBERS.replace("2026-09-01", "令和8年9月1日")
    assert len(public_on(BEFORE, tmp_path, text).indicators[0].values) == 1
    assert len(public_on(DAY, tmp_path, text).indicators[0].values) == 2


def test_a_draft_stays_one_whatever_its_day(tmp_path: Path) -> None:
    text = "projects: [{id: cafe, name: 子ども食堂, draft: true, publish_on: 2026-09-01}]\n"
    assert public_on(AFTER, tmp_path, text).projects == ()


def test_a_day_that_has_come_leaves_no_trace(tmp_path: Path) -> None:
    plan = settled(plan_of(tmp_path, {MORE: MEMBERS}), DAY)
    assert not any(value.is_held for value in plan.indicators[0].values)
    assert public_part(plan) == plan


def test_what_hangs_below_is_held_until_the_later_day(tmp_path: Path) -> None:
    text = """\
nodes:
  - id: g1
    level: goal
    name: 目標
    publish_on: 2026-09-01
    projects:
      - {id: early, name: 先, publish_on: 2026-08-01}
      - {id: late, name: 後, publish_on: 2026-10-01}
      - {id: never, name: 下書き, draft: true}
"""
    plan = settled(plan_of(tmp_path, {MORE: text}), date(2026, 7, 1))
    assert [(p.publish_on, p.draft) for p in plan.projects] == [
        (DAY, False),
        (date(2026, 10, 1), False),
        (DAY, True),
    ]


def test_files_that_belong_to_something_held_are_held_with_it(tmp_path: Path) -> None:
    files = {
        MORE: "nodes: [{id: g1, level: goal, name: 目標, draft: true}]\n",
        "data/town/below.yaml": "of: g1\nprojects: [{id: cafe, name: 子ども食堂}]\n",
        "data/town/deep.yaml": "of: cafe\nindicators: [{id: members, name: 会員数}]\n",
        "content/town/text.md": "---\ntitle: 目標の文\nof: g1\n---\n\n本文\n",
        "data/town/tables.yaml": "of: text\ntables: [{id: t, title: 表, values: {R3: 1}}]\n",
    }
    public = public_part(settled(plan_of(tmp_path, files), DAY))
    assert (public.projects, public.indicators, public.chapters, public.tables) == ((), (), (), ())
    assert (public.parents, public.owners) == ({}, {})


def test_every_kind_of_record_that_may_be_held_is_tested() -> None:
    """One that is added to the model wants its place in `tests/held_back.py`."""
    kinds = {kind.__name__ for kind in _heirs(Publishable)} - {"Acknowledging", "Subject", "Named", "FrontMatter"}
    assert kinds == {
        "Evaluation", "Indicator", "Listing", "Money", "Node", "Observation", "PlanFile", "Pledge", "Project", "Rate",
        "Table", "Target", "Theme", "YearItems",
    }  # fmt: skip
    assert len(KINDS) == len(kinds) + len({"csv line", "chapter", "text"})


def _heirs(kind: type[Publishable]) -> set[type[Publishable]]:
    return {heir for child in kind.__subclasses__() for heir in (child, *_heirs(child))}


def test_what_comes_next_is_named_with_its_day_and_drafts_last(tmp_path: Path) -> None:
    text = MEMBERS + "projects: [{id: a, name: 下書き, draft: true}, {id: b, name: 次, publish_on: 2026-08-31}]\n"
    found = left_out(plan_of(tmp_path, {MORE: text}), date(2026, 4, 1))
    assert [(one.name, one.day) for one in found] == [("次", BEFORE), ("会員数 R4", DAY), ("下書き", None)]
    assert str(found[1].at) == f"{MORE}:1:59"


# What public things need


HELD_PROJECT = "projects:\n  - {id: cafe, name: 子ども食堂, text: 開く。, draft: true}\n"
NEEDING = {
    "another project's text": ("data/town/needs.yaml", "projects: [{id: b, name: 別, text_of: cafe}]\n", "1:38"),
    "a part that repeats": (
        "data/town/needs.yaml",
        "projects: [{id: b, name: 別, sub_items: [{repeats: cafe}]}]\n",
        "1:41",
    ),
    "an indicator's owner": ("data/town/needs.yaml", "indicators: [{id: i, name: 数, of: cafe}]\n", "1:35"),
    "an item": (
        "data/town/needs.yaml",
        "nodes: [{id: n, level: goal, name: 目標, directions: [{text: あ, projects: cafe}]}]\n",
        "1:73",
    ),
    "a theme's member": (MAIN, PLAN_YAML + "themes: [{id: t, kind: 視点, name: 視点, members: cafe}]\n", "9:47"),
    "a link": ("content/town/text.md", "---\ntitle: 文\n---\n\n[食堂](project:cafe#x)\n", "5:1"),
}


@pytest.mark.parametrize("need", NEEDING)
def test_a_reference_to_something_held_is_an_error_at_its_place(tmp_path: Path, need: str) -> None:
    file, text, at = NEEDING[need]
    write(tmp_path, {MORE: HELD_PROJECT, file: text})
    (problem,) = check(tmp_path, today=DAY).problems
    assert (problem.rule, problem.is_error) == ("draft-is-needed", True)
    assert str(problem.at) == f"{file}:{at}"


def test_a_listing_needs_its_node(tmp_path: Path) -> None:
    nodes = "nodes: [{id: g1, level: goal, name: 目標, publish_on: 2026-09-01}]\n"
    write(tmp_path, {MORE: nodes + "projects: [{id: b, name: 別, listings: g1}]\n"})
    assert [p.rule for p in check(tmp_path, today=BEFORE).problems] == ["draft-is-needed"]
    assert [p.rule for p in check(tmp_path, today=DAY).problems] == []


@pytest.mark.parametrize("text", ["{{figure: members}}", "{{value: members R3}}"])
def test_a_narrative_needs_the_figures_and_values_in_it(tmp_path: Path, text: str) -> None:
    held = "indicators: [{id: members, name: 会員数, draft: true, values: {R3: 1}}]\n"
    write(tmp_path, {MORE: held, "content/town/text.md": f"---\ntitle: 文\n---\n\n{text}\n"})
    problems = check(tmp_path, today=DAY).problems
    assert {(p.rule, p.at.file, p.at.line) for p in problems} == {("draft-is-needed", "content/town/text.md", 5)}


def test_a_narrative_needs_the_one_value_that_it_quotes(tmp_path: Path) -> None:
    text = "---\ntitle: 文\n---\n\n{{value: members R3}}、{{value: members R4}}\n"
    write(tmp_path, {MORE: MEMBERS, "content/town/text.md": text})
    (problem,) = check(tmp_path, today=BEFORE).problems
    assert str(problem.at) == "content/town/text.md:5:23"
    assert "会員数 R4" in report(tmp_path, check(tmp_path, today=BEFORE).problems)
    assert len(check(tmp_path, today=DAY).problems) == 0


def test_a_narrative_needs_the_target_that_it_quotes(tmp_path: Path) -> None:
    target = "{R7: {value: 3, draft: true}}"
    data = f"indicators: [{{id: members, name: 会員数, direction: up, values: {{R3: 1}}, targets: {target}}}]\n"
    write(tmp_path, {MORE: data, "content/town/text.md": "---\ntitle: 文\n---\n\n{{target: members}}\n"})
    (problem,) = check(tmp_path, today=DAY).problems
    assert (problem.rule, str(problem.at)) == ("draft-is-needed", "content/town/text.md:5:1")


def test_a_rate_would_tell_a_value_that_is_held(tmp_path: Path) -> None:
    rates = "rates: {R3: 90, R4: 95}}]\n"
    text = MEMBERS.replace("}]\n", ", " + rates)
    write(tmp_path, {MORE: text})
    assert [p.rule for p in check(tmp_path, today=BEFORE).problems] == ["draft-is-needed"]
    write(tmp_path, {MORE: text.replace("R4: 95", "R4: {value: 95, publish_on: 2026-09-01}")})
    assert len(check(tmp_path, today=BEFORE).problems) == 0


def test_something_held_may_need_something_held(tmp_path: Path) -> None:
    needs = "projects: [{id: b, name: 別, text_of: cafe, draft: true}]\n"
    write(tmp_path, {MORE: HELD_PROJECT, "data/town/needs.yaml": needs})
    assert len(check(tmp_path, today=DAY).problems) == 0


def test_the_message_names_what_is_held_and_where_it_is_written(tmp_path: Path) -> None:
    write(tmp_path, {MORE: HELD_PROJECT, "content/town/text.md": "---\ntitle: 文\n---\n\n[食堂](project:cafe)\n"})
    assert report(tmp_path, check(tmp_path, today=DAY).problems) == (
        "content/town/text.md:5:1  誤り [draft-is-needed]  「子ども食堂」は下書きですが、ここで必要とされています\n"
        "    [食堂](project:cafe)\n"
        "    ^\n"
        "    理由：公開するものが、公開していないものに頼ることはできません。"
        "リンクの先がなくなるか、控えている内容がもれてしまいます。\n"
        "    まだ公開しないなら、どちらかにします。①それまで、これに触れているここの文を、意味が通るように書き直す"
        "（並びの中なら、その1件を消す）。②ここも一緒に控える：「draft: true」の行を、文章のファイルなら、"
        "そのいちばん上の「---」と「---」の間に、データなら、この行を含むものの「id:」の下に足す"
        "（公開日が決まっているなら「publish_on: 」とその日）。"
        "「子ども食堂」をもう公開してよいと決まっているときだけ、data/town/more.yaml の2行目から始まる項目の中の"
        "「draft: true」を消します（波かっこの中なら、それとコンマだけ。自分の行なら、その行）。"
    )


def test_what_hangs_below_something_held_names_where_the_word_stands(tmp_path: Path) -> None:
    node = "{id: g9, level: goal, name: 新しい目標, draft: true, projects: [{id: cafe, name: 食堂}]}"
    text = "---\ntitle: 文\n---\n\n[食堂](project:cafe)\n"
    write(tmp_path, {MORE: f"nodes:\n  - {node}\n", "content/town/text.md": text})
    (problem,) = check(tmp_path, today=DAY).problems
    assert (problem.facts["name"], problem.facts["above"]) == ("食堂", "新しい目標")
    assert (problem.facts["file"], problem.facts["line"]) == ("data/town/more.yaml", "2")


LATER = "projects: [{id: late, name: 後の事業, publish_on: 2026-09-15}]\n"
LINKS = "---\ntitle: 文\npublish_on: 2026-09-01\n---\n\n[後の事業](project:late)\n"


@pytest.mark.parametrize("audience", Audience)
def test_what_would_stop_the_release_of_a_day_to_come_is_told_before(tmp_path: Path, audience: Audience) -> None:
    write(tmp_path, {MORE: LATER, "content/town/text.md": LINKS})
    (problem,) = check(tmp_path, audience=audience, today=BEFORE).problems
    assert (problem.rule, problem.severity, problem.stops_release) == ("draft-needed-later", Severity.HINT, False)
    assert str(problem.at) == "content/town/text.md:6:1"
    assert problem.facts["since"] == "2026-09-01"
    assert [p.rule for p in check(tmp_path, today=DAY).problems] == ["draft-is-needed"]


def test_a_day_to_come_needs_a_draft(tmp_path: Path) -> None:
    write(tmp_path, {MORE: LATER.replace("publish_on: 2026-09-15", "draft: true"), "content/town/text.md": LINKS})
    (problem,) = check(tmp_path, today=BEFORE).problems
    assert (problem.rule, problem.found.endswith("which is a draft")) == ("draft-needed-later", True)


@pytest.mark.parametrize("day", ["2026-09-01", "2026-08-31"])
def test_what_is_public_by_then_may_be_needed(tmp_path: Path, day: str) -> None:
    write(tmp_path, {MORE: LATER.replace("2026-09-15", day), "content/town/text.md": LINKS})
    assert len(check(tmp_path, today=BEFORE).problems) == 0


def test_what_is_needed_today_is_not_told_again_for_later(tmp_path: Path) -> None:
    text = LINKS.replace("publish_on: 2026-09-01\n", "")
    more = LATER + "indicators: [{id: m, name: 数, publish_on: 2026-09-01, values: {R3: 1}}]\n"
    write(tmp_path, {MORE: more, "content/town/text.md": text})
    assert [p.rule for p in check(tmp_path, today=BEFORE).problems] == ["draft-is-needed"]


# Staff, and the questions to a plan


def test_staff_are_shown_everything_and_only_warned(tmp_path: Path) -> None:
    write(tmp_path, {MORE: HELD_PROJECT, "data/town/needs.yaml": "projects: [{id: b, name: 別, text_of: cafe}]\n"})
    checked = check(tmp_path, audience=Audience.STAFF, today=DAY)
    assert [project.is_held for project in checked.plans[0].projects] == [True, False]
    assert [(p.rule, p.is_error) for p in checked.problems] == [("draft-is-needed", False)]


@pytest.mark.parametrize("audience", Audience)
def test_declared_counts_count_what_is_public(tmp_path: Path, audience: Audience) -> None:
    counts = "counts: [{value: 1, printed: 1事業}]\n"
    write(tmp_path, {MAIN: PLAN_YAML + counts, MORE: HELD_PROJECT + "  - {id: b, name: 別, text: 文}\n"})
    assert len(check(tmp_path, audience=audience, today=DAY).problems) == 0


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("declared", "may_be_shown"), [(2, True), (3, False)])
def test_a_count_that_waits_for_a_draft_stops_a_release_and_no_preview(
    tmp_path: Path, audience: Audience, declared: int, may_be_shown: bool
) -> None:
    counts = f"counts: [{{value: {declared}, printed: {declared}事業}}]\n"
    write(tmp_path, {MAIN: PLAN_YAML + counts, MORE: HELD_PROJECT + "  - {id: b, name: 別, text: 文}\n"})
    checked = check(tmp_path, audience=audience, today=DAY)
    shown_to_staff = may_be_shown and not audience.is_public
    assert [(p.rule, p.is_error) for p in checked.problems] == [("declared-count", not shown_to_staff)]
    assert "公開を控えているもの：子ども食堂" in report(tmp_path, checked.problems)


def test_a_fault_in_a_draft_is_only_found_for_staff(tmp_path: Path) -> None:
    twice = "indicators: [{id: i, name: 数, draft: true, values: {R3: [{value: 1}, {value: 2}]}}]\n"
    write(tmp_path, {MORE: twice})
    assert len(check(tmp_path, today=DAY).problems) == 0
    assert "value-twice" in [p.rule for p in check(tmp_path, audience=Audience.STAFF, today=DAY).problems]


def test_an_acknowledgement_may_wait_for_what_is_held(tmp_path: Path) -> None:
    falls = """\
indicators:
  - id: i
    name: 数
    counting: cumulative
    values: {R3: 2, R4: {value: 1, publish_on: 2026-09-01}}
    accept: {cumulative-falls: 数え方が変わった。}
"""
    write(tmp_path, {MORE: falls})
    assert len(check(tmp_path, today=BEFORE).problems) == 0
    assert [p.acknowledged for p in check(tmp_path, today=DAY).problems] == ["数え方が変わった。"]


def test_without_a_day_nothing_that_waits_for_one_is_public(tmp_path: Path) -> None:
    write(tmp_path, {MORE: MEMBERS})
    assert len(check(tmp_path).plans[0].indicators[0].values) == 1


def test_a_whole_workspace_of_secrets_has_no_problems(tmp_path: Path) -> None:
    assert [str(p) for p in check(workspace(tmp_path, there=KINDS), today=DAY).problems] == []


def test_a_site_without_any_public_plan_is_not_built(tmp_path: Path) -> None:
    write(tmp_path, {MAIN: PLAN_YAML + "publish_on: 2026-09-01\n"})
    assert [(p.rule, str(p.at)) for p in check(tmp_path, today=BEFORE).problems] == [("no-plan", f"{MAIN}:1:1")]
    assert len(check(tmp_path, today=DAY).problems) == 0
