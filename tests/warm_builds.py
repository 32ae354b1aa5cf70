"""Warm builds beside cold ones: a plan that is edited at random, and its site after each edit, made both ways.

In: a plan's folder, a seed. Out: `Project`, which edits and builds; as `python -m tests.warm_builds EDITS SEED [RECORDS]`
it makes as many edits as wished, and says at which of them the two sites differ. Leaves to others: MkDocs, whose own
files are no matter of a warm build (test_warm_builds builds with it as well).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import yaml

from generator import last_build
from generator.build import FRAME_PATHS, Settings, prepare, with_mentions
from generator.contexts import Link
from generator.frame import SLOTS, Frame
from generator.last_build import Memory
from generator.output import last_site
from generator.pages.around import key_of
from generator.pour import Poured, Report, pour
from generator.render import TEMPLATES, renderer
from generator.searched import Entry
from tests.benchmarks.invented_plan import write_plan

EXAMPLE = Path(__file__).parent / "example_plan"
_LISTS = ("units", "fields", "amounts", "funding", "clarities", "abbreviations")
_WORKS = ("tasks", "projects")


class _Plain(yaml.SafeDumper):
    """The strict reader knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass
class Project:
    """A plan in a folder, what a build of it is given beside the data, and the last site."""

    root: Path
    draw: Random
    as_of: date = date(2026, 11, 22)
    footer: str = "<footer>"
    mentions: dict[str, tuple[Link, ...]] = field(default_factory=dict)

    @property
    def last(self) -> Path:
        return self.root / "site"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    def files(self, *kinds: str) -> list[Path]:
        """The files of some kinds of record, in order; of all without."""
        found = sorted((self.root / "data").rglob("*.yml"))
        return [one for one in found if one.parent != self.root / "data" and (not kinds or _kind(one) in kinds)]

    def any(self, *kinds: str) -> Path:
        return self.draw.choice(self.files(*kinds))

    def id_of(self, *kinds: str) -> str:
        found = self.any(*kinds)
        return found.parent.name if found.name == "document.yml" else found.stem

    def settings(self, cache: Path | None) -> Settings:
        content = self.root / "content"
        return Settings(
            self.root,
            self.root / "data",
            content,
            self.as_of,
            "vi",
            "Thử",
            "https://thu.example/",
            "a@thu.example",
            "",
            self.root / "sources",
            cache,
        )

    def is_sound(self) -> bool:
        return not any(problem.is_error for problem in prepare(self.settings(None))[1])

    def build(self, out: Path, memory: Path | None) -> Report:
        """Everything but MkDocs: each frame is a line of its type, and it has written one page."""
        with patch.object(last_build, "TEMPLATES", self.templates):
            poured = self.pour(out, memory)
            poured.take_over(out)
            return poured.report

    def pour(self, out: Path, path: Path | None) -> Poured:
        memory = path and Memory.at(path)
        prepared, problems = prepare(self.settings(path and path.parent))
        assert not any(problem.is_error for problem in problems)
        prepared = with_mentions(prepared, self.mentions)
        prepared = replace(prepared, render=renderer(prepared.words, "https://sua.example/", "Thử", self.templates))
        fixed = ("<header>", *["\n"] * (len(SLOTS) - 1), self.footer)
        frames = {name: Frame((name + fixed[0], *fixed[1:]), SLOTS) for name in FRAME_PATHS}
        written = (Entry("gioi-thieu/", '{"path":"gioi-thieu/"}', {"gioi": 0, "thieu": 0}, {}, {}),)
        building = out.with_name("building")
        building.mkdir()
        (building / "index.html").write_text(self.footer, "utf-8")
        return pour(prepared, frames, building, last_site(out), written, memory)

    def warm(self) -> Report:
        """Goes on from the last site."""
        return self.build(self.last, self.root / "cache" / "site.pages")

    def differing(self) -> list[str]:
        """The files in which the last site and a cold build differ."""
        cold = self.root / "cold"
        self.build(cold, None)
        found, wanted = contents(self.last), contents(cold)
        shutil.rmtree(cold)
        return sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _kind(path: Path) -> str:
    return "documents" if path.name == "document.yml" else path.parent.name


