"""What the site says of its accessibility: what the machine found, nothing that only people can tell."""

import re

import pytest

from keikaku.checks.explain import RULES as KNOWN_RULES
from keikaku.pages.blocks import DataTable, Fact, Facts, IndexList, Page
from keikaku.pages.criteria import CRITERIA, RULES
from keikaku.pages.sampling import sample_pages
from tests.pages.composed import blocks, pages

POLICY, TEST = "accessibility/index.html", "accessibility/test/index.html"
FOUND_NOTHING = "機械による検査で問題は見つかりませんでした"


def facts_of(page: Page) -> dict[str, str]:
    rows: list[Fact] = [row for block in blocks(page, Facts) for row in block.rows]
    return {row.term: "、".join(link.text for link in row.values) for row in rows}


def many(count: int) -> list[Page]:
    return [Page(f"p/{n}/index.html", "project", f"事業{n}", "") for n in range(count)]


def test_the_policy_aims_and_says_what_is_not_stated() -> None:
    facts = facts_of(pages()[POLICY])
    assert facts["目標とする適合レベル"] == "JIS X 8341-3:2016 の適合レベルAAに準拠することを目標とします。"
    assert {facts[term] for term in ("対象範囲", "目標を達成する期限", "例外事項", "担当部署")} == {
        "まだ示されていません"
    }


def test_the_policy_says_what_the_settings_say() -> None:
    facts = facts_of(pages(deadline="令和9年3月末", section="広報課")[POLICY])
    assert (facts["目標を達成する期限"], facts["担当部署"]) == ("令和9年3月末", "広報課")


def test_the_machine_speaks_only_of_what_it_checked_and_claims_no_conformance() -> None:
    (table,) = blocks(pages()[TEST], DataTable)
    for criterion, row in zip(CRITERIA, table.rows, strict=True):
        assert row[1].text == (FOUND_NOTHING if criterion.rules else "機械による検査の対象外")
        assert row[2].text == "人による試験が必要（未実施）"


def test_nowhere_is_anything_called_conforming() -> None:
    said = str(pages()[TEST].sections)
    assert not re.search(r"適合(?!レベル)", said)
    assert "準拠し" not in said.replace("準拠することを目標とします", "")


def test_results_of_people_that_stand_elsewhere_are_linked() -> None:
    page = pages(results="https://www.example.jp/a11y.html")[TEST]
    links = [link for block in blocks(page, Facts) for row in block.rows for link in row.values]
    assert any(link.address == "https://www.example.jp/a11y.html" for link in links)
    assert facts_of(page)["人による試験"] == "人による試験の結果を参照"


def test_the_criteria_are_those_of_level_a_and_aa() -> None:
    assert len(CRITERIA) == len({criterion.number for criterion in CRITERIA}) == 38
    assert sum(criterion.level == "A" for criterion in CRITERIA) == 25


def test_each_check_that_is_named_is_a_check_of_the_build() -> None:
    assert {rule for criterion in CRITERIA for rule in criterion.rules} == set(RULES)
    assert set(RULES) <= set(KNOWN_RULES)


def test_the_sample_has_a_page_of_each_kind() -> None:
    sample = sample_pages(list(pages().values()), "1")
    kinds = {page.kind for page in pages().values()} - {"moved"}
    assert {page.kind for page in sample.representative} == kinds
    assert len(sample.representative) == len(kinds)
    assert sample.random == ()


def test_a_large_site_has_thirty_random_pages_more() -> None:
    assert sample_pages(many(100), "1").random == ()
    sample = sample_pages(many(101), "1")
    assert (len(sample.representative), len(set(sample.random))) == (1, 30)
    assert not set(sample.random) & set(sample.representative)


@pytest.mark.parametrize(("seed", "is_same"), [("1", True), ("2", False)])
def test_the_seed_decides_which(seed: str, is_same: bool) -> None:
    assert (sample_pages(many(200), "1") == sample_pages(many(200), seed)) is is_same


def test_one_page_more_changes_few_of_the_sample() -> None:
    before, after = sample_pages(many(200), "1"), sample_pages(many(201), "1")
    assert len(set(after.random) - set(before.random)) <= 1


def test_the_pages_to_test_are_listed() -> None:
    listed = [row.link.address for block in blocks(pages()[TEST], IndexList) for row in block.rows]
    assert {"index.html", "small-town/index.html", "404.html", "accessibility/pages.csv"} <= set(listed)
