"""Spiders of the sites that the tests serve on loopback, at the port in CLAUSEWATCH_TEST_PORT."""

import os
from typing import Any

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider

PORT = os.environ.get("CLAUSEWATCH_TEST_PORT", "1")


def make(name: str, *paths: str, port: str = PORT, **facts: Any) -> type[FeedSpider]:
    """A spider of the site `name` with these feeds."""
    publisher = Publisher(
        name=name, title=name, kind="coverage", category="news", domains=(f"{name}.localhost",), **facts
    )
    feeds = tuple(f"http://{name}.localhost:{port}{path}" for path in paths or ("/feed.xml",))
    settings = {"DOWNLOAD_TIMEOUT": 2, "RETRY_AFTER_DEFAULT": 0.2, "RETRY_AFTER_LONGEST": 3}
    return type(name, (FeedSpider,), {"publisher": publisher, "feeds": feeds, "delay": 0, "custom_settings": settings})


for spider in (
    make("fine", minimum=2),
    make("empty"),
    make("broken"),
    make("closed", port="1"),
    make("hostile", "/feed.xml", "/bomb.xml"),
    make("busy"),
    make("later"),
    make("strict"),
    make("unsure"),
    make("frugal", budget=6),
    make("outside"),
):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
