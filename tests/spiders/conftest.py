"""Crawls in processes of their own, of webs on loopback; each web is crawled once and looked at by many tests."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import Fetch, latest_fetch
from clausewatch.settings import Settings
from spiders.children import Children
from spiders.orders import make_order
from spiders.run import crawl_publishers
from spiders.runs import new_run
from spiders.tally import Tally
from tests.spiders.behaviour import make_sites
from tests.spiders.local_web import LocalWeb

SITES = ("hostile", "busy", "strict", "outside", "later", "frugal", "fine", "empty", "broken", "closed", "unsure")


class Crawled(NamedTuple):
    """The sites of the tests after a crawl of all of them."""

    web: LocalWeb
    settings: Settings
    results: dict[str, CrawlResult]

    def fetch(self, site: str, path: str) -> Fetch | None:
        """What the ledger knows of a page."""
        return find_fetch(self.settings, f"http://{site}.localhost:{self.web.port}{path}")


def make_settings(folder: Path, publishers: str = "tests.spiders.sites") -> Settings:
    """Settings of a crawl on loopback. What a site reserves has tests of its own; the others count requests."""
    return Settings(
        data=folder, publishers=publishers, allow_loopback=True, contact="desk@example.org", respect_tdm=False
    )


def crawl_once(name: str, settings: Settings) -> Tally:
    """All that one crawl process counted; `RuntimeError` where it came to a bad end."""
    with closing(Children()) as children:
        tally, reason = children.run(make_order(name, new_run(), settings, None))
    if reason:
        raise RuntimeError(reason)
    return tally


def find_fetch(settings: Settings, url: str) -> Fetch | None:
    """What the ledger knows of an address."""
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return latest_fetch(session, url)


@contextmanager
def environment(name: str, value: object) -> Iterator[None]:
    """A variable that the crawl processes are to see."""
    before = os.environ.get(name)
    os.environ[name] = str(value)
    try:
        yield
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """All sites, crawled together once."""
    settings = make_settings(tmp_path_factory.mktemp("sites"))
    with LocalWeb(make_sites()) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        results = {result.publisher: result for result in crawl_publishers(SITES, settings)}
        yield Crawled(web, settings, results)
