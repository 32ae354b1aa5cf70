"""The page of an agency as it reads it itself: the short answer, what is due next, what is past, what is folded away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import prepare
from generator.pages.agencies import agency
from generator.pages.deadlines import deadline_pages
from tests.conftest import DOCUMENT, MINIMAL, settings_for, write_plan
from tests.test_calendar import WITH_DUTIES

ROOT = Path(__file__).parents[1]
TASK = f"{DOCUMENT}/tasks/1.1.yml"


@pytest.fixture
def page(tmp_path: Path):
    """What the page of an agency of the small plan shows on a day, with these files laid over it."""

    def made(files: dict[str, str] | None = None, day: date = date(2026, 11, 22), name: str = "ubnd-phuong-mau"):
        settings = replace(settings_for(write_plan(tmp_path, files or {})), as_of=day)
        site = prepare(settings)[0].site
        return agency(site, site.plan.records["agencies"][name]).context

    return made


def answer(context) -> list[tuple[int, str]]:
    return [(one.number, one.label) for one in context.answer]


def test_the_short_answer(page):
    """Task and project are due on the last day of 2026: 39 days ahead."""
    assert answer(page()) == [
        (1, "tasks led"),
        (1, "projects led"),
        (2, "led, due within 90 days"),
        (2, "led, no report published here"),
    ]


@pytest.mark.parametrize(
    ("day", "soon", "past"),
    [
        (date(2026, 10, 1), 0, 0),
        (date(2026, 10, 2), 2, 0),
        (date(2026, 12, 31), 2, 0),
        (date(2027, 1, 1), 0, 2),
    ],
    ids=["91 days before", "90 days before", "the day", "the day after"],
)
def test_due_soon_and_past_on_both_sides_of_their_edges(page, day: date, soon: int, past: int):
    context = page(day=day)
    counts = {label: number for number, label in answer(context)}
    assert counts.get("led, due within 90 days", 0) == soon
    assert counts.get("led, past their date with no report published here", 0) == past == len(context.past)


def test_a_report_takes_a_task_out_of_what_has_none(page):
    report = (
        "title: Báo cáo\nagency: ubnd-phuong-mau\nperiod: 2026-35\ndate: 2026-10-05\nsource: {title: Số 1}\n"
        "entries: [{task: 1.1, status: done}]\n"
    )
    context = page({f"{DOCUMENT}/reports/2026-10-05-ubnd-phuong-mau.yml": report})
    counts = {label: number for number, label in answer(context)}
    assert counts["led, due within 90 days"] == counts["led, no report published here"] == 1
    assert [(one.title, one.note) for one in context.reports] == [("Báo cáo", "Mẫu 2026, 5 October 2026")]


def test_of_very_many_duties_it_says_how_many_and_where_all_are(page):
    document = f"{DOCUMENT}/document.yml"
    for number, rest in ((399, None), (400, None), (401, (400, 401, "tim-kiem/?loai=Document&q=Ch%C3%ADnh+ph%E1%BB%A7"))):
        duty = "  - {agency: [chinh-phu], what: Báo cáo, to: [chinh-phu], every: [year], source: {lines: 1}}\n"
        agencies = {"data/agencies/chinh-phu.yml": "name: Chính phủ\n"}
        context = page({document: MINIMAL[document] + "duties:\n" + duty * number, **agencies}, name="chinh-phu")
        for key, rows in (("duties", context.duties), ("receives", context.receives)):
            cut = context.cuts[key]
            assert (len(rows), cut and (cut.shown, cut.number, cut.path)) == (min(number, 400), rest)


def test_of_very_much_that_is_past_it_says_where_all_is(page):
    past = MINIMAL[TASK].replace("deadline: 2026-12", "deadline: 2026-09")
    for number, shown in ((30, None), (31, (30, 31))):
        context = page({f"{DOCUMENT}/tasks/1.{n}.yml": past for n in range(1, number + 1)})
        cut = context.cuts["past"]
        assert (len(context.past), cut and (cut.shown, cut.number)) == (30, shown)
        assert context.cuts["leads"] is None  # all of it stands below, by year


def test_its_own_name_is_not_in_every_row_but_others_are(page):
    both = MINIMAL[TASK].replace("lead: [ubnd-phuong-mau]", "lead: [ubnd-phuong-mau, dang-uy-phuong-mau]")
    for files, names in (({}, []), ({TASK: both}, ["Ủy ban nhân dân phường Mẫu", "Đảng ủy phường Mẫu"])):
        row = next(one for group in page(files).leads for one in group.items if one.code == "1.1")
        assert [link.title for link in row.lead] == names


def test_duties_that_are_due_once_are_due_next(page):
    context = page(WITH_DUTIES, name="dang-uy-phuong-mau")
    assert [(one.link.title, one.due, one.badge) for one in context.upcoming] == [("Tổng kết", "31 December 2026", None)]
    assert context.upcoming[0].link.path == "van-ban/mau-2026/#trach-nhiem-64-2"
    assert context.calendar == "thoi-han.ics"


def test_duties_stand_on_the_time_line(tmp_path: Path):
    site = prepare(settings_for(write_plan(tmp_path, WITH_DUTIES)))[0].site
    context = next(deadline_pages(site)).make(site).context
    months = {month.title: [one.link.title for one in month.items] for month in context.months}
    assert months["1/2026"] == ["Phân công từng phòng"]
    assert "Tổng kết" in months["12/2026"] and context.count == 5


def test_a_long_year_is_folded_away_a_short_one_is_not(page):
    many = {f"{DOCUMENT}/tasks/1.{n}.yml": MINIMAL[TASK].replace("2026-12", "2027") for n in range(2, 15)}
    assert [(group.title, group.is_folded) for group in page(many).leads] == [("Due in 2026", False), ("Due in 2027", True)]


def test_the_agency_that_leads_most_on_the_real_site():
    site = prepare(replace(settings_for(ROOT), language="vi"))[0].site
    context = agency(site, site.plan.records["agencies"]["dang-uy-ubnd-tinh-quang-ninh"]).context
    assert answer(context) == [
        (22, "chỉ tiêu chủ trì"),
        (69, "nhiệm vụ chủ trì"),
        (8, "dự án chủ trì"),
        (14, "việc chủ trì đến hạn trong 90 ngày tới"),
        (9, "việc chủ trì đã qua thời hạn, chưa có báo cáo nào được công bố tại đây"),
        (99, "việc chủ trì chưa có báo cáo nào được công bố tại đây"),
        (4, "việc phối hợp"),
    ]
    assert len(context.past) == 9 and len(context.upcoming) == 10
    assert dict(context.clarities.rows)["Rõ thời gian"] == ("70/70", "11/11")
