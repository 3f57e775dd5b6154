"""What a narrative is written with, beside Markdown: figures, values, furigana, and the signs that are looked for."""

import re

FIGURE = re.compile(r"\{\{\s*figure:\s*([\w-]+)\s*\}\}\s*$")
VALUE = re.compile(r"\{\{\s*value:\s*(?P<id>[\w-]+)\s+(?P<year>[^\s{}]+)(?:\s+(?P<state>[^\s{}]+))?\s*\}\}")
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
