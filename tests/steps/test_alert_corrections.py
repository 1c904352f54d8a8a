"""What people put right is held against the alert rules, too."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.ledger.corrections import correct
from clausewatch.ledger.statements import read_statements
from clausewatch.models import Document
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import CLAUSE, NOON, make_speaker, make_statement
from tests.steps.publishing import ADA, alerts, make_settings, publish, say, titles


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def put_right(stores: Stores, page: Document, number: int = 0, **right: Any) -> None:
    with stores.ledger.begin() as session:
        found = read_statements(session, page.version)[number]
        correct(session, found.id, why="heard it", at=NOON, **right)


def test_a_corrected_speaker_is_held_against_the_rules(stores: Stores) -> None:
    firm = make_speaker("Owen Barrow", category="platform")
    known = [make_statement("Good morning", ADA), make_statement("We want scanning", firm, "FAVOR .9")]
    page = publish(stores, known)
    alert_batch(stores)
    assert titles(stores) == []
    put_right(stores, page, 1, speaker_name="Ada Moor")
    alert_batch(stores)
    assert titles(stores) == ["Ada Moor on Encryption clause (FAVOR) in “A page”: “We want scanning”"]
    put_right(stores, page, 1, stance="AGAINST", target=CLAUSE)
    alert_batch(stores)
    assert len(alerts(stores)) == 1


def test_a_corrected_statement_of_an_overtaken_version_counts_where_its_words_still_stand(stores: Stores) -> None:
    wrong = make_statement("We want scanning", make_speaker("Owen Barrow", category="platform"), "FAVOR .9")
    old = publish(stores, [wrong])
    publish(stores, [wrong, make_statement("It rained", ADA)], NOON + timedelta(hours=1))
    alert_batch(stores)
    put_right(stores, old, speaker_name="Ada Moor")
    alert_batch(stores)
    assert "Ada Moor on Encryption clause (FAVOR) in “A page”: “We want scanning”" in titles(stores)


def test_a_corrected_speaker_and_stance_count_in_shifts(stores: Stores) -> None:
    publish(stores, say("FAVOR .9", "I support it", "I will vote for it", "It is needed"))
    later: dict[str, Any] = {"url": "https://courier.example/b", "published_at": NOON + timedelta(days=1)}
    others = [
        make_statement(text, make_speaker("Owen Barrow", category="platform"), stance)
        for text, stance in (("I oppose it", "AGAINST .9"), ("I vote against it", "FAVOR .9"))
    ]
    page = publish(stores, others, **later)
    alert_batch(stores)
    for number in range(2):
        assert titles(stores) == []
        put_right(stores, page, number, speaker_name="Imogen Farraday", stance="AGAINST", target=CLAUSE)
        alert_batch(stores)
    (alert,) = alerts(stores)
    assert alert.title == "Imogen Farraday moved from FAVOR to AGAINST on Encryption clause"
    assert [one["statement"]["text"] for one in alert.payload["evidence_after"]] == [one.text for one in others]
