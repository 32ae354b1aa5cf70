"""What every page has around its own parts: breadcrumb, citation, where to edit it and to report an error.

In: a `Site` and a record, or a path and a title. Out: a `Common`. Leaves to others: the page itself.
"""

from __future__ import annotations

from functools import lru_cache, partial
from urllib.parse import quote

from generator.addresses import list_path, path_of, root_from
from generator.contexts import Common, Link
from generator.model import Record
from generator.pages.shared import KIND_NAMES, LIST_NAMES, TIME_PATHS, document_of, link_to, numbered
from generator.pages.site import Site
from generator.plan import moved_id
from generator.problems import say


def common(site: Site, record: Record, title: str) -> Common:
    """The common part of a record's page."""
    path = path_of(record)
    data = record.data
    publication = data.publication
    moved = site.plan.find(record.kind, moved_id(record)) if data.moved_to else None
    return common_part(
        site,
        path,
        site.say(KIND_NAMES[record.kind]),
        title,
        site.lately(("crumbs", record.kind, record.document), lambda: _crumbs(site, record)),
        edit_path=record.file,
        doubt=data.doubt or "",
        note=data.note or "",
        notice=publication.notice or "",
        basis=publication.basis or "",
        moved_to=link_to(moved, numbered(site, moved)) if moved else None,
        written_about=site.written_about.get(key_of(record), ()),
        citation=_citation(site, record, title),
    )


def key_of(record: Record) -> str:
    """How hand-written pages name a record: `quang-ninh-2026/targets/14`, `quang-ninh-2026`, `agencies/…`."""
    if record.document or record.kind == "documents":
        return record.full_id
    return f"{record.kind}/{record.id}"


def common_part(
    site: Site, path: str, kind: str, title: str, crumbs: tuple[Link, ...], citation: str = "", **of_record: object
) -> Common:
    """The common part of a page; `citation` and what follows is there for pages of records alone."""
    before, between = site.once(("letter", "error"), lambda: _letter(site))
    return Common(
        kind=kind,
        title=title,
        path=path,
        root=root_from(path),
        address=site.url + path,
        json_path="index.json",
        crumbs=crumbs,
        citation=citation,
        # Of a path only the slashes are not as they stand in an address.
        report_error=f"{before}{_quoted(title)}{between}{path.replace('/', '%2F')}",
        as_of=site.words.day(site.facts.as_of),
        **of_record,
    )


def _letter(site: Site) -> tuple[str, str]:
    """The address that begins a letter on an error, up to the title of the page, and from there up to its path."""
    before, after = site.say(say("Error on page: {title}", title="{title}")).split("{title}")
    return f"mailto:{site.contact}?subject={_quoted(before)}", f"{_quoted(after)}&body={_quoted_word(site.url)}"


_quoted_word = lru_cache(1 << 14)(partial(quote, safe=""))


def _quoted(text: str) -> str:
    """A text as it stands in an address, its words quoted once: titles have most of them in common."""
    return "%20".join(map(_quoted_word, text.split(" ")))


def _crumbs(site: Site, record: Record) -> tuple[Link, ...]:
    home = Link(site.say(say("Home")), "")
    if record.document:
        holder = document_of(site, record)
        documents = Link(site.say(LIST_NAMES["documents"]), list_path("documents"))
        return (home, documents, link_to(holder))
    return (home, Link(site.say(LIST_NAMES[record.kind]), list_path(record.kind)))


def list_crumbs(site: Site, kind: str | None = None) -> tuple[Link, ...]:
    """The breadcrumb of a list, or of a page below it."""
    home = Link(site.say(say("Home")), "")
    if kind is None:
        return (home,)
    return (home, Link(site.say(LIST_NAMES[kind]), TIME_PATHS[kind] if kind in TIME_PATHS else list_path(kind)))


def _citation(site: Site, record: Record, title: str) -> str:
    """A citation ready to be pasted: document, kind and number, title, site, day, address."""
    parts = [title]
    if record.document:
        holder = document_of(site, record).data
        number = f" {holder.number}" if holder.number else ""
        parts = [f"{numbered(site, record)}: {title}", f"{holder.title}{number} ({holder.short})"]
    day = site.once(("day", "of the data"), lambda: site.say(say("data of {day}", day=site.facts.as_of)))
    parts += [site.name, day, site.url + path_of(record)]
    return ". ".join(parts)
