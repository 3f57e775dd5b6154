"""What a release would change and what stands in its way, for those who are still at work on it."""

from keikaku.problems import Problem
from keikaku.release.deciding import lines_to_write
from keikaku.release.paper import Paper, Part, difference_parts, summary_part
from keikaku.release.releasing import Expected, Outcome
from keikaku.report import advice_text, found_text
from keikaku.words import Words, msgid

_OUTCOMES = {
    Outcome.RELEASED: msgid("Nothing stands in the way of a release."),
    Outcome.UNCHANGED: msgid("A release would change nothing."),
    Outcome.PROBLEMS: msgid("Errors, or warnings that nobody has acknowledged, stand in the way of a release."),
    Outcome.UNDECIDED: msgid("A release asks about what is public already. Write the reasons into release.yaml:"),
    Outcome.LATER_IS_PUBLIC: msgid("The last release bears a later day, so there cannot be one on this day."),
}


def expected_paper(expected: Expected, words: Words) -> Paper:
    """What stands in the way comes first; of a first release only how much there is."""
    previous = expected.previous
    parts = [_outcome(expected, words)]
    if expected.contents.files:
        against = (
            words("Compared with the release of {name}.", name=previous.name)
            if previous
            else words("This is the first release: everything in it is new.")
        )
        parts.append(summary_part(expected.changes, (against,), words))
    if previous:
        parts += difference_parts(expected.changes, expected.verdicts.used, words)
    return Paper(words.lang, words("What a release would change"), tuple(parts))


def _outcome(expected: Expected, words: Words) -> Part:
    lines, workspace = "", expected.built.checked.workspace
    if expected.outcome is Outcome.UNDECIDED:
        lines = lines_to_write(expected.verdicts, expected.changes, workspace, words)
    problems = [problem for problem in expected.built.problems if problem.stops_release]
    shown = problems if expected.outcome is Outcome.PROBLEMS else []
    headings = (words("Where"), words("What was found"), words("What to do"))
    rows = tuple(_problem(problem, words) for problem in shown)
    return Part(words("Can it be released?"), (words(_OUTCOMES[expected.outcome]),), headings, rows, lines)


def _problem(problem: Problem, words: Words) -> tuple[str, ...]:
    return str(problem.at), found_text(problem, words), advice_text(problem, words)
