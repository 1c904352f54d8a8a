"""What a person put right of statements, and why: for the command line and the web."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from clausewatch.index.protocol import Corrected, SearchResult
from clausewatch.ledger import Ledger
from clausewatch.ledger.corrections import Correction, assign, list_corrected_documents, read_corrections
from clausewatch.ledger.statements import read_statements
from clausewatch.models import Statement


def find_corrected(session: Session, statements: Collection[Statement]) -> dict[str, tuple[Corrected, ...]]:
    """What was put right of each statement, by its id: the last correction of the speaker and of each stance."""
    documents = list_corrected_documents(session, {statement.document for statement in statements})
    versions = {(each.document, each.version) for each in statements if each.document in documents}
    last: dict[str, dict[tuple[str, str | None], Corrected]] = {statement.id: {} for statement in statements}
    for document, version in sorted(versions):
        # The whole version, as a correction may be found by words that no other statement of it has.
        for name, correction in assign(read_statements(session, version), read_corrections(session, document)):
            for each in _split(correction):
                last.get(name, {})[each.part, each.target] = each
    return {name: tuple(parts.values()) for name, parts in last.items()}


def _split(correction: Correction) -> Iterator[Corrected]:
    why, at = correction.why, correction.corrected_at
    if correction.speaker is not None:
        yield Corrected(part="speaker", why=why, at=at)
    if correction.target is not None and correction.label is not None:
        yield Corrected(part="stance", target=correction.target, why=why, at=at)


def add_corrections(ledger: Ledger, result: SearchResult) -> SearchResult:
    """The same with what was put right of each hit."""
    with ledger.read() as session:
        found = find_corrected(session, [hit.entry.statement for hit in result.hits])
    hits = (hit.model_copy(update={"corrected": found[hit.entry.statement.id]}) for hit in result.hits)
    return result.model_copy(update={"hits": tuple(hits)})
