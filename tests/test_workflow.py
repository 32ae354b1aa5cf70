"""The GitHub workflow: valid, free of known weaknesses, every action pinned, and run with the commands of the Makefile.

In: .github/workflows/, the Makefile, and two checkers of the locked test environment, both run without the network.
Leaves to others: whether the pinned commits exist, which only GitHub can tell.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
SITE = ROOT / ".github/workflows/site.yml"


def _run(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs a tool that lies beside the Python of these tests, so that the locked one is asked and no other."""
    found = shutil.which(tool, path=Path(sys.executable).parent)
    assert found, f"{tool} is missing from the test environment: make test installs it"
    return subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def _workflow(path: Path) -> dict:
    # PyYAML reads YAML 1.1, where the key `on` is the truth value.
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in loaded.items()}


def _steps(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_schema() -> None:
    result = _run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert result.returncode == 0, result.stdout + result.stderr
    assert SITE in WORKFLOWS


def test_schema_check_can_fail(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(SITE.read_text(encoding="utf-8").replace("runs-on:", "runs-in:"), encoding="utf-8")
    assert _run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", broken).returncode == 1


def test_no_known_weakness() -> None:
    result = _run("zizmor", "--offline", "--persona", "pedantic", "--no-progress", *WORKFLOWS)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No findings" in result.stdout + result.stderr


def test_weakness_check_can_fail(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    weak = SITE.read_text(encoding="utf-8").replace("run: make site", 'run: echo "${{ github.head_ref }}"')
    (folder / "weak.yml").write_text(weak, encoding="utf-8")
    result = _run("zizmor", "--offline", "--no-progress", folder / "weak.yml")
    assert result.returncode != 0
    assert "template-injection" in result.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    written = re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(written) == sum("uses" in step for step in _steps(_workflow(path)))
    unpinned = [use for use in written if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*", use)]
    assert not unpinned


def test_checkout_keeps_no_credentials_and_has_the_history() -> None:
    checkouts = [step["with"] for step in _steps(_workflow(SITE)) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(given["persist-credentials"] is False and given["fetch-depth"] == 0 for given in checkouts)


def test_commands_are_make_targets() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    commands = [step["run"] for step in _steps(_workflow(SITE)) if "run" in step]
    assert {"make test", "make site"} <= set(commands)
    assert {command.removeprefix("make ") for command in commands} <= set(phony[1].split())


def test_paths_name_what_exists() -> None:
    events = _workflow(SITE)["on"]
    assert events["push"] == events["pull_request"]
    missing = [path for path in events["push"]["paths"] if not list(ROOT.glob(path.removesuffix("/**")))]
    assert not missing


def test_only_the_main_branch_is_published() -> None:
    jobs = _workflow(SITE)["jobs"]
    only_main = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"
    assert jobs["deploy"]["if"] == only_main
    assert set(jobs["deploy"]["needs"]) == {"test", "build"}
    uploads = [step for step in jobs["build"]["steps"] if "pages" in step.get("uses", "")]
    assert uploads
    assert all(step["if"] == only_main for step in uploads)


def test_permissions_are_the_least() -> None:
    workflow = _workflow(SITE)
    assert workflow["permissions"] == {}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert granted == {
        "test": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
