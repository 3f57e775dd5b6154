"""The success criteria of level A and AA (WCAG 2.0, JIS X 8341-3:2016), and the build's checks that touch them."""

from dataclasses import dataclass

from keikaku.words import msgid

STANDARD = "JIS X 8341-3:2016"
LEVEL = "AA"


@dataclass(frozen=True)
class Criterion:
    """`rules` are checks of the build that look for part of what it asks, on each page: never for the whole of it."""

    number: str
    name: str
    level: str
    rules: tuple[str, ...] = ()


CRITERIA = (
    Criterion("1.1.1", msgid("Non-text content"), "A", ("picture-without-text",)),
    Criterion("1.2.1", msgid("Audio-only and video-only (prerecorded)"), "A"),
    Criterion("1.2.2", msgid("Captions (prerecorded)"), "A"),
    Criterion("1.2.3", msgid("Audio description or media alternative (prerecorded)"), "A"),
    Criterion("1.2.4", msgid("Captions (live)"), "AA"),
    Criterion("1.2.5", msgid("Audio description (prerecorded)"), "AA"),
    Criterion("1.3.1", msgid("Info and relationships"), "A", ("heading-order", "table-without-headings")),
    Criterion("1.3.2", msgid("Meaningful sequence"), "A"),
    Criterion("1.3.3", msgid("Sensory characteristics"), "A"),
    Criterion("1.4.1", msgid("Use of color"), "A"),
    Criterion("1.4.2", msgid("Audio control"), "A"),
    Criterion("1.4.3", msgid("Contrast (minimum)"), "AA"),
    Criterion("1.4.4", msgid("Resize text"), "AA"),
    Criterion("1.4.5", msgid("Images of text"), "AA"),
    Criterion("2.1.1", msgid("Keyboard"), "A"),
    Criterion("2.1.2", msgid("No keyboard trap"), "A"),
    Criterion("2.2.1", msgid("Timing adjustable"), "A"),
    Criterion("2.2.2", msgid("Pause, stop, hide"), "A"),
    Criterion("2.3.1", msgid("Three flashes or below threshold"), "A"),
    Criterion("2.4.1", msgid("Bypass blocks"), "A", ("page-without-frame",)),
    Criterion("2.4.2", msgid("Page titled"), "A", ("page-without-frame",)),
    Criterion("2.4.3", msgid("Focus order"), "A"),
    Criterion("2.4.4", msgid("Link purpose (in context)"), "A", ("link-without-text",)),
    Criterion("2.4.5", msgid("Multiple ways"), "AA"),
    Criterion("2.4.6", msgid("Headings and labels"), "AA", ("heading-without-text",)),
    Criterion("2.4.7", msgid("Focus visible"), "AA"),
    Criterion("3.1.1", msgid("Language of page"), "A", ("page-without-frame",)),
    Criterion("3.1.2", msgid("Language of parts"), "AA"),
    Criterion("3.2.1", msgid("On focus"), "A"),
    Criterion("3.2.2", msgid("On input"), "A"),
    Criterion("3.2.3", msgid("Consistent navigation"), "AA"),
    Criterion("3.2.4", msgid("Consistent identification"), "AA"),
    Criterion("3.3.1", msgid("Error identification"), "A"),
    Criterion("3.3.2", msgid("Labels or instructions"), "A"),
    Criterion("3.3.3", msgid("Error suggestion"), "AA"),
    Criterion("3.3.4", msgid("Error prevention (legal, financial, data)"), "AA"),
    Criterion("4.1.1", msgid("Parsing"), "A", ("anchor-twice",)),
    Criterion("4.1.2", msgid("Name, role, value"), "A", ("link-without-text",)),
)

# What each of those checks looks for, as the page of test results says it.
RULES = {
    "picture-without-text": msgid("Every picture has a text in its place, or is marked as saying nothing."),
    "heading-order": msgid("Each page has one main heading, and no level of headings is left out."),
    "table-without-headings": msgid("Every table has headings of its columns or rows."),
    "page-without-frame": msgid("Each page has a title, names its language, and lets readers skip to its content."),
    "link-without-text": msgid("Every link and button has a name."),
    "heading-without-text": msgid("No heading is empty."),
    "anchor-twice": msgid("No mark that links lead to stands on one page twice."),
}
