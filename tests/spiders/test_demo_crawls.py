"""The fictional web, crawled on its two days."""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pytest

from clausewatch.archive import Archive
from clausewatch.crawls import CrawlResult
from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb, RecordedRequest
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import Fetch, latest_fetch
from clausewatch.ledger.queue import count
from clausewatch.settings import Settings
from spiders.run import crawl_publishers, list_publishers
from tests.spiders.conftest import environment, make_settings

FIRST = ("albion-ledger", "harbour-news", "wold-courier", "gov-albion", "bytewise", "official-report")
AGAIN = ("albion-ledger", "wold-courier")
DAY_TWO = ("albion-ledger", "harbour-news", "gov-albion")
PACKAGE = "clausewatch.demo.publishers"


class Visit(NamedTuple):
    """One crawl of some publishers."""

    results: dict[str, CrawlResult]
    requests: list[RecordedRequest]


class Story(NamedTuple):
    """Three visits to the fictional web."""

    web: DemoWeb
    settings: Settings
    first: Visit
    again: Visit
    day_two: Visit

    def fetch(self, host: str, path: str) -> Fetch:
        """What the ledger knows of a page."""
        with closing(open_ledger(self.settings.database_url)) as ledger, ledger.read() as session:
            found = latest_fetch(session, self.web.base(host) + path)
        assert found is not None
        return found


def visit(web: DemoWeb, settings: Settings, names: tuple[str, ...]) -> Visit:
    before = len(web.requests)
    results = {result.publisher: result for result in crawl_publishers(names, settings)}
    return Visit(results, web.requests[before:])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    settings = make_settings(tmp_path_factory.mktemp("story"), PACKAGE)
    with DemoWeb() as web, environment(PORT_VARIABLE, web.port):
        first, again = visit(web, settings, FIRST), visit(web, settings, AGAIN)
        web.day = 2
        yield Story(web, settings, first, again, visit(web, settings, DAY_TWO))


def test_every_site_of_the_web_has_a_publisher_and_a_spider(story: Story) -> None:
    domains = {domain for publisher in list_publishers(story.settings) for domain in publisher.domains}
    assert domains == {f"{site.host}.localhost" for site in story.web.publishers}


def test_all_are_healthy_on_all_days(story: Story) -> None:
    visits = (story.first, story.again, story.day_two)
    assert [result.reason for visited in visits for result in visited.results.values() if not result.healthy] == []


def test_nothing_that_robots_txt_forbids_is_asked(story: Story) -> None:
    for site in story.web.publishers:
        forbidden = site.facts.robots.disallow
        asked = [request.path for request in story.web.requests_to(site.host)]
        assert [path for path in asked if forbidden and path.startswith(forbidden)] == []
    assert story.first.results["albion-ledger"].disallowed == 1
    assert story.first.results["bytewise"].disallowed == 1


def test_the_crawl_delay_that_harbour_asks_for_is_kept(story: Story) -> None:
    times = [request.at.timestamp() for request in story.first.requests if request.host == "harbour"]
    assert times[-1] - times[0] >= 0.2 * (len(times) - 1) - 0.1


def test_a_foreign_site_is_never_entered(story: Story) -> None:
    assert story.web.requests_to("elsewhere") == ()
    sponsored = story.fetch("courier", "/go/garden-centre")
    assert sponsored.outcome == "failed"
    assert "elsewhere.localhost is outside" in (sponsored.reason or "")


def test_a_redirect_within_the_site_leads_to_one_page(story: Story) -> None:
    assert story.fetch("ledger", "/news/2025/02/18/peers-press-ministers-on-scanning").outcome in ("fresh", "unchanged")
    paths = [request.path for request in story.first.requests if request.host == "ledger"]
    assert paths.count("/news/2025/02/18/peers-press-ministers-on-scanning") == 1


def test_the_second_visit_asks_conditionally_and_brings_no_body(story: Story) -> None:
    pages = [request for request in story.again.requests if request.status not in (301, 302)]
    assert {request.status for request in pages} == {304}
    assert all(request.if_none_match for request in pages)
    for result in story.again.results.values():
        assert (result.fresh, result.gone) == (0, 0)
        assert result.unchanged == story.first.results[result.publisher].fresh


def test_a_list_that_did_not_change_still_gives_its_pages(story: Story) -> None:
    asked = {request.path for request in story.again.requests if request.host == "ledger"}
    assert asked == {request.path for request in story.first.requests if request.host == "ledger"}


def test_day_two_brings_new_pages_and_shows_edits_and_withdrawals(story: Story) -> None:
    harbour = story.day_two.results["harbour-news"]
    assert harbour.gone == 1
    assert story.fetch("harbour", "/articles/quillchat-to-leave").status == 410
    ledger = story.day_two.results["albion-ledger"]
    assert ledger.fresh >= 3
    edited = [request for request in story.day_two.requests if request.path.endswith("marsh-on-scanning")]
    assert [(bool(request.if_none_match), request.status) for request in edited] == [(True, 200)]


def test_an_official_page_that_the_search_no_longer_finds_is_seen_again(story: Story) -> None:
    changed = story.fetch("government", "/api/content/government/news/guidance-for-messaging-services")
    assert changed.outcome == "fresh"


def test_bodies_are_archived_and_read_back(story: Story) -> None:
    fetch = story.fetch("ledger", "/rss.xml")
    assert fetch.address is not None
    response = Archive(story.settings.data / "archive").read(fetch.address)
    assert b"<rss" in response.body
    assert response.url.endswith("/rss.xml")
    assert not fetch.page


def test_each_crawl_process_writes_a_file_of_its_own_and_only_if_there_is_something_new(story: Story) -> None:
    files = sorted((story.settings.data / "archive" / "albion-ledger").iterdir())
    assert len(files) == 2
    assert len(list((story.settings.data / "archive" / "wold-courier").iterdir())) == 1


def test_fresh_pages_wait_for_extraction_once(story: Story) -> None:
    visits = (story.first, story.again, story.day_two)
    fresh = sum(result.fresh for visited in visits for result in visited.results.values())
    with closing(open_ledger(story.settings.database_url)) as ledger, ledger.read() as session:
        assert count(session)[("extract", "waiting")] == fresh
