"""Rules on the built sites: the method page states each, every status leads to its own, the demonstration shows all."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from generator import chart
from generator.examples import BY_KIND
from generator.rules import anchor_of
from generator.status_rules import STATUS_RULES
from generator.statuses import STATUS_NAMES
from generator.warn import RULES as WARNING_RULES
from tests.published.conftest import build

KINDS = ("targets", "tasks", "projects")
FICTIONAL = "Bản trình diễn: địa phương, cơ quan, số liệu và báo cáo trên trang web này đều là hư cấu."


def records(site: Path, table: str) -> list[dict]:
    return json.loads((site / f"api/v1/{table}.json").read_text("utf-8"))["records"]


def statuses(site: Path) -> list[dict]:
    """Every target, measure, task and project, for the keys that begin with `status`."""
    own = [record for table in KINDS for record in records(site, table)]
    return own + [measure for record in own for measure in record.get("measures", ())]


def text_of(file: Path) -> str:
    return html.unescape(file.read_text("utf-8"))


@pytest.fixture(params=["real", "example"])
def site(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(f"{request.param}_site")


def test_the_method_page_states_every_rule_and_no_other(site: Path) -> None:
    shown = re.findall(r'<li class="ck-rule" id="([^"]+)">', text_of(site / "phuong-phap/index.html"))
    rules = [anchor_of(kind, rule) for kind, table in BY_KIND.items() for rule in table]
    assert shown == rules


def test_an_example_says_what_its_rule_says(real_site: Path) -> None:
    """Given, day, status and sentence of one example of each kind, to the letter."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(real_site / "phuong-phap/index.html")))
    text = text.replace("\u00a0", " ")
    assert (
        "Ví dụ, xét ngày 22/11/2026 Phường Mẫu 2026, chỉ tiêu: Tỷ lệ dân số tham gia bảo hiểm y tế từ 98 % trở lên; "
        "thời gian: 2026 Báo cáo quý II, công bố ngày 1/7/2026: 97 % Đã báo cáo, chưa đạt "
        "Báo cáo quý II: 97 %; chưa đạt chỉ tiêu."
    ) in text
    assert (
        "Ví dụ, xét ngày 22/11/2026 Nhiệm vụ 1.1: Lắp đèn ở các ngõ. Thời hạn: 22/12/2026. Chủ trì: UBND phường Mẫu. "
        "Kinh phí: Ngân sách nhà nước. Đến hạn ngày 22/12/2026, trong vòng 30 ngày tới; "
        "chưa có báo cáo nào được công bố tại đây."
    ) in text
    assert "Ví dụ data/documents/phuong-mau-2026/tasks/1.1.yml: section: '9' văn bản không có mục '9'" in text


def test_every_status_names_its_rule_and_what_it_looked_at(site: Path) -> None:
    for one in statuses(site):
        assert STATUS_RULES[one["status_rule"]].level in ("", one["status"])
        assert isinstance(one["status_inputs"], dict)
        assert ("report" in one["status_inputs"]) == (
            one["status_rule"].startswith(("measure", "work"))
            and one["status"] not in ("no-report", "past-no-report", "ended-no-report", "step-no-report")
            and one["status_rule"] not in ("work-ongoing", "work-central-schedule")
        )


def test_every_record_leads_to_the_rule_of_its_status(site: Path) -> None:
    for table in KINDS:
        for record in records(site, table):
            text = text_of(site / record["url"].split("/", 3)[3] / "index.html")
            rules = {record["status_rule"], *(one["status_rule"] for one in record.get("measures", ()))}
            linked = set(re.findall(r'href="[./]*phuong-phap/#tinh-hinh-([^"]+)"', text))
            assert linked and linked <= rules, record["id"]


def test_a_document_says_how_many_records_its_counts_leave_unreported(example_site: Path) -> None:
    text = text_of(example_site / "van-ban/phuong-mau-2026/index.html")
    said = (
        "14 trong 23 chỉ tiêu, nhiệm vụ, dự án có báo cáo được công bố tại đây. "
        "Trang này không kết luận gì về những việc còn lại."
    )
    assert said in text
    link = re.search(r'href="[./]*(canh-bao/van-ban/phuong-mau-2026/)">(2[0-9]) cảnh báo sớm<', text)
    assert text_of(example_site / link[1] / "index.html").count("data-row") == int(link[2])


def test_the_inputs_of_a_status(example_site: Path) -> None:
    (measure,) = next(one for one in records(example_site, "targets") if one["id"] == "phuong-mau-2026/targets/3")[
        "measures"
    ]
    assert (measure["status_rule"], measure["status_inputs"]) == (
        "measure-step-not-reached",
        {
            "set": {"bound": "at_least", "value": 92, "upper": None, "unit": "percent"},
            "due": "2026-12-31",
            "step": {"bound": "at_least", "value": 91, "upper": None, "unit": "percent"},
            "step_due": "2026-09-30",
            "report": "phuong-mau-2026/reports/2026-10-05-ubnd-phuong-mau",
            "value": 89.8,
            "on": "2026-09-30",
        },
    )


def test_the_demonstration_shows_every_status_and_every_rule(example_site: Path) -> None:
    found = statuses(example_site)
    assert {one["status"] for one in found} == set(STATUS_NAMES)
    assert {one["status_rule"] for one in found} == set(STATUS_RULES)
    assert {one["rule"] for one in records(example_site, "warnings")} == set(WARNING_RULES)


