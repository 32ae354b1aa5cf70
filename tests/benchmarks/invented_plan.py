"""Invented plans of any size in the shape of the real data, for measuring; the same bytes for the same size and seed.

In: a number of records, a seed and a folder. Out: a project folder with `data/`, `content/` and `mkdocs.yml` that checks
without errors or warnings. Leaves to others: wording (invented_words), building and measuring (timed_build).

Places come in families of a province and its wards. A family shares indicators and cited documents over places and years; a
few indicators are shared by all. A figure follows from indicator, place and year alone, so that no two documents differ.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import yaml

from generator.model import LISTS
from generator.read import as_id
from tests.benchmarks import invented_words as words

PROJECT = Path(__file__).parents[2]
AS_OF = "2026-11-22"
_FIELDS = ("party-building", "economy", "society", "environment", "defence-security")
_WARDS, _FIRST_YEAR, _YEARS = 5, 2024, 4
_LOCAL, _NATIONAL, _REFERENCES = 80, 12, 25
_COUNTS = (("household", "higher"), ("person", "higher"), ("enterprise", "higher"), ("million-vnd", "higher"))
_RATES = (
    ("at_least", "higher"),
    ("more_than", "higher"),
    ("between", "higher"),
    ("at_most", "lower"),
    ("less_than", "lower"),
)
File = tuple[str, dict]


@dataclass(frozen=True)
class _Place:
    """A place of a family: `level` is 0 for the province, 1 for a ward."""

    id: str
    name: str
    level: int
    family: int
    province: str


@dataclass
class _Shared:
    """Records outside documents; each is given out once, when a document first names it."""

    seed: int
    seen: set[str] = field(default_factory=set)
    fresh: list[File] = field(default_factory=list)

    def add(self, path: str, data: dict) -> None:
        if path not in self.seen:
            self.seen.add(path)
            self.fresh.append((path, data))

    def place(self, place: _Place) -> None:
        """A place, the ones it lies in and its agencies."""
        self.add("places/nuoc-thu", {"name": "Nước Thử", "kind": "country"})
        kind, parent = ("ward", place.province) if place.level else ("province", "nuoc-thu")
        self.add(f"places/{place.id}", {"name": place.name, "kind": kind, "parent": parent})
        for name, start in words.offices():
            own = {"name": f"{name} {_lower_first(place.name)}", "place": place.id, "aliases": [f"{name[:3]} {place.name}"]}
            self.add(f"agencies/{start}-{place.id}", own)

    def indicator(self, number: int, family: int | None) -> str:
        """The id of an indicator of a family, or of one that all share."""
        draw = Random(f"{self.seed}-indicator-{family}-{number}")
        key = f"chung-{number}" if family is None else f"nhom-{family}-{number}"
        _, better, unit = _nature(key)
        own = {"name": words.indicator_name(number), "unit": unit, "field": draw.choice(_FIELDS), "better": better}
        self.add(f"indicators/{key}", own)
        return key

    def reference(self, number: int, place: _Place) -> str:
        """The id of a cited document of a family."""
        draw = Random(f"{self.seed}-reference-{place.family}-{number}")
        printed, year = f"{number + 1:02}-NQ/T{place.family}", draw.randint(2018, 2025)
        own = {"number": printed, "title": words.reference_title(draw, printed), "date": f"{year}-06-{number % 28 + 1:02}"}
        key = f"{as_id(printed)}-{year}"
        self.add(f"references/{key}", own | {"issuer": f"hdnd-{place.province}"})
        return key


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]


def _nature(indicator: str) -> tuple[str, str, str]:
    """The bound, the better way and the unit of an indicator; three in four are rates."""
    draw = Random(f"nature-{indicator}")
    if draw.random() < 0.25:
        unit, better = draw.choice(_COUNTS)
        return "at_least", better, unit
    bound, better = draw.choice(_RATES)
    return bound, better, "percent"


def figure(indicator: str, place: _Place, year: int) -> dict:
    """The bound that any document sets for an indicator, place and year; a ward's is never short of its province's."""
    bound, better, unit = _nature(indicator)
    since = year - _FIRST_YEAR
    if unit != "percent":
        return {bound: Random(f"{indicator}-{place.id}").randint(40, 9000) + 25 * since, "unit": unit}
    start = Random(f"start-{indicator}").randint(400, 900) / 10
    value = start + 0.6 * since + place.level if better == "higher" else (start - since) / 10 - place.level / 10
    value = round(value, 1)
    return {bound: [value, round(value + 0.5, 1)] if bound == "between" else value, "unit": unit}


def _places() -> Iterator[_Place]:
    """Families without end: a province, then its wards."""
    number = 0
    while True:
        family, within = divmod(number, _WARDS + 1)
        name = words.place_name(number)
        if not within:
            province = as_id(f"tinh {name}")
        kind = "Phường" if within else "Tỉnh"
        yield _Place(as_id(f"{kind} {name}"), f"{kind} {name}", int(bool(within)), family, province)
        number += 1


@dataclass
class _Document:
    """One document being written: what its records need to agree on."""

    place: _Place
    years: tuple[int, int]
    shared: _Shared
    draw: Random
    line: int = 10
    leading: list[str] = field(default_factory=list)
    measures: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.place.id}-" + "-".join(str(year) for year in dict.fromkeys(self.years))

    def source(self, point: str) -> dict:
        self.line += self.draw.randint(1, 3)
        return {"point": point, "lines": [self.line, self.line + 1] if self.draw.random() < 0.3 else self.line}

    def lead(self) -> list[str]:
        """One or two agencies; whoever takes part or has a duty is chosen among those that lead."""
        chosen = self.draw.sample(words.offices()[1:], self.draw.choice((1, 1, 1, 2)))
        found = [f"{start}-{self.place.id}" for _, start in chosen]
        self.leading += [one for one in found if one not in self.leading]
        return found

    def cites(self, most: int) -> list[dict]:
        numbers = sorted(self.draw.sample(range(_REFERENCES), self.draw.randint(0, most)))
        return [{"reference": self.shared.reference(one, self.place), "lines": [self.line]} for one in numbers]

    def deadline(self) -> dict | str:
        chance, year = self.draw.random(), self.draw.randint(*self.years)
        if chance < 0.15:
            return {"word": "ongoing", "printed": "Thường xuyên"}
        if chance < 0.2:
            return {"word": "central-schedule", "printed": "Theo tiến độ của Trung ương"}
        return str(year) if chance < 0.4 else f"{year}-{self.draw.randint(1, 12):02}"


def _target(document: _Document, number: int) -> dict:
    draw = document.draw
    measures = []
    for position in range(draw.choice((1, 1, 1, 2, 2, 3, 4, 5))):
        national = number <= 2 and not position
        if draw.random() < 0.15 and not national:
            measures.append({"name": words.target_title(draw), "goal": words.goal(draw)})
            continue
        one = draw.randrange(_NATIONAL if national else _LOCAL)
        indicator = document.shared.indicator(one, None if national else document.place.family)
        bound = figure(indicator, document.place, document.years[1])
        measure = {"name": words.indicator_name(one), "indicator": indicator, **bound}
        if document.years[0] != document.years[1] and draw.random() < 0.3:
            halfway = document.years[0] + 2
            measure["path"] = [{"by": str(halfway), **figure(indicator, document.place, halfway)}]
        measures.append(measure)
        whole = bound.get("at_least")
        if isinstance(whole, int) and draw.random() < 0.3:
            part = {"name": f"Trong đó ở {words.location(draw).lower()}", "at_least": whole // 2, "unit": bound["unit"]}
            measures.append(part | {"of_which": True})
    document.measures[str(number)] = len(measures)
    data = {"title": words.target_title(draw), "field": draw.choice(_FIELDS), "lead": document.lead(), "measures": measures}
    if draw.random() < 0.3:
        data["statement"] = words.statement(draw)
    return data | {"cites": document.cites(1), "source": document.source(f"II.{number}")}


def _work(document: _Document, title: str) -> dict:
    """What tasks and projects have in common."""
    draw = document.draw
    lead = document.lead()
    data = {
        "title": title,
        "lead": lead,
        "coordinating": [one for one in draw.sample(document.leading, draw.randint(0, min(3, len(document.leading))))],
        "deadline": document.deadline(),
        "funding": draw.sample(("state-budget", "other-lawful", "socialised", "ppp"), draw.choice((1, 1, 2))),
    }
    if draw.random() < 0.3:
        data["statement"] = words.statement(draw)
    if document.measures and draw.random() < 0.5:
        data["targets"] = sorted(draw.sample(list(document.measures), min(len(document.measures), draw.randint(1, 2))))
    return data | {"cites": document.cites(1)}


def _task(document: _Document, section: int, number: int) -> dict:
    own = _work(document, words.task_title(document.draw)) | {"section": str(section)}
    return own | {"source": document.source(f"Phụ lục I, {section}.{number}")}


def _project(document: _Document, number: int, tasks: list[str]) -> dict:
    draw = document.draw
    total = draw.randint(5, 900)
    state = draw.randint(1, total)
    unit = "billion-vnd"
    amounts = [
        {"kind": "investment-total", "value": total, "unit": unit},
        {"kind": "investment-state", "value": state, "unit": unit},
    ]
    if draw.random() < 0.4:
        land = draw.randint(0, state)
        parts = {"planned-total": state, "planned-city-support": state - land, "planned-land-use": land}
        amounts += [{"kind": kind, "value": value, "unit": unit} for kind, value in parts.items()]
    own = _work(document, words.work_title(draw)) | {"kind": draw.choice(("work", "project", "scheme")), "code": str(number)}
    if tasks:
        own["task"] = draw.choice(tasks)
    own |= {"group": f"Nhóm {number % 4 + 1}", "location": words.location(draw), "amounts": amounts}
    return own | {"source": document.source(f"Phụ lục II, {number}")}


def _report(document: _Document, day: str, tasks: list[str]) -> File:
    draw = document.draw
    agency = draw.choice(document.leading)
    entries = []
    for target in draw.sample(list(document.measures), min(6, len(document.measures))):
        entry = {"target": target, "measure": draw.randint(1, document.measures[target]), "value": draw.randint(1, 99)}
        entries.append(entry | {"as_of": day})
    for task in draw.sample(tasks, min(5, len(tasks))):
        entries.append({"task": task, "status": draw.choice(("under-way", "done")), "result": words.goal(draw)})
    title = f"Báo cáo kết quả đến ngày {day}"
    source = {"title": f"Báo cáo số {draw.randint(1, 300)}/BC"}
    data = {"title": title, "agency": agency, "period": day[:7], "date": day, "source": source, "entries": entries}
    return f"reports/{day}-{agency}", data


def _document_file(document: _Document, sections: int) -> dict:
    draw, (first, last) = document.draw, document.years
    indicators = [document.shared.indicator(one, document.place.family) for one in draw.sample(range(_LOCAL), 4)]
    observations = []
    for one in indicators:
        bound = figure(one, document.place, first - 1)
        value = next(iter(bound.values()))
        seen = {"indicator": one, "period": str(first - 1), "nature": "result", "unit": bound["unit"]}
        seen |= {"exactly": value[0] if isinstance(value, list) else value, "source": document.source("I")}
        observations.append(seen)
    duty = {"agency": document.leading[:2], "what": words.task_title(draw), "to": [f"hdnd-{document.place.id}"]}
    kind = "resolution" if first == last else "action-programme"
    return {
        "title": f"Nghị quyết về {words.task_title(draw).lower()}",
        "short": f"{document.place.name} {first}" + ("" if first == last else f"–{last}"),
        "kind": kind,
        "number": f"{draw.randint(1, 99):02}/NQ-{document.place.family}",
        "issuer": f"hdnd-{document.place.id}",
        "place": document.place.id,
        "adopted": f"{first - 1}-12-{draw.randint(1, 28):02}",
        "period": str(first) if first == last else f"{first}/{last}",
        "theme": words.statement(draw),
        "sections": [{"code": str(one + 1), "title": words.target_title(draw)} for one in range(sections)],
        "cites": document.cites(12),
        "duties": [duty | {"every": ["quarter"], "source": document.source("III.1")}],
        "observations": observations,
        "source": {"file": f"{document.id}.txt", "sha256": hashlib.sha256(document.id.encode()).hexdigest()},
    }


def _records_of(document: _Document, size: int) -> Iterator[File]:
    """The records of a document, `size` of them with their reports and the document itself."""
    reports = ["2026-04-06", "2026-07-06", "2026-10-07"] if document.years[0] <= 2026 <= document.years[1] else []
    reports = reports if size > 30 else []
    rest = size - len(reports) - 1
    targets, projects, sections = rest * 2 // 5, rest // 4, 4
    tasks = []
    for number in range(1, targets + 1):
        yield f"targets/{number}", _target(document, number)
    for position in range(rest - targets - projects):
        section, number = position % sections + 1, position // sections + 1
        tasks.append(f"{section}.{number}")
        yield f"tasks/{tasks[-1]}", _task(document, section, number)
    for number in range(1, projects + 1):
        yield f"projects/cong-trinh-{number}", _project(document, number, tasks)
    for day in reports:
        yield _report(document, day, tasks)
    yield "document", _document_file(document, sections)


def records(size: int, seed: int) -> Iterator[File]:
    """The files of a plan of `size` records or a few more, as paths below `data/` and their values."""
    shared, given = _Shared(seed), 0
    for place in _places():
        shared.place(place)
        periods = [(year, year) for year in range(_FIRST_YEAR, _FIRST_YEAR + _YEARS)] + [(2026, 2030)]
        for years in periods:
            draw = Random(f"{seed}-{place.id}-{years}")
            document = _Document(place, years, shared, draw)
            # The last one takes what is left for it; the records outside documents that it names come on top.
            room = max(8, min(draw.randint(30, 150), size - given - len(shared.fresh)))
            for path, data in _records_of(document, room):
                yield f"documents/{document.id}/{path}", data
            yield from shared.fresh
            given += room + len(shared.fresh)
            shared.fresh.clear()
            if given >= size:
                return


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """YAML without anchors, which the project refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_plan(folder: Path, size: int, seed: int) -> int:
    """Writes a project folder that `congkhai build --config FOLDER/mkdocs.yml` can build; returns its number of records."""
    number = 0
    for path, data in records(size, seed):
        file = folder / "data" / f"{path}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = {key: value for key, value in data.items() if value not in ([], "")}
        text = yaml.dump(kept, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)
        file.write_text(text, "utf-8")
        number += 1
    for name in LISTS:
        shutil.copy(PROJECT / "data" / f"{name}.yml", folder / "data")
    clarities = yaml.safe_load((PROJECT / "data" / "clarities.yml").read_text("utf-8"))
    for clarity in clarities.values():
        del clarity["asked_by"]  # the documents that ask are not in an invented plan
    (folder / "data" / "clarities.yml").write_text(yaml.dump(clarities, allow_unicode=True, sort_keys=False), "utf-8")
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "index.md").write_text("# Kế hoạch thử\n\nMọi tên gọi và con số đều được bịa ra.\n", "utf-8")
    config = {"INHERIT": str(PROJECT / "mkdocs.yml"), "docs_dir": "content", "nav": [{"Trang chủ": "index.md"}]}
    config["theme"] = {"custom_dir": str(PROJECT / "theme")}
    (folder / "mkdocs.yml").write_text(yaml.dump(config, allow_unicode=True), "utf-8")
    return number
