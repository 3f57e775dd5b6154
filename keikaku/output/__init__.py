"""Write the finished site, touching only the files that changed and only those that Keikaku wrote.

A write is all or nothing; where it breaks off, the next command finishes or undoes it (swap.py says how).
`.keikaku-files` in the site's folder lists what Keikaku wrote; every other file there is somebody else's and stays.
"""

from keikaku.output.addresses import Clash, ClashError, ClashKind, find_clashes
from keikaku.output.machine import OutputError, Reason
from keikaku.output.site import Written, write_site
from keikaku.output.swap import LIST, STAGING, Recovery, recover
from keikaku.output.turns import BusyError, alone

__all__ = [
    "LIST",
    "STAGING",
    "BusyError",
    "Clash",
    "ClashError",
    "ClashKind",
    "OutputError",
    "Reason",
    "Recovery",
    "Written",
    "alone",
    "find_clashes",
    "recover",
    "write_site",
]
