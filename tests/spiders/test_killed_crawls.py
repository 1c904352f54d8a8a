"""A crawl process that is killed is an unhealthy result, and the next crawl ends where an unbroken one would."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import latest_fetch
from clausewatch.ledger.queue import count
from clausewatch.settings import Settings
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, make_settings

NAME, HOST = "harbour-news", "harbour"
PACKAGE = "clausewatch.demo.publishers"


@pytest.fixture
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as served, environment(PORT_VARIABLE, served.port):
        yield served


def crawl_processes() -> list[int]:
    """Ids of the crawl processes that this process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1]) if entry.name.isdecimal() else 0
            command = (entry / "cmdline").read_bytes() if parent == os.getpid() else b""
        except OSError:
            continue
        if b"spiders.process" in command:
            found.append(int(entry.name))
    return found


def kill_after(web: DemoWeb, requests: int) -> None:
    """Kill the crawl processes when the site has been asked so often."""
    for _ in range(6000):
        if len(web.requests_to(HOST)) >= requests:
            for pid in crawl_processes():
                os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.01)


def crawl_and_kill(web: DemoWeb, settings: Settings, requests: int) -> CrawlResult:
    killer = threading.Thread(target=kill_after, args=(web, requests))
    killer.start()
    [result] = crawl_publishers([NAME], settings)
    killer.join()
    return result


def final_state(web: DemoWeb, settings: Settings) -> dict[str, object]:
    """What the ledger holds of every page of the site, and what waits."""
    site = web.sites[HOST]
    paths = [site.path_of(page) for page in site.pages_on(1)]
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        fetches = {path: latest_fetch(session, web.base(HOST) + path) for path in paths}
        bodies = {path: fetch.address.sha256 for path, fetch in fetches.items() if fetch and fetch.address}
        return {"bodies": bodies, "waiting": count(session)[("extract", "waiting")]}


def test_a_killed_crawl_is_unhealthy_and_the_next_one_completes_it(web: DemoWeb, tmp_path: Path) -> None:
    whole = make_settings(tmp_path / "whole", PACKAGE)
    [unbroken] = crawl_publishers([NAME], whole)
    assert unbroken.healthy
    broken = make_settings(tmp_path / "broken", PACKAGE)
    for requests in (1, 4):
        killed = crawl_and_kill(web, broken, len(web.requests_to(HOST)) + requests)
        assert killed.reason == "the crawl process was killed (SIGKILL)"
    [resumed] = crawl_publishers([NAME], broken)
    assert resumed.healthy
    assert final_state(web, broken) == final_state(web, whole)


@pytest.mark.usefixtures("web")
def test_when_the_caller_stops_so_does_the_crawl(tmp_path: Path) -> None:
    results = crawl_publishers(["pigeonpost", NAME, "albion-ledger"], make_settings(tmp_path, PACKAGE))
    next(results)
    results.close()
    assert crawl_processes() == []
