"""Sites whose pages are read a second time."""

from tests.spiders.sites import make

for spider in (make("varied", minimum=1), make("scant", minimum=0, budget=100, day_budget=16)):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
