"""A look at a publisher says in a few words what a crawl would fail on, and asks for little."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from clausewatch.layouts import Layout
from clausewatch.settings import Settings
from clausewatch.steps.check_publishers import ARCHIVED, MOST_LISTS, MOST_REQUESTS, choose_lists
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.listing import ListingSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.checking import visits
from spiders.checking.lists import make_lister
from spiders.run import list_spiders
from spiders.watching import asking, hosts
from tests.spiders.local_web import LocalWeb, Reply, Route
from tests.spiders.watching.watching import make_feed, make_kind
from tests.steps.local_publishers import (
    HTML,
    NOW,
    XML,
    article,
    check,
    dated_feed,
    news_sitemap,
    robots,
    sitemap_index,
)

WALL = "<html><head><title>Fen Post</title></head><body><p>We value your privacy. {}</p></body></html>".format(
    "Accept all cookies or manage preferences to go on to the page that you asked for."
)


@pytest.fixture(autouse=True)
def short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a second instead of five."""
    monkeypatch.setattr(hosts, "FIRST_REST", 0.1)
    monkeypatch.setattr(hosts, "LONGEST_REST", 0.2)


def problems(routes: dict[str, Route], folder: Path, *feeds: str) -> list[str]:
    """What is wrong with a publisher of feeds, its host left out."""
    with LocalWeb({"gazette": routes}) as web:
        found = check(make_feed(web, "gazette", *feeds), folder)
        assert len(web.asked) <= MOST_REQUESTS + 2
        return [problem.replace(f"http://gazette.localhost:{web.port}", "") for problem in found.problems]


def test_a_good_publisher_is_told_with_items_date_and_words(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/robots.txt": robots("Crawl-delay: 0.01", "Disallow: /private"),
        "/feed.xml": dated_feed("/1", "/2"),
        "/1": article(),
    }
    with LocalWeb({"gazette": routes}) as web:
        found = check(make_feed(web, "gazette"), tmp_path)
        assert web.asked_of("gazette") == ["/robots.txt", "/feed.xml", "/1"]
        assert {request.user_agent for request in web.asked} == {"Clausewatch/0.1 (+desk@example.org)"}
    assert (found.publisher, found.problems, found.requests, found.crawl_delay) == ("gazette", (), 2, 0.01)
    [feed] = found.lists
    assert (feed.items, feed.newest) == (2, NOW)
    assert found.page is not None
    assert (found.page.title, found.page.published_at) == ("The crane stays", NOW)
    assert found.page.words > 80


def test_without_a_robots_txt_all_is_allowed(tmp_path: Path) -> None:
    assert problems({"/feed.xml": dated_feed("/1"), "/1": article()}, tmp_path) == []


