"""Without a network one alert tells it, and one that it is back; who asked for one publisher is told of that one."""

from datetime import datetime
from typing import Any

from clausewatch.alerts.news import NewEvent, News
from clausewatch.ledger.events import Event, EventKind
from clausewatch.ledger.outages import Outage
from tests.alerts.builders import NOON
from tests.alerts.test_firing import run, titles

OUTAGE = Outage(id="outage-1", since=NOON, publishers=("courier", "harbour"))
SINCE = f"since {NOON:%Y-%m-%d %H:%MZ}"


def make_news(kind: EventKind, *publishers: str, outage: Outage | None = OUTAGE, at: datetime = NOON) -> News:
    reason = "no answer" if kind == "unhealthy" else None
    events = [Event(kind=kind, at=at, publisher=publisher, reason=reason) for publisher in publishers]
    return News(events=tuple(NewEvent(event.id, event, None, outage=outage) for event in events))


def test_all_who_could_not_be_reached_are_one_alert() -> None:
    [firing] = run(make_news("unhealthy", "courier", "harbour"), {"kind": "publisher"})
    assert firing.title == f"2 publishers could not be reached {SINCE}: is the network down?"
    assert firing.payload["outage"]["publishers"] == ["courier", "harbour"]
    assert firing.payload["event"]["publisher"] == "courier"


def test_later_news_of_the_same_outage_has_the_same_subject_and_its_end_another() -> None:
    rule: dict[str, Any] = {"kind": "publisher"}
    first, later = (run(make_news("unhealthy", name), rule)[0] for name in ("courier", "harbour"))
    [over] = run(make_news("recovered", "courier", "harbour"), rule)
    assert first.subject == later.subject != over.subject
    assert over.title == f"publishers can be reached again, which could not be {SINCE}"


def test_who_is_ill_by_itself_is_told_beside_the_outage() -> None:
    ours, own = make_news("unhealthy", "courier"), make_news("unhealthy", "gazette", outage=None)
    told = titles(run(News(events=(*ours.events, *own.events)), {"kind": "publisher"}))
    assert told == [
        f"2 publishers could not be reached {SINCE}: is the network down?",
        "gazette is unhealthy: no answer",
    ]


def test_a_rule_for_one_publisher_tells_of_that_one() -> None:
    rule = {"kind": "publisher", "publisher": "harbour"}
    assert titles(run(make_news("unhealthy", "courier", "harbour"), rule)) == ["harbour is unhealthy: no answer"]
    assert titles(run(make_news("recovered", "courier", "harbour"), rule)) == ["harbour has recovered"]
