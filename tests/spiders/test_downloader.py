"""One request at a time at a host, however busy the machine is: by Scrapy alone and with our downloader."""

import subprocess
import sys

import pytest

from tests.spiders.local_web import LocalWeb, Reply, Route

PATHS = tuple(f"/{number}" for number in range(6))
OURS, SCRAPYS = "spiders.downloader.CountingDownloader", "scrapy.core.downloader.Downloader"
# As on a machine that is busy for longer than the delay, between two looks at the queue.
CRAWL = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

downloader, delay, port, *paths = sys.argv[1:]


class Visitor(scrapy.Spider):
    name = "visitor"
    start_urls = [f"http://127.0.0.1:{port}{path}" for path in paths]

    def parse(self, response):
        pass


settings = {
    "DOWNLOADER": downloader, "DOWNLOAD_DELAY": float(delay), "DOWNLOAD_DELAY_JITTER": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
}
process = CrawlerProcess(settings)
process.crawl(Visitor)
process.start()
"""


def crawl(downloader: str, delay: float) -> list[int]:
    """How many requests were under way when each of six came."""
    routes: dict[str, Route] = {path: Reply(b"Slow.", drip=0.01) for path in PATHS}
    with LocalWeb({"127.0.0.1": routes}) as web:
        command = [sys.executable, "-c", CRAWL, downloader, str(delay), str(web.port), *PATHS]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return [request.at_once for request in web.asked]


@pytest.mark.parametrize("delay", [0, 1e-9, 0.001])
def test_a_second_request_waits_for_the_first_however_short_the_delay(delay: float) -> None:
    assert crawl(OURS, delay) == [1] * len(PATHS)


def test_scrapy_alone_may_have_several_under_way_for_which_ours_is_there() -> None:
    assert max(crawl(SCRAPYS, 1e-9)) > 1
