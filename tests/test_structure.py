"""The code polices itself: who may import whom, who may print, who may look at the clock, and how long things are.

In: the source of generator/. A module that is named in none of the layers below fails: say what it is. An exception
that is no longer needed fails too.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"
VALUES = {
    "naming",
    "problems",
    "rules",
    "example_records",
    "statuses",
    "status_rules",
    "model",
    "parts",
    "plan",
    "sums",
    "strict_yaml",
    "contexts",
    "contexts_agencies",
    "contexts_compare",
    "contexts_gather",
    "contexts_lists",
    "contexts_money",
    "contexts_reports",
    "contexts_time",
    "contexts_trace",
    "edtf",
    "wording",
    "wrong_values",
    "addresses",
    "chart",
    "environment",
    "recent",
    "searched",
    "digests",
    "earlier",
}
STAGES = {
    "cache",
    "read",
    "link",
    "checks",
    "clear",
    "derive",
    "trace",
    "warn",
    "pages",
    "render",
    "frame",
    "search",
    "handwritten",
    "export",
}
WIRING = {
    "build",
    "pour",
    "watched",
    "last_build",
    "output",
    "processes",
    "preview",
    "edits",
    "mkdocs_plugin",
    "cli",
    "examples",
}
BESIDE = {"locale"}  # tools for the catalogue, which no build runs

# What a stage may take from another today, and why.
ALLOWED = {
    ("pages", "trace"): "Trace: what was proved, as a value",
    ("warn", "derive"): "Facts: what was derived, as a value",
    ("warn", "checks"): "which figures can be compared is known in one place",
    ("pages", "checks"): "which figures can be compared is known in one place",
    ("pages", "warn"): "warnings and dues, as values, and the table of rules",
    ("export", "warn"): "warnings and dues, as values",
    ("pages", "derive"): "Facts: what was derived, as a value",
    ("export", "pages"): "Site and the names of records, so that page and data file say the same",
}
LONG_FILES: dict[str, str] = {}
CLOCK_NETWORK_ENVIRONMENT = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.localtime",
    "os.environ",
    "os.getenv",
}
NETWORK = {"requests", "urllib.request", "http", "socket", "httpx", "aiohttp", "ftplib"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def modules() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def layer(path: Path) -> str:
    """`read` for read.py, `pages` for pages/lists.py."""
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The full names of all that a module imports, wherever in it: `generator.link`, `mkdocs.config.load_config`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: imports are written out in full"
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def imported_layers(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("generator.")} - {layer(path)}


def named(path: Path) -> set[str]:
    """Every name and dotted pair of names that a module uses: `print`, `date.today`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(f"{getattr(node.value, 'id', getattr(node.value, 'attr', ''))}.{node.attr}")
    return found


def test_every_module_has_its_layer():
    assert {layer(path) for path in modules()} - {"__init__"} <= VALUES | STAGES | WIRING | BESIDE


def test_values_import_only_values():
    for path in modules():
        if layer(path) in VALUES:
            assert imported_layers(path) <= VALUES, path.name


def test_stages_import_only_values_and_what_is_allowed():
    used = {
        (layer(path), other)
        for path in modules()
        if layer(path) in STAGES
        for other in imported_layers(path)
        if other not in VALUES
    }
    assert used - set(ALLOWED) == set(), "a stage imports what it may not"
    assert set(ALLOWED) - used == set(), "an exception is no longer needed"


def test_nothing_beside_the_build_is_imported_by_it():
    for path in modules():
        assert layer(path) in BESIDE or not imported_layers(path) & BESIDE, path.name


def test_only_the_plugin_and_the_command_import_mkdocs():
    using = {path.name for path in modules() if any(name.split(".")[0] == "mkdocs" for name in imported(path))}
    assert using == {"mkdocs_plugin.py", "cli.py"}


def test_only_the_command_prints_or_exits():
    words = {"print", "sys.exit", "exit", "quit", "SystemExit", "sys.stdout", "sys.stderr", "os._exit", "breakpoint"}
    using = {path.relative_to(GENERATOR).as_posix() for path in modules() if named(path) & words}
    assert using == {"cli.py"}


def test_only_the_wiring_looks_at_clock_network_or_environment():
    for path in modules():
        if path.name in ("cli.py", "mkdocs_plugin.py"):
            continue
        assert named(path) & CLOCK_NETWORK_ENVIRONMENT == set(), path.name
        assert not {name for name in imported(path) if any(f"{name}.".startswith(f"{one}.") for one in NETWORK)}, path.name


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_no_stage_times_itself(stage):
    for path in modules():
        assert layer(path) != stage or not {"time", "timeit"} & {name.split(".")[0] for name in imported(path)}, path.name


def test_every_module_says_what_it_is_for():
    silent = [path.relative_to(GENERATOR).as_posix() for path in modules() if not ast.get_docstring(tree(path))]
    assert silent == []


def test_no_function_is_longer_than_fifty_lines():
    long = [
        f"{path.name}: {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 50
    ]
    assert long == []


def test_no_file_is_longer_than_four_hundred_lines():
    long = {path.relative_to(GENERATOR).as_posix() for path in modules() if len(path.read_text("utf-8").splitlines()) > 400}
    assert long == set(LONG_FILES)


def test_no_module_has_a_name_that_says_nothing():
    assert {path.stem for path in modules()} & {"utils", "util", "helpers", "manager", "base", "common", "misc"} == set()
