"""Whether a list held fewer items than were published since the last visit, and about how many it missed."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from clausewatch.crawls import ListGap

PINNED = 2
"""Items that may stay in a list for ever."""
EARLIEST = datetime.min.replace(tzinfo=UTC)


class Item(NamedTuple):
    """A page that a list names, and when it was published, where the list says so."""

    url: str
    at: datetime | None = None


def find_gap(url: str, before: Sequence[Item], now: Sequence[Item], visited: datetime | None) -> ListGap | None:
    """The gap of a list between its items at the last visit and now; none: what it held then is still there.

    `visited`: the time of that visit, from which on the gap is where the list has no dates.
    """
    there = {item.url for item in now}
    stayed = {item.url for item in before} & there
    dated = sorted((item for item in before if item.at), key=lambda item: item.at or EARLIEST, reverse=True)
    newest = {item.url for item in dated[: (len(dated) + 1) // 2]}
    # One may be deleted, and one may be pinned: neither says anything.
    most = PINNED if len(dated) == len(before) else 0
    if not before or not now or len(stayed) > most or stayed & newest:
        return None
    new = [item for item in now if item.url not in stayed]
    earlier, later = _times(before), _times(new)
    if not new:
        return None
    if not earlier or not later:
        return ListGap(url=url, items=None, after=visited, before=min(later, default=None))
    after, until = max(earlier), min(later)
    if until <= after:
        return None
    return ListGap(url=url, items=estimate_missed(earlier, later), after=after, before=until)


def _times(items: Sequence[Item]) -> list[datetime]:
    """Those that may be true."""
    return [item.at for item in items if item.at is not None and 1970 < item.at.year < 2200]


def estimate_missed(earlier: Sequence[datetime], later: Sequence[datetime]) -> int | None:
    """About how many items were published between two lists, by the rate at which those of both were; at least one, and
    none where no rate can be told.
    """
    spans = [max(times) - min(times) for times in (earlier, later)]
    intervals = len(earlier) + len(later) - 2
    if intervals < 1 or sum(spans, timedelta()) <= timedelta():
        return None
    rate = intervals / sum(spans, timedelta()).total_seconds()
    return max(round((min(later) - max(earlier)).total_seconds() * rate) - 1, 1)


def find_between(urls: Sequence[str], before: Collection[str], now: Collection[str]) -> Sequence[str] | None:
    """What a list in the order of time has between addresses of an earlier time and those of now; none where it does
    not have both, or has them in no order.
    """
    earlier, later = ([place for place, url in enumerate(urls) if url in known] for known in (before, now))
    if not (earlier and later):
        return None
    first, last = (earlier, later) if max(earlier) < min(later) else (later, earlier)
    return urls[max(first) + 1 : min(last)] if max(first) < min(last) else None


def describe_gap(gap: ListGap) -> str:
    """One line for people."""
    number = "an unknown number of" if gap.items is None else f"about {gap.items}"
    items = "item" if gap.items == 1 else "items"
    times = [(word, at.astimezone(UTC)) for word, at in (("after", gap.after), ("before", gap.before)) if at]
    when = "".join(f", {word} {at:%Y-%m-%d %H:%MZ}" for word, at in times)
    return f"gap of {number} {items} in {gap.url}{when}: {_describe_end(gap)}"


def _describe_end(gap: ListGap) -> str:
    if gap.found is None:
        return "no sitemap tells of them"
    pages = f"{gap.found} {'page' if gap.found == 1 else 'pages'}"
    return f"closed, {pages} found in the sitemap" if gap.closed else f"{pages} found, but no sitemap goes back so far"
