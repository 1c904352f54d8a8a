"""What each real publisher asks for first: lists of its own site, few enough for its budget, once each."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from clausewatch.settings import Settings
from spiders.addresses import explain_refusal
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.bases.written import ASKED, WrittenSpider
from spiders.requests import purpose_of
from spiders.run import list_spiders
from spiders.search_terms import BILLS, INQUIRIES, PARLIAMENT
from tests.spiders.making import answer, urls

SPIDERS = list_spiders(Settings())
SEARCHES = [spider for spider in SPIDERS if issubclass(spider, HansardSpider | WrittenSpider)]


def name_of(spider: type[PublisherSpider]) -> str:
    return spider.publisher.name


def first_requests(spider: type[PublisherSpider], since: str | None = None) -> Sequence[Request]:
    return list(spider.from_crawler(get_crawler(spider), since=since).ask_lists())


def search(spider: type[PublisherSpider], since: str | None = None) -> list[str]:
    return [url for url in urls(first_requests(spider, since)) if "/overview/" not in url]


def count_searches(spider: type[PublisherSpider]) -> int:
    """For each term: questions are searched by when they were tabled, answered and corrected."""
    return len(ASKED[spider.branch]) if issubclass(spider, WrittenSpider) else 1


@pytest.mark.parametrize("spider", SPIDERS, ids=name_of)
def test_it_begins_with_lists_that_it_may_ask(spider: type[PublisherSpider]) -> None:
    asked = first_requests(spider)
    assert {purpose_of(request) for request in asked} == {"list"}
    assert [explain_refusal(request.url, spider.publisher.domains) for request in asked] == [None] * len(asked)
    assert len({request.url for request in asked}) == len(asked)
    # robots.txt comes before, and pages are to follow.
    assert 1 + 2 * len(asked) <= spider.publisher.budget


@pytest.mark.parametrize("spider", SPIDERS, ids=name_of)
def test_it_looks_where_the_docs_say_that_it_does(spider: type[PublisherSpider]) -> None:
    named = {(urlsplit(url).hostname, urlsplit(url).path) for url in spider.addresses()}
    assert {(urlsplit(request.url).hostname, urlsplit(request.url).path) for request in first_requests(spider)} == named


@pytest.mark.parametrize("spider", SEARCHES, ids=name_of)
def test_parliament_is_searched_by_the_words_of_the_debate(spider: type[PublisherSpider]) -> None:
    asked = [dict(parse_qsl(urlsplit(url).query)) for url in search(spider, "2025-03-30")]
    terms = [query.get("searchTerm") or query["queryParameters.searchTerm"] for query in asked]
    assert tuple(term.strip('"') for term in terms) == PARLIAMENT * count_searches(spider)
    assert all("2025-03-30" in query.values() for query in asked)


def test_each_house_and_each_kind_of_paper_is_searched_once() -> None:
    searched = [(url, name_of(spider)) for spider in SEARCHES for url in search(spider)]
    searches = sum(map(count_searches, SEARCHES))
    assert len({url for url, _ in searched}) == len(searched) == searches * len(PARLIAMENT)
    assert searches == len(SEARCHES) + 2


def test_each_house_is_asked_for_its_last_sitting() -> None:
    houses = [
        dict(parse_qsl(urlsplit(url).query))["house"]
        for spider in SEARCHES
        for url in urls(first_requests(spider))
        if "/overview/" in url
    ]
    assert houses == ["Commons", "Lords"]


@pytest.mark.parametrize(("name", "terms"), [("bills", BILLS), ("select-committees", INQUIRIES)])
def test_bills_and_inquiries_are_searched_by_words_of_their_names(name: str, terms: tuple[str, ...]) -> None:
    [spider] = [spider for spider in SPIDERS if name_of(spider) == name]
    asked = [dict(parse_qsl(urlsplit(url).query)) for url in search(spider)]
    assert tuple(query["SearchTerm"] for query in asked) == terms


@pytest.mark.parametrize("spider", [s for s in SPIDERS if issubclass(s, GovUkSpider)], ids=name_of)
def test_gov_uk_is_searched_for_what_is_spoken_and_for_news(spider: type[GovUkSpider]) -> None:
    [request] = first_requests(spider)
    asked = parse_qsl(urlsplit(request.url).query)
    types = [value for name, value in asked if name == "filter_content_store_document_type"]
    assert types[:1] == ["speech"]
    assert {"authored_article", "press_release"} < set(types)
    assert [value for name, value in asked if name == "filter_organisations"] == list(spider.organisations)
    assert bool(spider.organisations) != bool(spider.terms)


LISTED = [
    ("ico", "/about-the-ico/media-centre/news-and-blogs/2025/03/a-statement/", True),
    ("ico", "/about-the-ico/media-centre/news-and-blogs/", False),
    ("iwf", "/news-media/news/a-statement/", True),
    ("iwf", "/news-media/news/", False),
    ("iwf", "/about-us/", False),
    ("nspcc", "/about-us/news-opinion/2025/a-statement/", True),
    ("nspcc", "/about-us/news-opinion/", False),
    ("ofcom", "/online-safety/illegal-and-harmful-content/a-statement", True),
    ("ofcom", "/about-ofcom", False),
    ("threema", "/en/blog/posts/a-statement", True),
    ("threema", "/en/blog", False),
    ("whatsapp", "/a-statement-on-encryption", True),
    ("whatsapp", "/about", False),
]


@pytest.mark.parametrize(("name", "path", "wanted"), LISTED)
def test_of_the_links_of_a_list_the_pages_are_taken(name: str, path: str, wanted: bool) -> None:
    [kind] = [spider for spider in SPIDERS if name_of(spider) == name]
    assert issubclass(kind, ListingSpider)
    spider = kind.from_crawler(get_crawler(kind))
    page = f'<html><body><main><a href="{path}">A page</a></main></body></html>'
    found = urls(spider.parse_list(answer(page, kind.lists[0]), number=1))
    assert [urlsplit(url).path for url in found] == ([path] if wanted else [])


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("/technology/2025/mar/04/a", True), ("/sport/2025/mar/04/b", False), ("/uk-news", False), ("/politics/", True)],
)
def test_of_the_guardians_sitemap_the_parts_of_the_debate_are_taken(path: str, wanted: bool) -> None:
    [kind] = [spider for spider in SPIDERS if name_of(spider) == "guardian"]
    assert issubclass(kind, SitemapSpider)
    spider = kind.from_crawler(get_crawler(kind))
    sitemap = f"<urlset><url><loc>https://www.theguardian.com{path}</loc></url></urlset>"
    found = urls(spider.parse_sitemap(answer(sitemap, kind.sitemaps[0]), depth=0))
    assert found == ([f"https://www.theguardian.com{path}"] if wanted else [])
