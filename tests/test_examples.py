"""Every rule has a worked example, and running the rule gives what the example is for."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import ANY

import pytest

from generator.build import prepare
from generator.checks import MODULES
from generator.checks import RULES as CHECK_RULES
from generator.example_records import EXAMPLES
from generator.examples import BY_KIND, worked
from generator.pages.method import rules_shown
from generator.pages.shared import link_of
from generator.problems import say
from generator.rules import ANCHORS, Rule
from generator.status_rules import STATUS_RULES
from generator.statuses import STATUS_NAMES
from generator.warn import RULES as WARNING_RULES
from tests.conftest import settings_for, write_plan
from tests.test_checks import GENERATOR, check_ids

WORKED = list(worked())


def test_every_rule_has_one_example_and_no_other_stands() -> None:
    rules = {(kind, rule) for kind, table in BY_KIND.items() for rule in table}
    assert set(EXAMPLES) == rules == {(one.kind, one.rule.id) for one in WORKED}
    assert len(WORKED) == len(rules)
    assert {one.kind for one in WORKED} == set(ANCHORS)


@pytest.mark.parametrize("rule", [*STATUS_RULES.values(), *WARNING_RULES.values(), *CHECK_RULES.values()])
def test_every_rule_says_what_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert rule.name.pattern and rule.description.pattern.endswith(".")


def test_the_rules_of_the_checks_are_all_that_they_can_find() -> None:
    """What check_ids() finds in the source of checks/ is what their tables say."""
    sources = "".join(path.read_text("utf-8") for path in (GENERATOR / "checks").glob("*.py"))
    used = {one for one in check_ids() if len(re.findall(rf'"{one}"', sources)) > 1}
    assert used == set(CHECK_RULES)
    assert len(CHECK_RULES) == sum(len(module.RULES) for module in MODULES)
    assert {rule.level for rule in CHECK_RULES.values()} == {"error", "warning"}


def test_an_example_of_status_shows_the_status_of_its_rule() -> None:
    shown = {one.rule.id: one.status for one in WORKED if one.kind == "status"}
    assert all(rule.level in ("", shown[rule.id]) for rule in STATUS_RULES.values())
    assert set(shown.values()) == set(STATUS_NAMES)


def test_an_example_is_small() -> None:
    assert all(1 <= len(one.given) <= 3 for one in WORKED)


def test_a_rule_without_an_example_is_a_fault(monkeypatch) -> None:
    monkeypatch.setitem(BY_KIND, "check", {"new": Rule("new", "error", say("New"), say("New."))})
    with pytest.raises(KeyError, match="new"):
        list(worked())


def test_an_example_that_does_not_show_its_rule_is_a_fault(monkeypatch) -> None:
    monkeypatch.setitem(EXAMPLES, ("check", "moved-nowhere"), EXAMPLES[("check", "left-open")])
    with pytest.raises(LookupError, match="check rule moved-nowhere does not show it"):
        list(worked())


def test_examples_leave_nothing_on_the_site_that_shows_them(tmp_path: Path) -> None:
    """They have agencies of their own, with the ids that a plan may have."""
    site = prepare(settings_for(write_plan(tmp_path, {})))[0].site
    rules_shown(site, WORKED)
    assert link_of(site, "agencies", "ubnd-phuong-mau").title == "Ủy ban nhân dân phường Mẫu"
    assert (site.kept, dict(site.recent)) == ({}, {("link", "agencies", "ubnd-phuong-mau"): ANY})
