"""`clausewatch correct`: what a person puts right stays right and is found."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clausewatch.cli.main import run
from clausewatch.index.protocol import Query
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Stance, Statement
from clausewatch.settings import load_settings
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import CLAUSE, NOON, make_document, make_speaker, make_statement

Correct = Callable[..., tuple[int, str, str]]
TEXT = "We will scan them"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(load_settings(data=tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def correct(stores: Stores, capsys: pytest.CaptureFixture[str]) -> Correct:
    def run_command(*arguments: str) -> tuple[int, str, str]:
        status = run(["correct", "--data", str(stores.settings.data), *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_command


def publish(stores: Stores, *targets: str) -> Statement:
    page = make_document(TEXT)
    place: dict[str, Any] = {"document": page.id, "version": page.version, "content": ((0, len(TEXT)),)}
    stances = tuple(Stance(target=target, label="FAVOR", confidence=0.6) for target in targets)
    statement = make_statement(TEXT, make_speaker(), stances=stances, **place)
    with stores.ledger.begin() as session:
        save_version(session, page, fetch=None, seen_at=NOON)
        save_statements(session, page.version, [statement])
    return statement


def test_a_corrected_stance_is_shown_and_found(stores: Stores, correct: Correct) -> None:
    statement = publish(stores, CLAUSE)
    status, out, _ = correct(statement.id, "--stance", "against", "--why", "irony")
    assert (status, out) == (0, f"Ada Moor: “{TEXT}” ({CLAUSE}: AGAINST)\n")
    assert stores.index.search(Query(stance="AGAINST")).total == 1
    assert stores.index.search(Query(stance="FAVOR")).total == 0


def test_a_corrected_speaker_outlives_processing_anew(stores: Stores, correct: Correct) -> None:
    statement = publish(stores)
    assert correct(statement.id, "--speaker", "Owen Barrow", "--why", "misread")[0] == 0
    publish(stores)
    status, out, _ = correct(statement.id, "--stance", "NONE", "--target", CLAUSE, "--why", "procedure")
    assert (status, out) == (0, f"Owen Barrow: “{TEXT}” ({CLAUSE}: NONE)\n")


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--why", "x"], 2, "Give --stance, --speaker or both"),
        (["--speaker", "Ada Moor", "--target", CLAUSE, "--why", "x"], 2, "--target needs --stance"),
        (["--speaker", "Ada Moor"], 2, "--why"),
        (["--stance", "MAYBE", "--why", "x"], 2, "'MAYBE' is not one of"),
        (["--speaker", " ", "--why", "x"], 1, "the speaker's name is empty"),
        (["--speaker", "a" * 201, "--why", "x"], 1, "the speaker's name is longer than 200 characters"),
        (["--stance", "NONE", "--why", " "], 1, "say why"),
    ],
)
def test_wrong_use_is_told(stores: Stores, correct: Correct, options: list[str], status: int, told: str) -> None:
    answer = correct(publish(stores, CLAUSE).id, *options)
    assert answer[0] == status
    assert told in answer[2]


@pytest.mark.parametrize(("targets", "told"), [((), "no target so far"), ((CLAUSE, "other"), f"{CLAUSE}, other")])
def test_a_stance_whose_target_is_not_clear_is_refused(
    stores: Stores, correct: Correct, targets: tuple[str, ...], told: str
) -> None:
    status, _, err = correct(publish(stores, *targets).id, "--stance", "NONE", "--why", "x")
    assert status == 1
    assert told in err


@pytest.mark.parametrize("option", [["--stance", "NONE"], ["--speaker", "Ada Moor"]])
def test_an_unknown_statement_is_told(correct: Correct, option: list[str]) -> None:
    status, _, err = correct("0" * 20, *option, "--why", "x")
    assert status == 1
    assert "no statement 0000" in err


def test_a_stance_towards_a_target_that_there_is_not_is_refused(stores: Stores, correct: Correct) -> None:
    statement = publish(stores, CLAUSE)
    status, out, err = correct(statement.id, "--stance", "NONE", "--target", "typo", "--why", "x")
    assert (status, out) == (2, "")
    assert "unknown target 'typo'" in err
    assert stores.index.search(Query(target="typo")).total == 0


def test_a_stance_towards_a_target_that_has_gone_can_be_put_right(stores: Stores, correct: Correct) -> None:
    statement = publish(stores, "long-gone")
    status, out, _ = correct(statement.id, "--stance", "NONE", "--target", "long-gone", "--why", "x")
    assert (status, out) == (0, f"Ada Moor: “{TEXT}” (long-gone: NONE)\n")
