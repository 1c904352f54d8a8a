"""Where quotations were really said, with the pages of both sides: for the command line and the web."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.index.protocol import read_facts
from clausewatch.index.shapes import DECIMALS, speaker_to_json, statement_to_json
from clausewatch.ledger.documents import read_version
from clausewatch.ledger.origins import iterate_origins, list_quoting, read_origins
from clausewatch.ledger.statements import read_statement
from clausewatch.models import Document, Origin, OriginVerdict, Statement

SENTENCES: dict[OriginVerdict, str] = {
    "verbatim": "These are the words of the record.",
    "shortened": "Words of the record were left out; the others stand in their order.",
    "changed": "Some of the words are not those of the record.",
    "paraphrase": "The record says the same in other words.",
    "not-found": "Not found in what is kept of the speaker.",
}
NEAREST = "The nearest statement says something else, or says it in very different words:"

MOST_QUOTING = 50


class Spoken(NamedTuple):
    """A primary statement and the page that it stands in."""

    statement: Statement
    document: Document


class Traced(NamedTuple):
    """An origin with the primary statements that it names."""

    origin: Origin
    spoken: tuple[Spoken, ...]

    @property
    def sentence(self) -> str:
        """The verdict in plain words."""
        plain = SENTENCES[self.origin.verdict]
        return f"{plain} {NEAREST}" if self.origin.verdict == "not-found" and self.spoken else plain


class TracedQuotation(NamedTuple):
    """A quotation, the page that it stands in, and where it was really said."""

    statement: Statement
    document: Document
    traced: Traced


def read_traced(session: Session, statement_id: str) -> Traced | None:
    """The origin of a quotation; none where nothing is kept that it could come from, or it says too little."""
    origin = read_origins(session, [statement_id]).get(statement_id)
    return None if origin is None else _add_spoken(session, origin)


def _add_spoken(session: Session, origin: Origin) -> Traced:
    found = []
    for name in origin.statements:
        try:
            statement = read_statement(session, name)
        except LedgerError:
            # The later sentences of an origin may have gone when their page was annotated again.
            continue
        found.append(Spoken(statement, read_version(session, statement.version)))
    return Traced(origin, tuple(found))


def list_traced(
    session: Session, *, publisher: str | None = None, verdicts: Collection[OriginVerdict]
) -> Iterator[TracedQuotation]:
    """Quotations of current pages with these verdicts, of one publisher where it is named, by publisher and page."""
    for name, origin in list(iterate_origins(session, publisher=publisher, verdicts=verdicts)):
        statement = read_statement(session, name)
        yield TracedQuotation(statement, read_version(session, statement.version), _add_spoken(session, origin))


def read_quoting(session: Session, spoken: str) -> tuple[TracedQuotation, ...]:
    """Quotations that come from a primary statement, by publisher and page; at most `MOST_QUOTING`."""
    found = []
    for name, origin in list_quoting(session, spoken, MOST_QUOTING):
        statement = read_statement(session, name)
        found.append(TracedQuotation(statement, read_version(session, statement.version), Traced(origin, ())))
    return tuple(found)


def traced_to_json(traced: Traced) -> dict[str, Any]:
    """An origin as scripts read it."""
    origin = traced.origin
    return {
        "verdict": origin.verdict,
        "confidence": round(origin.confidence, DECIMALS),
        "differences": [edit.model_dump() for edit in origin.edits],
        "statements": [_spoken_to_json(one) for one in traced.spoken],
    }


def _spoken_to_json(spoken: Spoken) -> dict[str, Any]:
    statement = spoken.statement
    return {
        "id": statement.id,
        "text": statement.text,
        "speaker": speaker_to_json(statement.speaker) if statement.speaker else None,
        "document": read_facts(spoken.document).model_dump(mode="json"),
    }


def quotation_to_json(quotation: TracedQuotation) -> dict[str, Any]:
    """A quotation with its document and its origin."""
    document = read_facts(quotation.document).model_dump(mode="json")
    return statement_to_json(quotation.statement) | {"document": document, "origin": traced_to_json(quotation.traced)}