def test_the_demonstration_has_two_years_of_reports_of_every_sort(example_site: Path) -> None:
    entries = [entry for report in records(example_site, "reports") for entry in report["entries"]]
    assert {report["date"][:4] for report in records(example_site, "reports")} >= {"2025", "2026"}
    assert {entry.get("step") for entry in entries} - {None} == {
        "decided",
        "funded",
        "tendered",
        "started",
        "completed",
        "handed-over",
    }
    assert {entry["evidence"] for entry in entries} == {"claimed", "documented", "verified"}
    assert any(entry.get("corrects") for entry in entries)
    assert any(entry.get("spent") for entry in entries)


def test_the_demonstration_has_every_part_of_a_chart(example_site: Path) -> None:
    """Own and other bars, reported ones, ranges; each chart with a table beside it."""
    charts = Path(chart.__file__).read_text("utf-8")
    classes = set(re.findall(r"ck-(?:chart|bar)[a-z_-]*", charts))
    pages = [text_of(file) for file in example_site.rglob("index.html")]
    assert {one for one in classes if not any(one in text for text in pages)} == set()
    assert all("<table" in text for text in pages if '<svg class="ck-chart"' in text)


def test_a_correction_shows_both(example_site: Path) -> None:
    corrected = example_site / "van-ban/phuong-mau-2026/bao-cao/2026-04-06-ubnd-phuong-mau/index.html"
    assert "<s>97,4\u00a0%</s>" in text_of(corrected)
    target = text_of(example_site / "van-ban/phuong-mau-2026/chi-tieu/2/index.html")
    assert "<s>97,4\u00a0%</s>" in target and "<strong>96,4\u00a0%" in target


def test_every_page_of_the_demonstration_says_that_it_is_fictional(example_site: Path, real_site: Path) -> None:
    pages = list(example_site.rglob("*.html"))
    assert len(pages) > 100
    assert [file for file in pages if FICTIONAL not in text_of(file)] == []
    assert not any(FICTIONAL in text_of(file) for file in real_site.rglob("*.html"))


def test_without_reports_the_real_site_says_so_and_implies_nothing(real_site: Path) -> None:
    assert records(real_site, "reports") == []
    for one in statuses(real_site):
        assert one["status"] in ("no-report", "ended-no-report", "past-no-report", "ongoing", "central-schedule")
        assert "chưa có báo cáo nào được công bố tại đây" in one["status_sentence"].lower() or (
            one["status_rule"] in ("target-of-measures", "target-of-alike-measures")
        )
    for one in records(real_site, "warnings"):
        if one["rule"] in ("past-no-report", "due-30", "due-90", "duty-lapsed"):
            assert "chưa có báo cáo nào được công bố tại đây" in one["sentence"].lower()
    for document in records(real_site, "documents"):
        text = text_of(real_site / document["url"].split("/", 3)[3] / "index.html")
        assert "Chưa có báo cáo nào được công bố tại đây. Điều đó không có nghĩa là chưa làm gì." in text
        assert "có báo cáo được công bố tại đây. Trang này không kết luận gì về những việc còn lại" not in text
    accusing = re.compile(r"quá hạn|chậm tiến độ|không đạt|không hoàn thành|không thực hiện|chưa thực hiện", re.IGNORECASE)
    for table in KINDS:
        for record in records(real_site, table):
            page = text_of(real_site / record["url"].split("/", 3)[3] / "index.html")
            for shown in re.findall(r'<span class="ck-badge[^>]*>([^<]*)</span>', page):
                assert not accusing.search(shown), record["id"]


def test_another_day_gives_that_days_site(example_site: Path, tmp_path: Path) -> None:
    """Two months later: what was due by the end of the year has ended, and nothing else has changed its status."""
    build(tmp_path / "later", "--config", "tests/example_plan/mkdocs.yml", "--as-of", "2027-01-15")
    before = {(r["id"], n): m["status"] for r in records(example_site, "targets") for n, m in enumerate(r["measures"])}
    after = {(r["id"], n): m["status"] for r in records(tmp_path / "later", "targets") for n, m in enumerate(r["measures"])}
    changed = {(before[key], after[key]) for key in before if before[key] != after[key]}
    assert changed == {
        ("no-report", "ended-no-report"),
        ("reported", "ended-not-reached"),
        ("step-not-reached", "ended-not-reached"),
        ("reported", "step-not-reached"),
    }
    tasks = {record["id"]: record["status"] for record in records(tmp_path / "later", "tasks")}
    assert tasks["phuong-mau-2026/tasks/1.1"] == "past-no-report"
    assert tasks["phuong-mau-2026/tasks/1.2"] == "no-report"  # due by the end of January
    assert json.loads((tmp_path / "later/api/v1/tasks.json").read_text("utf-8"))["as_of"] == "2027-01-15"


def test_an_earlier_day_knows_no_later_report(tmp_path: Path) -> None:
    build(tmp_path / "earlier", "--config", "tests/example_plan/mkdocs.yml", "--as-of", "2025-10-07")
    assert {report["date"] for report in records(tmp_path / "earlier", "reports")} == {
        "2025-04-11",
        "2025-07-11",
        "2025-10-06",
    }


def test_the_same_inputs_and_day_give_the_same_bytes(example_site: Path, tmp_path: Path) -> None:
    """The index of the search too."""
    build(tmp_path / "again", "--config", "tests/example_plan/mkdocs.yml")
    one, other = (
        {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in (example_site, tmp_path / "again")
    )
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
