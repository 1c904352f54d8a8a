"""Publishers of which none can be reached: nobody listens at their port."""

from tests.spiders.sites import make

NAMES = ("dark-one", "dark-two", "dark-three", "dark-four", "dark-five")
for spider in (make(name, port="1") for name in NAMES):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
