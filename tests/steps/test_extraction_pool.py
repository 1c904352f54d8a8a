"""Extraction beside a crawl: pages are read meanwhile by processes that cost nothing where they are killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.queue import count
from clausewatch.models import RawResponse
from clausewatch.settings import Settings
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.extraction_pool import ENOUGH, MOST, ExtractionPool, count_processes
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import make_page

AT = datetime(2023, 9, 6, tzinfo=UTC)
LONG = make_page(
    "".join(f"<p>Bell {each} rang out over the harbour until dusk, said the founders.</p>" for each in range(200))
)
MANY = 6 * ENOUGH
"""Long pages, which take far longer than a process goes on for at once."""
PATIENCE = 60
"""Seconds in which a process begins and reads a page, on a slow machine."""
ENDLESS = """
import sys
from multiprocessing import active_children
from time import sleep
from clausewatch.settings import Settings
from clausewatch.steps.extraction_pool import ExtractionPool

if __name__ == "__main__":
    with ExtractionPool(Settings.model_validate_json(sys.argv[1])):
        while not active_children():
            sleep(0.05)
        print(*(child.pid for child in active_children()), flush=True)
        sleep(600)
"""


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    settings = make_settings(tmp_path).model_copy(update={"extract_processes": 1})
    with open_stores(settings) as opened:
        yield opened


def fetch(stores: Stores, first: int, number: int, body: str = "") -> None:
    """So many pages, as a crawl leaves them."""
    run = f"r{first}"
    with stores.archive.writer("news", run) as writer, stores.ledger.begin() as session:
        for each in range(first, first + number):
            url = f"https://news.example/{each}"
            page = body or make_page(f"<p>The founders of island {each} met and spoke about bells until dusk.</p>")
            address = writer.write(RawResponse(url=url, status=200, body=page.encode(), fetched_at=AT))
            record_fetch(
                session,
                publisher="news",
                url=url,
                status=200,
                outcome="fresh",
                fetched_at=AT,
                run=run,
                address=address,
            )


def counts(stores: Stores) -> dict[tuple[str, str], int]:
    with stores.ledger.read() as session:
        return {key: number for key, number in count(session).items() if key[0] == "extract"}


def wait_until(is_so: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < until, "it took too long"
        sleep(0.05)


def test_pages_are_read_while_the_crawl_goes_on_and_those_that_are_left_at_its_end(stores: Stores) -> None:
    with ExtractionPool(stores.settings) as pool:
        fetch(stores, 0, ENOUGH)
        wait_until(lambda: counts(stores) == {("extract", "done"): ENOUGH})
        fetch(stores, 1000, 3)
    assert counts(stores) == {("extract", "done"): ENOUGH + 3}
    assert (pool.report.claimed, pool.report.done, pool.report.failures) == (ENOUGH + 3, ENOUGH + 3, ())
    assert not active_children()


def test_a_page_that_cannot_be_read_is_told_with_its_reason(stores: Stores) -> None:
    with ExtractionPool(stores.settings) as pool:
        fetch(stores, 0, ENOUGH)
        fetch(stores, 1000, 1, "<html></html>")
        wait_until(lambda: ("extract", "failed") in counts(stores))
    [failure] = pool.report.failures
    assert failure.reason.startswith("news: https://news.example/1000: ")
    assert (pool.report.claimed, pool.report.done) == (ENOUGH + 1, ENOUGH)


def test_pages_are_read_where_the_index_cannot_be_opened(stores: Stores) -> None:
    fetch(stores, 0, ENOUGH)
    settings = stores.settings.model_copy(update={"index": "sqlite:////dev/null/index.db"})
    with pytest.raises(SearchStoreError), open_stores(settings):
        pass
    with ExtractionPool(settings) as pool:
        wait_until(lambda: counts(stores) == {("extract", "done"): ENOUGH})
    assert pool.report.failures == ()


def test_a_few_pages_are_left_to_the_step_that_follows(stores: Stores) -> None:
    fetch(stores, 0, ENOUGH - 1)
    with ExtractionPool(stores.settings) as pool:
        sleep(1.5)
        assert not active_children()
    assert pool.report.claimed == 0
    assert extract_batch(stores, []).done == ENOUGH - 1


def test_all_of_them_are_read_where_somebody_waits_for_it(stores: Stores) -> None:
    fetch(stores, 0, ENOUGH - 1)
    with ExtractionPool(stores.settings) as pool:
        pool.read_rest(stores, [])
        assert pool.report.done == ENOUGH - 1
    assert pool.report.claimed == ENOUGH - 1
    assert counts(stores) == {("extract", "done"): ENOUGH - 1}


def test_what_its_processes_have_in_hand_is_waited_for(stores: Stores) -> None:
    fetch(stores, 0, MANY, LONG)
    with ExtractionPool(stores.settings) as pool:
        wait_until(lambda: counts(stores).get(("extract", "done"), 0) > 0)
        pool.read_rest(stores, [])
        assert counts(stores) == {("extract", "done"): MANY}
        assert pool.report.done == MANY


def test_all_is_read_here_where_the_settings_name_no_process(stores: Stores) -> None:
    fetch(stores, 0, 3)
    with ExtractionPool(stores.settings.model_copy(update={"extract_processes": 0})) as pool:
        pool.read_rest(stores, [])
    assert (pool.report.done, counts(stores)) == (3, {("extract", "done"): 3})


def test_no_process_begins_where_the_settings_name_none(stores: Stores) -> None:
    fetch(stores, 0, ENOUGH)
    with ExtractionPool(stores.settings.model_copy(update={"extract_processes": 0})) as pool:
        sleep(1.5)
        assert not active_children()
    assert pool.report.claimed == 0


def test_a_process_that_is_killed_loses_nothing(stores: Stores) -> None:
    fetch(stores, 0, MANY, LONG)
    with ExtractionPool(stores.settings) as pool:
        wait_until(lambda: counts(stores).get(("extract", "done"), 0) > 0)
        [child] = active_children()
        child.kill()
    assert pool.report.done < MANY
    while extract_batch(stores, []).claimed:
        pass
    assert counts(stores) == {("extract", "done"): MANY}


def test_a_crawl_that_is_broken_off_waits_for_no_more_than_what_is_in_hand(stores: Stores) -> None:
    fetch(stores, 0, MANY, LONG)

    def crawl() -> None:
        with ExtractionPool(stores.settings):
            wait_until(lambda: counts(stores).get(("extract", "done"), 0) > 0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl()
    assert not active_children()
    left = counts(stores)
    assert left[("extract", "waiting")] > 0
    assert ("extract", "claimed") not in left


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_the_processes_end_with_a_parent_that_is_killed(stores: Stores, tmp_path: Path) -> None:
    fetch(stores, 0, ENOUGH)
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    command = (sys.executable, str(script), stores.settings.model_dump_json())
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    assert children
    wait_until(lambda: not any(map(lives, children)))


@pytest.mark.parametrize("number", [0, 1, 7])
def test_the_settings_say_how_many(tmp_path: Path, number: int) -> None:
    settings: Settings = make_settings(tmp_path).model_copy(update={"extract_processes": number})
    assert count_processes(settings) == number


def test_there_is_one_a_core_where_the_settings_say_nothing(tmp_path: Path) -> None:
    assert count_processes(make_settings(tmp_path)) == min(len(os.sched_getaffinity(0)), MOST)
