"""What counts as news of a list, and what is only noise."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from clausewatch.errors import CrawlError
from spiders.bases.bills import BillsSpider
from spiders.bases.committees import CommitteesSpider
from spiders.bases.feed import FeedSpider
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.bases.written import WrittenSpider
from spiders.watching.answers import Answer
from spiders.watching.entries import digest_entries
from tests.spiders.watching.watching import make_kind

ADDRESS = "https://gazette.localhost/list"


class OwnSpider(PublisherSpider):
    """A base of its own, of which the watcher knows nothing."""


def digest(base: type[PublisherSpider], body: str, content_type: str = "text/html", **attributes: Any) -> str:
    answer = Answer(ADDRESS, 200, httpx.Headers({"Content-Type": content_type}), body.encode())
    return digest_entries(make_kind(base, **attributes), answer)


def rss(*items: str, built: str = "Tue, 04 Mar 2025 09:00:00 GMT") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss><channel><lastBuildDate>{built}</lastBuildDate>{inner}</channel></rss>"


def atom(updated: str, entry_updated: str = "2025-03-04T09:00:00Z") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><updated>{updated}</updated><entry><id>tag:1</id>'
        f'<link href="/a"/><published>2025-03-04T09:00:00Z</published><updated>{entry_updated}</updated></entry></feed>'
    )


def sitemap(*entries: str) -> str:
    return f"<urlset>{''.join(f'<url>{entry}</url>' for entry in entries)}</urlset>"


def govuk(*results: dict[str, Any], **around: Any) -> str:
    return json.dumps({"results": list(results), "total": len(results), **around})


def hansard(*results: dict[str, Any], **around: Any) -> str:
    return json.dumps({"Results": list(results), "TotalResultCount": len(results), **around})


def written(*values: dict[str, Any], **around: Any) -> str:
    return json.dumps({"results": [{"value": value} for value in values], "totalResults": len(values), **around})


def items(*values: dict[str, Any], **around: Any) -> str:
    return json.dumps({"items": list(values), "totalResults": len(values), **around})


A, B = "<link>/a</link>", "<link>/b</link>"
PAGE = {"link": "/a", "public_timestamp": "2025-03-04T09:00:00Z"}
SPOKEN = {"DebateSectionExtId": "D1", "ContributionExtId": "C1", "SittingDate": "2025-03-04T00:00:00"}
QUESTION = {"id": 5, "dateTabled": "2025-03-04T00:00:00", "dateAnswered": None}
BILL = {"billId": 7, "lastUpdate": "2025-03-04T09:00:00", "isAct": False}
INQUIRY = {"id": 5, "title": "Bells", "closeDate": None, "latestReport": {"id": 1}, "nextOralEvidenceSession": None}
LINKS = '<html><body><nav><a href="/about">{}</a></nav><ul class="l">{}</ul></body></html>'

NOISE = [
    ("the time a feed was made", FeedSpider, rss(A, B), rss(A, B, built="Tue, 04 Mar 2025 09:05:00 GMT")),
    ("another order", FeedSpider, rss(A, B), rss(B, A)),
    ("where a reader came from", FeedSpider, rss(A), rss("<link>/a?utm_source=rss</link>")),
    ("a summary", FeedSpider, rss(A), rss(f"{A}<description>Read 17 times</description>")),
    ("the time an Atom feed was made", FeedSpider, atom("2025-03-04T09:00:00Z"), atom("2025-03-04T09:05:00Z")),
    ("the time a feed of headlines was made", HeadlineSpider, rss(A), rss(A, built="")),
    ("a priority", SitemapSpider, sitemap("<loc>/a</loc>"), sitemap("<loc>/a</loc><priority>0.7</priority>")),
    ("how long the search took", GovUkSpider, govuk(PAGE), govuk({**PAGE, "es_score": 1.5}, took=17, total=9)),
    ("how many results there are", HansardSpider, hansard(SPOKEN), hansard({**SPOKEN, "Rank": 7}, TotalResultCount=9)),
    ("who asked for it", WrittenSpider, written(QUESTION), written({**QUESTION, "noticeNumber": 9}, totalResults=7)),
    ("how many bills there are", BillsSpider, items(BILL), items({**BILL, "billTypeId": 1}, totalResults=9)),
    ("a telephone number", CommitteesSpider, items(INQUIRY), items({**INQUIRY, "contact": {"phone": "1"}})),
    ("words of a menu", ListingSpider, LINKS.format("About", ""), LINKS.format("3 new", "")),
]
NEWS = [
    ("an entry", FeedSpider, rss(A), rss(A, B)),
    ("an entry that is gone", FeedSpider, rss(A, B), rss(A)),
    ("an entry with another id", FeedSpider, rss(f"{A}<guid>1</guid>"), rss(f"{A}<guid>2</guid>")),
    ("an edited entry", FeedSpider, atom(""), atom("", "2025-03-04T10:00:00Z")),
    ("a headline", HeadlineSpider, rss(A), rss(A, B)),
    ("a page", SitemapSpider, sitemap("<loc>/a</loc>"), sitemap("<loc>/a</loc>", "<loc>/b</loc>")),
    (
        "a page that changed",
        SitemapSpider,
        sitemap("<loc>/a</loc><lastmod>2025-03-04</lastmod>"),
        sitemap("<loc>/a</loc><lastmod>2025-03-05</lastmod>"),
    ),
    ("an item", GovUkSpider, govuk(PAGE), govuk(PAGE, {**PAGE, "link": "/b"})),
    ("an item published anew", GovUkSpider, govuk(PAGE), govuk({**PAGE, "public_timestamp": "2025-03-05T09:00:00Z"})),
    ("a withdrawn item", GovUkSpider, govuk(PAGE), govuk()),
    ("a contribution", HansardSpider, hansard(SPOKEN), hansard(SPOKEN, {**SPOKEN, "ContributionExtId": "C2"})),
    ("an answer", WrittenSpider, written(QUESTION), written({**QUESTION, "dateAnswered": "2025-03-06T00:00:00"})),
    ("a question", WrittenSpider, written(QUESTION), written(QUESTION, {**QUESTION, "id": 6})),
    ("a sitting", HansardSpider, '"2025-03-04T00:00:00"', '"2025-03-05T00:00:00"'),
    ("a bill", BillsSpider, items(BILL), items(BILL, {**BILL, "billId": 8})),
    ("a changed bill", BillsSpider, items(BILL), items({**BILL, "lastUpdate": "2025-03-05T09:00:00"})),
    ("a report", CommitteesSpider, items(INQUIRY), items({**INQUIRY, "latestReport": {"id": 2}})),
    ("a hearing", CommitteesSpider, items(INQUIRY), items({**INQUIRY, "nextOralEvidenceSession": {"id": 3}})),
    ("a link", ListingSpider, LINKS.format("", ""), LINKS.format("", '<li><a href="/news/b">B</a></li>')),
    ("anything, where nothing is known of the list", OwnSpider, "a", "b"),
]


@pytest.mark.parametrize(("what", "base", "before", "after"), NOISE, ids=[f"{n[0]} ({n[1].__name__})" for n in NOISE])
def test_noise_is_no_news(what: str, base: type[PublisherSpider], before: str, after: str) -> None:
    assert before != after, what
    assert digest(base, before) == digest(base, after)


@pytest.mark.parametrize(("what", "base", "before", "after"), NEWS, ids=[f"{n[0]} ({n[1].__name__})" for n in NEWS])
def test_news_is_news(what: str, base: type[PublisherSpider], before: str, after: str) -> None:
    assert digest(base, before) != digest(base, after), what


def test_of_the_links_of_a_list_those_count_that_a_crawl_would_take() -> None:
    before, after = LINKS.format("", '<li><a href="/news/a">A</a></li>'), '<li><a href="/news/a">A</a></li>'
    other = LINKS.format("", f'{after}<li><a href="/jobs/1">Job</a></li>')
    assert digest(ListingSpider, before, pages="/news/.+") == digest(ListingSpider, other, pages="/news/.+")
    assert digest(ListingSpider, before) != digest(ListingSpider, other)


UNREADABLE: list[tuple[type[PublisherSpider], str, str]] = [
    (FeedSpider, "<html><body>Suspended</body></html>", "it is no feed"),
    (FeedSpider, "", "it is empty"),
    (HeadlineSpider, "<urlset/>", "it is a sitemap and no feed"),
    (SitemapSpider, "<rss/>", "it is a feed and no sitemap"),
    (SitemapSpider, "<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>", "index of sitemaps without"),
    (GovUkSpider, '{"error": "busy"}', "another shape"),
    (GovUkSpider, "<html>", "another shape"),
    (GovUkSpider, '{"results": [7]}', "another shape"),
    (HansardSpider, "[]", "another shape"),
    (BillsSpider, '{"items": [1]}', "another shape"),
    (CommitteesSpider, "{}", "another shape"),
    (WrittenSpider, '{"results": [{"value": [1]}]}', "another shape"),
    (WrittenSpider, '{"results": [{}]}', "another shape"),
]


@pytest.mark.parametrize(("base", "body", "reason"), UNREADABLE)
def test_what_is_no_list_of_that_kind_is_no_news_but_an_error(
    base: type[PublisherSpider], body: str, reason: str
) -> None:
    with pytest.raises(CrawlError, match=reason):
        digest(base, body)


def test_a_list_page_that_is_no_text_is_an_error() -> None:
    with pytest.raises(CrawlError, match="it is not text"):
        digest(ListingSpider, "\x00\x01\x02", content_type="image/png")


def test_an_index_of_sitemaps_is_news_when_one_of_them_changed() -> None:
    def index(day: int) -> str:
        inner = f"<sitemap><loc>/1.xml</loc><lastmod>2025-03-0{day}</lastmod></sitemap>"
        return f"<sitemapindex>{inner}</sitemapindex>"

    make: Callable[[int], str] = lambda day: digest(SitemapSpider, index(day))  # noqa: E731
    assert make(4) == make(4) != make(5)
