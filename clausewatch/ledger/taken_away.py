"""Pages that answer as if they were there and say that they are gone: counted as what they are, once they are read."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, String, and_, cast, func, select
from sqlalchemy.orm import Session

from clausewatch.crawls import CrawlResult
from clausewatch.ledger.tables import FetchRow, WorkRow


def is_taken_away() -> ColumnElement[bool]:
    """Of the work to extract a page: whether it is done without a document, as the page says that it is not there."""
    return and_(WorkRow.step == "extract", WorkRow.state == "done", WorkRow.reason.is_not(None))


def count_as_gone(session: Session, crawls: Iterable[CrawlResult]) -> list[CrawlResult]:
    """The crawls with such pages counted as gone, as one of status 404 is, and no more as new or changed."""
    return [_count_as_gone(session, crawl) for crawl in crawls]


def _count_as_gone(session: Session, crawl: CrawlResult) -> CrawlResult:
    work = and_(WorkRow.subject == cast(FetchRow.id, String), is_taken_away())
    mine = (FetchRow.publisher == crawl.publisher, FetchRow.page.is_(True), FetchRow.run == crawl.run)
    # The times are for the sake of the index.
    while_it_ran = FetchRow.fetched_at.between(crawl.started_at, crawl.finished_at)
    chosen = select(func.count()).select_from(FetchRow).join(WorkRow, work)
    gone = session.scalar(chosen.where(*mine, while_it_ran, FetchRow.outcome == "fresh")) or 0
    return crawl.model_copy(update={"fresh": crawl.fresh - gone, "gone": crawl.gone + gone}) if gone else crawl
