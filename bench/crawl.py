"""Download speed: our crawl, with robots, archive and ledger, beside a bare Scrapy spider on the same local web.

Run: python -m bench.crawl [--pages 400] [--rounds 5]

Both are told to ask one request at a time of one host by its name. We do. Scrapy 2.19 does with a delay; without one it
has as many connections open as it may have in all, sixteen (`spiders/downloader.py` says why), so that its server never
waits for it: that is the harder mark, and the one that the others are held against. Times are those between the request
for the feed and that for the last page, as the server saw them, so that neither's start counts. The time of the
processor is that of the whole crawl process, less that of a crawl of few pages: of many hosts at once it decides, as
then none is waited for. Each number is the median of the rounds; behind the rate stand the lowest and the highest.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

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
    start_urls = [f"http://localhost:{sys.argv[1]}/feed.xml"]

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
FEW = 10
"""Pages of a crawl that is all start."""
WORDS = "The founders of the island met and spoke about bells until dusk. " * 400


class Speed(NamedTuple):
    """Of one crawl."""

    rate: float
    """Pages a second."""
    work: float
    """Milliseconds of the processor a page."""


def make_sites(pages: int) -> dict[str, dict[str, Route]]:
    """A feed of pages of some 26 kB each, for either crawler's host name."""
    paths = [f"/{number}" for number in range(pages)]
    routes: dict[str, Route] = {"/feed.xml": feed(paths), **{path: page(f"{path} {WORDS}") for path in paths}}
    return {"bench": routes, "localhost": routes}


def seconds_between(web: LocalWeb, host: str, begin: int) -> float:
    """Seconds between the feed and the last page that was asked for since `begin`."""
    asked = [each for each in web.asked[begin:] if each.host == host]
    return asked[-1].at - next(each.at for each in asked if each.path == "/feed.xml")


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
    return pages / seconds_between(web, "localhost", begin)


def measure(web: LocalWeb, pages: int, crawl: Callable[[LocalWeb, int], float]) -> Speed:
    """A crawl of few pages, then one of all."""
    spent = []
    for number in (FEW, pages):
        web.sites = make_sites(number)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        rate = crawl(web, number)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Speed(rate, (spent[1] - spent[0]) / (pages - FEW) * 1000)


def main() -> None:
    """Measure in turns and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    crawls: dict[str, Callable[[LocalWeb, int], float]] = {
        "ours": time_ours,
        "bare Scrapy": lambda web, pages: time_bare(web, pages, 0),
        "bare Scrapy, 1 ms delay": lambda web, pages: time_bare(web, pages, 0.001),
    }
    found: dict[str, list[Speed]] = {name: [] for name in crawls}
    with LocalWeb({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for _ in range(options.rounds):
            for name, crawl in crawls.items():
                found[name].append(measure(web, options.pages, crawl))
    bare = statistics.median(speed.rate for speed in found["bare Scrapy"])
    for name, speeds in found.items():
        rates = [speed.rate for speed in speeds]
        rate, work = statistics.median(rates), statistics.median(speed.work for speed in speeds)
        spread = f"({min(rates):.0f} to {max(rates):.0f})"
        print(f"{name:24} {rate:7.1f} pages/s {spread:12} {rate / bare:5.2f} of bare   {work:5.2f} ms of CPU a page")


if __name__ == "__main__":
    main()
