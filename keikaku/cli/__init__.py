"""The command line: the only part that prints or exits."""

from keikaku.cli.answers import CANNOT, FAULTS, FINE, MISTYPED, STOPPED, UNHEARD
from keikaku.cli.entry import main

__all__ = ["CANNOT", "FAULTS", "FINE", "MISTYPED", "STOPPED", "UNHEARD", "main"]
