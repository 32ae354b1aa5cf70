"""The addresses of all pages: one file, or several that sitemap.xml names, none with more than a search engine reads."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from generator import cli, mkdocs_plugin
from generator.export.sitemap import sitemaps

ROOT = Path(__file__).parents[1]


def test_one_file_holds_fifty_thousand_addresses() -> None:
    addresses = [f"https://mau.example/{number}/" for number in range(50_001)]
    assert sitemaps(addresses[:49_999]) == sitemaps(addresses[:50_000]) == {}
    files = sitemaps(addresses)
    assert [(path, content.count(b"<url>")) for path, content in files.items()] == [
        ("sitemap-1.xml", 50_000),
        ("sitemap-2.xml", 1),
    ]


def test_an_address_is_escaped() -> None:
    files = sitemaps(["https://mau.example/?a=1&b=2", "https://mau.example/"], most=1)
    assert b"<loc>https://mau.example/?a=1&amp;b=2</loc>" in files["sitemap-1.xml"]


def named(file: Path) -> list[str]:
    return re.findall(r"<loc>([^<]+)</loc>", file.read_text("utf-8"))


def test_a_site_with_more_names_its_files_in_the_sitemap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_plugin, "sitemaps", partial(sitemaps, most=100))
    monkeypatch.chdir(ROOT)
    config = ROOT / "tests/example_plan/mkdocs.yml"
    out = tmp_path / "site"
    assert cli.main(["build", "--config", str(config), "--out", str(out), "--as-of", "2026-11-22"]) == 0
    files = named(out / "sitemap.xml")
    assert "<sitemapindex" in (out / "sitemap.xml").read_text("utf-8") and len(files) > 1
    assert [len(named(out / file.rpartition("/")[2])) for file in files[:-1]] == [100] * (len(files) - 1)
    addresses = [address for file in files for address in named(out / file.rpartition("/")[2])]
    pages = {path.parent.relative_to(out).as_posix() for path in out.glob("**/index.html")}
    assert {address.partition("://")[2].partition("/")[2].strip("/") or "." for address in addresses} == pages
    assert len(addresses) == len(pages)
