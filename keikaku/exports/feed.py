"""The update history as an Atom feed, for those who follow a site with a reader of feeds."""

from collections.abc import Sequence
from html import escape

from keikaku.pages.addresses import UPDATES, UPDATES_FEED
from keikaku.pages.updates import Update, correction_text, update_summary, update_title
from keikaku.words import Words
from keikaku.workspace import Settings

MOST = 20  # entries; readers keep those that they have seen


def feed_files(updates: Sequence[Update], settings: Settings, title: str, words: Words) -> dict[str, bytes]:
    """`updates` are the newest first. A feed needs whole addresses and a day, so without either there is none."""
    if not (settings.base_url and updates):
        return {}
    page, feed = (escape(f"{settings.base_url}/{address}") for address in (UPDATES, UPDATES_FEED))
    told = [(update, update_title(update, updates, words)) for update in updates[:MOST]]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{settings.lang}">',
        f"<title>{escape(words('{title}: update history', title=title))}</title>",
        f"<id>{page}</id>",
        f'<link rel="alternate" type="text/html" href="{page}"/>',
        f'<link rel="self" type="application/atom+xml" href="{feed}"/>',
        f"<updated>{_moment(updates[0])}</updated>",
        f"<author><name>{escape(settings.publisher or title)}</name></author>",
        *(line for update, name in told for line in _entry(update, name, page, words)),
        "</feed>",
    ]
    return {UPDATES_FEED: ("\n".join(lines) + "\n").encode()}


def _entry(update: Update, title: str, page: str, words: Words) -> tuple[str, ...]:
    address = f"{page}#{update.anchor}"
    texts = (update_summary(update, words), *(correction_text(value, words) for value in update.corrections))
    return (
        "<entry>",
        f"<title>{escape(words('Update of {day}', day=title))}</title>",
        f"<id>{address}</id>",
        f'<link rel="alternate" type="text/html" href="{address}"/>',
        f"<updated>{_moment(update)}</updated>",
        f'<content type="text">{escape(chr(10).join(texts))}</content>',
        "</entry>",
    )


def _moment(update: Update) -> str:
    """Midnight of the day in Japan, a minute later for each further release of one day."""
    minutes = update.number - 1
    return f"{update.day}T{minutes // 60 % 24:02}:{minutes % 60:02}:00+09:00"
