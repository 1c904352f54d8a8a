"""When nearly nobody can be reached it is one outage of ours; a few who are away, or one site, are none."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.events import list_events
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.outages import BEFORE, PAUSE, find_outage, list_outages
from tests.ledger.examples import HOUR, NOON

SECOND = timedelta(seconds=1)
MANY = tuple(f"p{number:02}" for number in range(20))


def crawl(session: Session, at: datetime, publisher: str, *, away: bool, reason: str | None = None) -> None:
    """A crawl of a second; one that reaches nobody is ill by that."""
    facts = {"publisher": publisher, "run": f"r{at.isoformat()}", "unreachable": away}
    times = {"started_at": at, "finished_at": at + SECOND}
    record_crawl(session, CrawlResult.model_validate(facts | times | {"reason": "no answer" if away else reason}))


def crawl_all(session: Session, at: datetime, publishers: Iterable[str], away: Iterable[str]) -> None:
    """One after the other, as `clausewatch run` does."""
    gone = set(away)
    for number, name in enumerate(publishers):
        crawl(session, at + number * SECOND, name, away=name in gone)


def missed(session: Session) -> list[tuple[str, ...]]:
    """Whom the crawls of each outage did not reach."""
    found = {outage.id: outage for outage in list_outages(session, NOON).values()}
    return [outage.publishers for outage in sorted(found.values(), key=lambda outage: outage.since)]


def test_a_run_that_reaches_nobody_is_an_outage(session: Session) -> None:
    crawl_all(session, NOON, MANY, MANY)
    assert missed(session) == [MANY]
    known = list_outages(session, NOON)
    assert {outage.since for outage in known.values()} == {NOON + SECOND}
    assert set(known) == {(name, NOON + (number + 1) * SECOND) for number, name in enumerate(MANY)}


def test_so_is_one_in_which_one_of_twenty_answers_and_not_one_in_which_three_do(session: Session) -> None:
    crawl_all(session, NOON, MANY, MANY[1:])
    crawl_all(session, NOON + HOUR, MANY, MANY[3:])
    assert missed(session) == [MANY[1:]]


def test_a_run_of_fewer_than_five_is_none(session: Session) -> None:
    crawl_all(session, NOON, MANY[:4], MANY[:4])
    assert missed(session) == []
    crawl_all(session, NOON + HOUR, MANY[:5], MANY[:5])
    assert missed(session) == [MANY[:5]]


def test_one_publisher_that_is_asked_again_and_again_is_none(session: Session) -> None:
    for number in range(9):
        crawl(session, NOON + number * SECOND, "p00", away=True)
    assert missed(session) == []


def test_six_that_are_away_among_twenty_are_none_though_they_come_last(session: Session) -> None:
    crawl_all(session, NOON, MANY, MANY[-6:])
    assert missed(session) == []


def test_an_outage_goes_on_through_runs_of_few_and_ends_with_the_first_that_reaches_somebody(session: Session) -> None:
    crawl_all(session, NOON, MANY[:9], MANY[:9])
    crawl_all(session, NOON + HOUR, MANY[9:11], MANY[9:11])
    crawl_all(session, NOON + 2 * HOUR, MANY[11:12], ())
    crawl_all(session, NOON + 3 * HOUR, MANY[12:14], MANY[12:14])
    assert missed(session) == [MANY[:11]]


def test_the_next_run_begins_after_a_pause_or_with_who_was_asked_before(session: Session) -> None:
    crawl_all(session, NOON, MANY[:10], ())
    crawl_all(session, NOON + 10 * SECOND, MANY[:5], MANY[:5])
    crawl_all(session, NOON + 15 * SECOND + PAUSE + SECOND, MANY[10:], ())
    assert missed(session) == [MANY[:5]]


def test_who_is_ill_by_it_is_told_from_others_and_so_is_who_gets_well_again(session: Session) -> None:
    crawl(session, NOON - HOUR, "p00", away=False, reason="no page was found")
    crawl_all(session, NOON, MANY, MANY)
    crawl_all(session, NOON + HOUR, MANY, ())
    known = list_outages(session, NOON)
    ours = {"unhealthy": set[str](), "recovered": set[str]()}
    for event in list_events(session):
        if find_outage(session, known, event.kind, event.publisher, event.at):
            ours[event.kind].add(event.publisher)
    # The first was ill before, of which somebody was told.
    assert ours == {"unhealthy": set(MANY[1:]), "recovered": set(MANY[1:])}


def test_who_is_still_ill_when_others_can_be_reached_again_is_an_event_of_its_own_once(session: Session) -> None:
    crawl_all(session, NOON, MANY, MANY)
    crawl_all(session, NOON + HOUR, MANY[1:], ())
    for hour in (1, 2):
        crawl(session, NOON + hour * HOUR + 30 * SECOND, "p00", away=False, reason="no page was found")
    told = [event.reason for event in reversed(list_events(session)) if event.publisher == "p00"]
    assert told == ["no answer", "no page was found"]


def test_who_alone_could_not_be_reached_and_then_fails_otherwise_is_told_once(session: Session) -> None:
    crawl(session, NOON, "p00", away=True)
    crawl(session, NOON + HOUR, "p00", away=False, reason="no page was found")
    assert [event.reason for event in list_events(session)] == ["no answer"]


def test_what_was_long_before_is_not_looked_at(session: Session) -> None:
    crawl_all(session, NOON, MANY, MANY)
    assert list_outages(session, NOON + BEFORE + HOUR) == {}
