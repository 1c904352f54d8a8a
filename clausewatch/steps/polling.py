"""Which publishers a crawl leaves alone for now: none of their lists is due, the day's requests are spent, or their
servers asked for it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from pydantic import AwareDatetime
from sqlalchemy.orm import Session

from clausewatch.ledger.polls import Poll, read_polls
from clausewatch.ledger.spent import read_spent
from clausewatch.models import Model, Publisher
from clausewatch.steps.stores import Stores
from spiders.addresses import host_of
from spiders.bases.publisher import PublisherSpider
from spiders.polling import find_due
from spiders.rests import read_rests, show_rest
from spiders.run import list_neighbours, list_spiders

FEWEST = 4
"""Requests for which a crawl is worth beginning: robots.txt, what is reserved, a list and a page."""
HOUR = 3600


class Resting(Model):
    """A publisher that is not asked for anything."""

    publisher: str
    until: AwareDatetime
    reason: str


def find_resting(stores: Stores, names: Sequence[str], at: datetime, *, only_due: bool) -> list[Resting]:
    """Those of the publishers named that are left alone at a time. `only_due`: also where only no list is due."""
    spiders = {spider.publisher.name: spider for spider in list_spiders(stores.settings)}
    known = [spider.publisher for spider in spiders.values()]
    found = []
    with stores.ledger.read() as session:
        for spider in (spiders[name] for name in names if name in spiders):
            neighbours = list_neighbours(spider.publisher, known)
            found.append(
                _find_spent(session, spider.publisher, at)
                or _find_asked_for(session, spider, neighbours, at)
                or (_find_not_due(session, spider, at) if only_due else None)
            )
    return [resting for resting in found if resting is not None]


def _find_spent(session: Session, publisher: Publisher, at: datetime) -> Resting | None:
    if publisher.requests_a_day - read_spent(session, publisher.name, at.astimezone(UTC).date()) >= FEWEST:
        return None
    return _rest_for_the_day(publisher, at)


def _find_asked_for(
    session: Session, spider: type[PublisherSpider], neighbours: Sequence[str], at: datetime
) -> Resting | None:
    rests = read_rests(session, neighbours, at)
    if not rests:
        return None
    until = [rests.get(host_of(request.url), at) for request in spider().ask_lists()]
    if not until or min(until) <= at:
        return None
    return Resting(publisher=spider.publisher.name, until=min(until), reason=show_rest(min(until)))


def _find_not_due(session: Session, spider: type[PublisherSpider], at: datetime) -> Resting | None:
    polls = read_polls(session, spider.publisher.name)
    due = find_due(polls, [request.url for request in spider().ask_lists()], at) if polls else None
    return None if due is None else Resting(publisher=spider.publisher.name, until=due, reason=_explain(polls, due))


def _rest_for_the_day(publisher: Publisher, at: datetime) -> Resting:
    tomorrow = datetime.combine(at.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
    reason = f"its {publisher.requests_a_day} requests a day are spent; it is asked again from {_show(tomorrow)}"
    return Resting(publisher=publisher.name, until=tomorrow, reason=reason)


def _explain(polls: Mapping[int, Poll], due: datetime) -> str:
    most = min(poll.interval for poll in polls.values()) / HOUR
    often = f"{most:.0f} h" if most >= 1 else f"{most * 60:.0f} min"
    return f"no list is due before {_show(due)}; by its changes it is asked every {often} or so"


def _show(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%MZ}"
