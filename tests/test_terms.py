"""Glossary terms in running text: the longest, once a page, never where a link would be wrong."""

from keikaku.terms import link_terms


def linked(main: str, *terms: str) -> str:
    page = f"<p>団体</p><main>{main}</main>"
    return link_terms(page, {term: f"g.html#{term}" for term in terms})


def test_the_first_occurrence_is_linked_and_only_that() -> None:
    assert linked("<p>地縁団体と地縁団体</p>", "地縁団体").count('class="term"') == 1


def test_a_term_inside_a_longer_term_is_not_cut_out_of_it() -> None:
    assert ">市民活動団体</a>" in linked("<p>市民活動団体</p>", "市民活動", "市民活動団体")


def test_links_headings_and_tables_are_left_alone() -> None:
    for tag in ("a", "h2", "table", "svg", "summary"):
        text = f"<{tag}>地縁団体</{tag}>"
        assert text in linked(text, "地縁団体")


def test_text_after_a_heading_is_open_again() -> None:
    assert 'class="term"' in linked("<h2>地縁団体</h2><p>地縁団体</p>", "地縁団体")


def test_nothing_outside_main_is_touched() -> None:
    assert linked("<p>x</p>", "団体").startswith("<p>団体</p>")


def test_signs_that_html_escapes_are_found() -> None:
    assert 'class="term"' in linked("<p>R&amp;D</p>", "R&D")


def test_a_card_takes_no_links_up_to_its_own_end() -> None:
    card = '<div class="card"><div><p>団体</p></div><p>団体</p></div>'
    assert (
        linked(f"{card}<p>団体</p>", "団体")
        == f'<p>団体</p><main>{card}<p><a class="term" href="g.html#団体">団体</a></p></main>'
    )
