"""The sites of bench/rereading.py: so many that no site has more pages than are read a second time in one run."""

from tests.spiders.sites import make

SITES = 12
for spider in (make(f"reread-{number}", minimum=0, budget=10_000) for number in range(SITES)):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
