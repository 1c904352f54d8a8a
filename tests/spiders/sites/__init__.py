"""Spiders of the sites that the tests serve on loopback, at the port in CLAUSEWATCH_TEST_PORT."""

import os
from typing import Any

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider

CHANGING = ("steady", "suspended", "gone", "stubborn", "round", "closed")
"""Feeds that are different on the second visit, or never right."""
PORT = os.environ.get("CLAUSEWATCH_TEST_PORT", "1")


def make(name: str, *paths: str, port: str = PORT, host: str | None = None, **facts: Any) -> type[FeedSpider]:
    """A spider of the site `name`, or of another host, with these feeds."""
    site = f"{host or name}.localhost"
    kinds: dict[str, Any] = {"kind": "coverage", "category": "news"}
    publisher = Publisher(name=name, title=name, domains=(site,), **(kinds | facts))
    feeds = tuple(f"http://{site}:{port}{path}" for path in paths or ("/feed.xml",))
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
    make("bureau", budget=6, kind="official", category="government"),
    make("outside"),
    make("quiet", minimum=0),
    make("garbled", minimum=0),
    make("changing", *(f"/{name}.xml" for name in CHANGING), minimum=0),
    make("pair-one", "/one.xml", host="pair"),
    make("pair-two", "/two.xml", host="pair"),
):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
