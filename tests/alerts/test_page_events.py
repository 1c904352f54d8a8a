"""What happened to a page, in the words of an alert, and which rules are told of it."""

from typing import Any

import pytest

from clausewatch.alerts.digests import say_count
from clausewatch.alerts.firing import Firing, fire
from clausewatch.alerts.news import NewEvent, News
from clausewatch.alerts.rules import dump_rule, parse_rule
from clausewatch.alerts.wording import say_event
from clausewatch.ledger.events import CUT, DECLARED, NOTICE, PASSING, UNANNOUNCED, Event, EventKind
from tests.alerts.builders import NOON, make_entry, make_statement

CASES: list[tuple[EventKind, str | None, str, str]] = [
    ("revised", None, "courier changed “A page” after publication: no quotation", "changed"),
    (
        "revised",
        UNANNOUNCED,
        "courier changed “A page” after publication without saying so: no quotation",
        "changed without saying so",
    ),
    ("withdrawn", None, "courier withdrew “A page”", "gone"),
    ("withdrawn", NOTICE, "courier withdrew “A page” by a notice", "withdrawn by a notice of its publisher"),
    ("withdrawn", "HTTP 404", "courier withdrew “A page”: it is gone (HTTP 404)", "gone (HTTP 404)"),
    ("returned", None, "courier has “A page” back, which was withdrawn", "back again"),
    (
        "paywalled",
        CUT,
        "courier put “A page” behind a paywall: it can be read only in part",
        "put behind a paywall: only its beginning can be read",
    ),
    (
        "paywalled",
        DECLARED,
        "courier put “A page” behind a paywall: it says that it is not free",
        "put behind a paywall: it says that it is not free",
    ),
    ("reopened", None, "courier took “A page” out from behind its paywall", "taken out from behind its paywall"),
]
KINDS = {
    "revised": "revision",
    "withdrawn": "withdrawal",
    "returned": "withdrawal",
    "paywalled": "paywall",
    "reopened": "paywall",
}


def run(kind: EventKind, reason: str | None, *rules: dict[str, Any]) -> list[Firing]:
    event = Event(kind=kind, at=NOON, publisher="courier", document="d", reason=reason)
    news = News(events=(NewEvent(event.id, event, make_entry(make_statement("x")).document, True),))
    parsed = [parse_rule({"name": f"rule {number}", **rule}) for number, rule in enumerate(rules)]
    return list(fire(parsed, news, {}, {}))


@pytest.mark.parametrize(("kind", "reason", "title", "said"), CASES)
def test_each_kind_has_words_of_its_own(kind: EventKind, reason: str | None, title: str, said: str) -> None:
    (firing,) = run(kind, reason, {"kind": KINDS[kind]})
    assert firing.title == title
    assert firing.payload["event"]["reason"] == reason
    assert say_event(Event(kind=kind, at=NOON, publisher="courier", document="d", reason=reason)) == said


@pytest.mark.parametrize(("kind", "reason", "title", "said"), CASES)
def test_a_rule_is_told_of_its_own_kind_alone(kind: EventKind, reason: str | None, title: str, said: str) -> None:
    del title, said
    names = ("revision", "withdrawal", "paywall", "publisher")
    assert [firing.kind for firing in run(kind, reason, *({"kind": name} for name in names))] == [KINDS[kind]]


def test_a_rule_may_want_only_what_the_publisher_does_not_admit() -> None:
    rule = {"kind": "revision", "unannounced_only": True}
    assert len(run("revised", UNANNOUNCED, rule)) == 1
    assert run("revised", None, rule) == []
    assert dump_rule(parse_rule({"name": "r", **rule})) == {"name": "r", **rule}


def test_no_rule_is_told_of_a_passing_change() -> None:
    assert run("revised", PASSING, {"kind": "revision"}, {"kind": "revision", "quotations_only": True}) == []
    event = Event(kind="revised", at=NOON, publisher="courier", document="d", reason=PASSING)
    assert say_event(event) == "read otherwise, of which nothing stood a little later: no change"


def test_a_rule_may_name_a_publisher() -> None:
    assert run("paywalled", CUT, {"kind": "paywall", "publisher": "harbour"}) == []
    assert len(run("reopened", None, {"kind": "paywall", "publisher": "courier"})) == 1


def test_digests_count_them() -> None:
    assert say_count("paywall", 1) == "1 page behind a paywall or out of it"
    assert say_count("paywall", 2) == "2 pages behind a paywall or out of it"
