"""The fictional government's search and content APIs, which answer as GOV.UK's do."""

import uuid
from collections import defaultdict
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

from clausewatch.demo.answers import BEFORE_ALL, Answer, Request, answer_json
from clausewatch.demo.markup import render_markup
from clausewatch.demo.pages import Page

SEARCH = "/api/search.json"
CONTENT = "/api/content"
REPEATABLE = {"fields", "filter_organisations", "filter_content_store_document_type"}
SINGLE = {"q", "count", "start", "order", "filter_public_timestamp"}
ORDERS = {"public_timestamp": False, "-public_timestamp": True}
DEFAULT_COUNT, MOST = 10, 1500
NAMESPACE = uuid.UUID("6c0a4f4e-8d3c-5b1e-9f57-3d0a5a6a1b22")
PLACES = {"organisations": "organisations", "people": "people", "roles": "ministers"}
TYPES = {"organisations": "organisation", "people": "person", "roles": "ministerial_role"}


class RefusedError(ValueError):
    """The search API does not take a parameter or its value."""


def answer_government(request: Request) -> Answer | None:
    """The answer of the APIs, or none where another part of the site is asked."""
    if request.path == SEARCH:
        return _answer_search(request)
    if request.path.startswith(f"{CONTENT}/"):
        return _answer_content(request)
    return None


def _answer_search(request: Request) -> Answer:
    try:
        asked = _check_parameters(request.query)
        found = _find(request, asked)
        start, count = _number(asked, "start", 0), _number(asked, "count", DEFAULT_COUNT)
    except RefusedError as error:
        return answer_json({"error": str(error)}, BEFORE_ALL, HTTPStatus.UNPROCESSABLE_ENTITY)
    results = [_result(request, page, asked.get("fields", [])) for page in found[start : start + count]]
    modified = max((page.modified for page in found), default=BEFORE_ALL)
    body = {"results": results, "total": len(found), "start": start, "aggregates": {}, "suggested_queries": []}
    return answer_json(body, modified)


