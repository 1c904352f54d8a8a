"""One request at a time at a host, however busy the machine is, and each as soon as it may go: by Scrapy alone and with
our downloader.
"""

import subprocess
import sys
from itertools import pairwise

import pytest

from tests.spiders.local_web import Asked, LocalWeb, Reply, Route

PATHS = tuple(f"/{number}" for number in range(6))
OURS, SCRAPYS = "spiders.downloader.CountingDownloader", "scrapy.core.downloader.Downloader"
SLOW, LONG = 0.01, 0.6
"""Seconds of an answer, and of what is made of one."""
# As on a machine that is busy for longer than the delay, between two looks at the queue.
CRAWL = """
import sys
import time
import scrapy
from scrapy.crawler import CrawlerProcess

downloader, delay, work, port, *paths = sys.argv[1:]


class Work:
    def process_response(self, request, response):
        time.sleep(float(work))
        return response


class Visitor(scrapy.Spider):
    name = "visitor"
    start_urls = [f"http://127.0.0.1:{port}{path}" for path in paths]

    def parse(self, response):
        pass


settings = {
    "DOWNLOADER": downloader, "DOWNLOAD_DELAY": float(delay), "DOWNLOAD_DELAY_JITTER": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {Work: 100} if float(work) else {}, "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_HANDLERS": {"http": "spiders.downloads.BoundedDownloadHandler"},
}
process = CrawlerProcess(settings)
process.crawl(Visitor)
process.start()
"""


def crawl(
    downloader: str, delay: float, drip: float = SLOW, work: float = 0, paths: tuple[str, ...] = PATHS
) -> list[Asked]:
    """The requests for the paths, of which each answer of five bytes takes four times `drip` seconds, and what is made
    of it `work` seconds.
    """
    routes: dict[str, Route] = {path: Reply(b"Slow.", drip=drip) for path in paths}
    with LocalWeb({"127.0.0.1": routes}) as web:
        command = [sys.executable, "-c", CRAWL, downloader, str(delay), str(work), str(web.port), *paths]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return list(web.asked)


def gaps(asked: list[Asked]) -> list[float]:
    """Seconds between one request and the next."""
    return [later.at - earlier.at for earlier, later in pairwise(asked)]


@pytest.mark.parametrize("delay", [0, 1e-9, 0.001])
def test_a_second_request_waits_for_the_first_however_short_the_delay(delay: float) -> None:
    assert [request.at_once for request in crawl(OURS, delay)] == [1] * len(PATHS)


def test_scrapy_alone_may_have_several_under_way_for_which_ours_is_there() -> None:
    assert max(request.at_once for request in crawl(SCRAPYS, 1e-9)) > 1


def test_a_delay_is_kept_from_one_request_to_the_next() -> None:
    asked = crawl(OURS, 1, drip=0)
    assert [request.path for request in asked] == list(PATHS)
    # A busy server writes a request down late, so that the next seems to come early.
    assert min(gaps(asked)) >= 0.7


def test_an_answer_that_takes_longer_than_the_delay_is_followed_at_once() -> None:
    took = gaps(crawl(OURS, 0.3, drip=0.1))
    # Where the delay began with the answer, none would be shorter than both together.
    assert 0.4 <= min(took) < 0.4 + 0.3


def test_the_next_request_goes_out_before_an_answer_is_looked_at() -> None:
    # The first and the third wait for nothing that went before.
    assert min(gaps(crawl(OURS, 0.001, drip=0, work=LONG, paths=PATHS[:3]))) < LONG / 2


def test_scrapy_alone_has_the_server_wait_meanwhile() -> None:
    assert min(gaps(crawl(SCRAPYS, 0.001, drip=0, work=LONG, paths=PATHS[:3]))) > LONG / 2
