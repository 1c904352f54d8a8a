"""Sites that are asked seldom, little, or only for what they do not reserve."""

from tests.spiders.sites import make

for spider in (
    make("polled", "/one.xml", "/two.xml", minimum=4),
    make("thrifty", budget=100, day_budget=8, minimum=3),
    make("reserved", minimum=0),
    make("tagged", minimum=2),
):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
