"""What was changed on a document, as a page and as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Query as QueryParameter
from fastapi.responses import HTMLResponse

from clausewatch.alerts.wording import say_event
from clausewatch.steps.page_changes import (
    PageChanges,
    PageHistory,
    changes_to_json,
    compare_page,
    list_readings,
    read_choice,
    read_history,
)
from clausewatch.steps.stores import Stores
from clausewatch.web.rendering import render
from clausewatch.web.stores import StoresInUse

router = APIRouter()
Older = Annotated[str | None, QueryParameter(alias="from", max_length=100)]
Newer = Annotated[str | None, QueryParameter(alias="to", max_length=100)]


@router.get("/documents/{document_id}/changes", response_class=HTMLResponse, include_in_schema=False)
def show_changes(stores: StoresInUse, document_id: str, older: Older = None, newer: Newer = None) -> HTMLResponse:
    """Two versions of a document beside each other, by default those of its last change, and its history."""
    history, found = _find_changes(stores, document_id, older, newer)
    readings = list_readings(history)
    return render("changes.html", history=history, found=found, readings=readings, say_event=say_event)


@router.get("/api/documents/{document_id}/changes")
def changes(stores: StoresInUse, document_id: str, older: Older = None, newer: Newer = None) -> dict[str, Any]:
    """What was changed between two versions of a document, by default its last change, and what happened to it when.

    `from` and `to`: a version's id, or a time, for how the page read then.
    """
    return changes_to_json(*_find_changes(stores, document_id, older, newer))


def _find_changes(
    stores: Stores, document: str, older: str | None, newer: str | None
) -> tuple[PageHistory, PageChanges | None]:
    choices = [read_choice(choice) if choice else None for choice in (older, newer)]
    with stores.ledger.read() as session:
        history = read_history(session, document)
        return history, compare_page(session, history, *choices)
