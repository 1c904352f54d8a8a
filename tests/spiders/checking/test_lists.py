"""What a publisher's own spider makes of a list is heard without a crawl."""

import gzip

import httpx
import pytest

from clausewatch.settings import Settings
from spiders.bases.feed import FeedSpider
from spiders.bases.govuk import GovUkSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.written import WrittenSpider
from spiders.checking.lists import Listed, make_lister, read_list
from spiders.run import list_spiders
from spiders.watching.answers import Answer
from tests.spiders.watching.watching import make_kind

BASE = "https://gazette.localhost"


class GovUkHere(GovUkSpider):
    base = BASE


class WrittenHere(WrittenSpider):
    base = BASE
    terms = ("cranes",)


def read(kind: type[PublisherSpider], body: str) -> Listed:
    lister = make_lister(kind)
    request = next(iter(lister.ask_lists()))
    return read_list(lister, request, Answer(request.url, 200, httpx.Headers(), body.encode()))


def test_the_search_of_gov_uk_gives_items_of_the_content_api() -> None:
    kind = make_kind(GovUkHere)
    result = '{"link": "/a", "public_timestamp": "2031-05-06T07:08:09Z"}'
    listed = read(kind, f'{{"total": 2, "results": [{result}, {{"link": "https://elsewhere.example/b"}}]}}')
    assert [entry.url for entry in listed.entries] == [f"{BASE}/api/content/a"]
    assert str(listed.entries[0].at) == "2031-05-06 07:08:09+00:00"
    assert listed.problem is None


def test_a_search_of_parliament_may_find_nothing() -> None:
    kind = make_kind(WrittenHere)
    assert read(kind, '{"totalResults": 0, "results": []}') == Listed()
    assert "not an answer of the search" in (read(kind, '{"error": 1}').problem or "")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "it is empty"),
        ("<rss><channel/></rss>", "it lists nothing"),
        ("<rss><channel><item><link>/1</link></item></channel></rss>", None),
        ("<html/>", "it is a page of HTML and no feed"),
        ("Notice: 3\n<?xml version='1.0' encoding='utf-16'?><rss><item><link>/1</link></item></rss>", None),
        ("<opml/>", "it is no feed: its root is <opml>"),
        ("<urlset><url><loc>/1</loc></url></urlset>", "it is a sitemap and no feed"),
        ('{"a": 1}', "it is JSON and no JSON Feed"),
        ("Hello", "it is not XML"),
    ],
)
def test_a_feed_is_read_or_the_reason_told(body: str, problem: str | None) -> None:
    found = read(make_kind(FeedSpider, feeds=(f"{BASE}/feed",)), body).problem
    assert found is None if problem is None else (found or "").startswith(problem)


def test_broken_xml_is_told_of_a_gzipped_list_too() -> None:
    lister = make_lister(make_kind(FeedSpider, feeds=(f"{BASE}/feed",)))
    request = next(iter(lister.ask_lists()))
    body = gzip.compress(b"<rss><channel><item><link>/1</link></item><item><link>/2</li")
    found = read_list(lister, request, Answer(request.url, 200, httpx.Headers(), body))
    assert "its XML is broken" in (found.problem or "")


def test_what_was_heard_of_one_list_is_forgotten_with_the_next() -> None:
    lister = make_lister(make_kind(FeedSpider, feeds=(f"{BASE}/a", f"{BASE}/b")))
    first, second = lister.ask_lists()
    item = b"<rss><channel><item><link>/1</link></item></channel></rss>"
    assert len(read_list(lister, first, Answer(first.url, 200, httpx.Headers(), item)).entries) == 1
    listed = read_list(lister, second, Answer(second.url, 200, httpx.Headers(), b"<rss><channel/></rss>"))
    assert listed == Listed(problem="it lists nothing")


@pytest.mark.parametrize("kind", list_spiders(Settings()), ids=lambda kind: kind.publisher.name)
def test_every_publisher_can_be_heard(kind: type[PublisherSpider]) -> None:
    lister = make_lister(kind)
    requests = list(lister.ask_lists())
    assert [request.url for request in requests] == [request.url for request in kind().ask_lists()]
    listed = read_list(lister, requests[0], Answer(requests[0].url, 200, httpx.Headers(), b"\x00"))
    assert listed.problem or issubclass(kind, ListingSpider)