LATER = datetime.now(UTC) + timedelta(hours=8)
ELSEWHERE = "none of what it lists is on the publisher's domains, for instance"
GOOD: dict[str, Route] = {"/feed.xml": dated_feed("/1"), "/1": article()}
BROKEN = Reply(b"<rss version='2.0'><channel><item><link>/1</link></item><item><link>/2</li", headers=XML)
BAD: dict[str, tuple[dict[str, Route], str]] = {
    "feed disallowed": ({"/robots.txt": robots("Disallow: /feed")}, "/feed.xml: robots.txt forbids it"),
    "page disallowed": ({"/robots.txt": robots("Disallow: /1")}, "page /1: robots.txt forbids it"),
    "robots.txt broken": (
        {"/robots.txt": Reply(status=500)},
        "/feed.xml: robots.txt cannot be read, so that all is forbidden: /robots.txt: HTTP 500",
    ),
    "slow": (
        {"/robots.txt": robots("Crawl-delay: 3600")},
        "/feed.xml: robots.txt asks for 3600 s between two requests, so that a look would take too long",
    ),
    "at another time": (
        {"/robots.txt": robots(f"Visit-time: {LATER:%H%M}-{LATER + timedelta(hours=4):%H%M}")},
        "/feed.xml: robots.txt asks for visits at other hours",
    ),
    "404": ({"/feed.xml": Reply(status=404)}, "/feed.xml: HTTP 404"),
    "gone elsewhere": (
        {"/feed.xml": Reply(status=301, headers={"Location": "http://moved.example/"})},
        "/feed.xml: leads to http://moved.example/: moved.example is outside gazette.localhost",
    ),
    "empty": ({"/feed.xml": dated_feed()}, "/feed.xml: it lists nothing"),
    "no feed": ({"/feed.xml": article()}, "/feed.xml: it is a page of HTML and no feed or sitemap"),
    "stale": (
        {"/feed.xml": dated_feed("/1", at=NOW - timedelta(days=200))},
        f"/feed.xml: its newest item is of {NOW - timedelta(days=200):%Y-%m-%d}, 200 days old",
    ),
    "future": (
        {"/feed.xml": dated_feed("/1", at=NOW + timedelta(days=40))},
        f"/feed.xml: its newest item is dated {NOW + timedelta(days=40):%Y-%m-%d}, which is in the future",
    ),
    "other domain": (
        {"/feed.xml": dated_feed("http://elsewhere.example/1")},
        f"/feed.xml: {ELSEWHERE} http://elsewhere.example/1: elsewhere.example is outside gazette.localhost",
    ),
    "page gone": ({"/1": Reply(status=404)}, "page /1: HTTP 404"),
    "no date": ({"/1": article(at=None)}, "page /1: it has no date"),
    "wall": ({"/1": Reply(WALL.encode(), headers=HTML)}, "page /1: implausible body: it is a consent page"),
    "empty page": ({"/1": Reply(b"", headers=HTML)}, "page /1: the body is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said(name: str, tmp_path: Path) -> None:
    changed, expected = BAD[name]
    assert problems(GOOD | changed, tmp_path) == [expected]


def test_what_is_wrong_with_several_lists_is_said_once(tmp_path: Path) -> None:
    feeds = ("/a.xml", "/b.xml", "/c.xml", "/feed.xml")
    [unreadable] = problems(GOOD | {"/robots.txt": Reply(status=500)}, tmp_path, *feeds)
    assert unreadable == "4 lists: robots.txt cannot be read, so that all is forbidden: /robots.txt: HTTP 500"
    routes = GOOD | {"/a.xml": dated_feed(), "/c.xml": dated_feed()}
    assert problems(routes, tmp_path, *feeds) == ["2 lists: it lists nothing", "/b.xml: HTTP 404"]


def test_bare_ampersands_are_no_broken_xml(tmp_path: Path) -> None:
    listing = dated_feed("/1?a=b&c=d")
    assert b"/1?a=b&c=d" in listing.body
    assert problems({"/feed.xml": listing, "/1?a=b&c=d": article()}, tmp_path) == []


def test_broken_xml_is_told_although_a_crawl_reads_it(tmp_path: Path) -> None:
    [problem] = problems(GOOD | {"/feed.xml": BROKEN}, tmp_path)
    assert problem.startswith("/feed.xml: its XML is broken (")
    assert problem.endswith("; entries that could be read: 2")


def test_a_silent_server_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "DOWNLOAD_TIMEOUT", 0.3)
    slow = Reply(b"x" * 100, headers=XML, drip=0.1)
    assert problems(GOOD | {"/feed.xml": slow}, tmp_path) == ["/feed.xml: it took too long"]


def test_one_list_that_fails_stops_no_other(tmp_path: Path) -> None:
    routes = GOOD | {"/ill.xml": Reply(status=503, headers={"Retry-After": "1"})}
    assert problems(routes, tmp_path, "/ill.xml", "/feed.xml") == ["/ill.xml: HTTP 503"]


def test_a_host_that_asks_for_much_time_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "LONGEST_REST", 0.05)
    with LocalWeb({"gazette": GOOD | {"/ill.xml": Reply(status=503, headers={"Retry-After": "900"})}}) as web:
        found = check(make_feed(web, "gazette", "/ill.xml", "/feed.xml"), tmp_path)
        assert web.asked_of("gazette") == ["/robots.txt", "/ill.xml"]
    assert [each.problem is None for each in found.lists] == [False, False]
    assert "is left alone for" in found.problems[1]


def test_where_the_first_page_is_of_no_use_the_second_is_tried(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/feed.xml": dated_feed("/film", "/1"),
        "/film": article(text="A film."),
        "/1": article(),
    }
    assert problems(routes, tmp_path) == []
    assert problems(routes | {"/1": article(at=None)}, tmp_path)[0].startswith("page /film: ")


def test_the_number_of_requests_is_bounded(tmp_path: Path) -> None:
    feeds = tuple(f"/{number}.xml" for number in range(9))
    routes: dict[str, Route] = {path: dated_feed("/a", "/b") for path in feeds}
    with LocalWeb({"gazette": routes}) as web:
        found = check(make_feed(web, "gazette", *feeds), tmp_path)
        assert len(web.asked_of("gazette")) == MOST_REQUESTS + 1
    assert (len(found.lists), found.lists_left_out) == (5, 4)


@pytest.mark.parametrize(
    ("name", "paths", "left_out"),
    [
        ("hansard-commons", ["/search/contributions/Spoken.json", "/overview/lastsittingdate.json"], 0),
        ("written-questions", ["/api/writtenquestions/questions"] * 2, 0),
        ("bbc-news", ["/news/technology/rss.xml", "/news/politics/rss.xml"], 0),
    ],
)
def test_of_each_api_one_search_is_looked_at_before_others_with_other_words(
    name: str, paths: list[str], left_out: int
) -> None:
    [kind] = [each for each in list_spiders(Settings()) if each.publisher.name == name]
    everything = list(make_lister(kind).ask_lists())
    asked, number = choose_lists(kind, everything)
    assert [urlsplit(request.url).path for request in asked][:2] == paths
    assert (len(asked), number) == (min(len(everything), MOST_LISTS), left_out)
    assert len({request.url for request in asked}) == len(asked)


def test_a_long_address_is_cut_in_the_line_and_whole_beside_it(tmp_path: Path) -> None:
    path = f"/feed.xml?{'q=' * 200}"
    [problem] = problems({path: Reply(status=404)}, tmp_path, path)
    assert problem.endswith("…: HTTP 404")
    assert len(problem) < 140
    with LocalWeb({"gazette": {}}) as web:
        assert check(make_feed(web, "gazette", path), tmp_path).lists[0].url.endswith(path)


