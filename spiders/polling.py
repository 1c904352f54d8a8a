"""How often a list is worth asking for: between ten minutes and a day, by how often it really changes.

The interval aims at two looks between two changes. Their rate is what was seen over the last days, older sights
counting less; as several changes between two looks look like one, each change seen also halves the interval. However
busy a list was, it is asked ever more seldom while nothing changes.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from clausewatch.ledger.polls import Poll

SHORTEST, LONGEST = 600.0, 86_400.0
"""Seconds."""
FIRST = 3600.0
"""Seconds after the first look, when nothing is known."""
HALF_LIFE = 3 * 86_400.0
"""Seconds after which a sight counts half."""
LOOKS_PER_CHANGE = 2
LOOKS_PER_SILENCE = 16
"""Into as many parts the time since the last change is divided at most."""
GROWTH = 1.5
"""By which the interval grows at most where nothing changed."""
EARLY = 0.9
"""Part of the interval after which a list is due: an hourly run must not miss an hour by a second."""
FEWEST_CHANGES = 0.001


class Look(NamedTuple):
    """A list that a crawl asked for."""

    place: int
    url: str
    at: datetime
    digest: str | None
    """Of what it lists; none: it could not be read."""
    is_whole: bool = True
    """Whether the crawl took all that the list names; else the list is due again soon."""


def is_due(poll: Poll | None, url: str, at: datetime) -> bool:
    """Whether a list is to be asked for: it was never read, it is another list than before, or its time has come."""
    return poll is None or poll.address != _address(url) or at >= poll.due_at


def find_due(polls: Mapping[int, Poll], urls: list[str], at: datetime) -> datetime | None:
    """When the first of some lists is due; none: one of them is due already, or there is no list."""
    if not urls or any(is_due(polls.get(place), url, at) for place, url in enumerate(urls)):
        return None
    return min(polls[place].due_at for place in range(len(urls)))


def learn(before: Poll | None, look: Look) -> Poll | None:
    """What is known of a list after a look; none where it never could be read, so that it stays due."""
    if before is not None and before.address != _address(look.url):
        before = None
    if look.digest is None:
        return before and before.model_copy(update={"due_at": look.at + timedelta(seconds=SHORTEST)})
    if before is None:
        return _make(look, look.digest, look.at, interval=FIRST, changes=1.0, watched=LOOKS_PER_CHANGE * FIRST)
    passed = max((look.at - before.seen_at).total_seconds(), 0.0)
    is_changed, weight = before.digest != look.digest, 0.5 ** (passed / HALF_LIFE)
    changes = max(before.changes * weight, FEWEST_CHANGES) + is_changed
    # What passed counts in full: a list is looked at far more often than a sight grows old.
    watched = before.watched * weight + passed
    changed_at = look.at if is_changed else before.changed_at
    silence = (look.at - changed_at).total_seconds()
    usual = max(watched / changes / LOOKS_PER_CHANGE, silence / LOOKS_PER_SILENCE)
    bound = before.interval / 2 if is_changed else before.interval * GROWTH
    interval = min(max(min(usual, bound), SHORTEST), LONGEST)
    return _make(look, look.digest, changed_at, interval=interval, changes=changes, watched=watched)


def _make(look: Look, digest: str, changed_at: datetime, *, interval: float, changes: float, watched: float) -> Poll:
    wait = max(interval * EARLY, SHORTEST) if look.is_whole else SHORTEST
    return Poll(
        place=look.place,
        address=_address(look.url),
        seen_at=look.at,
        changed_at=changed_at,
        due_at=look.at + timedelta(seconds=wait),
        digest=digest,
        interval=interval,
        changes=changes,
        watched=watched,
    )


def _address(url: str) -> str:
    return url.partition("?")[0]
