"""One response to its documents, whatever its form."""

from collections.abc import Callable
from typing import Any

from clausewatch.errors import ExtractError
from clausewatch.extract.bills import is_amendment, is_bill, read_amendment, read_bill
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.evidence import is_evidence, read_evidence
from clausewatch.extract.front_matter import has_front_matter, read_text_document
from clausewatch.extract.govuk import is_content_item, read_content_item
from clausewatch.extract.hansard import is_debate, read_debate
from clausewatch.extract.headlines import Tell, is_list, read_headlines
from clausewatch.extract.html_page import read_page
from clausewatch.extract.json_values import load_json
from clausewatch.extract.stages import is_stage, read_stage
from clausewatch.extract.summaries import cut_to_headline
from clausewatch.extract.wholes import put_under
from clausewatch.extract.written import is_written, read_written
from clausewatch.models import Document, Publisher, RawResponse

Reader = Callable[[dict[str, Any], RawResponse, Publisher], Document]
READERS: tuple[tuple[Callable[[dict[str, Any]], bool], Reader], ...] = (
    (is_content_item, read_content_item),
    (is_written, read_written),
    (is_bill, read_bill),
    (is_amendment, read_amendment),
    (is_stage, read_stage),
    (is_evidence, read_evidence),
)
"""Shapes of answers that are one document each."""
LARGEST_BODY = 10_000_000
"""Bytes; no page that people read is larger."""


def extract_documents(
    response: RawResponse, publisher: Publisher, tell: Tell = lambda _: None, whole: RawResponse | None = None
) -> tuple[Document, ...]:
    """The documents of one response: one of a page, one for each contribution of a debate.

    HTML, JSON of GOV.UK's content API and of Parliament's APIs, and plain text with or without front matter are
    read. Of a publisher whose terms allow headlines and summaries only no more is taken, and there is one for each
    entry of a feed or news sitemap; `tell` is told of entries that were left out. `whole`: the answer at the address
    that `find_whole` has for this one, whose title comes before its own. `ExtractError` says why there is no document;
    none is ever empty.
    """
    if len(response.body) > LARGEST_BODY:
        raise ExtractError(f"the body is over {LARGEST_BODY // 1_000_000} MB")
    if not publisher.headlines_only:
        documents = _read(response, publisher)
        return put_under(documents, whole) if whole is not None else documents
    if is_list(response.body):
        return read_headlines(response, publisher, tell)
    return tuple(map(cut_to_headline, _read(response, publisher)))


def _read(response: RawResponse, publisher: Publisher) -> tuple[Document, ...]:
    content_type = response.header("Content-Type") or ""
    text = decode_body(response.body, content_type)
    start = text.lstrip()[:2000]
    if not start:
        raise ExtractError("the body is empty")
    if start.startswith(("{", "[")):
        return _read_json(text, response, publisher)
    if start.startswith("<"):
        return (read_page(text, response, publisher),)
    if has_front_matter(text) or content_type.startswith("text/plain") or not _has_tags(start):
        return (read_text_document(text, response, publisher),)
    return (read_page(text, response, publisher),)


def _has_tags(start: str) -> bool:
    lower = start.casefold()
    return any(f"<{tag}" in lower for tag in ("!doctype", "html", "head", "body", "p", "div", "article", "meta"))


def _read_json(text: str, response: RawResponse, publisher: Publisher) -> tuple[Document, ...]:
    try:
        content: Any = load_json(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("["):
            return (read_text_document(text, response, publisher),)
        raise ExtractError(f"the JSON cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise ExtractError("the JSON is not an object of a known API")
    if is_debate(content):
        return read_debate(content, response, publisher)
    for has_shape, read in READERS:
        if has_shape(content):
            return (read(content, response, publisher),)
    raise ExtractError(
        "the JSON has the shape of no known API (GOV.UK content item, Hansard debate, written statement or question, "
        "bill, stage, amendment, evidence)"
    )