def loaded(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def dump(path: Path, data: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")


def project(folder: Path, seed: int, size: int = 0) -> Project:
    """The plan in a folder, an invented one of so many records, or the example, built once."""
    if size:
        write_plan(folder, size, seed=seed)
    elif not (folder / "data").is_dir():
        shutil.copytree(EXAMPLE / "data", folder / "data")
    shutil.copytree(TEMPLATES, folder / "templates")
    made = Project(folder, Random(seed))
    made.warm()
    return made


# The edits. Each changes one thing; what makes the data unsound is taken back by `edited`.


def _change_any_value(of: Project) -> None:
    path = of.any()
    data = loaded(path)
    holder, key = of.draw.choice(list(_leaves(data)))
    value = holder[key]
    holder[key] = str(int(value) + 1) if value.isdigit() else f"{value} mới"
    dump(path, data)


def _leaves(value: dict | list) -> Iterator[tuple[dict | list, str | int]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from _leaves(inner)
        else:
            yield value, key


def _set(of: Project, kinds: tuple[str, ...], key: str, value: object) -> None:
    path = of.any(*kinds)
    dump(path, loaded(path) | {key: value})


def _change_title(of: Project) -> None:
    _set(of, ("targets", *_WORKS, "references"), "title", f"Tên thứ {of.draw.random()}")


def _change_figure(of: Project) -> None:
    path = of.any("targets")
    data = loaded(path)
    measure = of.draw.choice(data["measures"])
    for key in ("at_least", "more_than", "exactly", "at_most", "less_than", "about"):
        if key in measure:
            measure[key] = str(of.draw.randint(1, 99))
    dump(path, data)


def _change_deadline(of: Project) -> None:
    when = of.as_of + timedelta(days=of.draw.randint(-200, 400))
    _set(of, _WORKS, "deadline", of.draw.choice([when.isoformat(), f"{when:%Y-%m}", f"{when:%Y}", "ongoing"]))


def _change_lead(of: Project) -> None:
    _set(of, ("targets", *_WORKS), "lead", [of.id_of("agencies")])


def _rename(of: Project) -> None:
    _set(of, ("agencies", "places", "indicators"), "name", f"Tên riêng thứ {of.draw.random()}")


def _rename_document(of: Project) -> None:
    _set(of, ("documents",), "short", f"Văn bản {of.draw.randint(1, 999)}")


def _turn_indicator(of: Project) -> None:
    _set(of, ("indicators",), "better", of.draw.choice(["higher", "lower"]))


def _add_alias(of: Project) -> None:
    _set(of, ("agencies", "places", "indicators"), "aliases", [f"Gọi tắt {of.draw.randint(1, 999)}"])


def _copy_record(of: Project) -> None:
    path = of.any("targets", *_WORKS)
    number = of.draw.randint(200, 999)
    name = str(number) if _kind(path) == "targets" else f"9.{number}" if _kind(path) == "tasks" else f"them-{number}"
    shutil.copy(path, path.with_name(f"{name}.yml"))


def _remove_record(of: Project) -> None:
    of.any("targets", *_WORKS, "reports", "references").unlink()


def _withhold(of: Project) -> None:
    _set(of, ("targets", *_WORKS, "references", "agencies"), "publication", {"status": "withheld"})


def _move(of: Project) -> None:
    path = of.any(*_WORKS)
    other = of.draw.choice([one for one in path.parent.glob("*.yml") if one != path] or [path])
    dump(path, loaded(path) | {"moved_to": other.stem})


def _cite(of: Project) -> None:
    _set(of, ("targets", *_WORKS, "documents"), "cites", [{"reference": of.id_of("references"), "lines": ["3"]}])


def _report(of: Project) -> None:
    about = of.any("targets", *_WORKS)
    agency, day = of.id_of("agencies"), of.as_of - timedelta(days=of.draw.randint(0, 40))
    kind = _kind(about).removesuffix("s")
    said = {"value": str(of.draw.randint(1, 99))} if kind == "target" else {"status": of.draw.choice(["done", "under-way"])}
    report = {
        "title": "Báo cáo thử",
        "agency": agency,
        "period": f"{day:%Y}",
        "date": day.isoformat(),
        "source": {"title": "Nguồn thử"},
        "entries": [{kind: about.stem, **said}],
    }
    dump(about.parents[1] / "reports" / f"{day.isoformat()}-{agency}.yml", report)


def _correct(of: Project) -> None:
    path = of.any("reports")
    data = loaded(path)
    entry = dict(of.draw.choice(data["entries"]), corrects=path.stem)
    later = (of.as_of - timedelta(days=of.draw.randint(0, 3))).isoformat()
    dump(path.with_name(f"{later}-{data['agency']}.yml"), data | {"date": later, "entries": [entry]})


def _change_term(of: Project) -> None:
    path = of.root / "data" / f"{of.draw.choice(('units', 'fields'))}.yml"
    data = loaded(path)
    data[of.draw.choice(list(data))]["vi"] = f"tên {of.draw.randint(1, 999)}"
    dump(path, data)


def _next_day(of: Project) -> None:
    of.as_of += timedelta(days=1)


def _change_template(of: Project) -> None:
    path = of.draw.choice(sorted(of.templates.glob("*.html")))
    path.write_text(path.read_text("utf-8") + f"\n<!-- {of.draw.random()} -->\n", "utf-8")


def _change_frame(of: Project) -> None:
    of.footer = f"<footer>{of.draw.random()}"


def _write_about(of: Project) -> None:
    records = [one for rows in prepare(of.settings(None))[0].site.plan.records.values() for one in rows.values()]
    of.mentions[key_of(of.draw.choice(records))] = (Link("Trang viết tay", f"trang-{of.draw.randint(1, 9)}/"),)


EDITS: tuple[Callable[[Project], None], ...] = (
    _change_any_value,
    _change_title,
    _change_figure,
    _change_deadline,
    _change_lead,
    _rename,
    _rename_document,
    _turn_indicator,
    _add_alias,
    _copy_record,
    _remove_record,
    _withhold,
    _move,
    _cite,
    _report,
    _correct,
    _change_term,
    _next_day,
    _change_template,
    _change_frame,
    _write_about,
)


def edited(of: Project, edit: Callable[[Project], None], tries: int = 20) -> bool:
    """Makes an edit that leaves the data sound; False where none was found."""
    data, aside = of.root / "data", of.root / "aside"
    for _ in range(tries):
        shutil.copytree(data, aside)
        try:
            edit(of)
            is_done = of.is_sound()
        except (IndexError, KeyError, OSError):  # nothing there to edit, or no room for more
            is_done = False
        if is_done:
            shutil.rmtree(aside)
            return True
        shutil.rmtree(data)
        aside.rename(data)
    return False


@contextmanager
def forgetting(name: str) -> Iterator[None]:
    """Builds that remember no key of a collection."""
    real = last_build.Share.add

    def add(share, planned, keys, *rest):
        real(share, planned, [key for key in keys if key[0] != name], *rest)

    with patch.object(last_build.Share, "add", add):
        yield


def main(edits: int, seed: int, size: int) -> int:
    """Many edits; prints how many pages were made again after each kind of them, and where the sites differ."""
    wrong, made, again = 0, Counter(), Counter()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        of = project(Path(folder), seed, size)
        for number in range(edits):
            edit = of.draw.choice(EDITS)
            if not edited(of, edit):
                continue
            report = of.warm()
            made[edit.__name__] += 1
            again[edit.__name__] += report.pages - report.kept
            if found := of.differing():
                wrong += 1
                print(f"{number} {edit.__name__}: {len(found)} files differ, {found[:5]}")
                shutil.rmtree(of.last)
                (of.root / "cache" / "site.pages").unlink()
                of.warm()
        for name, number in made.most_common():
            print(f"{name:20} {number:5} edits, {again[name] / number:7.1f} of {report.pages} pages made again")
    print(f"{sum(made.values())} edits, {wrong} of them with a wrong site")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
