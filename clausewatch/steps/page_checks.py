"""One page, fetched live, through our extraction: its title, date and length, and what is wrong with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import httpx
from pydantic import AwareDatetime

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.html_page import fits_layouts
from clausewatch.models import Document, Model, Publisher, RawResponse

FEWEST_WORDS = 50
"""Of a page of coverage that is no teaser; an official answer may be shorter than that."""
MOST_AHEAD = timedelta(days=1)
"""How far a date may lie in the future: clocks and zones differ."""


class PageCheck(Model):
    """What came out of one page."""

    url: str
    title: str = ""
    published_at: AwareDatetime | None = None
    words: int = 0
    problem: str | None = None
    """Why it is of no use, in a few words."""


def check_page(url: str, headers: httpx.Headers, body: bytes, publisher: Publisher, now: datetime) -> PageCheck:
    """Extract the page and judge the result."""
    response = make_response(url, headers, body, now)
    try:
        documents = extract_documents(response, publisher)
    except ExtractError as error:
        return PageCheck(url=url, problem=str(error))
    if not documents:
        return PageCheck(url=url, problem="no document comes out of it")
    longest = max(documents, key=lambda document: len(document.text))
    words = sum(len(document.text.split()) for document in documents)
    return PageCheck(
        url=url,
        title=longest.title,
        published_at=longest.published_at,
        words=words,
        problem=_explain(longest, words, now, fits=publisher.headlines_only or fits_layouts(response, publisher)),
    )


def make_response(url: str, headers: httpx.Headers, body: bytes, at: datetime) -> RawResponse:
    """An answer as extraction takes it; its body is decoded already."""
    kept: Sequence[tuple[str, str]] = [pair for pair in headers.multi_items() if pair[0] != "content-encoding"]
    return RawResponse(url=url, status=200, headers=tuple(kept), body=body, fetched_at=at)


def _explain(document: Document, words: int, now: datetime, *, fits: bool) -> str | None:
    """The faults, joined; none where there is none."""
    faults = [] if document.title else ["it has no title"]
    if document.published_at is None:
        faults.append("it has no date")
    elif document.published_at > now + MOST_AHEAD:
        faults.append(f"it is dated {document.published_at:%Y-%m-%d}, which is in the future")
    if document.kind == "coverage" and words < FEWEST_WORDS:
        faults.append(f"its text has {words} words, fewer than the {FEWEST_WORDS} of an article")
    if not fits:
        faults.append("none of the publisher's layouts finds the article, so it was read without one")
    return ", ".join(faults) or None
