"""Download speed: our crawl, with robots, archive and ledger, beside a bare Scrapy spider on the same local web.

Run: python bench/crawl.py [--pages 400] [--rounds 3]

Both ask one request at a time of one host, so that what differs is our own work a response. Times are those between
the first and the last request that the server saw, so that neither's start counts.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from clausewatch.settings import Settings
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment
from tests.spiders.local_web import LocalWeb, Route, feed, page

BARE = """
import sys
from scrapy import Spider
from scrapy.crawler import CrawlerProcess

class Bare(Spider):
    name = "bare"
    start_urls = [f"http://127.0.0.1:{sys.argv[1]}/feed.xml"]

    def parse(self, response):
        response.selector.remove_namespaces()
        for link in response.xpath("//item/link/text()").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response):
        pass

process = CrawlerProcess({
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": float(sys.argv[2]),
    "DOWNLOAD_DELAY_JITTER": 0,
    "LOG_LEVEL": "ERROR",
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Bare)
process.start()
"""
WORDS = "The founders of the island met and spoke about bells until dusk. " * 400


def make_sites(pages: int) -> dict[str, dict[str, Route]]:
    """A feed of pages of some 26 kB each, for either crawler's host name."""
    paths = [f"/{number}" for number in range(pages)]
    routes: dict[str, Route] = {"/feed.xml": feed(paths), **{path: page(f"{path} {WORDS}") for path in paths}}
    return {"bench": routes, "127.0.0.1": routes}


def seconds_between(web: LocalWeb, host: str, begin: int) -> float:
    """Seconds between the first and the last page that was asked for since `begin`."""
    times = [asked.at for asked in web.asked[begin:] if asked.host == host and asked.path[1:].isdecimal()]
    return times[-1] - times[0]


def time_ours(web: LocalWeb, pages: int) -> float:
    """Pages a second of our crawl, into a new archive and ledger."""
    with tempfile.TemporaryDirectory() as folder:
        begin = len(web.asked)
        settings = Settings(data=Path(folder), publishers="bench.sites", allow_loopback=True)
        [result] = crawl_publishers(["bench"], settings)
        if result.fresh != pages:
            raise SystemExit(f"our crawl got {result.fresh} of {pages} pages: {result.reason}")
        return pages / seconds_between(web, "bench", begin)


def time_bare(web: LocalWeb, pages: int, delay: float) -> float:
    """Pages a second of the bare spider, which keeps nothing."""
    begin = len(web.asked)
    subprocess.run([sys.executable, "-c", BARE, str(web.port), str(delay)], check=True)
    return pages / seconds_between(web, "127.0.0.1", begin)


def main() -> None:
    """Measure in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    ours, bare, held = [], [], []
    with LocalWeb(make_sites(options.pages)) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(options.rounds):
            ours.append(time_ours(web, options.pages))
            bare.append(time_bare(web, options.pages, 0))
            held.append(time_bare(web, options.pages, 0.001))
    for name, speeds in (("ours", ours), ("bare Scrapy", bare), ("bare Scrapy, 1 ms delay", held)):
        rate = statistics.median(speeds)
        print(f"{name:24} {rate:7.1f} pages/s   {rate / statistics.median(bare):5.2f} of bare")


if __name__ == "__main__":
    main()
