"""What a crawl would take from a list: read by the publisher's own spider, so that every kind of list is understood."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, cast

from lxml import etree
from scrapy import Request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from clausewatch.errors import CrawlError
from clausewatch.lists.beginning import mend_beginning
from clausewatch.lists.plain import read_plain
from clausewatch.lists.references import mend_references
from clausewatch.lists.xml import HTML, unpack
from spiders.addresses import explain_host
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedEntry, FeedSpider
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import DEEPEST, SitemapSpider
from spiders.checking.visits import Visitor
from spiders.failures import OTHER_SHAPE
from spiders.requests import purpose_of
from spiders.watching.answers import Answer

OWN_FAULTS = (*OTHER_SHAPE, AttributeError, ArithmeticError, LookupError)
"""What a spider with a fault of its own raises on a list."""


class Entry(NamedTuple):
    """A page that a list names, and when it is from, where the list says so."""

    url: str
    at: datetime | None


class Listed(NamedTuple):
    """What one list gave."""

    entries: tuple[Entry, ...] = ()
    """Pages that a crawl would ask for; of headlines the entries of the feed."""
    lists: tuple[Request, ...] = ()
    """Lists that it names, as an index of sitemaps does, in the order of a crawl."""
    problem: str | None = None


class Lister(PublisherSpider):
    """Hears what the spider that it is mixed into says of a list, instead of a crawl's counts."""

    heard: list[Entry]
    offsite: list[str]
    problem: str | None

    def listen(self) -> None:
        """Forget what was heard of other lists."""
        self.heard, self.offsite, self.problem = [], [], None

    def ask_page(self, url: str, published: datetime | None = None) -> Iterator[Request]:
        """Hear of a page."""
        for request in super().ask_page(url, published):
            self.heard.append(Entry(request.url, published))
            yield request

    def note_headline(self, entry: FeedEntry) -> None:
        """Hear of an entry of which no page is asked for."""
        self.heard.append(Entry(entry.url, entry.published))

    def _is_own(self, address: str) -> bool:
        if reason := explain_host(address, self.publisher.domains):
            self.offsite.append(f"{address}: {reason}")
        return not reason

    def report_empty(self, response: Response) -> None:
        """Hear that a list is empty."""
        del response
        self.problem = "it lists nothing"

    def report_broken(self, response: Response, reason: str) -> None:
        """Hear that a list cannot be read."""
        del response
        self.problem = reason


def make_lister(kind: type[PublisherSpider]) -> Lister:
    """The publisher's spider, with somebody who listens."""
    mixed = type(kind.__name__, (Lister, kind), {"__module__": kind.__module__})
    return cast(Lister, mixed())


async def ask_list(visitor: Visitor, lister: Lister, request: Request, answer: Answer | None = None) -> Listed:
    """What a list lists, and where it is an index the first of those it names; `NoAnswerError` where one has no answer.

    `answer`: that of the request, where it is there already.
    """
    listed = read_list(lister, request, answer or await visitor.ask(request.url))
    for _ in range(DEEPEST):
        if listed.entries or listed.problem or not listed.lists:
            break
        request = listed.lists[0]
        listed = read_list(lister, request, await visitor.ask(request.url))
    return listed


def read_list(lister: Lister, request: Request, answer: Answer) -> Listed:
    """What the answer to a list's request lists."""
    lister.listen()
    callback: Any = request.callback
    response = _make_response(answer)
    try:
        made: list[Request] = list(callback(response, **request.cb_kwargs) or ())
        entries = tuple(lister.heard)
    except CrawlError as error:
        return Listed(problem=lister.problem or str(error))
    except OWN_FAULTS as error:
        return Listed(problem=f"its spider fails on it with {error!r}")
    lists = tuple(each for each in made if purpose_of(each) == "list")
    is_xml = _is_xml_list(lister, request)
    if lister.problem and is_xml and HTML.search(answer.body[:1000]):
        return Listed(problem="it is a page of HTML and no feed or sitemap")
    problem = lister.problem or _explain_offsite(lister, made)
    if is_xml and not problem:
        problem = _explain_breaks(answer, len(entries))
    return Listed(entries, lists, problem)


def _make_response(answer: Answer) -> Response:
    headers = {b"Content-Type": answer.headers.get("Content-Type", "").encode("latin-1", "replace")}
    kind = responsetypes.from_args(headers=headers, url=answer.url, body=answer.body)
    return kind(answer.url, headers=headers, body=answer.body)


def _explain_offsite(lister: Lister, made: list[Request]) -> str | None:
    if made or not lister.offsite:
        return None
    return f"none of what it lists is on the publisher's domains, for instance {lister.offsite[0]}"


def _is_xml_list(lister: Lister, request: Request) -> bool:
    archive = request.cb_kwargs.get("archive")
    if isinstance(archive, DatedArchive):
        return archive.holds != "list"
    return isinstance(lister, FeedSpider | HeadlineSpider | SitemapSpider)


def _explain_breaks(answer: Answer, entries: int) -> str | None:
    """A crawl reads broken XML as far as it goes, which may be less than there is."""
    body = unpack(answer.body)
    if read_plain(body) is not None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(mend_references(mend_beginning(body)), parser)
    except etree.XMLSyntaxError as error:
        return f"its XML is broken ({error.msg}); entries that could be read: {entries}"
    return None
