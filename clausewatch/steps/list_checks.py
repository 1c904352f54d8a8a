"""One list of a publisher, asked for live: whether it can be read, how much it lists, and how old the newest is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import AwareDatetime
from scrapy import Request

from clausewatch.models import Model, Publisher
from clausewatch.steps.page_checks import MOST_AHEAD
from spiders.checking.lists import Entry, Listed, Lister, ask_list
from spiders.checking.visits import Visitor
from spiders.watching.answers import NoAnswerError

STALE_AFTER = {"coverage": timedelta(days=7), "official": timedelta(days=120)}
"""Age of the newest item by which nobody seems to keep the list any more."""


class ListCheck(Model):
    """What came out of one list, and of the newest list that it names where it is an index."""

    url: str
    items: int = 0
    newest: AwareDatetime | None = None
    problem: str | None = None
    """Why it is of no use, in a few words."""


class CheckedList(NamedTuple):
    """The judgement of a list, and the pages that it lists, in its order."""

    check: ListCheck
    entries: tuple[Entry, ...] = ()


async def check_list(visitor: Visitor, lister: Lister, request: Request, now: datetime) -> CheckedList:
    """Ask for a list and judge it."""
    try:
        listed = await ask_list(visitor, lister, request)
    except NoAnswerError as error:
        # The address stands beside the reason anyway.
        return CheckedList(ListCheck(url=request.url, problem=str(error).removeprefix(f"{request.url}: ")))
    newest = find_newest(listed.entries)
    problem = (
        listed.problem or _explain_entries(lister.publisher, listed) or _explain_age(lister.publisher, newest, now)
    )
    return CheckedList(
        ListCheck(url=request.url, items=len(listed.entries), newest=newest, problem=problem), listed.entries
    )


def find_newest(entries: Sequence[Entry]) -> datetime | None:
    """The latest time that a list gives, in UTC."""
    newest = max((entry.at for entry in entries if entry.at), default=None)
    try:
        return newest and newest.astimezone(UTC)
    except OverflowError:
        # Of the first or last day that there is, as programs write it for none.
        return newest and newest.replace(tzinfo=UTC)


def _explain_entries(publisher: Publisher, listed: Listed) -> str | None:
    # A search may well find nothing, and then no page is asked for at all.
    return "it lists no page that a crawl would take" if not listed.entries and publisher.minimum else None


def _explain_age(publisher: Publisher, newest: datetime | None, now: datetime) -> str | None:
    if newest is None:
        return None
    if newest > now + MOST_AHEAD:
        return f"its newest item is dated {newest:%Y-%m-%d}, which is in the future"
    if publisher.minimum and now - newest > STALE_AFTER[publisher.kind]:
        return f"its newest item is of {newest:%Y-%m-%d}, {(now - newest).days} days old"
    return None
