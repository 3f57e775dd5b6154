"""What a narrative is written with, beside Markdown: figures, values, furigana, and the signs that are looked for."""

import re

FIGURE = re.compile(r"\{\{\s*figure:\s*([\w-]+)\s*\}\}\s*$")
# A value is of a year; of a target or baseline it may be left out.
VALUE = re.compile(
    r"\{\{\s*(?!value:\s*[\w-]+\s*\}\})(?P<kind>value|target|baseline):\s*(?P<id>[\w-]+)"
    r"(?:\s+(?P<year>[^\s{}]+))?(?:\s+(?P<which>[^\s{}]+))?\s*\}\}"
)
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"(#{1,6})\s*(.*?)(?:\s*\{#([\w-]+)\})?\s*#*$")
RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
ATTRIBUTE = re.compile(r"\s([A-Za-z][\w:-]*)(?=\s*=)")


def plain_text(text: str) -> str:
    """A text without the signs of Markdown."""
    return re.sub(r"\[\^[^\]]+\]|<[^>]*>|[*`]|(?<!\w)_|_(?!\w)", "", RUBY.sub(r"\1", text))


def blanked(signs: re.Pattern[str], line: str) -> str:
    """A line with spaces where these signs stand, so that all else keeps its column."""
    return signs.sub(lambda match: " " * len(match[0]), line)
