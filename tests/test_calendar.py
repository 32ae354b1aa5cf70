"""Calendars of deadlines, read back by the icalendar library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from generator.build import prepare
from generator.export.calendar import calendars
from generator.pages import all_pages
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan

ALL, OF_DOCUMENT, OF_AGENCY = "thoi-han.ics", "van-ban/mau-2026/thoi-han.ics", "co-quan/ubnd-phuong-mau/thoi-han.ics"
TASK = f"{DOCUMENT}/tasks/1.1.yml"


@pytest.fixture
def made(tmp_path: Path):
    """The calendars of the small plan with these files laid over it, by path."""

    def found(files: dict[str, str] | None = None, as_of: date | None = None) -> dict[str, bytes]:
        settings = settings_for(write_plan(tmp_path, files or {}))
        return dict(calendars(prepare(replace(settings, as_of=as_of or settings.as_of))[0].site))

    return found


def events(content: bytes) -> dict[str, object]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_all_one_document_and_one_agency(made) -> None:
    files = made()
    task, project, target = (f"mau-2026/{one}@mau.example" for one in ("tasks/1.1", "projects/tram-y-te", "targets/1"))
    assert set(files) == {ALL, OF_DOCUMENT, OF_AGENCY}  # the Party committee has nothing with a date
    assert set(events(files[ALL])) == set(events(files[OF_DOCUMENT])) == {task, project, target}
    assert set(events(files[OF_AGENCY])) == {task, project}


def test_an_event_says_what_who_when_and_where(made) -> None:
    event = events(made({TASK: MINIMAL[TASK].replace("deadline: 2026-12", "deadline: 2026-09-30")})[ALL])[
        "mau-2026/tasks/1.1@mau.example"
    ]
    assert event["dtstart"].dt == date(2026, 9, 30)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["dtstamp"].dt == datetime(2026, 11, 22, tzinfo=UTC)
    assert event["summary"] == "Task 1.1: Vận động tham gia bảo hiểm y tế (Mẫu 2026)"
    assert event["description"] == (
        "Ủy ban nhân dân phường Mẫu\nIt was due by 30 September 2026; no report has been published here."
    )
    assert event["url"] == "https://mau.example/van-ban/mau-2026/nhiem-vu/1.1/"


def test_it_is_valid_as_rfc_5545_asks(made) -> None:
    for content in made({TASK: MINIMAL[TASK].replace("bảo hiểm", "bảo; hiểm, \\ xã hội " * 9)}).values():
        calendar = Calendar.from_ical(content)
        assert calendar["version"] == "2.0" and calendar["prodid"]
        assert not calendar.errors and not [event for event in calendar.walk("VEVENT") if event.errors]
        assert all({"UID", "DTSTAMP", "DTSTART"} <= set(event) for event in calendar.walk("VEVENT"))
        lines = content.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
        assert max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines)


@pytest.mark.parametrize("length", range(40, 90))
def test_a_long_line_is_folded_between_letters(made, length: int) -> None:
    title = "ệ" * length
    files = made({TASK: MINIMAL[TASK].replace("Vận động tham gia bảo hiểm y tế", title)})
    assert max(map(len, files[ALL].split(b"\r\n"))) <= 75
    assert all(line.decode() for line in files[ALL].split(b"\r\n")[:-1])
    assert events(files[ALL])["mau-2026/tasks/1.1@mau.example"]["summary"] == f"Task 1.1: {title} (Mẫu 2026)"


def test_the_same_day_gives_the_same_bytes_and_ids_last(made) -> None:
    first, again, later = made(), made(), made(as_of=date(2027, 3, 1))
    assert first == again
    assert first != later and list(events(first[ALL])) == list(events(later[ALL]))


def test_a_target_with_several_days_has_an_event_for_each(made) -> None:
    path = f"{DOCUMENT}/targets/1.yml"
    measures = "  - {name: a, at_least: 1, unit: percent}\n  - {name: b, at_least: 1, unit: percent, by: 2026-06}\nsource:"
    found = events(made({path: MINIMAL[path].replace("source:", measures)})[ALL])
    days = {uid: event["dtstart"].dt for uid, event in found.items() if "targets" in uid}
    assert days == {
        "mau-2026/targets/1@mau.example": date(2026, 12, 31),
        "mau-2026/targets/1/do-3@mau.example": date(2026, 6, 30),
    }
    assert found["mau-2026/targets/1/do-3@mau.example"]["url"].endswith("/chi-tieu/1/#do-3")


def test_what_has_no_date_is_in_no_calendar(made) -> None:
    open_end = MINIMAL[f"{DOCUMENT}/document.yml"].replace("period: 2026", "period: 2026/..")
    project = f"{DOCUMENT}/projects/tram-y-te.yml"
    files = {
        f"{DOCUMENT}/document.yml": open_end,
        TASK: MINIMAL[TASK].replace("deadline: 2026-12\n", "deadline: ongoing\n"),
        project: MINIMAL[project].replace("deadline: 2026\n", ""),
    }
    assert made(files) == {}


DUTIES = """\
duties:
  - {agency: [dang-uy-phuong-mau], what: Phân công từng phòng, deadline: 2026-01-31, source: {lines: 64}}
  - {agency: [dang-uy-phuong-mau, ubnd-phuong-mau], what: Tổng kết, deadline: 2026-12, source: {lines: [64, 65]}}
  - {agency: [ubnd-phuong-mau], what: Báo cáo, to: [dang-uy-phuong-mau], every: [month], deadline: 2026, source: {lines: 66}}
  - {agency: [ubnd-phuong-mau], what: Thường xuyên theo dõi, deadline: ongoing, source: {lines: 67}}
