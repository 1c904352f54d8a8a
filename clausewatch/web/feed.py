"""A search as an RSS feed, so that it can be followed in a feed reader."""

import re
from email.utils import format_datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Query as QueryParameter

from clausewatch.index.protocol import Hit
from clausewatch.steps.correction_reports import add_corrections
from clausewatch.web.facets import SEARCH
from clausewatch.web.parameters import SearchParameters
from clausewatch.web.rendering import ENVIRONMENT, say_share, say_stance
from clausewatch.web.stores import StoresInUse

router = APIRouter(include_in_schema=False)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""
TITLE_LENGTH = 100
RSS = "application/rss+xml; charset=utf-8"


@router.get("/search.rss")
def feed(request: Request, stores: StoresInUse, parameters: Annotated[SearchParameters, QueryParameter()]) -> Response:
    """The statements that match, newest first unless asked otherwise; each leads to its page here."""
    base = str(request.base_url).rstrip("/")
    newest_first = parameters.model_copy(update={"sort": parameters.sort or "newest"})
    result = add_corrections(stores.ledger, stores.index.search(newest_first.make_query()))
    content = ENVIRONMENT.get_template("feed.xml").render(
        title=_clean(f"Clausewatch: {parameters.q or 'statements'}"),
        page=base + parameters.address(SEARCH),
        itself=base + parameters.address("/search.rss"),
        total=result.total,
        items=[_make_item(hit, base) for hit in result.hits],
    )
    return Response(content, media_type=RSS)


def _make_item(hit: Hit, base: str) -> dict[str, Any]:
    statement, document = hit.entry.statement, hit.entry.document
    name = statement.speaker.name if statement.speaker else "Speaker not known"
    put_right = {each.target for each in hit.corrected}
    stances = ", ".join(
        f"{say_stance(stance)} ({'corrected' if stance.target in put_right else say_share(stance.confidence)})"
        for stance in statement.stances
    )
    return {
        "title": _clean(f"{name}: {_shorten(statement.text)}"),
        "link": f"{base}/statements/{statement.id}",
        "id": statement.id,
        "published": format_datetime(document.published_at) if document.published_at else None,
        "creator": _clean(name) if statement.speaker else None,
        "categories": [f"{stance.target}: {stance.label}" for stance in statement.stances],
        "description": _clean(f"<p>{hit.snippet}</p>" + (f"<p>{stances}</p>" if stances else "")),
        "publisher": _clean(document.publisher),
        "url": _clean(document.url),
    }


def _clean(text: str) -> str:
    return FORBIDDEN.sub(" ", text)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"
