"""A figure that a text places stands there, and not once more among those of the same page."""

from pathlib import Path

import pytest

from keikaku.pipeline import make
from tests.workspaces import MAIN, MORE, PLAN_YAML, write

LEVELS = PLAN_YAML + "  - {id: policy, name: 施策, page: false}\n"
INDICATOR = "{{id: {0}, name: 会員数 {0}, unit: 人, definition: 年度末の数, values: {{R3: 120, R4: 130}}}}"
DATA = f"""\
indicators: [{INDICATOR.format("whole")}]
nodes:
  - id: g1
    level: goal
    name: 支える町
    indicators: [{INDICATOR.format("goal")}]
    money: [{{id: cost, title: 費用, unit: 千円, rows: [{{id: a, name: 予算, values: {{R3: 12, R4: 13}}}}]}}]
    projects:
      - {{id: hall, name: 集会所, indicators: [{INDICATOR.format("project")}]}}
    nodes:
      - {{id: p1, level: policy, name: 学ぶ, indicators: [{INDICATOR.format("policy")}]}}
"""


@pytest.mark.parametrize(
    ("figure", "of", "address"),
    [
        ("goal", "g1", "town/g1/index.html"),
        ("policy", "g1", "town/g1/index.html"),
        ("policy", "p1", "town/g1/index.html"),
        ("project", "hall", "town/projects/hall/index.html"),
        ("whole", "", "town/index.html"),
        ("cost", "g1", "town/g1/index.html"),
    ],
)
def test_a_figure_stands_where_a_text_of_the_page_places_it(tmp_path: Path, figure: str, of: str, address: str) -> None:
    front = f"title: 文\nof: {of}" if of else "title: 文"
    name = "text" if of else "index"
    text = f"---\n{front}\n---\n\n前の文です。\n\n{{{{figure: {figure}}}}}\n\n後の文です。\n"
    write(tmp_path, {MAIN: LEVELS, MORE: DATA, f"content/town/{name}.md": text})
    built = make(tmp_path)
    assert [str(problem) for problem in built.problems] == []
    page = built.files[address].decode()
    place = f'id="town-{figure}-here"'
    assert page.count(place) == 1
    assert page.index("前の文です。") < page.index(place) < page.index("後の文です。")
    assert figure == "cost" or page.count("年度末の数") >= bool(of), "its definition stands nowhere else"
