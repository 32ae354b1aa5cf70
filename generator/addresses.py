"""Where each record's page stands: the permanent addresses.

In: a record, or a kind and an id. Out: a path below the site, without a leading slash and with a closing one.
An address is made of ids only, never of titles, so that it can hold for years.
"""

from __future__ import annotations

from generator.model import Record

FOLDERS = {
    "documents": "van-ban",
    "targets": "chi-tieu",
    "tasks": "nhiem-vu",
    "projects": "du-an",
    "reports": "bao-cao",
    "agencies": "co-quan",
    "indicators": "chi-so",
    "places": "dia-phuong",
    "fields": "linh-vuc",
    "references": "can-cu",
}


def path_of(record: Record) -> str:
    """The path of a record's page."""
    return path_for(record.kind, record.id, record.document)


def path_for(kind: str, record_id: str, document: str | None = None) -> str:
    """`van-ban/quang-ninh-2026/chi-tieu/14/`, `co-quan/ubnd-phuong-ha-tu/`."""
    if document:
        return f"{FOLDERS['documents']}/{document}/{FOLDERS[kind]}/{record_id}/"
    return f"{FOLDERS[kind]}/{record_id}/"


def list_path(kind: str) -> str:
    """The path of the page that lists a kind."""
    return f"{FOLDERS[kind]}/"


def root_from(path: str) -> str:
    """The relative way from a page to the root of the site: `../../`."""
    return "../" * path.count("/")
