"""Why each rule is there: for the checks the docstring of their function, for the rules of reading a sentence here."""

import inspect
from collections.abc import Callable, Iterable

from keikaku.checks.amounts import AMOUNTS
from keikaku.checks.attachments import ATTACHMENTS, picture_too_heavy
from keikaku.checks.colours import low_contrast
from keikaku.checks.consistency import CONSISTENCY_OF_ALL, CONSISTENCY_OF_EACH
from keikaku.checks.copies import COPIES, COPIES_OF_EACH
from keikaku.checks.days import check_days
from keikaku.checks.drafts import draft_is_named
from keikaku.checks.examples import EXAMPLES
from keikaku.checks.filled import FILLED
from keikaku.checks.naming import NAMING
from keikaku.checks.numbering import NUMBERING
from keikaku.checks.once import value_superseded
from keikaku.checks.others import OTHERS
from keikaku.checks.pages import PAGE_CHECKS, page_too_heavy
from keikaku.checks.placing import PLACING_OF_ALL, PLACING_OF_EACH
from keikaku.checks.plans import CHECKS, declared_count, rate_differs, rate_without_value, undeclared_kind
from keikaku.checks.quoting import QUOTING
from keikaku.checks.readings import READINGS, number_not_in_sentence
from keikaku.checks.sentences import SENTENCES
from keikaku.checks.shares import SHARES
from keikaku.checks.sums import count_in_table_differs, grant_beyond_cost, share_of_answers_differs, sum_differs
from keikaku.checks.timing import TIMING_OF_ALL, TIMING_OF_EACH
from keikaku.checks.units import UNITS


def rule_of(check: Callable[..., None]) -> str:
    return check.__name__.replace("_", "-")


def rules_of(checks: Iterable[Callable[..., None]]) -> frozenset[str]:
    return frozenset(rule_of(check) for check in checks)


