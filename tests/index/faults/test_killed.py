"""The server is killed and comes back: nothing is lost or there twice, and where it stays away one line tells."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from clausewatch.cli.main import run
from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.bulk import MOST
from clausewatch.ledger.fetches import latest_fetch
from clausewatch.steps.crawl import crawl
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.stores import open_stores
from tests.index.faults.conftest import LONG_S, SHORT_S, Place, opened_stores
from tests.index.faults.pages import index_states, list_texts, make_replacements, save_pages
from tests.servers.elasticsearch import ELASTICSEARCH_9, SearchServer, run_search_server
from tests.spiders.behaviour import make_sites
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb

pytestmark = [pytest.mark.server, pytest.mark.more_servers, pytest.mark.slow]
DOCUMENTS, STATEMENTS = 200, 50
AWAY_S = 1.5


@pytest.fixture(scope="module")
def server() -> Iterator[SearchServer]:
    with run_search_server(ELASTICSEARCH_9) as server:
        yield server


@pytest.fixture
def place(server: SearchServer) -> Place:
    """On a server that may be killed; it runs at the beginning of each test."""
    server.start_again()
    return Place(server.address, f"k{uuid4().hex[:12]}")


def wait_for_writes(place: Place, number: int) -> None:
    """Until the server has written so many statements, whether or not they are found already."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = place.ask("GET", f"{place.version}/_stats/indexing?ignore_unavailable=true").json()
        if found["_all"]["primaries"].get("indexing", {}).get("index_total", 0) >= number:
            return
        time.sleep(0.01)
    pytest.fail("nothing was written")


def kill_in_mid_bulk(place: Place, server: SearchServer, written: int) -> None:
    """As a crash would, and then a start after a while."""
    wait_for_writes(place, written)
    server.kill()
    time.sleep(AWAY_S)
    server.start()


def test_what_was_being_written_is_there_once_when_the_server_is_back(place: Place, server: SearchServer) -> None:
    replacements = make_replacements(DOCUMENTS, STATEMENTS)
    with closing(place.open(LONG_S)) as index:
        index.prepare()
        killer = threading.Thread(target=kill_in_mid_bulk, args=(place, server, MOST + 1))
        killer.start()
        assert index.replace(replacements) == ()
        killer.join()
        assert index.count() == DOCUMENTS * STATEMENTS
        # No statement stands there under two ids.
        assert index.replace(make_replacements(DOCUMENTS, 1, revision=2)) == ()
        assert list_texts(index) == sorted(f"statement 0 of page {number}" for number in range(DOCUMENTS))


def test_the_steps_go_on_by_themselves_when_the_server_is_back(
    place: Place, server: SearchServer, tmp_path: Path
) -> None:
    with opened_stores(tmp_path, place.open(LONG_S)) as stores:
        save_pages(stores, 60)
        assert index_batch(stores, 10).done == 10
        killer = threading.Thread(target=kill_in_mid_bulk, args=(place, server, 25))
        killer.start()
        assert repeat_until_done("index", lambda: index_batch(stores, 10)).done == 50
        killer.join()
        assert index_states(stores) == {"done": 60}
        assert len(list_texts(stores.index)) == len(set(list_texts(stores.index))) == 120


def test_a_server_that_stays_away_is_told_in_one_line_and_the_documents_wait(
    place: Place, server: SearchServer, tmp_path: Path
) -> None:
    with opened_stores(tmp_path, place.open(SHORT_S)) as stores:
        save_pages(stores, 7)
        assert index_batch(stores, 2).done == 2
        server.kill()
        with pytest.raises(SearchStoreError) as caught:
            index_batch(stores, 3)
        assert str(caught.value).startswith(f"index {place.address}: the server cannot be reached")
        assert "\n" not in str(caught.value)
        assert index_states(stores) == {"done": 2, "waiting": 5}
        server.start()
        assert repeat_until_done("index", lambda: index_batch(stores, 3)).done == 5
        assert index_states(stores) == {"done": 7}
        assert len(list_texts(stores.index)) == len(set(list_texts(stores.index))) == 14


def test_a_crawl_goes_on_while_the_server_is_away(place: Place, server: SearchServer, tmp_path: Path) -> None:
    server.kill()
    settings = make_settings(tmp_path).model_copy(update={"index": place.url})
    with LocalWeb(make_sites()) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        # Opened while the server is away, too: a crawl needs no index.
        with open_stores(settings) as stores:
            (result,) = crawl(stores, ["fine"])
            with stores.ledger.read() as session:
                fetch = latest_fetch(session, f"http://fine.localhost:{web.port}/1")
        assert result.healthy
        assert fetch is not None
        assert fetch.outcome == "fresh"


def test_a_crawl_goes_on_while_the_index_step_waits_for_the_server(
    place: Place, server: SearchServer, tmp_path: Path
) -> None:
    index = place.open(LONG_S)
    with opened_stores(tmp_path, index, make_settings(tmp_path)) as stores:
        save_pages(stores, 3)
        server.kill()
        done: list[int] = []
        waiting = threading.Thread(target=lambda: done.append(index_batch(stores).done))
        waiting.start()
        with LocalWeb(make_sites()) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
            (result,) = crawl(stores, ["fine"])
        assert (result.healthy, result.fresh) == (True, 2)
        assert index_states(stores) == {"claimed": 3}
        server.start()
        waiting.join()
        assert done == [3]
        assert len(list_texts(index)) == 6


def test_searching_says_in_one_line_that_the_server_is_away(
    place: Place, server: SearchServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.kill()
    status = run(["search", "words", "--data", str(tmp_path), "--index", place.url])
    said = capsys.readouterr()
    assert (status, said.out) == (1, "")
    told = f"Error: index {place.address}: the server cannot be reached: is it running, and is the address right?\n"
    assert said.err == told
