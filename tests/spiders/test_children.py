"""Crawl processes that come to a bad end."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from spiders.children import Children
from spiders.orders import CrawlOrder, make_order
from tests.spiders.conftest import make_settings

READ = "import sys; sys.stdin.readline(); "


@pytest.fixture
def order(tmp_path: Path) -> CrawlOrder:
    return make_order("fine", "run-1", make_settings(tmp_path), None)


def run_program(program: str, order: CrawlOrder, longest: float = 20) -> str | None:
    """What is wrong with a crawl process that is this program."""
    return Children((sys.executable, "-c", program), longest).run(order)[1]


def test_a_good_end_brings_the_counts(order: CrawlOrder) -> None:
    program = READ + 'print(\'{"fresh": 3, "finish_reason": "finished"}\')'
    tally, reason = Children((sys.executable, "-c", program)).run(order)
    assert (tally.fresh, reason) == (3, None)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (READ + "raise SystemExit('the disk is full')", "ended with status 1: the disk is full"),
        (READ + "sys.exit(7)", "ended with status 7: it said nothing"),
        (READ + "import os; os.kill(os.getpid(), 9)", "was killed (SIGKILL)"),
        (READ + "import os; os.kill(os.getpid(), 11)", "was killed (SIGSEGV)"),
        (READ, "the crawl process gave no result"),
        (READ + "print('nonsense')", "the crawl process gave no result"),
        ("import sys; sys.exit(3)", "ended with status 3"),
    ],
)
def test_a_bad_end_has_a_reason(order: CrawlOrder, program: str, reason: str) -> None:
    assert reason in (run_program(program, order) or "")


def test_a_crawl_that_never_ends_is_stopped(order: CrawlOrder) -> None:
    assert "took longer than 1 s" in (run_program(READ + "import time; time.sleep(60)", order, longest=1) or "")


def test_a_process_that_talks_a_lot_is_no_problem(order: CrawlOrder) -> None:
    program = READ + "sys.stderr.write('x' * 1_000_000); print('{\"finish_reason\": \"finished\"}')"
    assert run_program(program, order) is None


def test_what_it_says_may_be_long(order: CrawlOrder) -> None:
    program = READ + 'print(\'{"finish_reason": "finished", "failures": ["\' + "x" * 500_000 + \'"]}\')'
    tally, reason = Children((sys.executable, "-c", program), longest=20).run(order)
    assert (reason, len(tally.failures[0])) == (None, 500_000)


def test_a_process_that_dies_before_it_reads_a_long_order_is_told(order: CrawlOrder) -> None:
    long = order.model_copy(update={"settings": "x" * 1_000_000})
    assert "ended with status 3" in (run_program("import sys; sys.exit(3)", long) or "")


def test_a_process_is_told_when_its_order_is_over(order: CrawlOrder) -> None:
    """Its standard input stays open as long as somebody waits for it."""
    program = (
        "import select, sys; sys.stdin.buffer.raw.read(100_000); "
        "sys.exit(4 if select.select([sys.stdin.buffer.raw], [], [], 0.5)[0] else 0)"
    )
    assert run_program(program, order) == "the crawl process gave no result"


@pytest.mark.parametrize("deaf", [False, True], ids=["in good order", "by force"])
def test_closing_ends_what_runs(order: CrawlOrder, tmp_path: Path, deaf: bool) -> None:
    ready = tmp_path / "ready"
    program = (
        "import pathlib, signal, time; "
        + ("signal.signal(signal.SIGTERM, signal.SIG_IGN); " if deaf else "")
        + f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    children = Children((sys.executable, "-c", program), longest=60, to_stop=0.3)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(children.run, order)
        while not ready.exists():
            time.sleep(0.01)
        children.close()
        killed_by = "SIGKILL" if deaf else "SIGTERM"
        assert running.result(timeout=5)[1] == f"the crawl process was killed ({killed_by})"


def test_nothing_begins_after_the_end(order: CrawlOrder) -> None:
    children = Children()
    children.close()
    assert children.run(order)[1] == "the run was stopped before this crawl began"


def test_the_order_says_all_but_the_secret(tmp_path: Path) -> None:
    settings = make_settings(tmp_path).model_copy(update={"webhook_secret": "hush"})
    order = make_order("fine", "run-1", settings, None)
    assert "hush" not in order.model_dump_json()
    assert str(tmp_path) in order.settings
