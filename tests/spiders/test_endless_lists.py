"""A site that never comes to an end costs no more requests than the publisher's budget."""

import json
from collections.abc import Iterator

import pytest

from clausewatch.crawls import CrawlResult
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply
from tests.spiders.sites.endless import BUDGET

NAMES = ("endless-search", "endless-list", "endless-index")
HTML = {"Content-Type": "text/html"}


class EndlessWeb(LocalWeb):
    """Answers whatever it is asked with something that leads on."""

    def reply_to(self, host: str, path: str) -> Reply:
        """One more page of results, of links or of sitemaps."""
        number = len(self.asked_of(host))
        if path == "/robots.txt":
            return Reply(b"", 404)
        if host == "endless-search" and path.startswith("/api/search"):
            found = {"results": [{"link": f"/news/{number}"}], "total": 10**9}
            return Reply(json.dumps(found).encode(), headers={"Content-Type": "application/json"})
        if host == "endless-list" and path.startswith("/list"):
            links = f'<a href="/news/{number}">News</a><a class="next" href="?{number}">Next</a>'
            return Reply(f"<html><body>{links}</body></html>".encode(), headers=HTML)
        if path == "/index.xml":
            locations = (
                f"<sitemap><loc>http://{host}.localhost:{self.port}/{n}.xml</loc></sitemap>" for n in range(999)
            )
            return Reply(f"<sitemapindex>{''.join(locations)}</sitemapindex>".encode())
        return Reply(b"<urlset></urlset>")


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EndlessWeb, dict[str, CrawlResult]]]:
    settings = make_settings(tmp_path_factory.mktemp("endless"))
    with EndlessWeb({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        yield web, {result.publisher: result for result in crawl_publishers(NAMES, settings)}


@pytest.mark.parametrize("name", NAMES)
def test_the_budget_bounds_all_requests(visited: tuple[EndlessWeb, dict[str, CrawlResult]], name: str) -> None:
    web, results = visited
    assert len(web.asked_of(name)) == BUDGET
    assert set(results) == set(NAMES)


def test_no_address_is_asked_twice(visited: tuple[EndlessWeb, dict[str, CrawlResult]]) -> None:
    web, _ = visited
    for name in NAMES:
        assert len(set(web.asked_of(name))) == len(web.asked_of(name))


def test_lists_that_lead_nowhere_are_told(visited: tuple[EndlessWeb, dict[str, CrawlResult]]) -> None:
    _, results = visited
    assert "lists listed nothing" in (results["endless-index"].reason or "")
