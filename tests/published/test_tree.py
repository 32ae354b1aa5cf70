"""The built tree as a whole: links, anchors, valid HTML, addresses, escaping, what may not be there, the open data."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

import pytest

HERE = Path(__file__).parent
_LINK = re.compile(r"""\s(?:href|src)="([^"]*)\"""")
_ID = re.compile(r"""\sid="([^"]*)\"""")


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def address(site: Path, file: Path) -> str:
    relative = file.relative_to(site).as_posix()
    return "http://here/" + relative.removesuffix("index.html")


@pytest.fixture(params=["real", "example"])
def site(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(f"{request.param}_site")


def test_no_link_or_anchor_is_dead(site: Path) -> None:
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for file in pages_of(site):
        text = file.read_text("utf-8")
        here = address(site, file)
        ids[here] = {html.unescape(one) for one in _ID.findall(text)}
        if file.name != "404.html":  # the host shows it at any address, so its links begin at the root
            links += [(here, html.unescape(one)) for one in _LINK.findall(text)]
    dead = set()
    for here, link in links:
        goal = urljoin(here, link)
        parts = urlparse(goal)
        if parts.scheme not in ("http", "https") or parts.netloc != "here":
            continue
        file = site / unquote(parts.path).lstrip("/")
        if file.is_dir():
            file = file / "index.html"
        anchors = ids[address(site, file)] if parts.fragment and file.suffix == ".html" and file.is_file() else None
        if not file.is_file() or (anchors is not None and unquote(parts.fragment) not in anchors):
            dead.add((here, link))
    assert len(links) > 5_000
    assert not dead, sorted(dead)[:20]


def test_only_safe_links(site: Path) -> None:
    schemes = {
        urlparse(html.unescape(one)).scheme for file in pages_of(site) for one in _LINK.findall(file.read_text("utf-8"))
    }
    assert schemes <= {"", "http", "https", "mailto"}


def test_every_page_is_valid_html(site: Path) -> None:
    """By html-validate's recommended rules, less those of taste and two of Material's: lower-case doctype, ids with "__",
    and the light-and-dark form, which has no button because it acts when it changes."""
    command = [
        "node",
        str(HERE / "node_modules/html-validate/bin/html-validate.mjs"),
        "--config",
        str(HERE / ".htmlvalidate.json"),
    ]
    done = subprocess.run(
        [*command, "--formatter", "text", str(site)], capture_output=True, text=True, check=False, cwd=HERE
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[:4000]


def test_the_validator_finds_faults(tmp_path: Path) -> None:
    """The check above can fail."""
    (tmp_path / "bad.html").write_text(
        "<!doctype html><html lang=vi><head><title>x</title></head><body><p><div></p><a href=x>", "utf-8"
    )
    command = [
        "node",
        str(HERE / "node_modules/html-validate/bin/html-validate.mjs"),
        "--config",
        str(HERE / ".htmlvalidate.json"),
    ]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False, cwd=HERE)
    assert done.returncode != 0


def test_the_sitemap_names_every_page(site: Path) -> None:
    named = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    base = named[0]
    there = {address(site, file).replace("http://here/", base) for file in pages_of(site) if file.name == "index.html"}
    assert len(named) == len(set(named))
    assert set(named) == there


def test_each_page_has_its_own_head(site: Path) -> None:
    seen: dict[str, Path] = {}
    for file in pages_of(site):
        text = file.read_text("utf-8")
        assert '<html lang="vi"' in text, file
        assert "congkhaislot" not in text, file
        if file.name == "404.html":
            continue
        canonical = re.search(r'<link rel="canonical" href="([^"]+)">', text)
        assert canonical, file
        assert urlparse(canonical[1]).path == urlparse(address(site, file)).path
        assert canonical[1] not in seen, (file, seen[canonical[1]])
        seen[canonical[1]] = file
        description = re.search(r'<meta name="description" content="([^"]*)">', text)
        assert description and description[1].strip(), file
        title = re.search(r"<title>([^<]+)</title>", text)
        assert title and title[1].strip(), file
        assert len(re.findall(r"<h1[ >]", text)) == 1, file


def test_no_frame_is_left(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.name.startswith("khung")]


def test_lists_and_breadcrumbs_show_names(real_site: Path) -> None:
    """Whatever a link inside the site's pages says, it is never an id."""
    ids = {
        path.name
        for kind in ("co-quan", "chi-so", "can-cu", "dia-phuong", "linh-vuc", "van-ban")
        for path in (real_site / kind).iterdir()
    }
    for file in pages_of(real_site):
        for words in re.findall(r"<a [^>]*>([^<]*)</a>", file.read_text("utf-8")):
            assert html.unescape(words).strip() not in ids, (file, words)


def test_what_comes_from_data_is_escaped(example_site: Path) -> None:
    texts = [file.read_text("utf-8") for file in pages_of(example_site)]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in text for text in texts)
    assert not any("<script>alert(1)" in text for text in texts)


def test_nothing_withheld_is_anywhere(example_site: Path) -> None:
    canary = "KHÔNG ĐƯỢC LỘ"
    plan = Path(__file__).parents[1] / "example_plan" / "data"
    assert sum(canary in file.read_text("utf-8") for file in plan.rglob("*.yml")) >= 2
    spellings = [canary.encode(), canary.lower().encode(), canary.encode("utf-16-le"), b"khong duoc lo", b"KH\\u00d4NG"]
    for file in example_site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(one in content for one in spellings), file


def test_every_numbered_target_has_its_page(real_site: Path) -> None:
    numbers = {
        "ha-tu-2026": 18,
        "kien-an-2026": 35,
        "quang-ninh-2022": 16,
        "quang-ninh-2026": 21,
        "quang-ninh-2025-2030": 23,
    }
    for document, last in numbers.items():
        for number in range(1, last + 1):
            page = real_site / "van-ban" / document / "chi-tieu" / str(number) / "index.html"
            assert page.is_file(), page
        assert not (real_site / "van-ban" / document / "chi-tieu" / str(last + 1)).exists()


def test_cross_links_show_at_both_ends(real_site: Path) -> None:
    """Each id that a record names leads from its page to that page, and from there back."""
    folders = {"lead": "co-quan", "coordinating": "co-quan", "cites": "can-cu"}

    def linked(start: str, goal: str) -> bool:
        text = (real_site / start / "index.html").read_text("utf-8")
        return any(urljoin("http://here/" + start, link) == "http://here/" + goal for link in _LINK.findall(text))

    checked = 0
    for table in ("targets", "tasks", "projects"):
        for record in json.loads((real_site / "api/v1" / f"{table}.json").read_text("utf-8"))["records"]:
            path = urlparse(record["url"]).path.lstrip("/")
            goals = [f"{folder}/{one}/" for key, folder in folders.items() for one in record.get(key, [])]
            goals += [f"chi-so/{m['indicator']}/" for m in record.get("measures", []) if m["indicator"]]
            goals += [f"van-ban/{record['document']}/"]
            for goal in goals:
                assert linked(path, goal), (path, goal)
                assert linked(goal, path), (goal, path)
                checked += 1
    assert checked > 1_000
