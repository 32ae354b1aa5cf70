"""The set-up: what the two commands install is locked, and CI and the README name those very commands.

In: pyproject.toml, the lock files, the Makefile, .ci/, README.md, and what is installed beside these tests.
Leaves to others: whether the locked files can be fetched, which `make site` finds out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SITE, TEST = "requirements.lock", "requirements-test.lock"
WANTED = {
    SITE: PROJECT["build-system"]["requires"] + PROJECT["project"]["dependencies"],
    TEST: PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["test"],
}
both_locks = pytest.mark.parametrize("lock", [SITE, TEST])


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _entries(lock: str) -> dict[str, tuple[str, list[str]]]:
    """The version and hashes of each package that a lock names."""
    joined = _text(lock).replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        pin = re.match(r"([\w.-]+)==(\S+)", line)
        assert pin, f"{lock}: not a pinned package: {line[:80]}"
        found[canonicalize_name(pin[1])] = (pin[2], re.findall(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)", line))
    return found


@both_locks
def test_every_package_has_hashes(lock: str) -> None:
    entries = _entries(lock)
    assert entries
    assert not [name for name, (_, hashes) in entries.items() if not hashes]


@both_locks
def test_no_address(lock: str) -> None:
    assert not re.findall(r"\w+://|--index|--extra-index|--find-links|--trusted|\s-i\b", _text(lock))


@both_locks
def test_dependencies_are_locked_in_an_allowed_version(lock: str) -> None:
    entries = _entries(lock)
    for wanted in map(Requirement, WANTED[lock]):
        version, _ = entries.get(canonicalize_name(wanted.name), (None, []))
        assert version, f"{lock} does not name {wanted.name}: run make lock"
        assert version in wanted.specifier, f"{lock} has {wanted.name} {version}, not {wanted}: run make lock"


def test_tests_run_on_the_versions_that_build_the_site() -> None:
    assert _entries(SITE).items() <= _entries(TEST).items()


def test_locked_packages_run_on_the_oldest_python_promised() -> None:
    oldest = re.fullmatch(r">=(\d+\.\d+)", PROJECT["project"]["requires-python"])
    assert oldest
    needs = {name: distribution(name).metadata["Requires-Python"] or "" for name in _entries(TEST)}
    assert not {name: need for name, need in needs.items() if f"{oldest[1]}.0" not in SpecifierSet(need)}


def test_what_comes_from_npm_is_locked_without_addresses() -> None:
    packages = json.loads(_text("tests/published/package-lock.json"))["packages"]
    own = packages.pop("")
    assert own["dependencies"] == json.loads(_text("tests/published/package.json"))["dependencies"]
    assert packages
    assert not [name for name, package in packages.items() if "integrity" not in package or "resolved" in package]


def _commands(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if re.match(r"\s*make \w+", line)]


def test_ci_runs_the_two_commands() -> None:
    assert sorted(_commands(_text(".ci/run"))) == ["make site", "make test"]


def test_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", _text("README.md"), re.MULTILINE | re.DOTALL)
    commands = [command for block in blocks for command in _commands(block)]
    assert [command.split("#")[0].strip() for command in commands[:2]] == ["make site", "make test"]


def test_make_knows_every_target_it_lists() -> None:
    listed = re.search(r"^\.PHONY: (.*)$", _text("Makefile"), re.MULTILINE)
    assert listed
    for target in listed[1].split():
        shown = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True)
        assert shown.returncode == 0, shown.stderr
        assert shown.stdout.strip()


def _chromium(path: Path) -> subprocess.CompletedProcess[str]:
    """Runs .ci/chromium where nothing is on PATH but what lies in this folder."""
    environment = {**os.environ, "PATH": str(path)}
    return subprocess.run(["/bin/bash", ROOT / ".ci/chromium"], env=environment, capture_output=True, text=True)


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_on_the_path_is_found(tmp_path: Path, name: str) -> None:
    _program(tmp_path / name, "exit 0")
    result = _chromium(tmp_path)
    assert (result.returncode, result.stdout.strip()) == (0, str(tmp_path / name))


def test_root_gets_debians_chromium(tmp_path: Path) -> None:
    _program(tmp_path / "id", "echo 0")
    _program(
        tmp_path / "apt-get",
        f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/log\n: > {tmp_path}/chromium\n/bin/chmod 755 {tmp_path}/chromium',
    )
    result = _chromium(tmp_path)
    assert (result.returncode, result.stdout.strip()) == (0, f"{tmp_path}/chromium")
    update, install = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert update.startswith("noninteractive update")
    assert install.startswith("noninteractive install -y") and " chromium " in install


def test_root_without_a_network_is_told_what_to_install(tmp_path: Path) -> None:
    _program(tmp_path / "id", "echo 0")
    _program(tmp_path / "apt-get", "exit 100")
    result = _chromium(tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "install the package 'chromium'" in result.stderr


def test_without_root_it_says_what_to_install(tmp_path: Path) -> None:
    _program(tmp_path / "id", "echo 1000")
    result = _chromium(tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "hãy cài gói 'chromium'" in result.stderr and "install the package 'chromium'" in result.stderr
