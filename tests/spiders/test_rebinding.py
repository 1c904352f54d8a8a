"""A name that changes between the check and the connection: what was looked at is what is connected to, once each."""

import subprocess
import sys

from tests.spiders.local_web import LocalWeb, Route, page

PROGRAM = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from spiders.resolver import GuardedResolver

answers = iter(sys.argv[2].split(","))

def look_up(name):
    answer = next(answers)
    print("looked up", name, answer, flush=True)
    return answer

class Changing(GuardedResolver):
    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls(reactor, 5, allow_loopback=True, lookup=look_up)

class Rebound(Spider):
    name = "rebound"

    async def start(self):
        for number in range(3):
            yield Request(f"http://rebound.example:{sys.argv[1]}/{number}", errback=self.fail, dont_filter=True)

    def parse(self, response):
        print("got", response.url.rpartition("/")[2], flush=True)

    def fail(self, failure):
        print("failed", failure.request.url.rpartition("/")[2], flush=True)

process = CrawlerProcess({
    "DOWNLOAD_HANDLERS": {"http": "spiders.downloads.BoundedDownloadHandler"},
    "TWISTED_DNS_RESOLVER": Changing,
    "DOWNLOAD_DELAY": 0.01,
    "CONCURRENT_REQUESTS": 1,
    "RETRY_ENABLED": False,
    "LOG_LEVEL": "CRITICAL",
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Rebound)
process.start()
"""


def crawl(*addresses: str) -> tuple[list[str], list[str]]:
    """What a crawl of three pages says, when the name has these addresses one after the other; and what was asked."""
    pages: dict[str, Route] = {f"/{number}": page("Here.") for number in range(3)}
    with LocalWeb({"rebound.example": pages}) as web:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(web.port), ",".join(addresses)],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.splitlines(), web.asked_of("rebound.example")


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to() -> None:
    said, asked = crawl("127.0.0.1", "169.254.169.254", "10.0.0.7")
    assert asked == ["/0"]
    assert said == [
        "looked up rebound.example 127.0.0.1",
        "got 0",
        "looked up rebound.example 169.254.169.254",
        "failed 1",
        "looked up rebound.example 10.0.0.7",
        "failed 2",
    ]


def test_a_name_that_comes_back_to_a_good_address_is_asked_again() -> None:
    said, asked = crawl("192.168.0.1", "127.0.0.1", "224.0.0.1")
    assert asked == ["/1"]
    assert [line for line in said if not line.startswith("looked")] == ["failed 0", "got 1", "failed 2"]
