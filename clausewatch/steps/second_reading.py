"""Pages that read otherwise are read a second time before anybody is told: what does not stand then is no news."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from sqlalchemy.orm import Session

from clausewatch.alerts.lasting import PastChange, judge_readings
from clausewatch.ledger.documents import read_version
from clausewatch.ledger.events import PASSING, Event, list_page_events
from clausewatch.ledger.second_readings import (
    count_passing,
    find_addresses,
    list_pending,
    mark_passing,
    record_standing,
)
from clausewatch.ledger.spent import read_spent
from clausewatch.models import Publisher
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.polling import FEWEST, find_resting
from clausewatch.steps.report import StepReport, Watcher, repeat_until_done
from clausewatch.steps.stores import Stores
from spiders.run import read_pages

MOST = 50
"""Pages of a publisher that are asked a second time in one run, at the usual second from request to request."""
PAST = 20
"""Earlier changes of a page that are looked at, the last ones."""


class SecondReadings(NamedTuple):
    """What was asked and read again."""

    readings: StepReport
    """Claimed: pages asked; done: those that answered."""
    extract: StepReport
    """What became of the answers."""


def read_again(
    stores: Stores, publishers: Sequence[Publisher], crawled: Collection[str], watch: Watcher | None = None
) -> SecondReadings:
    """Ask once more for the pages of the publishers named of whose revisions nobody was told yet, and mark those
    revisions as passing of which nothing stands.

    Where a page cannot be had again, or a budget ends before, its revision stands as it is. So it does where this is
    stopped: what is not marked is told by the alert step, whenever that runs.
    """
    nothing = SecondReadings(StepReport(step="reread"), StepReport(step="extract"))
    names = {publisher.name for publisher in publishers if publisher.name in crawled and not publisher.headlines_only}
    if not (stores.settings.second_reading and names):
        return nothing
    with stores.ledger.begin() as session:
        record_standing(session, names)
    wanted = _choose(stores, [publisher for publisher in publishers if publisher.name in names])
    answered = _ask(stores, wanted)
    extract = (
        repeat_until_done("extract", lambda: extract_batch(stores, publishers), watch) if wanted else nothing.extract
    )
    asked = sum(len(pages) for pages in wanted.values())
    with stores.ledger.begin() as session:
        passing = judge_pending(session, names)
    return SecondReadings(StepReport(step="reread", claimed=asked, done=answered, passing=passing), extract)


def _choose(stores: Stores, publishers: Sequence[Publisher]) -> dict[str, list[str]]:
    """The pages to ask for by publisher; of each not more than half of what is left of the day, and those first that
    had the fewest passing changes.
    """
    now = datetime.now(UTC)
    resting = {each.publisher for each in find_resting(stores, [one.name for one in publishers], now, only_due=False)}
    chosen = {}
    with stores.ledger.read() as session:
        pending = list_pending(session, [one.name for one in publishers if one.name not in resting])
        addresses = find_addresses(session, pending)
        passed = count_passing(session, {event.document for event in pending if event.document})
        for publisher in publishers:
            mine = [event for event in pending if event.publisher == publisher.name and event.id in addresses]
            mine.sort(key=lambda event: passed.get(event.document or "", 0))
            left = publisher.requests_a_day - read_spent(session, publisher.name, now.date())
            most = min(MOST, max(left - FEWEST, 0) // 2)
            if pages := list(dict.fromkeys(addresses[event.id] for event in mine))[:most]:
                chosen[publisher.name] = pages
    return chosen


def _ask(stores: Stores, wanted: dict[str, list[str]]) -> int:
    """How many of the pages answered. What the crawls counted says nothing of a publisher's health: none is kept."""
    results = read_pages(wanted, stores.settings) if wanted else ()
    return sum(result.fresh + result.unchanged for result in results)


def judge_pending(session: Session, names: Collection[str]) -> int:
    """Mark the passing ones of the revisions that wait, of pages of which a later revision waits, too; how many."""
    passing = 0
    pending = sorted(list_pending(session, names), key=lambda event: (event.document or "", event.at))
    for document, events in groupby(pending, key=lambda event: event.document or ""):
        passing += sum(mark_passing(session, event) for event in list(_find_passing(session, document, list(events))))
    return passing


def _find_passing(session: Session, document: str, events: Sequence[Event]) -> Iterator[Event]:
    """Each by the reading after it; the last one by the two before it."""
    read = cache(lambda version: read_version(session, version))
    known = [event for event in list_page_events(session, document) if event.kind == "revised"]
    for number, (first, second) in enumerate(pairwise(events), 2):
        if first.new_version == second.old_version:
            past = [
                PastChange(read(one.old_version), read(one.new_version), one.reason == PASSING)
                for one in known[: known.index(first)][-PAST:]
            ]
            old, new, newest = map(read, (first.old_version, first.new_version, second.new_version))
            verdict = judge_readings(old, new, newest, past)
            if not verdict.is_first_news:
                yield first
            if number == len(events) and not verdict.is_second_news:
                yield second
