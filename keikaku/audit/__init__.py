"""Look at a finished site in a real browser with axe-core: what a machine can find, and never more than that.

Playwright and axe-core are no part of Keikaku: where they can be imported, they are used.
"""

from keikaku.audit.browser import NoBrowserError, NoToolsError
from keikaku.audit.looking import NoSiteError, audit, pages_to_audit
from keikaku.audit.saying import audited_json, audited_text

__all__ = [
    "NoBrowserError",
    "NoSiteError",
    "NoToolsError",
    "audit",
    "audited_json",
    "audited_text",
    "pages_to_audit",
]
