"""The commands with their options, as `--help` lists them."""

import argparse
import difflib
import re
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, cast

from keikaku import __version__
from keikaku.checks.explain import RULES
from keikaku.cli.answers import MISTYPED, answer
from keikaku.cli.commands import (
    audit_command,
    build_command,
    check_command,
    diff_command,
    explain_command,
    gallery_command,
    new_command,
    release_command,
    review_command,
    theme_command,
)
from keikaku.cli.previewing import preview_command
from keikaku.words import Words, msgid
from keikaku.years import parse_year

JAPAN = timezone(timedelta(hours=9))  # whose day decides what is public, wherever the machine stands


class Parser(argparse.ArgumentParser):
    """One that says in the reader's language what it could not understand, and what may be meant."""

    def __init__(self, words: Words, for_machines: bool, **settings: Any) -> None:
        super().__init__(**settings)
        self._words = words
        self._for_machines = for_machines

    def format_help(self) -> str:
        """As argparse writes it, with its own English in the reader's language."""
        text = super().format_help()
        for theirs in _OF_HELP:
            text = re.sub(rf"(?m)(^| ){re.escape(theirs)}", rf"\g<1>{self._words(theirs)}", text)
        return text

    def _check_value(self, action: argparse.Action, value: object) -> None:
        known = list(map(str, action.choices or ()))
        if not known or value in known:
            return
        near = next(iter(difflib.get_close_matches(str(value), known, 1, 0.6)), "")
        advice = self._words("Did you mean “{near}”?", near=near) if near else ""
        self._refuse(self._words("“{text}” is not understood.", text=value) + advice)

    def error(self, message: str) -> NoReturn:
        for theirs, ours in _OF_ERRORS.items():
            if match := re.fullmatch(theirs, message):
                self._refuse(self._words(ours, **match.groupdict()))
        self._refuse(self._words("This could not be understood: {message}", message=message))

    def _refuse(self, text: str) -> NoReturn:
        is_rule = self.prog.endswith(" explain")
        shown = msgid("“py build.py explain” lists all names; in a message it stands in the brackets.")
        text += "\n" + self._words(shown if is_rule else "“py build.py --help” shows what can be written.")
        if self._for_machines:
            asked = argparse.Namespace(asked=self.prog.partition(" ")[2])
            self.exit(answer(asked, MISTYPED, "mistyped", message=text))
        self.exit(MISTYPED, text + "\n")


# What argparse says in English, by the beginnings of its lines.
_OF_HELP = (
    msgid("usage: "),
    msgid("positional arguments:"),
    msgid("options:"),
    msgid("show this help message and exit"),
    msgid("show program's version number and exit"),
)
_OF_ERRORS = {
    "unrecognized arguments: (?P<text>.*)": msgid("“{text}” is not understood."),
    "the following arguments are required: (?P<name>.*)": msgid("{name} is missing."),
    r"argument (?P<name>\S+): expected .*argument": msgid("A value belongs behind {name}."),
    r"argument (?P<name>\S+): (?P<text>[^\x00-\x7f].*)": msgid("{name}: {text}"),
}


