"""The feed of early warnings, read by feedparser, and the same warnings on their page and as JSON rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import feedparser
import pytest

from generator.build import prepare
from generator.export import warning_rows
from generator.export.feed import MOST, feed
from generator.pages.deadlines import deadline_pages, upcoming
from generator.pages.site import Site
from generator.pages.warnings import warning_pages
from tests.conftest import AS_OF, DOCUMENT, MINIMAL, settings_for, write_plan

TASK = MINIMAL[f"{DOCUMENT}/tasks/1.1.yml"]


@pytest.fixture
def site(tmp_path: Path):
    """The site of the small plan with these files laid over it."""

    def made(files: dict[str, str] | None = None, as_of: date = AS_OF) -> Site:
        return prepare(replace(settings_for(write_plan(tmp_path, files or {})), as_of=as_of))[0].site

    return made


def read(site: Site) -> feedparser.FeedParserDict:
    found = feedparser.parse(feed(site))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_a_feed_reader_reads_it(site) -> None:
    found = read(site({f"{DOCUMENT}/tasks/1.1.yml": TASK.replace("deadline: 2026-12", "deadline: 2026-11-21")}))
    assert (found.feed.id, found.feed.updated) == ("https://mau.example/canh-bao.atom", "2026-11-22T00:00:00Z")
    assert {link.rel: link.href for link in found.feed.links} == {
        "self": "https://mau.example/canh-bao.atom",
        "alternate": "https://mau.example/canh-bao/",
    }
    (late,) = [entry for entry in found.entries if entry.tags[0].term == "past-no-report"]
    assert late.id == "https://mau.example/canh-bao/#mau-2026/tasks/1.1/past-no-report"
    assert late.link == "https://mau.example/van-ban/mau-2026/nhiem-vu/1.1/"
    assert late.title == "Past its date, no report: Vận động tham gia bảo hiểm y tế"
    assert late.updated == late.published == "2026-11-22T00:00:00Z"
    assert late.summary == (
        "It was due by 21 November 2026; no report has been published here. Task 1.1, Mẫu 2026. Ủy ban nhân dân phường Mẫu."
    )


def test_ids_and_days_of_entries_last_while_the_warning_stands(site) -> None:
    first, later = read(site()), read(site(as_of=date(2026, 11, 25)))
    assert first.feed.updated != later.feed.updated
    assert [(one.id, one.updated) for one in first.entries] == [(one.id, one.updated) for one in later.entries]
    assert feed(site()) == feed(site())


def test_newest_by_date_and_at_most_a_hundred(site) -> None:
    tasks = {
        f"{DOCUMENT}/tasks/2.{number}.yml": TASK.replace("deadline: 2026-12", f"deadline: 2026-{number % 10 + 1:02}")
        for number in range(1, MOST + 21)
    }
    made = site(tasks)
    found = read(made)
    assert len(made.warnings) > MOST == len(found.entries)
    days = {f"https://mau.example/canh-bao/#{one.id}": one.due for one in made.warnings}
    shown = [days[entry.id] for entry in found.entries]
    assert shown == sorted(days.values(), reverse=True)[:MOST]
    left_out = f"The 100 warnings with the newest dates, of {len(made.warnings)}; the page has all."
    assert found.feed.subtitle == left_out


def test_a_feed_that_has_all_says_nothing_of_it(site) -> None:
    assert "subtitle" not in read(site()).feed


def test_what_xml_cannot_hold_is_left_out_and_the_rest_escaped(site) -> None:
    title = 'title: "<b>Điện</b> & \\u0007nước"'
    made = site({f"{DOCUMENT}/tasks/1.1.yml": TASK.replace("title: Vận động tham gia bảo hiểm y tế", title)})
    assert "&lt;b&gt;Điện&lt;/b&gt; &amp; nước</title>" in feed(made).decode()
    assert len(read(made).entries) == 3


def test_rows_keep_the_contract(site) -> None:
    rows = warning_rows(site())
    assert [row["id"] for row in rows] == [
        "mau-2026/targets/1/due-90",
        "mau-2026/tasks/1.1/due-90",
        "mau-2026/projects/tram-y-te/due-90",
    ]
    assert rows[1] == {
        "id": "mau-2026/tasks/1.1/due-90",
        "rule": "due-90",
        "level": "attention",
        "record": "mau-2026/tasks/1.1",
        "url": "https://mau.example/van-ban/mau-2026/nhiem-vu/1.1/",
        "document": "mau-2026",
        "title": "Due in 31 to 90 days, no report",
        "agency": ["ubnd-phuong-mau"],
        "due": "2026-12-31",
        "sentence": "Due by 31 December 2026, within 90 days; no report has been published here.",
    }


def test_page_feed_and_rows_say_the_same(site) -> None:
    made = site({f"{DOCUMENT}/tasks/1.1.yml": TASK.replace("funding: [state-budget]\n", "")})
    page = next(warning_pages(made)).make(made).context
    said = [row.sentence for group in page.groups for row in group.rows]
    assert page.count == len(said) == 4
    assert said == [row["sentence"] for row in warning_rows(made)]
    assert [(group.anchor, group.is_quiet) for group in page.groups] == [("due-90", False), ("not-named", True)]
    assert len(page.silent) == 8


def test_deadlines_by_month(site) -> None:
    made = site(
        {
            f"{DOCUMENT}/tasks/1.2.yml": TASK.replace("deadline: 2026-12", "deadline: 2026-10-31"),
            f"{DOCUMENT}/tasks/1.3.yml": TASK.replace("deadline: 2026-12", "deadline: 2026-11-01"),
            f"{DOCUMENT}/tasks/1.4.yml": TASK.replace("deadline: 2026-12", "deadline: ongoing"),
        }
    )
    page = next(deadline_pages(made)).make(made).context
    assert [(month.anchor, month.when, month.is_past, len(month.items)) for month in page.months] == [
        ("thang-2026-10", "past", True, 1),
        ("thang-2026-11", "this month", False, 1),
        ("thang-2026-12", "to come", False, 3),
    ]
    assert (page.count, page.next.path) == (5, "#thang-2026-11")
    assert page.left_out.startswith("1 target, task or project has no date")
    assert [(one.number, one.label) for one in page.reasons] == [(1, "carried out all the time")]


def test_a_plan_without_dates_says_so(site) -> None:
    project = f"{DOCUMENT}/projects/tram-y-te.yml"
    made = site(
        {
            f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"].replace("period: 2026", "period: 2026/.."),
            f"{DOCUMENT}/tasks/1.1.yml": TASK.replace("deadline: 2026-12", "deadline: central-schedule"),
            project: MINIMAL[project].replace("deadline: 2026", "deadline: ongoing"),
        }
    )
    page = next(deadline_pages(made)).make(made).context
    assert (page.months, page.next, page.calendars, page.count) == ((), None, (), 0)
    assert sum(one.number for one in page.reasons) == 3
    assert (next(warning_pages(made)).make(made).context.groups, read(made).entries) == ((), [])


@pytest.mark.parametrize(("day", "titles"), [("2026-12-31", 2), ("2027-01-01", 0)])
def test_what_is_due_next_at_an_agency(site, day: str, titles: int) -> None:
    assert len(upcoming(site(as_of=date.fromisoformat(day)), "ubnd-phuong-mau", 5)) == titles
    assert len(upcoming(site(as_of=date.fromisoformat(day)), "ubnd-phuong-mau", 1)) == min(titles, 1)
