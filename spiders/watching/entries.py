"""What a list lists, as lines that stay the same until something is added, changed or taken away.

Times of the answer, numbers of results and the like are left out: they change with every request.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from scrapy.http import TextResponse
from scrapy.responsetypes import responsetypes

from clausewatch.errors import CrawlError
from clausewatch.lists.feeds import read_entries
from clausewatch.lists.xml import child_text, local_name, read_xml
from spiders.addresses import clean_address
from spiders.bases.bills import BillsSpider
from spiders.bases.committees import CommitteesSpider
from spiders.bases.feed import FeedSpider
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider, read_sitemap
from spiders.bases.written import WrittenSpider
from spiders.failures import OTHER_SHAPE
from spiders.watching.answers import Answer


def digest_entries(spider: type[PublisherSpider], answer: Answer) -> str:
    """SHA-256 of what a list of the publisher lists, whatever its order; `CrawlError` where it is no such list."""
    reader = next((reader for base, reader in READERS.items() if issubclass(spider, base)), _read_whole)
    try:
        lines = sorted(set(reader(spider, answer)))
    except OTHER_SHAPE as error:
        raise CrawlError(f"it has another shape than expected ({error!r})") from error
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def _read_whole(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    """Of a spider with a base of its own nothing is known: any change of the body counts."""
    del spider
    yield hashlib.sha256(answer.body).hexdigest()


def _read_feed(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    del spider
    root = read_xml(answer.body)
    for entry in read_entries(root, answer.url):
        yield f"page {clean_address(entry.url)} {entry.published}"
    for element in root.iter("{*}item", "{*}entry"):
        # An edit shows in `updated` only, which an entry may have beside the time of its publication.
        yield f"entry {child_text(element, 'guid', 'id')} {child_text(element, 'updated', 'modified')}"


def _read_sitemap(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    del spider
    root = read_xml(answer.body)
    entries = read_sitemap(root)
    if local_name(root) == "sitemapindex" and any(entry.at is None for entry in entries):
        raise CrawlError("it is an index of sitemaps without dates; name the sitemap of the news instead")
    for entry in entries:
        yield f"{entry.url} {entry.at}"


def _read_links(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    headers = {b"Content-Type": answer.headers.get("Content-Type", "").encode("latin-1", "replace")}
    kind = responsetypes.from_args(headers=headers, url=answer.url, body=answer.body)
    response = kind(answer.url, headers=headers, body=answer.body)
    lister = spider()
    if not isinstance(response, TextResponse) or not isinstance(lister, ListingSpider):
        raise CrawlError("it is not text")
    yield from map(clean_address, lister.find_pages(response))


def _read_govuk(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    del spider
    for result in json.loads(answer.body)["results"]:
        yield _join(result, ("link", "public_timestamp"))


def _read_hansard(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    del spider
    found = json.loads(answer.body)
    if isinstance(found, str):
        # Not a search, but the day on which a house last sat.
        yield found
        return
    for result in found["Results"]:
        yield _join(result, ("DebateSectionExtId", "ContributionExtId", "SittingDate"))


def _read_written(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    """The dates are those of tabling, answering and correcting."""
    del spider
    for result in json.loads(answer.body)["results"]:
        value = dict(result["value"])
        yield _join(value, ("id", *sorted(name for name in value if name.startswith("date"))))


def _read_bills(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    """A bill is changed by its stages and amendments too."""
    del spider
    for bill in json.loads(answer.body)["items"]:
        yield _join(bill, ("billId", "lastUpdate"))


def _read_inquiries(spider: type[PublisherSpider], answer: Answer) -> Iterator[str]:
    """What the list does not show is new evidence."""
    del spider
    for item in json.loads(answer.body)["items"]:
        yield _join(item, ("id", "closeDate", "latestReport", "nextOralEvidenceSession"))


def _join(values: dict[str, Any], names: tuple[str, ...]) -> str:
    return " ".join(f"{name}={dict(values).get(name)}" for name in names)


Reader = Callable[[type[PublisherSpider], Answer], Iterator[str]]
READERS: dict[type[PublisherSpider], Reader] = {
    FeedSpider: _read_feed,
    HeadlineSpider: _read_feed,
    SitemapSpider: _read_sitemap,
    ListingSpider: _read_links,
    GovUkSpider: _read_govuk,
    HansardSpider: _read_hansard,
    WrittenSpider: _read_written,
    BillsSpider: _read_bills,
    CommitteesSpider: _read_inquiries,
}
