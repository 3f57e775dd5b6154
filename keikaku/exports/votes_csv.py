"""The votes of one evaluation as CSV, in the columns of a figure's file: one row for each option of each question."""

from collections.abc import Iterator

from keikaku.exports.figure_csv import csv_file
from keikaku.figure import Role
from keikaku.pages.parts import option_text, printed_votes
from keikaku.plan.about import PlanFile
from keikaku.plan.evaluations import Answer, Evaluation


def votes_csv(plan: PlanFile, evaluation: Evaluation) -> bytes:
    """`series` is the question, `row` the option; `printed` says of how many, too: 5名/7名中."""
    return csv_file(row for answer in evaluation.answers for row in _rows(plan, evaluation, answer))


def _rows(plan: PlanFile, evaluation: Evaluation, answer: Answer) -> Iterator[tuple[str, ...]]:
    scale = plan.scale(answer.scale)
    for vote in answer.votes:
        number, notes = vote.value.number, " / ".join(vote.note)
        question = answer.question or (scale.name if scale else "")
        yield (
            evaluation.title,
            option_text(scale, vote.option),
            "",
            question,
            Role.PART.value,
            "" if number is None else f"{number:f}",
            "",
            printed_votes(vote),
            vote.value.unit,
            "",
            "",
            "1" if vote.value.is_missing else "0",
            notes,
        )
