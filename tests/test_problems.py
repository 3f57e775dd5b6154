"""Problems are collected, in order, each once."""

from keikaku.problems import FilePosition, Problems, Severity

HERE = FilePosition("data/town/plan.yaml", 3, 5)


def test_data_come_before_narratives_and_pages_last() -> None:
    problems = Problems()
    for file in ("a/index.html", "content/a/now.md", "data/a/plan.yaml", "keikaku.yaml"):
        problems.add("rule", "found", FilePosition(file, 1))
    files = [problem.at.file for problem in problems]
    assert files == ["data/a/plan.yaml", "keikaku.yaml", "content/a/now.md", "a/index.html"]


def test_problems_come_by_file_line_and_column() -> None:
    problems = Problems()
    for place in (("b", 1, 1), ("a", 10, 1), ("a", 2, 7), ("a", 2, 3)):
        problems.add("rule", "found", FilePosition(*place))
    assert [str(problem.at) for problem in problems] == ["a:2:3", "a:2:7", "a:10:1", "b:1:1"]


def test_one_finding_is_told_once() -> None:
    problems = Problems()
    for name in ("x", "x", "y"):
        problems.add("rule", "“{name}”", HERE, name=name)
    assert [problem.facts["name"] for problem in problems] == ["x", "y"]


def test_a_warning_stops_a_release_unless_it_is_accepted() -> None:
    problems = Problems()
    problems.add("one", "found", HERE, severity=Severity.WARNING)
    problems.add("two", "found", HERE, severity=Severity.WARNING, acknowledged="資料のとおり")
    assert [problem.stops_release for problem in problems] == [True, False]
    assert problems.errors == []


def test_a_position_names_only_what_is_known() -> None:
    assert str(HERE) == "data/town/plan.yaml:3:5"
    assert str(FilePosition("data/town")) == "data/town"
