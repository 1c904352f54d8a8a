"""What the demo tells a newcomer at the end, in under 40 lines."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from clausewatch.demo.story import DayReport
from clausewatch.index.protocol import Index, Query
from clausewatch.ledger.alerts import SavedAlert, list_alerts
from clausewatch.ledger.events import NOTICE, count_page_events
from clausewatch.models import StanceLabel
from clausewatch.steps.stores import Stores

TARGET = "encryption-clause"
WIDTH = 110
BAR = 24
MANY = 10_000
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
WHY = {
    "shift": "A speaker's position moved",
    "change-claim": "The government denies or announces a change of its position",
    "revision": "An article was changed after publication",
    "withdrawal": "A page was withdrawn by a notice, or is gone",
    "paywall": "A page went behind a paywall, or came out of it",
    "publisher": "A publisher could not be crawled",
    "statement": "The government says something new about the clause",
}
"""Kinds of alert in the order of what a reader should see first."""
SHOWN = {"shift": 2, "withdrawal": 2}
"""How many alerts of a kind are shown; of the others one."""
LINES = {"change-claim": 2, "revision": 2, "statement": 2}
"""How many lines an alert of a kind may take; of the others one."""


class Row(NamedTuple):
    """How often somebody of a category was for, against or neither."""

    category: str
    counts: dict[StanceLabel, int]

    @property
    def total(self) -> int:
        """All statements about the target."""
        return sum(self.counts.values())


def summarise(stores: Stores, days: Sequence[DayReport], command: str) -> list[str]:
    """Lines of text: what was collected, who stands where, what fired and why, and what to try next."""
    with stores.ledger.read() as session:
        alerts = list_alerts(session, limit=MANY)
        taken_back = count_page_events(session, BEGINNING).get(("withdrawn", NOTICE), 0)
    return [
        *_tell_days(stores, days, taken_back),
        "",
        *_tell_stances(stores.index),
        "",
        *_tell_alerts(alerts),
        "",
        *_suggest(stores, command),
    ]


def _tell_days(stores: Stores, days: Sequence[DayReport], taken_back: int) -> Iterator[str]:
    """`taken_back`: pages that are there, and whose publisher says on them that they are withdrawn."""
    first, second = days
    by_notice = f" ({taken_back} of them withdrawn by a notice)" if taken_back else ""
    yield (
        f"Day 1: {len(first.crawls)} publishers crawled over HTTP: {first.total('fresh')} pages, "
        f"{first.total('disallowed')} left alone as robots.txt asks."
    )
    yield (
        f"Day 2: {second.total('fresh')} pages new or changed{by_notice}, {second.total('unchanged')} unchanged, "
        f"{second.total('gone')} gone."
    )
    named = stores.index.count_facet(Query(), "speaker")
    yield f"Found: {stores.index.count()} statements by {len(named)} speakers."


def _tell_stances(index: Index) -> Iterator[str]:
    rows = sorted(_count_stances(index), key=lambda row: -row.total)
    most = max((max(row.counts["FAVOR"], row.counts["AGAINST"]) for row in rows), default=0) or 1
    yield f"Where they stand on clause 122 (target {TARGET}):"
    yield f"  {'':14} {'against':>{BAR}} | {'for':{BAR}} | no stance"
    for row in rows:
        against, favour = row.counts["AGAINST"], row.counts["FAVOR"]
        left = f"{against or ''} {'█' * _scale(against, most)}".strip()
        right = f"{'█' * _scale(favour, most)} {favour or ''}".strip()
        yield f"  {row.category:14} {left:>{BAR}} | {right:{BAR}} | {row.counts['NONE'] or ''}".rstrip()


def _scale(count: int, most: int) -> int:
    """Length of a bar; something, where there is anything."""
    return max(1, round(count / most * (BAR - 4))) if count else 0


def _count_stances(index: Index) -> Iterator[Row]:
    for category in index.count_facet(Query(target=TARGET), "category"):
        query = Query.model_validate({"target": TARGET, "category": category.value})
        found = {value.value: value.count for value in index.count_facet(query, "stance")}
        yield Row(category.value, {label: found.get(label, 0) for label in ("FAVOR", "AGAINST", "NONE")})


def _tell_alerts(alerts: Sequence[SavedAlert]) -> Iterator[str]:
    # Ids hold the port of the web; by their titles the same are shown whichever it was.
    newest_first = sorted(alerts, key=lambda alert: (-alert.at.timestamp(), alert.title))
    yield f"Alerts: {len(alerts)} fired, each once."
    for kind, why in WHY.items():
        of_kind = [alert for alert in newest_first if alert.kind == kind]
        shown = of_kind[: SHOWN.get(kind, 1)]
        if shown:
            yield f"  {why} ({len(of_kind)} by rule {of_kind[0].rule}):"
        for alert in shown:
            yield from wrap(alert.title, LINES.get(kind, 1))


def wrap(title: str, most: int) -> list[str]:
    """The title on at most so many lines."""
    return textwrap.wrap(
        title, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 6, max_lines=most, placeholder="…"
    )


def _suggest(stores: Stores, command: str) -> Iterator[str]:
    data = f"--data {stores.settings.data}"
    yield "Try next:"
    yield f'  {command} search "client-side scanning" --stance AGAINST {data}'
    yield f"  {command} search --speaker Farraday --format csv {data}"
    yield f"  {command} serve {data}        and open http://127.0.0.1:8000"
