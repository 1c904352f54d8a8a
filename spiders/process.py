"""One crawl process: `python -m spiders.process` reads its order on standard input and writes its counts at the end."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings as ScrapySettings

from clausewatch.settings import Settings
from spiders.orders import CrawlOrder
from spiders.tally import Tally, read_tally

LONGEST_FOR_PAGES = 300
"""Seconds for a crawl of given pages: somebody waits to be told of what came before."""
GIVEN_PAGES = {
    "spiders.middlewares.revisits.RevisitMiddleware": None,
    "spiders.middlewares.polling.PollingMiddleware": None,
    "spiders.middlewares.given_pages.GivenPagesMiddleware": 100,
}
"""Changes of the spider middlewares for such a crawl."""


def make_scrapy_settings(settings: Settings, run: str) -> ScrapySettings:
    """Scrapy's settings of the project for one crawl."""
    made = ScrapySettings()
    made.setmodule("spiders.settings", priority="project")
    made.update({"CLAUSEWATCH": settings, "CLAUSEWATCH_RUN": run, "LOG_LEVEL": "WARNING"}, priority="cmdline")
    return made


def ask_pages_only(scrapy_settings: ScrapySettings, pages: Sequence[str]) -> None:
    """Have a crawl ask for some known pages and for nothing else: it learns nothing of lists, asks no other page again,
    and is none with which the next crawl could go on.
    """
    chosen = scrapy_settings.getdict("SPIDER_MIDDLEWARES") | GIVEN_PAGES
    # Without the run that it was ordered under the journal of unfinished crawls knows nothing of it.
    only = {"SPIDER_MIDDLEWARES": chosen, "CLAUSEWATCH_RUN": "", "CLOSESPIDER_TIMEOUT": LONGEST_FOR_PAGES}
    scrapy_settings.update({**only, "CLAUSEWATCH_PAGES": tuple(pages)}, priority="cmdline")


def crawl(order: CrawlOrder) -> Tally:
    """Crawl one publisher in this process, which can do that once only."""
    settings = Settings.model_validate_json(order.settings)
    scrapy_settings = make_scrapy_settings(settings, order.run)
    scrapy_settings.set("CLAUSEWATCH_ONLY_DUE", order.only_due, priority="cmdline")
    if order.pages:
        ask_pages_only(scrapy_settings, order.pages)
    process = CrawlerProcess(scrapy_settings)
    crawler = process.create_crawler(order.publisher)
    crawler.signals.connect(freeze_start, signal=signals.engine_started)
    days = {"since": order.since, "until": order.until}
    process.crawl(crawler, **{name: day.isoformat() for name, day in days.items() if day})
    process.start()
    return read_tally(crawler.stats)


def freeze_start() -> None:
    """Have the garbage collector pass over all that was loaded until now, which takes it as long as a page does."""
    gc.collect()
    gc.freeze()


def stop_with_parent(pipe: int) -> None:
    """Stop the crawl in good order when whoever ordered it has gone: then the pipe is closed."""
    if not os.read(pipe, 1):
        os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Read an order, crawl, write the tally as one line of JSON."""
    order = CrawlOrder.model_validate_json(sys.stdin.buffer.readline())
    threading.Thread(target=stop_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    tally = crawl(order)
    sys.stdout.write(tally.model_dump_json() + "\n")


if __name__ == "__main__":
    main()
