"""When our own network was down: runs of crawls of which nearly none reached its publisher."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult, are_out, is_outage
from clausewatch.identifiers import make_id
from clausewatch.ledger.tables import CrawlRow, EventRow
from clausewatch.models import Model

BEFORE = timedelta(days=7)
"""How long before an event its outage may have begun; of one that lasts longer the beginning is told anew."""
PAUSE = timedelta(minutes=2)
"""Between two crawls of one run at most."""


class Outage(Model):
    """A time in which nearly nobody could be reached."""

    id: str
    since: AwareDatetime
    """When the first crawl that reached nobody had ended."""
    publishers: tuple[str, ...]
    """Whom crawls did not reach in it, by name."""


Known = dict[tuple[str, datetime], Outage]
"""The outage in which a crawl reached nobody, by its publisher and its end."""


def list_outages(session: Session, since: datetime) -> Known:
    """The outages from some days before a time on, as far as is known by now."""
    chosen = select(CrawlRow.body).where(CrawlRow.finished_at >= since - BEFORE)
    crawls = map(CrawlResult.model_validate_json, session.scalars(chosen))
    known: Known = {}
    for missed in _find_outages(_group_runs(crawls)):
        first = missed[0]
        outage = Outage(
            id=make_id("outage", first.publisher, first.run),
            since=first.finished_at,
            publishers=tuple(sorted({crawl.publisher for crawl in missed})),
        )
        known |= {(crawl.publisher, crawl.finished_at): outage for crawl in missed}
    return known


def find_outage(session: Session, known: Known, kind: str, publisher: str, at: datetime) -> Outage | None:
    """The outage that made a publisher ill at a time, or whose end made it well ("recovered") then."""
    if kind != "recovered":
        return known.get((publisher, at))
    begin = select(EventRow.at).where(EventRow.publisher == publisher, EventRow.kind == "unhealthy", EventRow.at < at)
    fell_ill = session.scalar(begin.order_by(EventRow.at.desc()).limit(1))
    return None if fell_ill is None else known.get((publisher, fell_ill))


def _group_runs(crawls: Iterable[CrawlResult]) -> Iterator[list[CrawlResult]]:
    """Crawls that followed one another, each publisher once: a run of the command, or that of a DAG."""
    run: list[CrawlResult] = []
    for crawl in sorted(crawls, key=lambda crawl: (crawl.started_at, crawl.run, crawl.publisher)):
        is_late = bool(run) and crawl.started_at - max(each.finished_at for each in run) > PAUSE
        if is_late or crawl.publisher in {each.publisher for each in run}:
            yield run
            run = []
        run.append(crawl)
    if run:
        yield run


def _find_outages(runs: Iterable[list[CrawlResult]]) -> Iterator[list[CrawlResult]]:
    """The crawls of each that reached nobody, by their end; a run of few publishers goes on with one that has begun."""
    missed: list[CrawlResult] = []
    for run in runs:
        if is_outage(run) or (missed and are_out(run)):
            missed += sorted((crawl for crawl in run if crawl.unreachable), key=lambda crawl: crawl.finished_at)
        elif missed:
            yield missed
            missed = []
    if missed:
        yield missed
