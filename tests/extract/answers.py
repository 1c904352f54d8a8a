"""Responses and publishers for the tests of extraction."""

import json
from datetime import UTC, datetime
from typing import Any

from clausewatch.extract import extract_documents
from clausewatch.models import Document, Publisher, RawResponse

FETCHED = datetime(2025, 3, 1, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
PARAGRAPHS = (
    (
        "The minister told the house that the power would be used with care and only after every other door had "
        "been tried."
    ),
    "“We have not changed our minds,” Helena Marsh said. “We have changed the wording, which is a different thing.”",
    "Her opponents said that they could see no difference, and that they had looked for one with some patience.",
    "The debate goes on next week, when peers will vote on three amendments and probably on a fourth.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def make_publisher(**facts: Any) -> Publisher:
    """An outlet on `news.example`, unless told otherwise."""
    usual = {
        "name": "news",
        "title": "Example News",
        "kind": "coverage",
        "category": "news",
        "domains": ("news.example",),
    }
    return Publisher.model_validate({**usual, **facts})


def respond(
    body: bytes | str, url: str = "https://news.example/story", content_type: str = HTML, **headers: str
) -> RawResponse:
    """An answer with status 200, fetched on 1 March 2025."""
    content = body.encode() if isinstance(body, str) else body
    named = (("Content-Type", content_type), *headers.items())
    return RawResponse(url=url, status=200, headers=named, body=content, fetched_at=FETCHED)


def extract(body: bytes | str, url: str = "https://news.example/story", **facts: Any) -> Document:
    """The one document of a page of that outlet."""
    (document,) = extract_documents(respond(body, url), make_publisher(**facts))
    return document


def make_page(head: str = "", body: str = BODY, before: str = "", attributes: str = 'lang="en"') -> str:
    """A page with an article of four paragraphs."""
    title = "" if "<title" in head else "<title>A debate</title>"
    return (
        f'<!DOCTYPE html><html {attributes}><head><meta charset="utf-8">{title}{head}</head>'
        f"<body><article><h1>A debate</h1>{before}<div class='article-body'>{body}</div></article></body></html>"
    )


def json_ld(**facts: Any) -> str:
    """A script with a description of the page; a news article unless told otherwise."""
    described = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A debate", **facts}
    return f'<script type="application/ld+json">{json.dumps(described)}</script>'
