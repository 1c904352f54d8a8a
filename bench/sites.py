"""The site of bench/crawl.py."""

from tests.spiders.sites import make

Bench = make("bench", budget=100_000)
Bench.__module__ = __name__
