"""What somebody judged: who, when, on which scale, with what comment."""

from typing import Annotated, Self

from pydantic import model_validator

from keikaku.plan.observations import Valued
from keikaku.plan.record import Id, Noted, Paragraphs, PlacedYear, Strings, Subject, by_key, empty_entry, listed


class Vote(Valued):
    """How many chose an option, and of how many: 7名 of 7名中."""

    option: str
    of: str = ""


class Answer(Noted):
    """The answer to one question, on a scale that the plan declares; several answers are possible."""

    question: str = ""
    scale: str = ""
    answer: Strings = ()  # options of the scale
    votes: Annotated[tuple[Vote, ...], by_key("option", lambda item: item)] = ()
    comment: Paragraphs = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.answer or self.votes or self.comment or self.note or self.editor_note):
            raise empty_entry("Write its “answer:”, its “votes:” or its “comment:”.")
        return self


class Evaluation(Subject):
    """A rating belongs to its rater and date; the tool computes none that was not published."""

    id: Id
    title: str
    rater: str = ""
    date: PlacedYear | None = None
    date_label: str = ""  # the source's word for that date: 記入日
    answers: Annotated[tuple[Answer, ...], listed()] = ()
    text: Paragraphs = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.answers or self.text):
            raise empty_entry("Write its “answers:”, or its “text:”.")
        return self

    @property
    def has_votes(self) -> bool:
        return any(answer.votes for answer in self.answers)
