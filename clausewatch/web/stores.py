"""What the routes read from: the open stores, and the statements and versions that an address names."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, NamedTuple, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError, NotFoundError
from clausewatch.index.protocol import Corrected, DocumentFacts
from clausewatch.ledger.documents import current_version, list_versions, read_version
from clausewatch.ledger.statements import read_statement, read_statements
from clausewatch.models import Document, Statement
from clausewatch.steps import copy_reports, correction_reports
from clausewatch.steps.copy_reports import Repeated
from clausewatch.steps.origin_reports import Traced, TracedQuotation, read_quoting, read_traced
from clausewatch.steps.stores import Stores


class KeptVersion(NamedTuple):
    """One version of a document with all that is known of it."""

    document: Document
    statements: tuple[Statement, ...]
    versions: tuple[tuple[str, datetime], ...]
    """Ids and when each was first seen, oldest first."""
    current: str | None

    @property
    def is_current(self) -> bool:
        """Whether the page reads like this now."""
        return self.current == self.document.version


def _get_stores(request: Request) -> Stores:
    return cast(Stores, request.app.state.stores)


StoresInUse = Annotated[Stores, Depends(_get_stores)]


def find_statement(stores: Stores, statement_id: str) -> tuple[Statement, KeptVersion]:
    """A statement and the version it stands in; `NotFoundError` where there is none of that id."""
    with _looking(stores, f"There is no statement {statement_id}.") as session:
        statement = read_statement(session, statement_id)
        return statement, _read(session, statement.document, statement.version)


def find_traced(stores: Stores, statement_id: str) -> Traced | None:
    """Where a quotation was really said; none where nobody knows."""
    with stores.ledger.read() as session:
        return read_traced(session, statement_id)


def find_quoting(stores: Stores, statement_id: str) -> tuple[TracedQuotation, ...]:
    """The quotations that come from a primary statement."""
    with stores.ledger.read() as session:
        return read_quoting(session, statement_id)


def find_also_at(stores: Stores, statement: Statement) -> tuple[Repeated, ...]:
    """The statement in nearly the same words in other pages."""
    with stores.ledger.read() as session:
        return copy_reports.find_repeated(session, [statement])[statement.id]


def find_corrected(stores: Stores, statements: Collection[Statement]) -> dict[str, tuple[Corrected, ...]]:
    """What a person put right of each statement, by its id."""
    with stores.ledger.read() as session:
        return correction_reports.find_corrected(session, statements)


def find_copies(stores: Stores, kept: KeptVersion) -> tuple[DocumentFacts, ...]:
    """The other pages whose text is nearly that of this version."""
    with stores.ledger.read() as session:
        return copy_reports.find_copies(session, kept.document)


def find_version(stores: Stores, document: str, version: str | None) -> KeptVersion:
    """A version of a document, by default the current one; `NotFoundError` where there is none."""
    with _looking(stores, f"There is no such version of the document {document}.") as session:
        wanted = version or current_version(session, document)
        if wanted is None or wanted not in dict(list_versions(session, document)):
            raise NotFoundError(f"There is no such version of the document {document}.")
        return _read(session, document, wanted)


def _read(session: Session, document: str, version: str) -> KeptVersion:
    return KeptVersion(
        document=read_version(session, version),
        statements=tuple(read_statements(session, version)),
        versions=tuple(list_versions(session, document)),
        current=current_version(session, document),
    )


@contextmanager
def _looking(stores: Stores, what_is_missing: str) -> Iterator[Session]:
    with stores.ledger.read() as session:
        try:
            yield session
        except LedgerError as error:
            raise NotFoundError(what_is_missing) from error