def _check_parameters(query: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = defaultdict(list)
    for name, value in query:
        asked[name.removesuffix("[]")].append(value)
    if unknown := sorted(set(asked) - REPEATABLE - SINGLE):
        raise RefusedError(f"Unexpected parameters: {', '.join(unknown)}")
    if repeated := sorted(name for name in SINGLE & set(asked) if len(asked[name]) > 1):
        raise RefusedError(
            f"Too many values ({len(asked[repeated[0]])}) for parameter {repeated[0]!r} (must occur at most once)"
        )
    if asked.get("order", ["public_timestamp"])[0] not in ORDERS:
        raise RefusedError(f"{asked['order'][0]!r} is not a valid sort field")
    return asked


def _number(asked: dict[str, list[str]], name: str, default: int) -> int:
    value = asked.get(name, [str(default)])[0]
    if not value.isdecimal() or int(value) > MOST:
        raise RefusedError(f"Invalid value {value!r} for parameter {name!r} (expected a whole number up to {MOST})")
    return int(value)


def _find(request: Request, asked: dict[str, list[str]]) -> list[Page]:
    """Withdrawn pages are not found, though the content API still gives them."""
    types = asked.get("filter_content_store_document_type")
    organisations = set(asked.get("filter_organisations", []))
    words = asked.get("q", [""])[0].casefold().split()
    first, last = _read_days(asked)
    pages = [
        page
        for page in request.site.listed_on(request.day)
        if page.withdrawn is None
        and (types is None or page.document_type in types)
        and (not organisations or organisations & set(page.organisations))
        and first <= _public_timestamp(page).date() <= last
        and all(word in f"{page.title} {page.summary} {page.body}".casefold() for word in words)
    ]
    newest_first = ORDERS[asked.get("order", ["-public_timestamp"])[0]]
    return sorted(pages, key=_public_timestamp, reverse=newest_first)


def _read_days(asked: dict[str, list[str]]) -> tuple[date, date]:
    """The first and the last day of `from:2025-03-04,to:2025-03-05`, of which either may be left out."""
    value = asked.get("filter_public_timestamp", [""])[0]
    days = dict(part.partition(":")[::2] for part in value.split(",") if part)
    try:
        if set(days) <= {"from", "to"}:
            return date.fromisoformat(days.get("from", "0001-01-01")), date.fromisoformat(days.get("to", "9999-12-31"))
    except ValueError:
        pass
    raise RefusedError(f"Invalid value {value!r} for parameter 'filter_public_timestamp' (expected a date)")


def _public_timestamp(page: Page) -> datetime:
    return max((change.at for change in page.change_notes), default=page.published)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _result(request: Request, page: Page, fields: list[str]) -> dict[str, Any]:
    link = request.site.path_of(page)
    organisations = request.site.facts.organisations
    full = {
        "title": page.title,
        "description": page.summary,
        "link": link,
        "public_timestamp": _stamp(_public_timestamp(page)),
        "content_store_document_type": page.document_type,
        "organisations": [
            {"slug": slug, "title": organisations[slug], "link": f"/government/organisations/{slug}"}
            for slug in page.organisations
        ],
    }
    kept = {name: value for name, value in full.items() if not fields or name in fields}
    return kept | {"index": "government", "es_score": None, "_id": link, "document_type": "edition"}


def _answer_content(request: Request) -> Answer:
    wanted = request.path.removeprefix(CONTENT)
    for page in request.site.pages_on(request.day):
        if request.site.path_of(page) == wanted:
            return answer_json(make_content_item(request, page), page.modified)
    return answer_json({"error": "not found"}, BEFORE_ALL, HTTPStatus.NOT_FOUND)


def make_content_item(request: Request, page: Page) -> dict[str, Any]:
    """One page as the content API gives it."""
    path = request.site.path_of(page)
    return {
        "base_path": path,
        "content_id": _content_id(path),
        "document_type": page.document_type,
        "schema_name": "news_article" if "/news/" in path else "speech",
        "first_published_at": _stamp(page.published),
        "public_updated_at": _stamp(_public_timestamp(page)),
        "updated_at": _stamp(page.modified),
        "locale": "en",
        "phase": "live",
        "publishing_app": "whitehall",
        "title": page.title,
        "description": page.summary,
        "withdrawn_notice": _withdrawn_notice(page),
        "links": _links(request, page),
        "details": _details(page),
    }


def _content_id(path: str) -> str:
    return str(uuid.uuid5(NAMESPACE, path))


def _withdrawn_notice(page: Page) -> dict[str, str]:
    if page.withdrawn is None:
        return {}
    explanation = f'<div class="govspeak">{render_markup(page.withdrawn.explanation)}</div>'
    return {"explanation": explanation, "withdrawn_at": _stamp(page.withdrawn.at)}


def _details(page: Page) -> dict[str, Any]:
    details: dict[str, Any] = {
        "body": f'<div class="govspeak">{render_markup(page.body)}</div>',
        "first_public_at": _stamp(page.published),
        "political": page.document_type != "news_story",
        "tags": {"browse_pages": [], "policies": []},
        "change_history": [{"public_timestamp": _stamp(c.at), "note": c.note} for c in page.change_notes],
    }
    if page.delivered_on:
        details["delivered_on"] = _stamp(page.delivered_on)
    if page.location:
        details["location"] = page.location
    if page.explanation:
        details["speech_type_explanation"] = page.explanation
    return details


def _links(request: Request, page: Page) -> dict[str, list[dict[str, Any]]]:
    links = {kind: [_link(request, kind, slug) for slug in getattr(page, kind)] for kind in PLACES}
    links["primary_publishing_organisation"] = links["organisations"][:1]
    if page.delivered_on and links["people"]:
        links["speaker"] = links["people"]
    return {kind: entries for kind, entries in links.items() if entries}


def _link(request: Request, kind: str, slug: str) -> dict[str, Any]:
    titles: dict[str, str] = getattr(request.site.facts, kind)
    path = f"/government/{PLACES[kind]}/{slug}"
    return {
        "content_id": _content_id(path),
        "title": titles[slug],
        "locale": "en",
        "document_type": TYPES[kind],
        "base_path": path,
        "api_path": f"{CONTENT}{path}",
        "api_url": f"{request.base}{CONTENT}{path}",
        "web_url": f"{request.base}{path}",
        "withdrawn": False,
        "links": {},
    }
