"""A publisher whose feed names far more pages than any other."""

import os

from tests.spiders.sites import make

LongFeed = make("long-feed", budget=200_000)
LongFeed.custom_settings = {
    "CLOSESPIDER_TIMEOUT": 7200,
    "CLOSESPIDER_PAGECOUNT": int(os.environ.get("CLAUSEWATCH_TEST_PAGES", "0")),
}
LongFeed.__module__ = __name__
