"""Crawls of Parliament's registers on a local web that asks for patience: all is read, and nobody is pressed."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.settings import Settings
from clausewatch.steps.check_publishers import PublisherCheck
from spiders.run import crawl_publishers, list_spiders
from tests.extract.items import make_amendment, make_bill, make_stage
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply
from tests.spiders.parliament.serving import AMENDMENTS, EVIDENCE, MOTIONS, answer
from tests.spiders.parliament.specification import explain
from tests.steps.local_publishers import check

NAMES = {"local-bills": "bills-api", "local-committees": "committees-api"}
"""The two that ask for most; all are walked through in `test_walks.py`."""
STAGES_ASKED = 2
"""Of each bill: one was over before."""
PAGES = {
    "local-bills": 2 + 2 * (STAGES_ASKED + AMENDMENTS + MOTIONS),
    "local-committees": 2 + EVIDENCE - EVIDENCE // 10,
}
REGISTERS = "tests.spiders.parliament.registers"
SINCE = date(2025, 2, 27)
BUSY = 3
"""Number of the request, robots.txt included, that is answered with 429."""
PATIENCE = 1.0
"""Seconds that the answer asks for."""
Crawls = tuple["Parliament", dict[str, CrawlResult]]


class Parliament(LocalWeb):
    """The APIs, of which each is busy once and says for how long."""

    def reply_to(self, host: str, path: str) -> Reply:
        """What the API answers."""
        if path == "/robots.txt":
            return Reply(b"", 404)
        if len(self.asked_of(host)) == BUSY:
            return Reply(b"", 429, {"Retry-After": f"{PATIENCE:.0f}"})
        try:
            body = answer(f"https://{host}.parliament.uk{path}")
        except LookupError:
            body = json.dumps(make_page(path))
        return Reply(body.encode(), headers={"Content-Type": "application/json"})


def make_page(path: str) -> dict[str, object]:
    """One bill, stage or amendment; of other pages a crawl does not look into their bodies."""
    if "/Amendments/" in path:
        return make_amendment()
    if re.fullmatch(r"/api/v1/Bills/\d+/Stages/\d+", path):
        return make_stage()
    return make_bill() if re.fullmatch(r"/api/v1/Bills/\d+", path) else {"path": path}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return make_settings(tmp_path_factory.mktemp("parliament"), REGISTERS)


@pytest.fixture(scope="module")
def crawls(settings: Settings) -> Iterator[Crawls]:
    """Each register crawled once."""
    with Parliament({}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        yield web, {result.publisher: result for result in crawl_publishers(tuple(NAMES), settings, SINCE)}


@pytest.mark.parametrize("name", NAMES)
def test_all_pages_are_read_though_the_server_was_busy(crawls: Crawls, name: str) -> None:
    _, results = crawls
    result = results[name]
    assert (result.fresh, result.failed, result.disallowed, result.reason) == (PAGES[name], 0, 0, None)


@pytest.mark.parametrize("name", NAMES)
def test_every_request_that_came_is_one_of_the_specification(crawls: Crawls, name: str) -> None:
    web, _ = crawls
    api = NAMES[name]
    paths = [path for path in web.asked_of(api) if path != "/robots.txt"]
    assert [wrong for path in paths for wrong in explain(f"https://{api}.parliament.uk{path}")] == []
    again = len(paths) - len(set(paths))
    assert again == 1, "only what was answered with 429 is asked for again"


def test_a_bill_is_asked_for_before_its_stages_and_amendments(crawls: Crawls) -> None:
    web, _ = crawls
    paths = [path for path in web.asked_of("bills-api") if path.startswith("/api/v1/Bills/")]
    for number in (1, 2):
        of_bill = [path for path in paths if path.startswith(f"/api/v1/Bills/{number}")]
        assert of_bill[0] == f"/api/v1/Bills/{number}"
        assert any("/Amendments/" in path for path in of_bill)


@pytest.mark.parametrize("name", NAMES)
def test_a_server_that_asks_for_time_gets_it(crawls: Crawls, name: str) -> None:
    web, _ = crawls
    times = [asked.at for asked in web.asked if asked.host == NAMES[name]]
    assert times[BUSY] - times[BUSY - 1] >= PATIENCE - 0.3
    assert {asked.user_agent for asked in web.asked} == {"Clausewatch/0.1 (+desk@example.org)"}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Parliament, PublisherCheck]]:
    """A look at the bills, as `clausewatch publishers check` takes it."""
    folder = tmp_path_factory.mktemp("checked")
    with Parliament({}) as web:
        [shipped] = [
            spider for spider in list_spiders(make_settings(folder, REGISTERS)) if spider.name == "local-bills"
        ]
        here = {"base": f"http://bills-api.localhost:{web.port}", "days": 36_500}
        yield web, check(type("here", (shipped,), here), folder)


def test_a_look_at_the_bills_is_a_search_and_a_bill(checked: tuple[Parliament, PublisherCheck]) -> None:
    web, found = checked
    assert found.problems == ()
    [bills] = found.lists
    assert (bills.items, bills.problem) == (3, None)
    assert found.page is not None
    assert (found.page.title, found.page.problem, found.page.words > 20) == ("Bells Bill", None, True)
    # The second, as the server was busy when it was asked for the first.
    assert web.asked_of("bills-api")[-1] == "/api/v1/Bills/2"
