"""Ask axe-core of one open page: WCAG 2.2 AA and its best practices, light, and the contrast again in the dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}  # axe leaves that one out by itself
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Signs such as ◎, and single characters, are text like any other.
CONFIGURE = """{
  const {options} = axe._audit.checks["color-contrast"];
  axe.configure({checks: [{id: "color-contrast", options: {...options, ignoreUnicode: false, ignoreLength: true}}]});
}"""
# The contrast of words in pictures it cannot judge: the tests of the palette do.
RUN = "options => axe.run({exclude: ['svg *']}, {...options, resultTypes: ['violations', 'incomplete']})"
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)$")


@dataclass(frozen=True)
class Fault:
    """One thing that axe reports, or (`is_open`) leaves to people to judge."""

    rule: str
    html: str
    scheme: str = "light"
    help: str = ""
    criteria: tuple[str, ...] = ()  # 1.4.3: those of WCAG that it touches
    is_open: bool = False


@dataclass(frozen=True)
class Answer:
    """What axe says of one page, and the success criteria that its rules looked at there."""

    faults: tuple[Fault, ...]
    criteria: frozenset[str]
    version: str


def ask(page: "Page", address: str, axe: str, *, in_the_dark: bool = True) -> Answer:
    """Open the address and run `axe`, the script's source, in it: all rules in the light, contrast in the dark."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    return ask_as_it_stands(page, axe, in_the_dark=in_the_dark)


def ask_as_it_stands(page: "Page", axe: str, *, in_the_dark: bool = True) -> Answer:
    """The same of a page that is open."""
    page.emulate_media(color_scheme="light")
    page.evaluate(axe)
    page.evaluate(CONFIGURE)
    light = page.evaluate(RUN, ALL_RULES)
    faults = [*_faults(light, "light")]
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        faults += _faults(page.evaluate(RUN, CONTRAST), "dark")
    return Answer(tuple(faults), frozenset(_looked_at(light)), light["testEngine"]["version"])


def _faults(results: dict[str, Any], scheme: str) -> Iterator[Fault]:
    for kind in ("violations", "incomplete"):
        for rule in results[kind]:
            for node in rule["nodes"]:
                yield Fault(
                    rule["id"], node["html"], scheme, rule["help"], _criteria(rule), is_open=kind == "incomplete"
                )


def _looked_at(results: dict[str, Any]) -> Iterator[str]:
    for kind in ("violations", "incomplete", "passes"):
        for rule in results[kind]:
            yield from _criteria(rule)


def _criteria(rule: dict[str, Any]) -> tuple[str, ...]:
    return tuple(".".join(found.groups()) for tag in rule["tags"] if (found := _CRITERION.match(tag)))
