"""The fictional web of the launcher: its port, and its two days as somebody types them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.airflow_stack.fiction import FictionalWeb, obey, serve_fiction
from scripts.airflow_stack.plan import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(folder=tmp_path / "airflow")


@pytest.fixture
def fiction(plan: Plan) -> Iterator[FictionalWeb]:
    plan.folder.mkdir()
    with serve_fiction(plan) as web:
        assert web
        yield web


def test_the_fictional_web_keeps_its_port(plan: Plan) -> None:
    plan.folder.mkdir()
    with serve_fiction(plan) as first:
        port = first and first.port
    with serve_fiction(plan) as second:
        assert second
        assert second.port == port


def test_real_publishers_need_no_fictional_web(plan: Plan) -> None:
    with serve_fiction(Plan(folder=plan.folder, is_live=True)) as web:
        assert web is None
        assert obey(web, "day 2") == "Ctrl-C stops."


def test_a_day_comes_for_all_sites_or_for_one(fiction: FictionalWeb) -> None:
    def ask(site: str) -> bytes:
        return fiction.answer(site, "/").body

    first = {site: ask(site) for site in ("government", "ledger")}
    assert obey(fiction, "day 2 government").startswith("It is day 2 on http://government.localhost")
    assert ask("government") != first["government"]
    assert ask("ledger") == first["ledger"]
    assert obey(fiction, "Day 2") == "It is day 2 on the fictional web."
    assert ask("ledger") != first["ledger"]
    obey(fiction, "day 1")
    assert {site: ask(site) for site in first} == first


@pytest.mark.parametrize("line", ["", "day", "day 3", "help", "day 2 government now"])
def test_whatever_else_is_typed_gets_help(line: str, fiction: FictionalWeb) -> None:
    assert "Ctrl-C stops" in obey(fiction, line)


def test_a_site_that_does_not_exist_is_told(fiction: FictionalWeb) -> None:
    assert "There is no site gazette; there are bytewise" in obey(fiction, "day 2 gazette")
