"""The site's own JavaScript: the linter's rules, the unit tests that node runs, and what it shares with the Python side."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from generator.pages.split import _IN_ADDRESS
from generator.search import _SUBJECTS
from generator.searched import words_as_typed

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCRIPTS = ROOT / "theme" / "assets" / "javascripts"
ESLINT = HERE / "node_modules" / "eslint" / "bin" / "eslint.js"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)


def lint(*paths: str | Path) -> subprocess.CompletedProcess[str]:
    return run("node", ESLINT, "--max-warnings", "0", "--config", HERE / "eslint.config.mjs", *paths)


def test_the_linter_finds_nothing() -> None:
    done = lint(SCRIPTS, *sorted(HERE.glob("*.mjs")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_reads_our_scripts() -> None:
    done = lint("--print-config", SCRIPTS / "engine.js")
    rules = json.loads(done.stdout)["rules"]
    assert rules["no-undef"][0] == rules["no-unused-vars"][0] == 2


def test_words_are_understood_as_node_tests_them() -> None:
    done = run("node", "--test", HERE / "words.test.mjs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)[1]) > 20


def test_words_are_folded_alike_on_both_sides() -> None:
    """The index is written by searched.words_as_typed and asked by words.js."""
    text = "Tỷ lệ hộ nghèo, QĐ-UBND, kỹ năng, Hòa/hoà, y tế, quy hoạch, thủy lợi, Đường 5, 74.000 tỷ, 96,6 %, mục 1.4.7"
    script = f"""import {{ typedWords }} from "{(SCRIPTS / "words.js").as_uri()}";
    console.log(typedWords({json.dumps(text)}).join(" "));"""
    done = run("node", "--input-type=module", "--eval", script)
    assert done.stdout.strip() == words_as_typed(text)


def test_pages_that_gather_a_subject_are_the_same_on_both_sides() -> None:
    script = (SCRIPTS / "engine.js").read_text("utf-8")
    assert set(re.search(r"GATHERS = /\\/\(([a-z|-]+)\)", script)[1].split("|")) == _SUBJECTS


def test_the_address_has_the_same_names_on_both_sides() -> None:
    held = dict(re.findall(r'(\w+): "([a-z-]+)"', (SCRIPTS / "address.js").read_text("utf-8").split("IN_ADDRESS")[1]))
    assert _IN_ADDRESS.items() <= (held | {"query": "q"}).items()
