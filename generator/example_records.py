"""The records of the worked examples: an openly fictional ward, and for each rule the few values that show it.

In: nothing. Out: `EXAMPLES` by kind and id of rule, the closed lists they use, and records made from them. Leaves to others:
running the rules (examples).
"""

from __future__ import annotations

from generator.model import KINDS, WITHIN_DOCUMENT, Record, Term

Given = dict[str, dict]
DAY = "2026-11-22"
LISTS: dict[str, dict] = {
    "fields": {"society": Term(vi="Xã hội", en="Society")},
    "units": {
        "percent": Term(vi="%", en="%", symbol=True),
        "person": Term(vi="người", en="people"),
        "billion-vnd": Term(vi="tỷ đồng", en="billion VND"),
    },
    "amounts": {
        kind: Term(vi=vi, en=en)
        for kind, vi, en in (
            ("planned-total", "Tổng vốn kế hoạch", "Planned total"),
            ("planned-city", "Vốn thành phố", "Planned, city"),
            ("investment-total", "Tổng mức đầu tư", "Total investment"),
            ("investment-state", "Phần ngân sách nhà nước", "Part of the state budget"),
        )
    },
    "funding": {"state-budget": Term(vi="Ngân sách nhà nước", en="State budget")},
    "abbreviations": {},
}
WARD, PROVINCE = "documents/phuong-mau-2026", "documents/tinh-mau-2026"
TARGET, TASK, PROJECT = f"{WARD}/targets/1", f"{WARD}/tasks/1.1", f"{WARD}/projects/truong-mau"
_MEASURE = {"name": "Tỷ lệ dân số tham gia bảo hiểm y tế", "unit": "percent"}
_SOURCE = {"lines": 1}
_ALWAYS: Given = {
    "places/tinh-mau": {"name": "Tỉnh Mẫu", "kind": "province"},
    "places/phuong-mau": {"name": "Phường Mẫu", "kind": "ward", "parent": "tinh-mau"},
    "agencies/hdnd-phuong-mau": {"name": "HĐND phường Mẫu", "place": "phuong-mau"},
    "agencies/ubnd-phuong-mau": {"name": "UBND phường Mẫu", "place": "phuong-mau"},
    "indicators/bao-hiem-y-te": {"name": _MEASURE["name"], "unit": "percent", "field": "society", "better": "higher"},
    f"{WARD}/document": {},
}
_DEFAULTS: dict[str, dict] = {
    "documents": {
        "title": "Nghị quyết năm 2026",
        "short": "Phường Mẫu 2026",
        "kind": "resolution",
        "issuer": "hdnd-phuong-mau",
        "place": "phuong-mau",
        "period": "2026",
        "sections": [{"code": "1", "title": "Đời sống"}],
        "source": {"file": "mau.txt", "sha256": "0" * 64},
    },
    "targets": {"title": "Bảo hiểm y tế", "field": "society", "source": _SOURCE},
    "tasks": {
        "title": "Lắp đèn ở các ngõ",
        "section": "1",
        "lead": ["ubnd-phuong-mau"],
        "deadline": "2026",
        "funding": ["state-budget"],
        "source": _SOURCE,
    },
    "projects": {
        "title": "Trường mầm non Mẫu",
        "kind": "work",
        "lead": ["ubnd-phuong-mau"],
        "deadline": "2026",
        "funding": ["state-budget"],
        "source": _SOURCE,
    },
    "reports": {"agency": "ubnd-phuong-mau", "source": {"title": "Báo cáo của UBND phường Mẫu"}},
    "agencies": {},
    "places": {},
    "indicators": {},
}


def _target(*measures: dict) -> Given:
    return {TARGET: {"measures": list(measures)}}


def _report(title: str, day: str, period: str, *entries: dict) -> Given:
    path = f"{WARD}/reports/{day}-ubnd-phuong-mau"
    return {path: {"title": title, "date": day, "period": period, "entries": list(entries)}}


def _second_quarter(**entry: object) -> Given:
    about = {} if "task" in entry else {"target": "1"}
    return _report("Báo cáo quý II", "2026-07-01", "2026-34", {**about, **entry})


