"""Run the command that was asked for; the only way out of Keikaku."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from keikaku.cli.answers import STOPPED, UNHEARD, sorry
from keikaku.cli.options import parser
from keikaku.cli.saying import fall_silent, fault_text
from keikaku.output import BusyError, ClashError, OutputError
from keikaku.release import ManifestError, NoSiteError
from keikaku.words import Words, read_words
from keikaku.workspace import theme_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; whoever reads what it says may go before its end, as `head` does: then it says no more."""
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        fall_silent()
        return UNHEARD


def _run(arguments: Sequence[str] | None) -> int:
    _keep_output_readable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = read_words(theme_folder() / "words", _language(given))
    options = parser(words, for_machines="--json" in given).parse_args(_with_command(given))
    command: Callable[[argparse.Namespace, Words], int] = options.command
    try:
        return command(options, words)
    except (OutputError, ClashError, BusyError, ManifestError) as error:
        return sorry(options, fault_text(error, words))
    except NoSiteError as error:
        return sorry(options, words("“{path}” is not a site, a zip of one, or a release.", path=error))
    except KeyboardInterrupt:
        return sorry(options, words("Stopped."), STOPPED, "stopped")


def _with_command(given: Sequence[str]) -> Sequence[str]:
    """Without a command it is `build`."""
    is_said = given and (not given[0].startswith("-") or given[0] in ("-h", "--help", "--version"))
    return given if is_said else ["build", *given]


def _language(given: Sequence[str]) -> str:
    """`--lang`, else the system's language; Japanese unless that is English."""
    for place, argument in enumerate(given):
        if argument == "--lang" and place + 1 < len(given):
            return given[place + 1] if given[place + 1] in ("ja", "en") else "ja"
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "en" if (said or locale.setlocale(locale.LC_CTYPE)).startswith(("en", "English")) else "ja"


def _keep_output_readable() -> None:
    """A Windows console in cp932 must not stop a build for a character that it lacks."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
