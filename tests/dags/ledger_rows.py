"""Every row of a ledger without what differs from run to run: times, numbers of fetches, names of crawl processes."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.ledger import open_ledger
from clausewatch.ledger.tables import CopyRow, Table
from clausewatch.settings import Settings

VOLATILE = {
    "fetches": {"id", "fetched_at", "run", "file", "offset", "length"},
    "work": {"id", "subject", "enqueued_at", "leased_until"},
    "documents": {"fetch", "first_seen_at", "seen_at", "withdrawn_at"},
    "versions": {"fetch", "first_seen_at"},
    # The time of the fetch is in their ids, and in those of the alerts that tell of them.
    "events": {"id", "at"},
    "alerts": {"id", "subject", "payload", "at"},
    "deliveries": {"id", "alert", "due_at", "delivered_at"},
    "crawls": {"run", "finished_at", "body"},
    "annotations": {"at"},
    "polls": {"due_at", "body"},
    "spent": {"day", "requests"},
}
OF_LEADERS = {"copies", "copy_keys"}
"""Tables that tell which of a group was annotated first: that differs; who is in a group with whom does not."""
COUNTS = ("fresh", "unchanged", "gone", "failed", "disallowed", "reason")


def read_rows(settings: Settings) -> dict[str, Counter[str]]:
    """How often each row stands in each table."""
    ledger = open_ledger(settings.database_url)
    try:
        with ledger.read() as session:
            rows = {
                table.name: Counter(repr(_keep(table.name, row._asdict())) for row in session.execute(select(table)))
                for table in Table.metadata.sorted_tables
                if table.name not in OF_LEADERS
            }
            return rows | {"groups of copies": _list_groups(session)}
    finally:
        ledger.close()


def _list_groups(session: Session) -> Counter[str]:
    """The members of each group."""
    groups: dict[str, list[str]] = {}
    for row in session.execute(select(CopyRow.leader, CopyRow.member)):
        groups.setdefault(row.leader, []).append(row.member)
    return Counter(repr(sorted(members)) for members in groups.values())


def _keep(table: str, row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in VOLATILE.get(table, ())}
    if table == "crawls":
        body = json.loads(row["body"])
        kept |= {name: body[name] for name in COUNTS}
    return kept