READING_RULES = {
    # files
    "no-plan": "A site is made of what lies in data/: one folder for each plan.",
    "missing-plan-file": "plan.yaml says whose plan it is and what its words mean; all else rests on it.",
    "unfit-name": "Names become addresses, which everyone can type and every server and disk can hold.",
    "copied-file": "A copy holds everything a second time, and soon something else than the original.",
    "file-not-read": "What lies where nobody looks for it would be missing from the site without a word.",
    "empty-file": "A program or disk that fails leaves empty files, and what they held would be missing.",
    "unreadable-file": "What cannot be opened cannot be published.",
    "file-too-large": "A file that large is mostly something else than records or text, and would hold everything up.",
    "encoding": "In another encoding than UTF-8 characters are lost, or other programs cannot read them.",
    "unreadable-character": "Some characters cannot be seen, or only on the computer that made them.",
    "byte-order-mark": "The mark at the beginning is invisible, and other programs stumble over it.",
    # YAML
    "yaml-syntax": "A file that is not YAML cannot be read at all.",
    "indent-differs": "YAML tells by its indent what a line belongs to.",
    "colon-in-text": "A colon with a space after it divides a key from its value, also in the midst of a text.",
    "unknown-escape": "Inside double quotation marks \\ begins a sign of YAML's own.",
    "text-after-quotation": "A text in quotation marks ends with the second mark; what follows belongs to nothing.",
    "open-bracket": "A bracket that is not closed swallows the lines below it.",
    "line-without-key": "A line that is neither a key nor an entry belongs to nothing.",
    "tab-indent": "YAML tells levels by spaces; a tab has no width that all agree on.",
    "full-width-space": "Levels are told by half-width spaces; a full-width one is a letter among others.",
    "key-without-colon": "Only a half-width colon and a space end a key; otherwise it is part of a text.",
    "open-quotation-mark": "A text whose quotation mark is not closed swallows the lines below it.",
    "special-sign": "Some signs mean something to YAML where a text begins, and the text would be lost.",
    "comment-eats-text": "To YAML # after a space begins a comment, and what follows would be missing without a word.",
    "comma-in-braces": "Inside braces and brackets a comma divides, also within a number.",
    "swallowed-entry": "An entry that is not read as one becomes part of the text or of the entry above it.",
    "key-twice": "Of two values for one key YAML keeps one without a word.",
    "key-not-text": "A key that is a list or further keys cannot be looked up.",
    "second-document": "Only the first document of a file is read; the rest would be missing without a word.",
    "too-deep": "No plan needs so many levels; a bracket or an indent is wrong.",
    # records
    "not-a-mapping": "A file holds keys with their values; a list or a text alone belongs to nothing.",
    "unknown-key": "What stands under a key that nobody reads would be missing from the site without a word.",
    "missing-key": "A page cannot be made without it, and nothing is filled in silently.",
    "unknown-word": "Only certain words have a meaning here.",
    "blank-value": "A blank is neither zero nor “none”: whether it means anything has to be said.",
    "wrong-shape": "Each key holds one kind of thing: a text, a number, true or false, a list, or further keys.",
    "not-a-year": "Tables and charts are in the order of time, so every year has to be understood.",
    "draft-is-named": inspect.getdoc(draft_is_named) or "",
    "day-far-away": inspect.getdoc(check_days) or "",
    "count-to-follow": "The release of the day on which a project becomes public would stop, often in a hurry.",
    "data-year-to-follow": "The release of the day on which a new year becomes public would stop, often in a hurry.",
    "day-to-come": "What was judged or done on a day that has not come was so on another one.",
    "not-a-day": "What is held back until a day needs that day exactly.",
    "not-a-value": "A number that is not understood would be missing from charts and sums, and is never guessed.",
    "two-values": "One cell of the source is one value: a number, words, or none.",
    "not-a-colour": "The accents of every page are derived from it, for light and for dark screens.",
    "not-an-id": "Ids become addresses that stay, whatever becomes of names and numbers.",
    "not-an-address": "Links from outside are made of it, so it has to be whole.",
    "not-an-old-address": "Old links lead on only from the very address that they lead to.",
    # values in CSV files
    "unknown-column": "What stands in a column that nobody reads would be missing from the site without a word.",
    "missing-column": "A value belongs to an indicator and a year.",
    "too-many-cells": "A comma too many moves every cell after it under the wrong heading.",
    "written-twice": "A value is written once, or the two will differ one day.",
    "no-audit": "What the results say was found has to have been looked for.",
    # the city's own theme
    "unknown-token": "A token that nobody asks for changes nothing, and what was meant stays as it was.",
    "css-braces": "After a brace too few, a browser leaves out all that follows, also in other files.",
    "fetched-from-elsewhere": "Whoever is asked for a file learns who reads the plan, and pages break when it is gone.",
    "broken-template": "Every page is made with it.",
    "broken-words": "A text that cannot be filled in would stop the pages that say it.",
    "unknown-text": "A text is replaced where it is the very same, to the last sign; otherwise nothing happens.",
    "low-contrast": inspect.getdoc(low_contrast) or "",
    # narrative
    "open-front-matter": "What describes a text stands between two lines of hyphens at its top; elsewhere it would be "
    "published.",
    "missing-title": "A page is found, linked and quoted by its title.",
    "second-title": "A page has one title; what stands below it is a heading.",
    "heading-twice": "A link to a heading finds only the first of two that are the same.",
    "unknown-braces": "What is not understood would be published with its braces.",
    "year-of-value-differs": "A value under the name of another year is a wrong figure in a sentence that looks right.",
    "kind-of-value-differs": "A result that is called a target, or the reverse, tells readers the opposite.",
    "lost-figure": "A figure inside HTML or in the midst of a list would not be shown.",
    "link-refused": "A link that leads nowhere, or runs something, costs a reader's trust.",
    "missing-file": "A picture or file that is not there leaves a gap on the page, or a link that leads nowhere.",
    "wrong-ending": "Browsers open a file as what its name says, and then show nothing.",
    "full-width-bracket": "With full-width brackets a link is shown as plain text.",
    "full-width-sign": "To Markdown a full-width sign is a letter like any other, and would be shown as it stands.",
    "table-not-read": "Without an empty line above it and |---| below its headings a table is shown as bare signs.",
    "html-refused": "HTML that is not allowed is taken out with what it holds; what has no end takes in what follows.",
    "unknown-footnote": "A sign without its note leaves the reader with a riddle.",
    "unused-footnote": "A note that nothing points to is read by nobody.",
    "footnote-twice": "Of two notes with one sign only the last is shown.",
    # what records say of each other
    "id-twice": "An id names one thing, so that links and references find it.",
    "unknown-reference": "What refers to nothing would be missing from the site without a word.",
    "below-itself": "A tree that leads back to itself has no end.",
    "no-shared-text": "Two projects share a text where it is written at one of them.",
    "unknown-value": "A number in the text comes from the data, where it has to be.",
    "draft-is-needed": "What is public cannot rest on what is not: it would lead nowhere, or tell what is held back.",
    "draft-needed-later": "The release of the day on which it becomes public would stop, often in a hurry.",
    "ambiguous-value": "Which of several values the text means has to be said, and is never guessed.",
    # texts
    "left-over-text": "What was to be filled in later is easily forgotten, and then public.",
    "mixed-width": "A number in two kinds of digits was mostly mended in haste, and is not found by a search.",
    "unpaired-bracket": "Where a bracket is lost, so may be what stood beside it, and nobody can tell what it holds.",
    "comma-in-number": "Nobody can tell whether 12,0000 is 12,000 or 120,000.",
    "personal-contact": "A telephone number or address that is somebody's own cannot be taken back once it is public.",
    "rare-character": "Where a character is missing, readers see a box, and those who listen hear nothing.",
    "link-says-nothing": "Those who listen hear links one after another: “here, here, here” tells them nothing.",
    "heading-by-sign": "Who listens goes from heading to heading, and what only looks like one is passed over.",
    "picture-as-link": "A picture that is only linked to is seen by nobody who does not follow the link.",
    "impossible-date": "There is no thirteenth month, and no span ends before it begins: a digit is wrong.",
    "file-link-without-size": "A file opens in another program and may be large: people on phones want to know before.",
    # settings and acknowledgements
    "acknowledged-too-widely": "An acknowledgement that names no year lets the slip of the next year pass as well.",
    "needless-acknowledgement": "An acknowledgement whose warning is gone hides the next one.",
    "unknown-rule": "A misspelt name would leave the rule as it is without a word.",
    "rule-not-lowered": "Some findings mean that a page would say something wrong, or lack something, without a word.",
    # the site
    "address-clash": "Two pages cannot stand at one address.",
}