"""
WITH_DUTIES = {f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"] + DUTIES}


def test_a_duty_that_is_due_once_is_an_event(made) -> None:
    files = made(WITH_DUTIES)
    first, second = "mau-2026/trach-nhiem-64@mau.example", "mau-2026/trach-nhiem-64-2@mau.example"
    everything = events(files[ALL])
    assert {uid for uid in everything if "trach-nhiem" in uid} == {first, second}  # not what is done each month or always
    assert set(events(files["co-quan/dang-uy-phuong-mau/thoi-han.ics"])) == {first, second}
    assert {second} == {uid for uid in events(files[OF_AGENCY]) if "trach-nhiem" in uid}
    assert {first, second} < set(events(files[OF_DOCUMENT]))
    event = everything[first]
    assert event["dtstart"].dt == date(2026, 1, 31) and event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Duty: Phân công từng phòng (Mẫu 2026)"
    assert event["description"] == "Đảng ủy phường Mẫu"
    assert event["url"] == "https://mau.example/van-ban/mau-2026/#trach-nhiem-64"


def test_the_id_of_a_duty_lasts_when_another_is_added_before_it(made) -> None:
    earlier = "duties:\n  - {agency: [ubnd-phuong-mau], what: Mới, deadline: 2026-03, source: {lines: 12}}\n"
    before = events(made(WITH_DUTIES)[ALL])
    files = {path: text.replace("duties:\n", earlier) for path, text in WITH_DUTIES.items()}
    after = events(made(files)[ALL])
    assert set(before) == set(after) - {"mau-2026/trach-nhiem-12@mau.example"}


def test_a_document_without_a_day_has_no_calendar_and_no_link(tmp_path: Path) -> None:
    empty = MINIMAL[f"{DOCUMENT}/document.yml"].replace("short: Mẫu 2026", "short: Trống 2026")
    files = {"data/documents/trong-2026/document.yml": empty}
    site = prepare(settings_for(write_plan(tmp_path, files)))[0].site
    pages = {page.path: page for page in all_pages(site)}
    assert pages["van-ban/mau-2026/"].context.calendar == "thoi-han.ics"
    assert pages["van-ban/trong-2026/"].context.calendar == ""


def many_duties(number: int) -> dict[str, str]:
    """A document with so many duties beside what the small plan has on three days; the first is due first, in January."""
    days = [f"2026-01-{one % 28 + 1:02}" if one < 9 else "2027-05-31" for one in range(number)]
    rows = "".join(
        f"  - {{agency: [dang-uy-phuong-mau], what: Việc {one}, deadline: {day}, source: {{lines: {one + 1}}}}}\n"
        for one, day in enumerate(days)
    )
    return {f"{DOCUMENT}/document.yml": MINIMAL[f"{DOCUMENT}/document.yml"] + "duties:\n" + rows}


@pytest.mark.parametrize("number", [999, 1000])
def test_a_calendar_of_a_thousand_events_is_whole(made, number: int) -> None:
    content = made(many_duties(number - 3))[ALL]
    assert len(events(content)) == number
    assert b"X-WR-CALDESC" not in content


@pytest.mark.parametrize(
    ("day", "without"),
    [(date(2026, 11, 22), "trach-nhiem-1"), (date(2026, 1, 1), "trach-nhiem-998")],
)
def test_a_longer_one_holds_what_is_next_and_says_where_all_is(made, day: date, without: str) -> None:
    files = made(many_duties(998), day)
    for path, page in ((ALL, "thoi-han/"), (OF_DOCUMENT, "van-ban/mau-2026/")):
        found = events(files[path])
        assert len(found) == 1000 and f"mau-2026/{without}@mau.example" not in found
        assert str(Calendar.from_ical(files[path])["x-wr-caldesc"]) == (
            f"1,000 of 1,001 deadlines: the next from {day.day} {day:%B %Y} on, then the latest before. "
            f"All of them: https://mau.example/{page}"
        )
    assert len(events(files["co-quan/dang-uy-phuong-mau/thoi-han.ics"])) == 998


def test_the_page_of_deadlines_says_that_the_calendar_of_everything_is_cut(tmp_path: Path) -> None:
    for number, note in ((997, ""), (998, "the next 1,000 of 1,001")):
        site = prepare(settings_for(write_plan(tmp_path, many_duties(number))))[0].site
        context = next(page for page in all_pages(site) if page.path == "thoi-han/").context
        assert context.calendars[0].note == note
