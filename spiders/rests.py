"""Hosts that asked an earlier crawl to be left alone for longer than that crawl had: until when they are not asked."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from clausewatch.ledger.fetches import list_failures
from spiders.addresses import host_of

LONGEST = timedelta(days=7)
"""For which a host is left alone at most; it may well have meant another time."""
_SAID = "the server asked to be left alone for"
_REST = re.compile(rf"{_SAID} (\d{{1,9}}) s")


def explain_rest(wait: float, status: int) -> str:
    """Why a host is left alone for so many seconds; `read_rests` finds the words in the ledger."""
    return f"{_SAID} {min(wait, LONGEST.total_seconds()):.0f} s (HTTP {status})"


def show_rest(until: datetime) -> str:
    """Why a host is not asked at all."""
    return f"the server asked to be left alone until {until:%Y-%m-%d %H:%MZ}"


def read_rests(session: Session, publishers: Collection[str], at: datetime) -> dict[str, datetime]:
    """Until when hosts that crawls of these publishers asked are to be left alone, where that is later than `at`."""
    rests: dict[str, datetime] = {}
    for failure in list_failures(session, publishers, at - LONGEST, _SAID):
        said = _REST.match(failure.reason or "")
        until = failure.fetched_at + timedelta(seconds=float(said[1])) if said else at
        host = host_of(failure.url)
        if until > max(at, rests.get(host, at)):
            rests[host] = until
    return rests