def parser(words: Words, *, for_machines: bool = False) -> argparse.ArgumentParser:
    """`for_machines`: what cannot be understood is answered as JSON."""
    parser = Parser(
        words, for_machines, prog="keikaku", description=words("Publish a public plan as a website."),
        epilog=words("“py build.py pack” makes the folder wheels/, with which computers need no network."),
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"keikaku {__version__}")
    spoken = argparse.ArgumentParser(add_help=False)
    spoken.add_argument("--lang", choices=("ja", "en"), help=words("language of the messages"))
    shared = argparse.ArgumentParser(add_help=False, parents=[spoken])
    shared.add_argument(
        "--folder",
        type=Path,
        default=Path(),
        metavar=words("FOLDER"),
        help=words("the folder with content, data and site (default: here)"),
    )
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument(
        "--today", type=partial(_day, words), default=datetime.now(JAPAN).date(), metavar="YYYY-MM-DD",
        help=words("the day that decides what is public (default: today in Japan)"),
    )  # fmt: skip
    machine = argparse.ArgumentParser(add_help=False)
    machine.add_argument("--json", action="store_true", help=words("for machines"))
    commands = parser.add_subparsers(
        required=True,
        dest="asked",
        parser_class=cast(type[argparse.ArgumentParser], partial(Parser, words, for_machines)),
    )
    building = commands.add_parser("build", parents=[shared, dated, machine], help=words("build the site into site/"))
    building.set_defaults(command=build_command)
    checking = commands.add_parser(
        "check", parents=[shared, dated, machine], help=words("look for problems, and write nothing")
    )
    checking.add_argument("--github", action="store_true", help=words("as annotations of a change on GitHub"))
    checking.set_defaults(command=check_command)
    watching = commands.add_parser(
        "preview", parents=[shared, dated, machine], help=words("show the site here, and again after each save")
    )
    watching.add_argument(
        "--port", type=partial(_port, words), default=8000, help=words("where to serve: 1 to 65535 (default: 8000)")
    )
    watching.add_argument("--no-browser", action="store_true", help=words("do not open a browser"))
    watching.set_defaults(command=preview_command)
    releasing = commands.add_parser(
        "release", parents=[shared, dated, machine], help=words("make the site public: check strictly, and keep a zip")
    )
    releasing.add_argument("--undo", action="store_true", help=words("put the release before the last one back"))
    releasing.set_defaults(command=release_command)
    reviewing = commands.add_parser(
        "review", parents=[shared, dated, machine], help=words("make a zip with drafts, to look at beforehand")
    )
    reviewing.set_defaults(command=review_command)
    comparing = commands.add_parser(
        "diff", parents=[shared, machine], help=words("show what is different between two releases, zips or folders")
    )
    comparing.add_argument("old", metavar=words("OLD"), help=words("the older release, zip or folder"))
    comparing.add_argument("new", metavar=words("NEW"), help=words("the newer one"))
    comparing.set_defaults(command=diff_command)
    explaining = commands.add_parser("explain", parents=[shared, machine], help=words("explain a rule"))
    rule_help = words("its name, as in the brackets of a message")
    explaining.add_argument("rule", nargs="?", choices=sorted(RULES), metavar=words("RULE"), help=rule_help)
    explaining.set_defaults(command=explain_command)
    auditing = commands.add_parser(
        "audit", parents=[shared, dated, machine], help=words("look at the finished site in a browser, with axe-core")
    )
    auditing.add_argument("--all", action="store_true", help=words("all pages, not only the sample of the yearly test"))
    auditing.set_defaults(command=audit_command)
    theming = commands.add_parser(
        "theme", parents=[shared, machine], help=words("show what of the look can be replaced, and how")
    )
    theming.add_argument("action", nargs="?", choices=("list", "show", "copy"), default="list")
    theming.add_argument(
        "name", nargs="?", metavar=words("NAME"), default="", help=words("a part, as the list names it")
    )
    theming.set_defaults(command=theme_command)
    showing = commands.add_parser(
        "gallery", parents=[shared, machine], help=words("show every kind of figure, with data made up for it")
    )
    showing.add_argument(
        "--to", type=Path, metavar=words("OUT"), help=words("the folder to write (default: .keikaku/gallery)")
    )
    showing.set_defaults(command=gallery_command)
    starting = commands.add_parser(
        "new", parents=[spoken, machine], help=words("start a folder with a small plan and the tools to build it")
    )
    starting.add_argument("new", type=Path, metavar=words("FOLDER"), help=words("the folder to start, or to renew"))
    what = starting.add_mutually_exclusive_group()
    what.add_argument("--example", action="store_true", help=words("write the example that uses one of everything"))
    what.add_argument(
        "--renew", action="store_true", help=words("put this version's tools into a folder that was started before")
    )
    starting.set_defaults(command=new_command)
    return parser


def _port(words: Words, text: str) -> int:
    """0 stands for any that is free."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(words("“{text}” is no port: write a number from 1 to 65535", text=text))
    return int(text)


_LAST_PORT = 65535


def _day(words: Words, text: str) -> date:
    """2026-09-01, or as Japanese offices write it: 令和8年9月1日, R8.9.1."""
    day = parse_year(text)
    if day is None or not day.is_day:
        raise argparse.ArgumentTypeError(words("“{text}” is not a day: write 2026-09-01", text=text))
    return date(day.first, day.month, day.day)
