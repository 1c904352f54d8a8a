"""What a person put right is told of each statement that is found, the last word of each kind alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from clausewatch.index.protocol import Corrected, Query
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Stance, Statement
from clausewatch.settings import load_settings
from clausewatch.steps.correction_reports import add_corrections, find_corrected
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import CLAUSE, NOON, make_document, make_speaker, make_statement

TEXT = "We will scan them. We will not."
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(load_settings(data=tmp_path / "data")) as opened:
        yield opened


def publish(stores: Stores, page: Document | None = None, shift: int = 0) -> tuple[Statement, Statement]:
    """Two statements of a page; with `shift` a little further on, so that their ids are others."""
    page = page or make_document(TEXT)
    stance = Stance(target=CLAUSE, label="FAVOR", confidence=0.6)
    one, other = (
        make_statement(
            text,
            make_speaker(),
            document=page.id,
            version=page.version,
            content=((begin + shift, begin + len(text)),),
            stances=(stance,),
        )
        for text, begin in (("We will scan them.", 0), ("We will not.", 19))
    )
    with stores.ledger.begin() as session:
        save_version(session, page, fetch=None, seen_at=NOON)
        save_statements(session, page.version, [one, other])
    return one, other


def find(stores: Stores, *statements: Statement) -> list[tuple[Corrected, ...]]:
    with stores.ledger.read() as session:
        return list(find_corrected(session, statements).values())


def test_speaker_and_stance_are_told_with_reason_and_time(stores: Stores) -> None:
    one, other = publish(stores)
    with stores.ledger.begin() as session:
        correct(session, one.id, speaker_name="Owen Barrow", why="it was him", at=NOON)
        correct(session, one.id, stance="AGAINST", target=CLAUSE, why="irony", at=LATER)
    speaker = Corrected(part="speaker", why="it was him", at=NOON)
    stance = Corrected(part="stance", target=CLAUSE, why="irony", at=LATER)
    assert find(stores, one, other) == [(speaker, stance), ()]


def test_both_at_once_are_two_and_only_the_last_of_a_kind_counts(stores: Stores) -> None:
    one, _ = publish(stores)
    with stores.ledger.begin() as session:
        correct(session, one.id, speaker_name="A", stance="NONE", target=CLAUSE, why="first", at=NOON)
        correct(session, one.id, stance="AGAINST", target=CLAUSE, why="second", at=LATER)
        correct(session, one.id, stance="FAVOR", target="other", why="third", at=LATER)
    (found,) = find(stores, one)
    assert [(each.part, each.target, each.why) for each in found] == [
        ("speaker", None, "first"),
        ("stance", CLAUSE, "second"),
        ("stance", "other", "third"),
    ]


def test_what_was_put_right_is_told_after_the_page_was_read_anew(stores: Stores) -> None:
    one, _ = publish(stores)
    with stores.ledger.begin() as session:
        correct(session, one.id, stance="AGAINST", target=CLAUSE, why="irony", at=NOON)
    moved, other = publish(stores, shift=1)
    assert moved.id != one.id
    assert [[each.why for each in found] for found in find(stores, moved, other)] == [["irony"], []]


def test_each_hit_of_a_search_has_its_own(stores: Stores) -> None:
    one, _ = publish(stores)
    publish(stores, make_document(TEXT, url="https://news.example/other"))
    with stores.ledger.begin() as session:
        correct(session, one.id, stance="AGAINST", target=CLAUSE, why="irony", at=NOON)
    repeat_until_done("index", lambda: index_batch(stores))
    result = stores.index.search(Query())
    assert result.total == 4
    assert {hit.corrected for hit in result.hits} == {()}
    told = {hit.entry.id: [each.why for each in hit.corrected] for hit in add_corrections(stores.ledger, result).hits}
    assert told.pop(one.id) == ["irony"]
    assert list(told.values()) == [[], [], []]


def test_nothing_found_and_nothing_put_right_need_no_more(stores: Stores) -> None:
    assert find(stores) == []
    result = stores.index.search(Query())
    assert add_corrections(stores.ledger, result) == result
    assert find(stores, publish(stores)[0]) == [()]
