"""What is refused by its address alone is never asked; of a list it is told why."""

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from spiders.bases.feed import FeedSpider
from spiders.middlewares.own_addresses import OwnAddressesMiddleware
from spiders.requests import make_list_request, make_page_request
from spiders.run import crawl_publishers
from spiders.tally import Tally
from tests.spiders.behaviour import make_sites
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb
from tests.spiders.making import make_spider, tally_of

REFUSED = {
    "https://gazette.example:8443/feed": "port 8443 is not the standard one",
    "https://desk:key@gazette.example/feed": "it holds a user name or password",
    "https://courier.example/feed": "courier.example is outside gazette.example",
    "ftp://gazette.example/feed": "the scheme 'ftp' is not http or https",
    "http://[::1]/feed": "::1 is outside gazette.example",
}


def refuse(request: Request) -> Tally:
    spider = make_spider(FeedSpider)
    spider.crawler.spider = spider
    with pytest.raises(IgnoreRequest):
        OwnAddressesMiddleware.from_crawler(spider.crawler).process_request(request)
    return tally_of(spider)


@pytest.mark.parametrize("url", REFUSED)
def test_a_list_that_is_refused_by_its_address_has_failed(url: str) -> None:
    tally = refuse(make_list_request(url, print))
    assert (tally.lists, tally.offsite, tally.failed_lists) == (1, 1, [f"{url}: {REFUSED[url]}"])


def test_a_page_that_is_refused_makes_no_list_fail() -> None:
    tally = refuse(make_page_request("https://courier.example/1"))
    assert (tally.lists, tally.offsite, tally.failed_lists) == (0, 1, [])
    assert tally.offsite_addresses == ["https://courier.example/1: courier.example is outside gazette.example"]


def test_a_crawl_says_why_its_list_was_not_asked(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"allow_loopback": False})
    with LocalWeb(make_sites()) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        [result] = crawl_publishers(["fine"], settings)
        assert web.asked == []
    reason = (result.reason or "").removeprefix("1 of 1 lists failed: ")
    assert reason.startswith(f"http://fine.localhost:{web.port}/")
    assert reason.endswith(f": port {web.port} is not the standard one")
