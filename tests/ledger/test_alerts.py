"""A rule fires once for a subject, ever."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger.alerts import add_pages, count_alerts, count_noted, list_alerts, list_fired, record_alert
from clausewatch.ledger.deliveries import TO_DIGEST, count_deliveries, due_deliveries, mark_delivered, mark_told
from clausewatch.ledger.rules import remove_rule, save_rule
from clausewatch.ledger.tables import DeliveryRow
from tests.ledger.examples import DAY, HOUR, NOON


def fire(session: Session, rule: str = "ferry", subject: str = "s1", **changes: Any) -> bool:
    facts = {"kind": "new-statement", "title": "Ada Moor: it will run", "payload": {"url": "u"}, "at": NOON}
    return record_alert(session, rule=rule, subject=subject, **{**facts, "channels": ["console"], **changes})


def test_an_alert_comes_back_as_it_fired(session: Session) -> None:
    assert fire(session, payload={"text": "Zoë\x00", "stances": [{"label": "FAVOR"}]})
    (alert,) = list_alerts(session)
    assert (alert.rule, alert.subject, alert.kind, alert.at) == ("ferry", "s1", "new-statement", NOON)
    assert alert.title == "Ada Moor: it will run"
    assert alert.payload == {"text": "Zoë\x00", "stances": [{"label": "FAVOR"}]}


def test_a_rule_fires_once_for_a_subject(session: Session) -> None:
    assert fire(session)
    assert not fire(session, title="Another", at=NOON + DAY, channels=["console", "webhook"])
    assert [alert.title for alert in list_alerts(session)] == ["Ada Moor: it will run"]
    assert count_deliveries(session) == {("console", "waiting"): 1}


def test_another_rule_or_another_subject_fires_anew(session: Session) -> None:
    assert fire(session, "ferry", "s1")
    assert fire(session, "ferry", "s2")
    assert fire(session, "council", "s1")
    assert len({alert.id for alert in list_alerts(session)}) == 3
    assert count_alerts(session) == {"ferry": 2, "council": 1}


def test_a_rule_that_is_removed_and_saved_again_does_not_fire_again(session: Session) -> None:
    save_rule(session, "ferry", {}, at=NOON)
    assert fire(session)
    remove_rule(session, "ferry")
    assert [alert.rule for alert in list_alerts(session)] == ["ferry"]
    save_rule(session, "ferry", {}, at=NOON + DAY)
    assert not fire(session)


def test_each_channel_gets_one_delivery(session: Session) -> None:
    fire(session, channels=["console", "webhook", "console"])
    assert session.scalar(select(func.count()).select_from(DeliveryRow)) == 2
    fire(session, subject="s2", channels=[])
    assert session.scalar(select(func.count()).select_from(DeliveryRow)) == 2


def read_pages(session: Session) -> list[list[str]]:
    return [[page["id"] for page in alert.payload.get("pages", ())] for alert in list_alerts(session)]


def test_pages_are_added_once_to_an_alert_that_every_channel_took(session: Session) -> None:
    fire(session, payload={"text": "no", "pages": [{"id": "a", "url": "first"}]})
    fire(session, rule="council", payload={"pages": [{"id": "a"}]})
    assert not add_pages(session, "ferry", "s1", [{"id": "b"}])
    for delivery in due_deliveries(session, NOON, 10):
        mark_delivered(session, delivery.id, NOON)
    assert add_pages(session, "ferry", "s1", [{"id": "a", "url": "later"}, {"id": "b"}, {"id": "c"}])
    assert not add_pages(session, "ferry", "s1", [{"id": "c"}, {"id": "b"}])
    payloads = {alert.rule: alert.payload for alert in list_alerts(session)}
    assert payloads["ferry"] == {"text": "no", "pages": [{"id": "a", "url": "first"}, {"id": "b"}, {"id": "c"}]}
    assert payloads["council"] == {"pages": [{"id": "a"}]}


def test_pages_are_added_to_what_waits_for_a_digest_and_to_what_had_none(session: Session) -> None:
    fire(session, channels=[TO_DIGEST], payload={"url": "u"})
    assert add_pages(session, "ferry", "s1", [{"id": "b"}])
    assert read_pages(session) == [["b"]]


def test_no_page_is_added_to_an_alert_that_never_fired(session: Session) -> None:
    assert not add_pages(session, "ferry", "s1", [{"id": "b"}])
    assert list_alerts(session) == []


def test_alerts_are_listed_newest_first_by_rule_and_time(session: Session) -> None:
    fire(session, "b", "s1")
    fire(session, "a", "s2")
    fire(session, "a", "s1", at=NOON + HOUR)
    fire(session, "a", "s0")
    named = [(alert.rule, alert.subject) for alert in list_alerts(session)]
    assert named == [("a", "s1"), ("a", "s0"), ("a", "s2"), ("b", "s1")]
    assert [alert.subject for alert in list_alerts(session, rule="a", limit=2)] == ["s1", "s0"]
    assert [alert.subject for alert in list_alerts(session, since=NOON + HOUR)] == ["s1"]
    assert list_alerts(session, rule="none") == []
    assert count_alerts(session) == {"a": 3, "b": 1}


def test_a_digest_tells_what_fired_in_its_time_and_what_waits_for_one(session: Session) -> None:
    fire(session, subject="before")
    fire(session, subject="kept", channels=["digest"])
    fire(session, subject="noted", at=NOON + HOUR, channels=[])
    fire(session, subject="within", at=NOON + HOUR)
    fire(session, "other", "within", at=NOON + HOUR)
    fire(session, subject="after", at=NOON + DAY)
    fire(session, subject="digest:1", at=NOON + HOUR, kind="digest")
    found = list_fired(session, NOON + HOUR, NOON + DAY)
    assert [(alert.rule, alert.subject) for alert in found] == [
        ("ferry", "kept"),
        ("ferry", "within"),
        ("other", "within"),
    ]
    assert [alert.rule for alert in list_fired(session, NOON + HOUR, NOON + DAY, rules={"other"})] == ["other"]
    mark_told(session, [alert.id for alert in found], NOON + DAY)
    assert [alert.subject for alert in list_fired(session, NOON + HOUR, NOON + DAY, rules=["ferry"])] == ["within"]
    assert count_deliveries(session)["digest", "delivered"] == 1
    assert count_deliveries(session)["console", "waiting"] == 5


def test_what_waits_for_a_digest_is_not_sent_and_digests_are_not_counted(session: Session) -> None:
    fire(session, channels=["digest"])
    fire(session, subject="digest:1", kind="digest")
    assert [delivery.subject for delivery in due_deliveries(session, NOON + DAY, 10)] == ["digest:1"]
    assert count_alerts(session) == {"ferry": 1}


def test_what_is_only_noted_is_no_alert_and_never_fires(session: Session) -> None:
    assert fire(session, subject="s1", channels=[])
    assert fire(session, subject="s2")
    assert not fire(session, subject="s1")
    assert [alert.subject for alert in list_alerts(session)] == ["s2"]
    assert count_alerts(session) == {"ferry": 1}
    assert count_noted(session) == 1
    assert count_deliveries(session) == {("console", "waiting"): 1}


def test_what_was_told_is_not_noted_afterwards(session: Session) -> None:
    assert fire(session)
    assert not fire(session, channels=[])
    assert (len(list_alerts(session)), count_noted(session)) == (1, 0)
