"""Annotators that find what they are told, so that one can be better than the other."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import spacy

from clausewatch.ledger.annotations import Selection
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.queue import count
from clausewatch.models import Document, Statement
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.reprocess import reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores
from nlp.annotator import Annotator, Reading
from tests.alerts.builders import NOON, make_document


class Reader(Annotator):
    """Finds these statements wherever their words stand."""

    def __init__(self, version: str, *known: Statement) -> None:
        super().__init__(spacy.blank("en"), version)
        self._known = known

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            yield Reading(tuple(place(document, one) for one in self._known if one.text in document.text))


def place(document: Document, statement: Statement) -> Statement:
    """The statement where its words stand in the document."""
    start = document.text.index(statement.text)
    spans = {"content": ((start, start + len(statement.text)),)}
    return statement.model_copy(update={"document": document.id, "version": document.version, **spans})


def bring(stores: Stores, text: str, seen_at: datetime = NOON, **facts: Any) -> Document:
    """A page as the extract step leaves it: it waits to be annotated."""
    document = make_document(text, **facts)
    with stores.ledger.begin() as session:
        save_version(session, document, fetch=None, seen_at=seen_at)
    return document


def read_new(stores: Stores, reader: Annotator) -> None:
    """Annotate what is new, and alert of it."""
    repeat_until_done("annotate", lambda: annotate_batch(stores, reader))
    repeat_until_done("alert", lambda: alert_batch(stores))


def read_again(stores: Stores, reader: Annotator, *, announce: bool = False, **conditions: Any) -> None:
    """Reprocess what the conditions leave."""
    request_reprocessing(stores, Selection(**conditions))
    reprocess_waiting(stores, reader, (), announce=announce)


def waiting(stores: Stores) -> dict[str, int]:
    """How much work waits, by step."""
    with stores.ledger.read() as session:
        return {step: number for (step, state), number in count(session).items() if state == "waiting"}
