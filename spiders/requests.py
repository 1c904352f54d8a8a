"""What a request is for: the recorder and the middlewares read it from the request's `meta`."""

from collections.abc import Callable
from typing import Any, Literal, cast

from scrapy import Request

Purpose = Literal["page", "list", "robots", "terms"]
"""`robots` and `terms` are about what may be asked and kept: that there are none is no failure."""
ASIDE: frozenset[Purpose] = frozenset({"robots", "terms"})
PURPOSE = "clausewatch_purpose"
FAILURE = "clausewatch_failure"
"""Why a response is not to be used, put there by the middleware that found out."""
RESERVED = "clausewatch_reserved"
"""What reserves a page against mining, so that it is not to be kept; none: nothing does."""
HEADLINES = "clausewatch_headlines"
"""Set where documents are made of a list itself."""
MAY_MISS = "clausewatch_may_miss"
"""Set where a list may not be there, and that is no failure: the archive of a day on which nothing was published."""
KNOWN = "clausewatch_known"
"""What the ledger knows of the address."""
CONDITIONS = ("If-None-Match", "If-Modified-Since")
LIST_PRIORITY, PAGE_PRIORITY = 100, 10
Callback = Callable[..., Any]
"""Called with the response and the request's arguments."""


def make_page_request(url: str) -> Request:
    """A request for a page that documents are made of."""
    return Request(url, priority=PAGE_PRIORITY, meta={PURPOSE: "page"})


def make_list_request(url: str, callback: Callback, **arguments: Any) -> Request:
    """A request for something that lists pages."""
    return Request(url, callback=callback, priority=LIST_PRIORITY, meta={PURPOSE: "list"}, cb_kwargs=arguments)


def make_archive_request(url: str, callback: Callback, **arguments: Any) -> Request:
    """A request for what lists the pages of a day, a month or a year, which may have none."""
    request = make_list_request(url, callback, **arguments)
    request.meta[MAY_MISS] = True
    return request


def make_headlines_request(url: str, callback: Callback) -> Request:
    """A request for a list that documents are made of."""
    request = make_list_request(url, callback)
    request.meta[HEADLINES] = True
    return request


def is_read(request: Request) -> bool:
    """Whether documents are made of the answer: of a page, and of a list of headlines."""
    return purpose_of(request) == "page" or bool(request.meta.get(HEADLINES))


def forget_known(request: Request) -> None:
    """Make a request unconditional: what the ledger knows does not belong to it, or is lost."""
    for name in CONDITIONS:
        request.headers.pop(name, None)
    request.meta.pop(KNOWN, None)


def purpose_of(request: Request) -> Purpose:
    """What a request is for; one that does not say it asks for a page."""
    return cast(Purpose, request.meta.get(PURPOSE, "page"))
