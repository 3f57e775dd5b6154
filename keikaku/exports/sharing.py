"""What search engines fetch: the list of pages that may be found, and a robots.txt that keeps nobody out."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from keikaku.pages.blocks import Page


def sharing_files(pages: Sequence[Page], base_url: str) -> dict[str, bytes]:
    """Both need whole addresses, so without `base_url` there is neither.

    A robots.txt is read at the root of a host alone: where the site stands in a folder, it has none.
    """
    if not base_url:
        return {}
    files = {"sitemap.xml": _sitemap(pages, base_url)}
    if not urlsplit(base_url).path.strip("/"):
        files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {base_url}/sitemap.xml\n".encode()
    return files


def _sitemap(pages: Sequence[Page], base_url: str) -> bytes:
    found = sorted(page.address for page in pages if page.indexed)
    lines = [f"<url><loc>{escape(f'{base_url}/{address}')}</loc></url>" for address in found]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "\n".join(lines) + "\n</urlset>\n").encode()
