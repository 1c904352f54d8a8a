"""Where quotations were really said, as it was found."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clausewatch.ledger.tables import DocumentRow, OriginRow, StatementRow
from clausewatch.ledger.upsert import in_lots, upsert
from clausewatch.models import Origin, OriginVerdict

ROWS_AT_ONCE = 200


def save_origins(session: Session, origins: Mapping[str, Origin]) -> None:
    """Keep the origins of quotations by their ids, in the place of any that were there.

    What is not kept any more, as somebody replaced the statements meanwhile, is left out.
    """
    named = {*origins, *(name for origin in origins.values() for name in origin.statements)}
    kept = _find_kept(session, named)
    rows = [
        {
            "statement": name,
            "spoken": origin.statements[0] if origin.statements else None,
            "verdict": origin.verdict,
            "body": origin.model_dump_json(),
        }
        for name, origin in sorted(origins.items())
        if kept.issuperset((name, *origin.statements))
    ]
    upsert(session, OriginRow, rows, ("statement",))


def drop_origins(session: Session, statements: Collection[str]) -> None:
    """Forget what was found of quotations."""
    for lot in in_lots(sorted(statements)):
        session.execute(delete(OriginRow).where(OriginRow.statement.in_(lot)))


def _find_kept(session: Session, statements: Collection[str]) -> set[str]:
    found: set[str] = set()
    for lot in in_lots(sorted(statements)):
        # Held until the commit, so that nobody takes one away that is about to be named.
        chosen = select(StatementRow.id).where(StatementRow.id.in_(lot)).with_for_update(read=True, key_share=True)
        found.update(session.scalars(chosen))
    return found


def read_origins(session: Session, statements: Collection[str]) -> dict[str, Origin]:
    """Those that are kept, by the quotation's id."""
    found: dict[str, Origin] = {}
    for lot in in_lots(sorted(statements)):
        chosen = select(OriginRow.statement, OriginRow.body).where(OriginRow.statement.in_(lot))
        found.update((row.statement, Origin.model_validate_json(row.body)) for row in session.execute(chosen))
    return found


def iterate_origins(
    session: Session, *, publisher: str | None = None, verdicts: Collection[OriginVerdict]
) -> Iterator[tuple[str, Origin]]:
    """Ids of quotations in current versions with their origins, of these verdicts, and of one publisher where that is
    named; by publisher, document and place.
    """
    chosen = (
        select(StatementRow.id, OriginRow.body)
        .join(OriginRow, OriginRow.statement == StatementRow.id)
        .join(DocumentRow, DocumentRow.version == StatementRow.version)
        .where(OriginRow.verdict.in_(sorted(verdicts)))
        .order_by(DocumentRow.publisher, DocumentRow.id, StatementRow.position)
    )
    if publisher is not None:
        chosen = chosen.where(DocumentRow.publisher == publisher)
    for row in session.execute(chosen.execution_options(yield_per=ROWS_AT_ONCE)):
        yield row.id, Origin.model_validate_json(row.body)


def list_quoting(session: Session, spoken: str, most: int) -> list[tuple[str, Origin]]:
    """Ids of quotations in current versions that begin with a primary statement, with their origins; not more than
    asked for.
    """
    chosen = (
        select(StatementRow.id, OriginRow.body)
        .join(OriginRow, OriginRow.statement == StatementRow.id)
        .join(DocumentRow, DocumentRow.version == StatementRow.version)
        .where(OriginRow.spoken == spoken, OriginRow.verdict != "not-found")
        .order_by(DocumentRow.publisher, DocumentRow.id, StatementRow.position)
        .limit(most)
    )
    return [(row.id, Origin.model_validate_json(row.body)) for row in session.execute(chosen)]


def list_documents_to_trace(session: Session) -> list[str]:
    """Ids of the documents whose current version has a statement of a known speaker."""
    chosen = select(DocumentRow.id).join(StatementRow, StatementRow.version == DocumentRow.version)
    return list(session.scalars(chosen.where(StatementRow.speaker.is_not(None)).distinct().order_by(DocumentRow.id)))
