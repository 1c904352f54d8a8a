"""A crawl of 50,000 pages stays small, by what a page takes in its queue, and what it leaves behind.

`python -m bench.memory` crawls them all.
"""

from pathlib import Path

import pytest

from tests.spiders.conftest import environment, make_settings
from tests.spiders.long_crawl import NAME, LongWeb, Memory, crawl_watched

MOST = 512_000_000
"""Bytes."""
PAGES = 50_000
FEW, MANY = 1_000, 7_000
"""Pages that the feed names."""
CRAWLED, EVERY = 1_500, 750
"""Pages, and of them those after which memory is looked at: by then all the feed's requests have been made."""


def crawl(folder: Path, named: int, crawled: int) -> list[Memory]:
    with (
        LongWeb(named) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        environment("CLAUSEWATCH_TEST_PAGES", crawled),
    ):
        tally, seen = crawl_watched(NAME, make_settings(folder), lambda: web.pages, EVERY)
    assert tally.finish_reason == "closespider_pagecount"
    assert tally.fresh >= crawled
    return seen


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Memory], list[Memory]]:
    """Of a short feed and of a long one."""
    folders = (tmp_path_factory.mktemp(name) for name in ("few", "many"))
    return crawl(next(folders), FEW, 100), crawl(next(folders), MANY, CRAWLED)


def test_fifty_thousand_pages_fit_into_the_memory_that_a_crawl_may_take(
    crawls: tuple[list[Memory], list[Memory]],
) -> None:
    few, many = crawls
    queued = max(0, many[-1].peak - few[-1].peak) / (MANY - FEW)
    left = max(0, many[-1].resident - many[0].resident) / (many[-1].pages - many[0].pages)
    assert few[-1].peak + PAGES * (queued + left) < MOST


def test_a_page_in_the_queue_is_seen_in_the_memory(crawls: tuple[list[Memory], list[Memory]]) -> None:
    few, many = crawls
    # Else the test above would show nothing.
    assert many[-1].peak - few[-1].peak > 500 * (MANY - FEW)
