"""Lists with wrong entries: each costs itself and nothing else, and is counted."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from spiders.bases.bills import BillsSpider
from spiders.bases.committees import CommitteesSpider
from spiders.bases.feed import FeedSpider, read_feed
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.parliament import Asked
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.bases.written import ASKED, STATEMENTS, WrittenSpider
from tests.spiders.making import answer, make_spider, tally_of, urls

HOME = "https://gazette.example"
WRONG = (
    "http://[broken/1",
    "https://gazette.example:port/1",
    "javascript:void(0)",
    "http://",
    "mailto:desk@gazette.example",
)
GOOD = f"{HOME}/good"


class Linked(ListingSpider):
    """A list of which every link is wanted, with a next page."""

    next_link = "a.next"


class Search(GovUkSpider):
    """The search of GOV.UK."""

    base = HOME


class Debates(HansardSpider):
    """The search of Hansard."""

    base = HOME


class Statements(WrittenSpider):
    """The search of written statements."""

    base = HOME


class Bills(BillsSpider):
    """The search of bills."""

    base = HOME


class Inquiries(CommitteesSpider):
    """The search of inquiries."""

    base = HOME


def feed_of(links: tuple[str, ...]) -> str:
    return f"<rss><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>"


def sitemap_of(links: tuple[str, ...], root: str = "urlset", entry: str = "url") -> str:
    return f"<{root}>{''.join(f'<{entry}><loc>{link}</loc></{entry}>' for link in links)}</{root}>"


@pytest.mark.parametrize("link", WRONG)
def test_a_wrong_link_in_a_feed_costs_only_itself(link: str) -> None:
    spider = make_spider(FeedSpider)
    assert urls(spider.parse_feed(answer(feed_of((link, GOOD))))) == [GOOD]
    assert tally_of(spider).offsite == 1


@pytest.mark.parametrize("link", WRONG)
def test_a_wrong_address_in_a_sitemap_costs_only_itself(link: str) -> None:
    spider = make_spider(SitemapSpider)
    assert urls(spider.parse_sitemap(answer(sitemap_of((link, GOOD))), depth=0)) == [GOOD]


@pytest.mark.parametrize("link", [*WRONG, "https://other.example/news.xml"])
def test_a_wrong_address_in_an_index_of_sitemaps_costs_only_itself(link: str) -> None:
    spider = make_spider(SitemapSpider)
    index = sitemap_of((link, f"{HOME}/2025.xml"), "sitemapindex", "sitemap")
    assert urls(spider.parse_sitemap(answer(index), depth=0)) == [f"{HOME}/2025.xml"]
    assert tally_of(spider).offsite == 1


@pytest.mark.parametrize("link", WRONG)
def test_a_wrong_link_on_a_page_costs_only_itself(link: str) -> None:
    page = f'<html><body><a href="{link}">Wrong</a><a href="/good">Good</a></body></html>'
    assert urls(make_spider(Linked).parse_list(answer(page), number=1)) == [GOOD]


@pytest.mark.parametrize("link", [*WRONG, "https://other.example/list"])
def test_a_wrong_link_to_the_next_list_ends_the_lists(link: str) -> None:
    page = f'<html><body><a class="next" href="{link}">Next</a><a href="/good">Good</a></body></html>'
    asked = list(make_spider(Linked).parse_list(answer(page), number=1))
    assert set(urls(asked)) == {GOOD}


def test_links_are_joined_to_the_base_that_the_page_names() -> None:
    page = '<html><head><base href="https://gazette.example/2025/"></head><body><a href="one">One</a></body></html>'
    assert urls(make_spider(Linked).parse_list(answer(page), number=1)) == [f"{HOME}/2025/one"]


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ('<link href="/1"/><link href="/print/1"/>', f"{HOME}/1"),
        ('<link rel="self" href="/self"/><link rel="alternate" href="/1"/>', f"{HOME}/1"),
        ('<link rel="alternate" href=" /1 "/>', f"{HOME}/1"),
        ('<link rel="alternate" href=""/><link href="/1"/>', f"{HOME}/1"),
        ("<link> </link><guid>https://gazette.example/1</guid>", f"{HOME}/1"),
        ('<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="/f"/><link>/1</link>', f"{HOME}/1"),
        ("<link><![CDATA[/1?a=1&b=2]]></link>", f"{HOME}/1?a=1&b=2"),
        ("<link>/caf\u00e9</link>", f"{HOME}/caf\u00e9"),
    ],
    ids=["first", "alternate", "spaces", "empty", "guid", "atom inside", "cdata", "letters"],
)
def test_the_page_of_an_entry_is_found(entry: str, url: str) -> None:
    [found] = read_feed(f"<rss><channel><item>{entry}</item></channel></rss>".encode(), f"{HOME}/feed")
    assert found.url == url


DEEP = "[" * 100_000
STRANGE = (
    DEEP,
    '{"results": ["words"], "total": 1, "Results": ["words"], "TotalResultCount": 1, "items": [7], "totalResults": 1}',
    '{"results": [], "total": 1e999, "Results": [], "TotalResultCount": 1e999, "items": [], "totalResults": 1e999}',
    '{"results": [null], "total": 1, "Results": [null], "TotalResultCount": 1, "items": [null], "totalResults": 1}',
    '{"results": [], "total": "many", "Results": [], "TotalResultCount": "many", "items": [], "totalResults": "many"}',
    "null",
    "",
    "\ufeff{}",
)


@pytest.mark.parametrize("body", STRANGE, ids=["deep", "words", "infinity", "null", "many", "nothing", "empty", "mark"])
@pytest.mark.parametrize("kind", [Search, Debates, Statements, Bills, Inquiries])
def test_a_search_of_another_shape_is_told(kind: type[PublisherSpider], body: str) -> None:
    spider: Any = make_spider(kind)
    arguments: dict[type[PublisherSpider], dict[str, Any]] = {
        Search: {"start": 0},
        Debates: {"term": "a", "skip": 0},
        Statements: {"term": "a", "days": ASKED[STATEMENTS][0], "skip": 0},
    }
    assert list(spider.parse_search(answer(body), **arguments.get(kind, {"asked": Asked("/list", {})}))) == []
    [failed] = tally_of(spider).failed_lists
    assert len(failed) <= 500


def test_a_result_of_another_site_is_left_out_of_a_search() -> None:
    links = ["https://other.example/a", "", None, 7, "/government/news/a"]
    body = json.dumps({"results": [{"link": link} for link in links], "total": 5})
    found = urls(make_spider(Search).parse_search(answer(body), start=0))
    assert found == [f"{HOME}/api/content/government/news/a"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [("<b>" * 1_000_001, "over 1,000,000 tags"), ("".join(f"<a href=/{n}>" for n in range(50_001)), "over 50,000")],
    ids=["tags", "links"],
)
def test_a_list_page_that_would_fill_the_memory_is_told(body: str, reason: str) -> None:
    spider = make_spider(Linked)
    assert list(spider.parse_list(answer(body), number=1)) == []
    [failed] = tally_of(spider).failed_lists
    assert reason in failed


TAGS = st.sampled_from([b"<rss>", b"<item>", b"</item>", b"<link>", b"<loc>", b"<urlset>", b"<url>", b"<!--", b"&x;"])
BYTES = st.lists(TAGS | st.binary(max_size=8), max_size=12).map(b"".join)


@limits(max_examples=150)
@given(BYTES)
def test_whatever_comes_is_a_feed_or_is_told(body: bytes) -> None:
    for spider, parse in ((make_spider(FeedSpider), "parse_feed"), (make_spider(SitemapSpider), "parse_sitemap")):
        arguments = {"depth": 0} if parse == "parse_sitemap" else {}
        asked = list(getattr(spider, parse)(HtmlResponse(f"{HOME}/list", body=body), **arguments))
        tally = tally_of(spider)
        assert len(asked) + len(tally.failed_lists) + len(tally.empty_lists) + tally.offsite > 0


@limits(max_examples=100)
@given(BYTES)
def test_whatever_comes_a_list_of_links_is_read_or_told_to_be_empty(body: bytes) -> None:
    spider = make_spider(Linked)
    asked = list(spider.parse_list(HtmlResponse(f"{HOME}/list", body=body), number=1))
    assert len(asked) > 0 or len(tally_of(spider).empty_lists) == 1
