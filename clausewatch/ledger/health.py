"""How the crawls of each publisher went."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.ledger.events import Event, record_event
from clausewatch.ledger.tables import CrawlRow
from clausewatch.ledger.upsert import upsert
from clausewatch.models import CrawlResult


def record_crawl(session: Session, result: CrawlResult) -> None:
    """Keep a crawl's result; a publisher that fell ill or got well since the crawl before is an event."""
    before = session.scalar(
        select(CrawlRow.body)
        .where(CrawlRow.publisher == result.publisher, CrawlRow.run != result.run)
        .order_by(CrawlRow.finished_at.desc(), CrawlRow.run)
        .limit(1)
    )
    was_healthy = before is None or CrawlResult.model_validate_json(before).healthy
    row = {"publisher": result.publisher, "run": result.run, "finished_at": result.finished_at}
    upsert(session, CrawlRow, [{**row, "body": result.model_dump_json()}], ("publisher", "run"))
    if was_healthy == result.healthy:
        return
    record_event(
        session,
        Event(
            kind="recovered" if result.healthy else "unhealthy",
            at=result.finished_at,
            publisher=result.publisher,
            reason=result.reason,
        ),
    )


def latest_crawls(session: Session) -> list[CrawlResult]:
    """The last crawl of each publisher, by its name."""
    place = func.row_number().over(
        partition_by=CrawlRow.publisher, order_by=(CrawlRow.finished_at.desc(), CrawlRow.run)
    )
    ranked = select(CrawlRow.publisher, CrawlRow.body, place.label("place")).subquery()
    bodies = session.scalars(select(ranked.c.body).where(ranked.c.place == 1).order_by(ranked.c.publisher))
    return [CrawlResult.model_validate_json(body) for body in bodies]