_REASON = {"reason": "Mưa kéo dài", "action": "Thêm tổ thợ"}
_STEPS = {"at_least": 98, "path": [{"by": "2026-06-30", "at_least": 95, "unit": "percent"}]}
_BY_SUMMER = {"at_least": 98, "by": "2026-09-30"}
_DUTY = {
    "agency": ["ubnd-phuong-mau"],
    "what": "Báo cáo kết quả",
    "to": ["hdnd-phuong-mau"],
    "every": ["quarter"],
    "source": _SOURCE,
}
_ABOVE: Given = {
    f"{PROVINCE}/document": {"title": "Nghị quyết của tỉnh", "short": "Tỉnh Mẫu 2026", "place": "tinh-mau"},
    f"{PROVINCE}/targets/1": {"measures": [{"indicator": "bao-hiem-y-te", "at_least": 97}]},
}
_LIST = {"group": "Danh mục công trình"}
_TOTAL = {
    "name": "Tổng cộng",
    **_LIST,
    "amounts": [{"kind": "investment-total", "value": 12, "unit": "billion-vnd"}],
    "source": _SOURCE,
}
_PRINTED_TOTAL: Given = {
    f"{WARD}/document": {"totals": [_TOTAL]},
    PROJECT: {**_LIST, "amounts": [{"kind": "investment-total", "value": 10, "unit": "billion-vnd"}]},
}
_STATUS_EXAMPLES: dict[str, tuple[str, Given]] = {
    "measure-ended-no-report": ("2026-10-01", _target(_BY_SUMMER)),
    "measure-step-no-report": ("2026-07-01", _target(_STEPS)),
    "measure-no-report": ("", _target({"at_least": 98})),
    "measure-in-words": ("", _target({"at_least": 98}) | _second_quarter(result="Đang rà soát số liệu")),
    "measure-without-exact-bound": ("", _target({"about": 98}) | _second_quarter(value=97)),
    "measure-reached-each-period": ("", _target({"at_least": 98, "per": "quarter"}) | _second_quarter(value=98)),
    "measure-reached": ("", _target({"at_least": 98}) | _second_quarter(value=98)),
    "measure-ended-not-reached": ("2026-10-01", _target(_BY_SUMMER) | _second_quarter(value="97.9")),
    "measure-step-not-reached": ("", _target(_STEPS) | _second_quarter(value="94.9")),
    "measure-step-reached": ("", _target(_STEPS) | _second_quarter(value=95)),
    "measure-not-yet-reached": ("", _target({"at_least": 98}) | _second_quarter(value=97)),
    "target-of-alike-measures": (
        "",
        _target({"at_least": 98}, {"at_least": 96, "name": "Riêng trẻ em"})
        | _report(
            "Báo cáo quý II",
            "2026-07-01",
            "2026-34",
            {"target": "1", "measure": 1, "value": 98},
            {"target": "1", "measure": 2, "value": 97},
        ),
    ),
    "target-of-measures": (
        "",
        _target({"at_least": 98}, {"at_least": 96, "name": "Riêng trẻ em"})
        | _report("Báo cáo quý II", "2026-07-01", "2026-34", {"target": "1", "measure": 1, "value": 98}),
    ),
    "work-past-under-way": ("", {TASK: {"deadline": "2026-11-21"}} | _second_quarter(task="1.1", status="under-way")),
    "work-under-way": ("", {TASK: {"deadline": "2026-11-22"}} | _second_quarter(task="1.1", status="under-way")),
    "work-done": ("", {TASK: {"deadline": "2026-12-15"}} | _second_quarter(task="1.1", status="done")),
    "work-late": ("", {TASK: {"deadline": "2026-12-15"}} | _second_quarter(task="1.1", status="late", **_REASON)),
    "work-blocked": ("", {TASK: {"deadline": "2026-12-15"}} | _second_quarter(task="1.1", status="blocked", **_REASON)),
    "work-stopped": ("", {TASK: {"deadline": "2026-12-15"}} | _second_quarter(task="1.1", status="stopped", **_REASON)),
    "work-past-no-report": ("", {TASK: {"deadline": "2026-11-21"}}),
    "work-ongoing": ("", {TASK: {"deadline": "ongoing"}}),
    "work-central-schedule": ("", {TASK: {"deadline": "central-schedule"}}),
    "work-no-report": ("", {TASK: {"deadline": "2026-11-22"}}),
}
_WARNING_EXAMPLES: dict[str, tuple[str, Given]] = {
    "past-no-report": ("", {TASK: {"deadline": "2026-11-21"}}),
    "past-under-way": ("", {TASK: {"deadline": "2026-11-21"}} | _second_quarter(task="1.1", status="under-way")),
    "reported-late": ("", {TASK: {"deadline": "2026-12-31"}} | _second_quarter(task="1.1", status="late", **_REASON)),
    "duty-lapsed": ("2026-10-01", {f"{WARD}/document": {"duties": [_DUTY]}}),
    "due-30": ("", {TASK: {"deadline": "2026-12-22"}}),
    "due-90": ("", {TASK: {"deadline": "2026-12-23"}}),
    "short-of-level-above": ("", _target({"indicator": "bao-hiem-y-te", "at_least": 95}) | _ABOVE),
    "total-differs": ("", _PRINTED_TOTAL),
    "doubt": ("", {TASK: {"doubt": "Bảng ghi quý III, lời văn ghi quý IV."}}),
    "not-named": ("", {TASK: {"lead": [], "funding": []}}),
}
_CHECK_EXAMPLES: dict[str, tuple[str, Given]] = {
    "unknown-section": ("", {TASK: {"section": "9"}}),
    "which-measure": ("", _target({"at_least": 98}, {"at_least": 96}) | _second_quarter(value=97)),
    "unknown-measure": ("", _target({"at_least": 98}) | _second_quarter(measure=2, value=97)),
    "corrects-nothing": ("", _target({"at_least": 98}) | _second_quarter(value=97, corrects="2026-07-01-ubnd-phuong-mau")),
    "missed-without-reason": (
        "",
        _target({"at_least": 98, "by": "2026-06-30"}) | _second_quarter(value=97),
    ),
    "total-differs": ("", _PRINTED_TOTAL),
    "unknown-group": ("", {f"{WARD}/document": {"totals": [_TOTAL]}, PROJECT: {"group": "Danh mục"}}),
    "moved-nowhere": ("", {TASK: {"moved_to": "1.9"}}),
    "planned-funds": (
        "",
        {
            PROJECT: {
                "amounts": [
                    {"kind": "planned-total", "value": 10, "unit": "billion-vnd"},
                    {"kind": "planned-city", "value": 11, "unit": "billion-vnd"},
                ]
            }
        },
    ),
    "state-part": (
        "",
        {
            PROJECT: {
                "amounts": [
                    {"kind": "investment-total", "value": 10, "unit": "billion-vnd"},
                    {"kind": "investment-state", "value": 11, "unit": "billion-vnd"},
                ]
            }
        },
    ),
    "part-above-whole": (
        "",
        _target(
            {"name": "Người có việc làm mới", "at_least": 300, "unit": "person"},
            {"name": "Phụ nữ", "at_least": 301, "unit": "person", "of_which": True},
        ),
    ),
    "different-targets": (
        "",
        _target({"indicator": "bao-hiem-y-te", "at_least": 98})
        | {
            "documents/phuong-mau-2026-2030/document": {"short": "Phường Mẫu 2026–2030", "period": "2026/2030"},
            "documents/phuong-mau-2026-2030/targets/1": {
                "measures": [{"indicator": "bao-hiem-y-te", "at_least": 97, "by": "2026"}]
            },
        },
    ),
    "short-of-level-above": _WARNING_EXAMPLES["short-of-level-above"],
    "deadline-outside-period": ("", {TASK: {"deadline": "2027-01"}}),
    "left-open": ("", {TASK: {"lead": [], "funding": []}}),
    "never-leads": (
        "",
        {
            "agencies/cong-an-phuong-mau": {"name": "Công an phường Mẫu", "place": "phuong-mau"},
            TASK: {"coordinating": ["cong-an-phuong-mau"]},
        },
    ),
}
EXAMPLES: dict[tuple[str, str], tuple[str, Given]] = {
    **{("status", rule): one for rule, one in _STATUS_EXAMPLES.items()},
    **{("warning", rule): one for rule, one in _WARNING_EXAMPLES.items()},
    **{("check", rule): one for rule, one in _CHECK_EXAMPLES.items()},
}
"""Of each rule the day, "" for `DAY`, and what is given, by the path of each record below data/."""


def records_of(given: Given) -> dict[str, list[Record]]:
    """The records of an example by kind: what is given, what always stands, and defaults for all that is not given."""
    found: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for path, own in (_ALWAYS | given).items():
        record = _record(path, own)
        found[record.kind].append(record)
    return found


def _record(path: str, own: dict) -> Record:
    parts = path.split("/")
    kind = parts[2] if len(parts) == 4 else parts[0]
    document = parts[1] if kind in WITHIN_DOCUMENT else None
    data = {**_DEFAULTS[kind], **own}
    if kind == "targets":
        data["measures"] = [{**_MEASURE, **measure} for measure in own["measures"]]
    return Record(
        kind, parts[1] if kind == "documents" else parts[-1], document, f"data/{path}.yml", KINDS[kind].model_validate(data)
    )