def test_an_index_of_sitemaps_is_followed_to_its_first(tmp_path: Path) -> None:
    with LocalWeb({"gazette": {}}) as web:
        base = f"http://gazette.localhost:{web.port}"
        web.sites["gazette"] = {
            "/index.xml": sitemap_index(f"{base}/news.xml", f"{base}/old.xml"),
            "/news.xml": news_sitemap(base, "/news/1", "/sport/2"),
            "/news/1": article(),
        }
        facts: dict[str, Any] = {"sitemaps": (f"{base}/index.xml",)}
        found = check(make_kind(SitemapSpider, pages_in=("/news/",), **facts), tmp_path)
        assert (found.problems, found.lists[0].items, found.lists[0].newest) == ((), 1, NOW)
        found = check(make_kind(SitemapSpider, pages_in=("/law/",), **facts), tmp_path)
        assert found.problems == (f"{base}/index.xml: it lists no page that a crawl would take",)


def test_a_page_of_links_has_no_dates_but_pages(tmp_path: Path) -> None:
    with LocalWeb({"gazette": {"/": Reply(b"<p><a href='/1'>One</a>", headers=HTML), "/1": article()}}) as web:
        found = check(make_kind(ListingSpider, lists=(f"http://gazette.localhost:{web.port}/",)), tmp_path)
    assert (found.problems, found.lists[0].newest, found.lists[0].items) == ((), None, 1)


def test_of_headlines_no_page_is_asked_for(tmp_path: Path) -> None:
    with LocalWeb({"gazette": GOOD}) as web:
        found = check(make_kind(HeadlineSpider, feeds=(f"http://gazette.localhost:{web.port}/feed.xml",)), tmp_path)
        assert "/1" not in web.asked_of("gazette")
    assert (found.problems, found.page, found.lists[0].items) == ((), None, 1)


PAST = f"/{NOW - ARCHIVED:%Y/%m/%d}"
LINKS = f"<html><body><br><a href='{PAST}/a-story'>1</a><a href='/2000/01/01/b'>2</a></body></html>"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Reply(LINKS.encode(), headers=HTML), []),
        (Reply(status=404), [f"archive {PAST}/all: HTTP 404"]),
        (Reply(LINKS.replace(PAST, "/about").encode(), headers=HTML), [
            f"archive {PAST}/all: it lists no page that a crawl would take"
        ]),
    ],
)  # fmt: skip
def test_of_an_archive_by_date_one_day_is_looked_at(answer: Reply, expected: list[str], tmp_path: Path) -> None:
    with LocalWeb({"gazette": GOOD | {f"{PAST}/all": answer}}) as web:
        kind = make_feed(web, "gazette")
        address = f"http://gazette.localhost:{web.port}/{{year}}/{{month}}/{{day}}/all"
        archive = DatedArchive(address=address, holds="list", pages=r"/{year}/{month}/{day}/.+")
        found = check(type("Archived", (kind,), {"archives": (archive, archive), "__module__": __name__}), tmp_path)
        assert web.asked_of("gazette") == ["/robots.txt", "/feed.xml", "/1", f"{PAST}/all"]
        assert [problem.replace(f"http://gazette.localhost:{web.port}", "") for problem in found.problems] == expected
    assert found.archive is not None
    assert found.archive.items == (0 if expected else 1)


def test_of_an_archive_of_sitemaps_a_page_of_html_is_none(tmp_path: Path) -> None:
    with LocalWeb({"gazette": GOOD | {f"{PAST}.xml": article()}}) as web:
        archive = DatedArchive(address=f"http://gazette.localhost:{web.port}/{{year}}/{{month}}/{{day}}.xml")
        kind = type("Archived", (make_feed(web, "gazette"),), {"archives": (archive,), "__module__": __name__})
        [problem] = check(kind, tmp_path).problems
    assert problem.endswith(f"{PAST}.xml: it is a page of HTML and no feed or sitemap")


def test_a_spider_with_a_fault_is_a_finding(tmp_path: Path) -> None:
    class Faulty(FeedSpider):
        def parse_feed(self, response: Any) -> Any:
            raise AttributeError(response.url[:4])

    with LocalWeb({"gazette": GOOD}) as web:
        found = check(make_kind(Faulty, feeds=(f"http://gazette.localhost:{web.port}/feed.xml",)), tmp_path)
    assert found.problems[0].endswith("/feed.xml: its spider fails on it with AttributeError('http')")


def test_a_page_that_fits_none_of_its_layouts_is_told(tmp_path: Path) -> None:
    with LocalWeb({"gazette": GOOD}) as web:
        kind = make_feed(web, "gazette")
        for selector, problem in ((".story", "none of the publisher's layouts finds the article"), ("article", "")):
            kind.publisher = kind.publisher.model_copy(update={"layouts": (Layout(article=selector),)})
            problems = " ".join(check(kind, tmp_path / selector).problems)
            assert problem in problems
            assert bool(problems) == bool(problem)
