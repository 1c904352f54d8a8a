"""Origins of quotations are kept, overwritten, listed, and go with the statements that they name."""

from typing import Any, get_args

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger.origins import (
    drop_origins,
    iterate_origins,
    list_documents_to_trace,
    list_quoting,
    read_origins,
    save_origins,
)
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Edit, Origin, OriginVerdict, Statement
from tests.ledger.examples import HOUR, NOON, make_document, make_speaker, make_statement, save_page, save_statement

ALL: tuple[OriginVerdict, ...] = get_args(OriginVerdict)


def make_origin(*statements: str, **facts: Any) -> Origin:
    values = {"verdict": "changed", "confidence": 0.8, "statements": statements}
    return Origin.model_validate(values | {"edits": (Edit(kind="put-in", text="a\x00b"),)} | facts)


@pytest.fixture
def quotation(session: Session) -> Statement:
    return save_statement(session, speaker=make_speaker())


@pytest.fixture
def spoken(session: Session) -> Statement:
    page = make_document(url="https://order.example/speech", publisher="order-gov", kind="official")
    return save_statement(session, page, kind="primary", speaker=make_speaker())


def test_what_was_kept_is_read_again(session: Session, quotation: Statement, spoken: Statement) -> None:
    origin = make_origin(spoken.id)
    save_origins(session, {quotation.id: origin})
    assert read_origins(session, [quotation.id, spoken.id, "x"]) == {quotation.id: origin}


def test_a_later_one_takes_the_place(session: Session, quotation: Statement, spoken: Statement) -> None:
    save_origins(session, {quotation.id: make_origin(spoken.id)})
    last = Origin(verdict="not-found", confidence=0.9)
    save_origins(session, {quotation.id: last})
    assert read_origins(session, [quotation.id]) == {quotation.id: last}


def test_it_can_be_forgotten(session: Session, quotation: Statement, spoken: Statement) -> None:
    save_origins(session, {quotation.id: make_origin(spoken.id)})
    drop_origins(session, ["x"])
    assert quotation.id in read_origins(session, [quotation.id])
    drop_origins(session, [quotation.id])
    assert read_origins(session, [quotation.id]) == {}


@pytest.mark.parametrize("gone", ["quotation", "spoken"])
def test_it_goes_with_either_statement(session: Session, quotation: Statement, spoken: Statement, gone: str) -> None:
    save_origins(session, {quotation.id: make_origin(spoken.id)})
    statement = {"quotation": quotation, "spoken": spoken}[gone]
    save_statements(session, statement.version, [])
    assert read_origins(session, [quotation.id]) == {}


def test_one_of_statements_that_went_meanwhile_is_left_out(session: Session, quotation: Statement) -> None:
    save_origins(session, {quotation.id: make_origin("gone"), "gone": make_origin(quotation.id)})
    assert read_origins(session, [quotation.id, "gone"]) == {}
    save_origins(session, {})


def test_they_are_listed_by_publisher_and_verdict(session: Session, quotation: Statement, spoken: Statement) -> None:
    page = make_document("The ferry will run", url="https://courier.example/1", publisher="courier")
    other = save_statement(session, page, start=0, speaker=make_speaker())
    save_origins(session, {quotation.id: make_origin(spoken.id), other.id: make_origin(verdict="not-found")})

    def listed(**conditions: Any) -> list[str]:
        return [name for name, _ in iterate_origins(session, **{"verdicts": ALL} | conditions)]

    assert listed() == [other.id, quotation.id]
    assert listed(publisher="harbour") == [quotation.id]
    assert listed(verdicts=["not-found", "verbatim"]) == [other.id]
    assert listed(publisher="harbour", verdicts=["not-found"]) == []


def test_quotations_of_pages_that_were_overtaken_are_not_listed(
    session: Session, quotation: Statement, spoken: Statement
) -> None:
    save_origins(session, {quotation.id: make_origin(spoken.id)})
    save_page(session, make_document("The ferry will not run."), NOON + HOUR)
    assert list(iterate_origins(session, verdicts=ALL)) == []
    assert quotation.id in read_origins(session, [quotation.id])


def test_who_quotes_a_statement_is_listed(session: Session, quotation: Statement, spoken: Statement) -> None:
    page = make_document("The ferry will run", url="https://courier.example/1", publisher="courier")
    other = save_statement(session, page, start=0, speaker=make_speaker())
    save_origins(session, {quotation.id: make_origin(spoken.id), other.id: make_origin(spoken.id)})
    assert [name for name, _ in list_quoting(session, spoken.id, 9)] == [other.id, quotation.id]
    assert len(list_quoting(session, spoken.id, 1)) == 1
    save_origins(session, {other.id: make_origin(spoken.id, verdict="not-found")})
    assert [name for name, _ in list_quoting(session, spoken.id, 9)] == [quotation.id]
    assert list_quoting(session, quotation.id, 9) == []


def test_documents_with_a_known_speaker_are_to_be_traced(session: Session, quotation: Statement) -> None:
    page = make_document("Nobody knows who said this.", url="https://courier.example/2")
    session.flush()
    save_page(session, page)
    save_statements(session, page.version, [make_statement(page, 0, "Nobody knows")])
    assert list_documents_to_trace(session) == [quotation.document]
