"""The REST API: searches, facets, statements and documents as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Query as QueryParameter

from clausewatch.index.protocol import Facet
from clausewatch.index.shapes import corrected_to_json, hit_to_json, statement_to_json
from clausewatch.steps.copy_reports import add_copies, repeated_to_json
from clausewatch.steps.correction_reports import add_corrections
from clausewatch.steps.origin_reports import traced_to_json
from clausewatch.web.facets import HEADINGS
from clausewatch.web.parameters import FacetParameters, SearchParameters
from clausewatch.web.stores import (
    KeptVersion,
    StoresInUse,
    find_also_at,
    find_copies,
    find_corrected,
    find_statement,
    find_traced,
    find_version,
)

router = APIRouter()
Parameters = Annotated[SearchParameters, QueryParameter()]


@router.get("/health")
def health(stores: StoresInUse) -> dict[str, Any]:
    """Whether ledger and index can be read, and how many statements are searched; 503 where one cannot."""
    with stores.ledger.read():
        pass
    return {"status": "ok", "statements": stores.index.count()}


@router.get("/api/search")
def search(stores: StoresInUse, parameters: Parameters) -> dict[str, Any]:
    """The statements that match; each as a line of `clausewatch search --format json`."""
    result = add_copies(stores.ledger, stores.index.search(parameters.make_query()))
    result = add_corrections(stores.ledger, result)
    page = {"total": result.total, "offset": parameters.offset, "limit": parameters.limit}
    return page | {"results": [hit_to_json(hit) for hit in result.hits]}


@router.get("/api/facets")
def facets(
    stores: StoresInUse, parameters: Annotated[FacetParameters, QueryParameter()]
) -> dict[Facet, list[dict[str, Any]]]:
    """How many of the statements that match have each speaker, organisation, category, stance, and so on.

    At most `values` of each, the commonest first; of months the last.
    """
    query, most = parameters.make_query(), parameters.values
    return {facet: [value.model_dump() for value in stores.index.count_facet(query, facet, most)] for facet in HEADINGS}


@router.get("/api/statements/{statement_id}")
def statement(stores: StoresInUse, statement_id: str) -> dict[str, Any]:
    """One statement with the document it stands in; `origin` is where a quotation was really said, as far as known,
    `also_at` the other pages that have nearly the same words, `corrected` what a person put right.
    """
    found, kept = find_statement(stores, statement_id)
    traced = find_traced(stores, statement_id)
    facts = {"version": found.version, "document": _facts(kept), "origin": traced_to_json(traced) if traced else None}
    corrected = find_corrected(stores, [found])[found.id]
    more = {"also_at": repeated_to_json(find_also_at(stores, found)), "corrected": corrected_to_json(corrected)}
    return statement_to_json(found) | facts | more


@router.get("/api/documents/{document_id}")
def document(stores: StoresInUse, document_id: str, version: str | None = None) -> dict[str, Any]:
    """A kept version of a document with its text and statements, by default the current one; `copies` are the other
    pages that have nearly the same text.
    """
    kept = find_version(stores, document_id, version)
    versions = [{"id": each, "first_seen_at": seen.isoformat()} for each, seen in kept.versions]
    statements = [statement_to_json(each) for each in kept.statements]
    copies = [page.model_dump(mode="json") for page in find_copies(stores, kept)]
    texts = {"text": kept.document.text, "versions": versions, "statements": statements}
    return _facts(kept) | texts | {"copies": copies}


def _facts(kept: KeptVersion) -> dict[str, Any]:
    facts = kept.document.model_dump(mode="json", exclude={"text"})
    return {"id": kept.document.id, "version": kept.document.version, "current": kept.is_current} | facts
