"""How fast one host is asked, in Scrapy's downloader."""

from scrapy.crawler import Crawler
from twisted.python.failure import Failure

SHORTEST = 0.001
"""Seconds. Without any delay Scrapy heeds no pause."""


def slow_slot(crawler: Crawler, host: str, delay: float) -> None:
    """Keep at least `delay` seconds between requests to a host for the rest of the crawl."""
    downloader = crawler.engine.downloader
    slot = downloader.slots.get(host)
    kept = max(delay, slot.delay if slot else crawler.settings.getfloat("DOWNLOAD_DELAY"))
    # A slot that was idle for a minute is made anew from these.
    downloader.per_slot_settings[host] = {"delay": kept, "concurrency": 1, "jitter": 0.0}
    if slot is not None:
        slot.delay, slot.jitter, slot.concurrency = kept, 0.0, 1


def pause_slot(crawler: Crawler, host: str, until: float) -> None:
    """Ask a host nothing until a time of `time.monotonic()`."""
    slot = crawler.engine.downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, SHORTEST)
        slot.lastseen = max(slot.lastseen, until - slot.delay)


def empty_slot(crawler: Crawler, host: str, error: Exception) -> None:
    """Give up the requests that wait for their turn at a host."""
    slot = crawler.engine.downloader.slots.get(host)
    while slot is not None and slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(Failure(error))  # type: ignore[no-untyped-call]
