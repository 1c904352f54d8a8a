"""Memory of a crawl process over very many pages on a local web: `python -m bench.memory [--pages 50000] [--visits 2]`.

All pages stand in one feed, so that the queue of the crawl is as long as it can be. The promise is 512 MB at most.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from clausewatch.settings import Settings
from tests.spiders.conftest import environment
from tests.spiders.long_crawl import NAME, LongWeb, Memory, crawl_watched

MOST = 512_000_000
"""Bytes."""


def show(memory: Memory) -> None:
    """One line."""
    print(
        f"{memory.pages:7} pages  {memory.resident / 1e6:6.0f} MB now  {memory.peak / 1e6:6.0f} MB at most", flush=True
    )


def main() -> int:
    """1 where it took more than it may, or came to no good end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--size", type=int, default=20_000, help="bytes of a page")
    parser.add_argument("--visits", type=int, default=2, help="of the same pages, one after the other")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    with (
        LongWeb(options.pages, options.size) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        tempfile.TemporaryDirectory() as folder,
    ):
        settings = Settings(data=Path(folder), publishers="tests.spiders.sites", allow_loopback=True, respect_tdm=False)
        for visit in range(1, options.visits + 1):
            web.pages, began = 0, time.monotonic()
            tally, seen = crawl_watched(NAME, settings, lambda: web.pages, max(1, options.pages // 20), show)
            seconds = time.monotonic() - began
            peak = seen[-1].peak
            print(
                f"visit {visit}: {tally.fresh} new and {tally.unchanged} known pages in {seconds:.0f} s "
                f"({tally.finish_reason}), {peak / 1e6:.0f} MB at most"
            )
            if peak > MOST or tally.fresh + tally.unchanged != options.pages:
                return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
