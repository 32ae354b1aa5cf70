"""Early warnings as a feed (Atom, RFC 4287): at most 100, those with the newest dates.

In: a `Site`. Out: the bytes of the feed. An entry keeps its id as long as its warning stands, and its own day is the one
from which the warning holds, so that a feed reader shows it once. Leaves to others: writing the file (pour).
"""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.addresses import path_of
from generator.pages.shared import TIME_PATHS, link_to, links_to, numbered
from generator.pages.site import Site
from generator.pages.warnings import document_of_warning
from generator.problems import say
from generator.warn import EarlyWarning

FEED_PATH = "canh-bao.atom"
MOST = 100
_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, and no reader would miss.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def feed(site: Site) -> bytes:
    """The feed of the day."""
    # Without the namespace in each name, ElementTree writes no prefixes.
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": site.words.language})
    _text(root, "id", site.url + FEED_PATH)
    _text(root, "title", site.say(say("{site}: early warnings", site=site.name)))
    _text(root, "updated", _moment(site.facts.as_of))
    if len(site.warnings) > MOST:
        words = say(
            "The {most} warnings with the newest dates, of {number}; the page has all.", most=MOST, number=len(site.warnings)
        )
        _text(root, "subtitle", site.say(words))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": site.url + FEED_PATH})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site.url + TIME_PATHS["warnings"]})
    _text(SubElement(root, "author"), "name", site.name)
    # The sort is stable, so that of one day the most pressing comes first.
    newest = sorted(site.warnings, key=lambda one: one.due or date.min, reverse=True)[:MOST]
    for one in newest:
        _entry(site, SubElement(root, "entry"), one)
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8", xml_declaration=False) + b"\n"


def _entry(site: Site, entry: Element, one: EarlyWarning) -> None:
    record = link_to(one.record)
    _text(entry, "id", f"{site.url}{TIME_PATHS['warnings']}#{one.id}")
    _text(entry, "title", f"{site.say(one.rule.name)}: {record.title}")
    since = _moment(min(one.since, site.facts.as_of))
    _text(entry, "published", since)
    _text(entry, "updated", since)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": site.url + path_of(one.record)})
    SubElement(entry, "category", {"term": one.rule.id, "label": site.say(one.rule.name)})
    where = [f"{numbered(site, one.record)}, {document_of_warning(site, one.record).title}"] if one.record.document else []
    agencies = [link.title for link in links_to(site, "agencies", one.agencies)]
    _text(entry, "summary", ". ".join([site.say(one.sentence).rstrip("."), *where, *agencies]) + ".")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text.translate(_UNWRITABLE)


def _moment(day: date) -> str:
    """The beginning of a day; a plan knows days only."""
    return f"{day.isoformat()}T00:00:00Z"
