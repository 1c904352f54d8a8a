"""`kill -9` in every step of both days: rerun, the state is that of a run that nobody disturbed."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy.orm import Session

from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import make_settings
from clausewatch.errors import LedgerError
from clausewatch.ledger.fetches import read_fetch
from clausewatch.models import RecordAddress
from clausewatch.steps.stores import open_stores
from tests.faults.killing import DAYS, KILLED_STEPS, Durations, Kill, run_broken, run_unbroken
from tests.faults.state import dump_state

SEED = 20230906


class Outcome(NamedTuple):
    folder: Path
    unbroken: dict[str, Any]
    broken: dict[str, Any]
    durations: Durations
    kills: list[Kill]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    quiet, killed = tmp_path_factory.mktemp("quiet"), tmp_path_factory.mktemp("killed")
    with DemoWeb() as web:
        durations = run_unbroken(quiet, web)
        # Not a secret: the points are chosen by lot, the same ones each time.
        kills = run_broken(killed, web, durations, random.Random(SEED))
    return Outcome(killed, dump_state(quiet), dump_state(killed), durations, kills)


def test_the_worker_was_killed_in_every_step(outcome: Outcome) -> None:
    assert [(kill.day, kill.step) for kill in outcome.kills] == [(day, step) for day in DAYS for step in KILLED_STEPS]
    assert len(outcome.kills) == 10
    assert sum(kill.hit for kill in outcome.kills) >= 8


def test_there_is_something_to_lose(outcome: Outcome) -> None:
    state = outcome.unbroken
    assert len(state["documents"]) >= 10
    assert len(state["index"]) >= 20
    assert {kind for kind, _ in state["events"]} == {"revised", "withdrawn"}
    assert len(state["alerts"]) >= 5
    assert state["undone"] == {}


@pytest.mark.parametrize("part", ["documents", "events", "alerts", "deliveries", "undone", "index", "sent"])
def test_the_final_state_is_that_of_an_unbroken_run(part: str, outcome: Outcome) -> None:
    assert outcome.broken[part] == outcome.unbroken[part]


def test_every_body_that_the_ledger_knows_is_in_the_archive(outcome: Outcome) -> None:
    with open_stores(make_settings(outcome.folder)) as stores, stores.ledger.read() as session:
        addresses = list(list_bodies(session))
        assert len(addresses) >= 20
        assert all(stores.archive.read(address).body for address in addresses)


def list_bodies(session: Session) -> Iterator[RecordAddress]:
    for number in itertools.count(1):
        try:
            fetch = read_fetch(session, number)
        except LedgerError:
            return
        if fetch.address is not None:
            yield fetch.address
