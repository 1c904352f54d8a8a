"""Where a crawl connects to: the one address that the resolver looked at, over TLS as well, and nowhere else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spiders.certificates import serve_over_tls, write_certificate
from tests.spiders.local_web import LocalWeb, page

PROGRAM = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from spiders.resolver import GuardedResolver

def look_up(name):
    print("looked up", name, flush=True)
    if name.startswith("gone."):
        raise OSError("no such name")
    return sys.argv[1]

class Fixed(GuardedResolver):
    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls(reactor, 5, allow_loopback=True, lookup=look_up)

class Visitor(Spider):
    name = "visitor"

    async def start(self):
        for url in sys.argv[2:]:
            yield Request(url, errback=self.fail)

    def parse(self, response):
        print("got", response.ip_address, response.certificate is not None, flush=True)

    def fail(self, failure):
        print("failed", type(failure.value).__name__, failure.value, flush=True)

handler = "spiders.downloads.BoundedDownloadHandler"
process = CrawlerProcess({
    "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "TWISTED_DNS_RESOLVER": Fixed,
    "CONCURRENT_REQUESTS": 1,
    "RETRY_ENABLED": False,
    "LOG_LEVEL": "CRITICAL",
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Visitor)
process.start()
"""
NAME = "gazette.example"
TRUSTED = "SSL_CERT_FILE"


def visit(address: str, *urls: str, trusted: Path | None = None) -> list[str]:
    """What a crawl says that looks up every name as that address."""
    surroundings = os.environ | ({TRUSTED: str(trusted)} if trusted else {})
    command = [sys.executable, "-c", PROGRAM, address, *urls]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=surroundings)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def web() -> Iterator[LocalWeb]:
    """One page without TLS."""
    with LocalWeb({NAME: {"/": page("Here.")}, "127.0.0.1": {"/": page("Here.")}}) as served:
        yield served


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of the name."""
    return write_certificate(tmp_path, NAME)


@pytest.fixture
def safe_web(certificate: Path) -> Iterator[LocalWeb]:
    """One page over TLS."""
    served = LocalWeb({NAME: {"/": page("Here.")}, "herald.example": {"/": page("Here.")}})
    serve_over_tls(served, certificate)
    with served:
        yield served


def test_a_name_is_connected_to_at_its_address(web: LocalWeb) -> None:
    assert visit("127.0.0.1", f"http://{NAME}:{web.port}/") == [f"looked up {NAME}", "got 127.0.0.1 False"]


def test_a_bare_address_is_one_too(web: LocalWeb) -> None:
    assert visit("127.0.0.1", f"http://127.0.0.1:{web.port}/") == ["got 127.0.0.1 False"]


@pytest.mark.parametrize("address", ["10.0.0.7", "169.254.169.254", "fd00::1"])
def test_an_address_that_the_resolver_refuses_is_not_connected_to(web: LocalWeb, address: str) -> None:
    before = len(web.asked)
    said = visit(address, f"http://{NAME}:{web.port}/")
    assert said[1].startswith("failed CannotResolveHostError")
    assert len(web.asked) == before


def test_a_name_without_an_address_fails_by_itself(web: LocalWeb) -> None:
    said = visit("127.0.0.1", f"http://gone.example:{web.port}/", f"http://{NAME}:{web.port}/")
    assert said[1].startswith("failed CannotResolveHostError")
    assert said[-1] == "got 127.0.0.1 False"


def test_a_port_where_nobody_listens_is_a_refused_connection() -> None:
    assert visit("127.0.0.1", f"http://{NAME}:1/")[1].startswith("failed DownloadConnectionRefusedError")


def test_over_tls_the_certificate_of_the_name_is_taken(safe_web: LocalWeb, certificate: Path) -> None:
    said = visit("127.0.0.1", f"https://{NAME}:{safe_web.port}/", trusted=certificate)
    assert said == [f"looked up {NAME}", "got 127.0.0.1 True"]


def test_over_tls_a_certificate_that_nobody_trusts_is_refused(safe_web: LocalWeb) -> None:
    assert "failed" in visit("127.0.0.1", f"https://{NAME}:{safe_web.port}/")[1]
    assert safe_web.asked == []


@pytest.mark.parametrize("host", ["herald.example", "127.0.0.1"])
def test_over_tls_the_certificate_of_another_name_is_refused(safe_web: LocalWeb, certificate: Path, host: str) -> None:
    said = visit("127.0.0.1", f"https://{host}:{safe_web.port}/", trusted=certificate)
    assert said[-1].startswith("failed")
    assert safe_web.asked == []
