"""The pages a person reads: a search, a statement, and a kept version of a document."""

from http import HTTPStatus
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from clausewatch.errors import InputError
from clausewatch.index.protocol import SearchResult
from clausewatch.models import Category, StanceLabel, StatementKind
from clausewatch.steps.copy_reports import add_copies
from clausewatch.steps.correction_reports import add_corrections
from clausewatch.steps.stores import Stores
from clausewatch.web.context import excerpt, mark
from clausewatch.web.facets import SEARCH, list_facets
from clausewatch.web.parameters import SearchParameters, read_parameters
from clausewatch.web.rendering import HERE, render
from clausewatch.web.stores import (
    KeptVersion,
    StoresInUse,
    find_also_at,
    find_copies,
    find_corrected,
    find_quoting,
    find_statement,
    find_traced,
    find_version,
)
from nlp.components.targets import load_targets

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
FILTERS = set(SearchParameters.model_fields) - {"q", "month", "limit", "offset"}
"""What the form hides until it is asked for or in use."""
CHOICES = {
    "stances": get_args(StanceLabel),
    "categories": get_args(Category),
    "kinds": get_args(StatementKind),
}


@router.get(SEARCH)
def search(request: Request, stores: StoresInUse) -> HTMLResponse:
    """The form, its filters, and what was found."""
    given = dict(request.query_params)
    try:
        parameters = read_parameters(given)
    except InputError as error:
        values = _search_values(stores, SearchParameters(), SearchResult(hits=(), total=0))
        return render("search.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, **values, problem=str(error))
    result = add_copies(stores.ledger, stores.index.search(parameters.make_query()))
    result = add_corrections(stores.ledger, result)
    return render("search.html", **_search_values(stores, parameters, result), problem=None)


def _search_values(stores: Stores, parameters: SearchParameters, result: SearchResult) -> dict[str, Any]:
    return {
        "parameters": parameters,
        "result": result,
        "facets": list_facets(stores.index, parameters) if result.total else [],
        "targets": _target_names(stores),
        "feed": parameters.address("/search.rss", offset=None),
        "earlier": _turn(parameters, result, -1),
        "later": _turn(parameters, result, +1),
        "has_filters": bool(parameters.model_fields_set & FILTERS),
        "shown": (parameters.offset + 1, parameters.offset + len(result.hits)),
        **CHOICES,
    }


def _turn(parameters: SearchParameters, result: SearchResult, by: int) -> str | None:
    """The address of the page of results before (-1) or after (+1) this one; before one past the end, the last."""
    if parameters.limit == 0 or result.total == 0:
        return None
    offset = parameters.offset + by * parameters.limit
    if by < 0:
        offset = min(offset, (result.total - 1) // parameters.limit * parameters.limit)
    if offset >= result.total or offset <= -parameters.limit:
        return None
    return parameters.address(SEARCH, offset=max(0, offset) or None)


def _target_names(stores: Stores) -> dict[str, str]:
    return {target.id: target.name for target in load_targets(stores.settings.targets)}


@router.get("/statements/{statement_id}")
def statement(stores: StoresInUse, statement_id: str) -> HTMLResponse:
    """One statement: who made it, how that was found, where it stands, the words around it and where they come from."""
    found, kept = find_statement(stores, statement_id)
    around = excerpt(mark(kept.document.text, found))
    return render(
        "statement.html",
        statement=found,
        kept=kept,
        around=around,
        traced=find_traced(stores, statement_id),
        quoting=find_quoting(stores, statement_id),
        also_at=find_also_at(stores, found),
        corrected=find_corrected(stores, [found])[found.id],
        targets=_target_names(stores),
    )


@router.get("/documents/{document_id}")
def document(
    stores: StoresInUse, document_id: str, version: str | None = None, statement: str | None = None
) -> HTMLResponse:
    """A kept version, by default the current one, with one of its statements marked where one is named."""
    kept = find_version(stores, document_id, version)
    chosen = next((each for each in kept.statements if each.id == statement), None)
    return render(
        "document.html",
        kept=kept,
        chosen=chosen,
        paragraphs=mark(kept.document.text, chosen),
        versions=_describe_versions(kept),
        copies=find_copies(stores, kept),
        corrected=find_corrected(stores, kept.statements),
        targets=_target_names(stores),
    )


def _describe_versions(kept: KeptVersion) -> list[dict[str, Any]]:
    return [
        {"id": each, "seen": seen, "is_shown": each == kept.document.version, "is_current": each == kept.current}
        for each, seen in kept.versions
    ]


@router.get("/static/style.css")
def style() -> FileResponse:
    """How the pages look."""
    return FileResponse(HERE / "static" / "style.css", media_type="text/css", headers={"Cache-Control": "max-age=3600"})
