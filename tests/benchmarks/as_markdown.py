"""The words of a poured page as Markdown, so that other generators can be given the same page.

In: the HTML of a page. Out: its title, and its article as Markdown with headings, paragraphs, lists and links. Leaves out:
drawings, the frame, and what stands in hidden metadata; a rival has that much less to do.
"""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

_HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
_BLOCKS = {"p", "div", "section", "tr", "dt", "dd", "table", "ul", "ol", "dl", "figure", "blockquote", "summary", "details"}
_LEFT_OUT = {"svg", "script", "style", "h1", "button", "template"}


class _Writer(HTMLParser):
    """Collects Markdown blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.start = ""
        self.left_out = 0
        self.address: str | None = None

    def close_block(self, start: str = "") -> None:
        text = " ".join("".join(self.line).split())
        if text:
            self.blocks.append(self.start + text)
        self.line, self.start = [], start

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self.left_out += 1
        elif tag in _HEADINGS or tag in _BLOCKS or tag == "li":
            self.close_block(_HEADINGS.get(tag, "- " if tag == "li" else ""))
        elif tag == "a" and not self.left_out:
            # Addresses from the root: rivals then have no relative links to work out.
            self.address = "/" + (dict(attrs).get("href") or "").replace("../", "").replace("./", "")
            self.line.append("[")
        elif tag == "td":
            self.line.append(" – ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self.left_out -= 1
        elif tag in _HEADINGS or tag in _BLOCKS or tag == "li":
            self.close_block()
        elif tag == "a" and self.address is not None:
            self.line.append(f"]({self.address})")
            self.address = None

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.line.append(data)


def title_of(html: str) -> str:
    """The page's heading."""
    inside = html[html.index("<h1") : html.index("</h1>")]
    return " ".join(unescape(inside[inside.index(">") + 1 :]).split())


def body_of(html: str) -> str:
    """The article as Markdown, without its heading."""
    writer = _Writer()
    writer.feed(html[html.index("<article") : html.rindex("</article>")])
    writer.close_block()
    return "\n\n".join(writer.blocks) + "\n"
