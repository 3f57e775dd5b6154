"""What hands do alike in YAML and in texts, as the report words it."""

import re

_RULE = "[a-z]+(?:-[a-z]+)+"
RULE_AND_YEAR = rf"{_RULE}(?: [^\s：:]+)?"  # sudden-jump R4
NAME_OF_RULE = re.compile(rf" *(?P<key>{_RULE})(?: [^:]*)?(?=:|$)")  # which no key of a record looks like
OF_ACCEPT = "“{key}” is no key of a record; rules with their reasons stand below “accept:”"
BELOW_ACCEPT = (
    "Take this line away, if nothing asks for it. Otherwise move it below “accept:” of this record, two half-width "
    "spaces further right; where there is none, write “accept:” above it, in the column of the record's other keys."
)
SIGNS_OF_ENTRIES = frozenset("－−‐–—―ー・•●○◎◆◇■□▪※＊")  # what writers begin the lines of a list with
SWALLOWED_FOUND = "each of these lines begins with “{sign}”, but they are read as one text"
FURTHER_RIGHT_FOUND = "“- ” stands further right than the entry above, so this line is read as part of that text"
JOINED_FOUND = "“- ” stands in the midst of this text"
JOINED_ADVICE = "Begin a new line before it."
WIDE_FOUND = "“{text}” is shown as it stands, because it is written in full width"
WIDE_ADVICE = "Write half-width signs: {half_width}"
HYPHEN_FOUND = "an entry of a list begins with a half-width hyphen and a space, which this line lacks"
HYPHEN_ADVICE = "Begin the line with “- ”, a half-width hyphen and a space, in the place of any other sign."
ENTRY_OR_TEXT = (
    "Is its “- ” lost? Then write “- ” before it. Only where it goes on the text above, indent it further than that."
)
HYPHENS_FOUND = "the hyphen or the bracket around an entry stands twice here"
HYPHENS_ADVICE = "Write “- ” once, or one pair of brackets."
FULL_WIDTH_SPACE = "a space that is not a half-width one stands at the beginning of the line"
INDENT_ADVICE = "Begin the line with half-width spaces: with {count} of them, by the lines above."
