"""One crawl process by itself: its order on standard input, its counts on standard output, nothing else."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from clausewatch.ledger import open_ledger
from spiders.orders import CrawlOrder, make_order
from spiders.process import make_scrapy_settings
from spiders.tally import Tally
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

COMMAND = [sys.executable, "-m", "spiders.process"]
PAGES = [f"/{number}" for number in range(60)]


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    site: dict[str, Route] = {"/feed.xml": feed(PAGES), **{path: page(f"Page {path}.") for path in PAGES}}
    slow = Reply(b"User-agent: *\nCrawl-delay: 0.2\n")
    served = LocalWeb({"quiet": site | {"/robots.txt": slow}})
    with served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


@pytest.fixture
def order(tmp_path: Path) -> CrawlOrder:
    return make_order("quiet", "run-7", make_settings(tmp_path), None)


def wait_for_requests(web: LocalWeb, most: int) -> None:
    """Until the site was asked so often; at most for ten seconds."""
    for _ in range(1000):
        if len(web.asked) >= most:
            return
        time.sleep(0.01)
    raise TimeoutError("the site was not asked")


def start() -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)


def test_a_crawl_ends_in_good_order_when_whoever_ordered_it_has_gone(
    web: LocalWeb, order: CrawlOrder, tmp_path: Path
) -> None:
    with start() as child:
        assert child.stdin is not None
        child.stdin.write(order.model_dump_json().encode() + b"\n")
        child.stdin.flush()
        wait_for_requests(web, 5)
        output, _ = child.communicate(timeout=20)
    tally = Tally.model_validate_json(output)
    assert tally.finish_reason == "shutdown"
    assert 0 < tally.fresh < len(PAGES)
    with closing(open_ledger(make_settings(tmp_path).database_url)) as ledger, ledger.read() as session:
        kept = session.execute(text("SELECT DISTINCT run, count(*) FROM fetches WHERE page")).all()
    assert kept == [("run-7", tally.fresh)]


@pytest.mark.parametrize(
    "given", [b"", b"\n", b"{}\n", b"not json\n", b"\xff\xfe\n"], ids=["nothing", "line", "empty", "words", "bytes"]
)
def test_a_wrong_order_is_refused_before_anything_is_asked(given: bytes) -> None:
    done = subprocess.run(COMMAND, input=given, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"ValidationError" in done.stderr


def test_a_publisher_that_the_process_does_not_know_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with status 1: .*nobody"):
        crawl_once("nobody", make_settings(tmp_path))


def test_an_order_survives_the_way_to_the_process(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"contact": "B\u00fcro \u2014 desk@example.org"})
    order = make_order("quiet", "run-7", settings, date(2025, 3, 30))
    line = order.model_dump_json()
    assert "\n" not in line
    read = CrawlOrder.model_validate_json(line)
    assert read == order
    assert type(settings).model_validate_json(read.settings) == settings


FREEZE = """
import gc
from spiders.process import freeze_start
before = gc.get_freeze_count()
freeze_start()
print(before, gc.get_freeze_count())
class Ring: pass
ring = Ring()
ring.ring = ring
del ring
print(gc.collect() > 0)
"""


def test_what_is_loaded_at_the_start_is_not_looked_through_again_and_the_rest_is() -> None:
    done = subprocess.run([sys.executable, "-c", FREEZE], capture_output=True, text=True, check=True)
    counts, freed = done.stdout.splitlines()
    before, after = map(int, counts.split())
    assert (before, freed) == (0, "True")
    assert after > 50_000


def test_the_settings_of_a_crawl_cannot_be_less_polite_than_the_projects(tmp_path: Path) -> None:
    made = make_scrapy_settings(make_settings(tmp_path), "run-7")
    assert made.getbool("ROBOTSTXT_OBEY")
    assert made.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert made.getfloat("DOWNLOAD_DELAY") >= 1
    assert not made.getbool("COOKIES_ENABLED")
    assert not made.getbool("HTTPPROXY_ENABLED")
    order = sorted((place, name.rpartition(".")[2]) for name, place in ours(made["DOWNLOADER_MIDDLEWARES"]).items())
    first = ["OwnAddressesMiddleware", "RobotsMiddleware", "SiteReservationMiddleware", "BudgetMiddleware"]
    assert [name for _, name in order[:4]] == first


def ours(middlewares: dict[str, int | None]) -> dict[str, int]:
    return {name: place for name, place in middlewares.items() if place is not None}
