"""Rules held against what became of pages and publishers."""

from typing import Any

from clausewatch.alerts.channels.digest import describe_change
from clausewatch.alerts.news import NewEvent, News
from clausewatch.alerts.revisions import QuotationChange
from clausewatch.ledger.events import Event, EventKind
from tests.alerts.builders import (
    NOON,
    make_entry,
    make_statement,
)
from tests.alerts.test_firing import run, titles


def make_event(kind: EventKind, *changes: QuotationChange, is_reworded: bool = True) -> News:
    event = Event(
        kind=kind, at=NOON, publisher="courier", document="d", reason="0 pages" if kind == "unhealthy" else None
    )
    page = None if kind in ("unhealthy", "recovered") else make_entry(make_statement("x")).document
    return News(events=(NewEvent(event.id, event, page, is_reworded, changes),))


def test_a_changed_article_fires_with_the_quotations_that_changed() -> None:
    changes = [
        QuotationChange(speaker="Ada Moor", before="never", after="seldom"),
        QuotationChange(speaker=None, before="no", after=None),
        QuotationChange(speaker=None, before=None, after="yes"),
    ]
    (firing,) = run(make_event("revised", *changes), {"kind": "revision"})
    assert firing.title == "courier changed “A page” after publication: quotations: 1 reworded, 1 gone, 1 new"
    assert firing.payload["quotations"] == [change.model_dump() for change in changes]
    assert firing.payload["event"]["kind"] == "revised"


def test_a_quotation_of_somebody_else_is_counted_apart_and_is_one_for_rules_about_quotations() -> None:
    change = QuotationChange(speaker="Ada Moor", before="It is safe", after="It is safe", new_speaker="Ben Lock")
    (firing,) = run(make_event("revised", change), {"kind": "revision", "quotations_only": True})
    assert firing.title.endswith("after publication: quotations: 1 attributed otherwise")
    assert list(describe_change(change.model_dump())) == [
        "  was, Ada Moor: “It is safe”",
        "  now, Ben Lock: “It is safe”",
    ]


def test_a_change_outside_the_quotations_fires_unless_the_rule_wants_only_those() -> None:
    (firing,) = run(make_event("revised"), {"kind": "revision"})
    assert firing.title.endswith(": no quotation")
    assert run(make_event("revised"), {"kind": "revision", "quotations_only": True}) == []
    added = QuotationChange(speaker=None, before=None, after="yes")
    assert run(make_event("revised", added), {"kind": "revision", "quotations_only": True}) == []


def test_a_change_of_marks_and_white_space_is_no_alert() -> None:
    assert run(make_event("revised", is_reworded=False), {"kind": "revision"}) == []


def test_withdrawal_and_health_fire_for_their_own_rules() -> None:
    rules: list[dict[str, Any]] = [{"kind": "withdrawal"}, {"kind": "publisher"}, {"kind": "revision"}]
    assert titles(run(make_event("withdrawn"), *rules)) == ["courier withdrew “A page”"]
    assert titles(run(make_event("unhealthy"), *rules)) == ["courier is unhealthy: 0 pages"]
    assert titles(run(make_event("recovered"), *rules)) == ["courier has recovered"]
    assert len(run(make_event("revised"), *rules)) == 1


def test_a_rule_for_one_publisher_passes_over_the_others() -> None:
    pairs: list[tuple[str, EventKind]] = [
        ("withdrawal", "withdrawn"),
        ("publisher", "unhealthy"),
        ("revision", "revised"),
    ]
    for kind, event in pairs:
        news = make_event(event)
        assert len(run(news, {"kind": kind, "publisher": "courier"})) == 1
        assert run(news, {"kind": kind, "publisher": "harbour"}) == []