ASKED: tuple[Callable[..., None], ...] = (*CHECKS, *PAGE_CHECKS)
RULES = READING_RULES | {rule_of(check): inspect.getdoc(check) or "" for check in ASKED}

# Rules whose findings are warnings: they may be raised, called hints, or taken as acknowledged everywhere.
WARNINGS = frozenset(
    {
        *rules_of(
            (
                *AMOUNTS,
                *SHARES,
                *UNITS,
                *ATTACHMENTS,
                *CONSISTENCY_OF_EACH,
                *CONSISTENCY_OF_ALL,
                *COPIES,
                *COPIES_OF_EACH,
            )
        ),
        *rules_of((*FILLED, *NAMING, *NUMBERING, *QUOTING, *READINGS, *SENTENCES)),
        *rules_of((*TIMING_OF_EACH, *TIMING_OF_ALL)),
        *rules_of(OTHERS),
        *rules_of(
            (
                rate_differs,
                rate_without_value,
                value_superseded,
                sum_differs,
                share_of_answers_differs,
                grant_beyond_cost,
                count_in_table_differs,
            )
        ),
        *rules_of((*PLACING_OF_EACH, *PLACING_OF_ALL, page_too_heavy)),
        "byte-order-mark",
        "comma-in-number",
        "copied-file",
        "count-to-follow",
        "data-year-to-follow",
        "day-far-away",
        "day-to-come",
        "draft-is-named",
        "draft-needed-later",
        "empty-file",
        "encoding",
        "file-link-without-size",
        "file-not-read",
        "full-width-sign",
        "kind-of-value-differs",
        "left-over-text",
        "link-says-nothing",
        "acknowledged-too-widely",
        "needless-acknowledgement",
        "heading-by-sign",
        "impossible-date",
        "personal-contact",
        "mixed-width",
        "picture-as-link",
        "rare-character",
        "table-not-read",
        "unpaired-bracket",
        "year-of-value-differs",
    }
)
# Errors that may be lowered to warnings: the site can be built all the same, and says nothing wrong by itself.
MAY_BE_LOWERED = rules_of((*PAGE_CHECKS, declared_count, number_not_in_sentence, undeclared_kind)) - WARNINGS
OF_PAGES = rules_of((*PAGE_CHECKS, picture_too_heavy))


def explanation(rule: str, words: Callable[[str], str] = str) -> str:
    """The rule's name and its reason, in the reader's language, with a wrong and a right example."""
    lines = [rule, words(RULES[rule])]
    titles = (words("Wrong"), words("Right"))
    for title, text in zip(titles, EXAMPLES.get(rule, ()), strict=False):
        lines += ["", title, *(f"    {line}" for line in (text or words("(nothing)")).split("\n"))]
    return "\n".join(lines)
