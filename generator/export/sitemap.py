"""The addresses of all pages, in files that a search engine reads: at most 50,000 in one (sitemaps.org).

In: addresses. Out: paths and bytes of further files, none where one file holds all. Leaves to others: `sitemap.xml` itself,
which names all addresses or these files (theme/sitemap.xml).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemaps(addresses: Sequence[str], most: int = MOST) -> dict[str, bytes]:
    """Path and content of each file, `sitemap-1.xml` first."""
    if len(addresses) <= most:
        return {}
    pieces = (addresses[start : start + most] for start in range(0, len(addresses), most))
    return {f"sitemap-{number}.xml": _file(piece) for number, piece in enumerate(pieces, start=1)}


def _file(addresses: Sequence[str]) -> bytes:
    rows = "".join(f"<url><loc>{escape(one, quote=False)}</loc></url>\n" for one in addresses)
    return f"{_HEAD}{rows}</urlset>\n".encode()
