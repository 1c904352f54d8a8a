"""Sites that ask for time, one for each way of asking, and one that answers slowly."""

from tests.spiders.sites import make

WAYS = ("busy-503-seconds", "busy-503-date", "busy-429-seconds", "busy-429-date")

for spider in (*(make(name) for name in WAYS), make("slow", "/feed.xml", "/other.xml", minimum=0)):
    spider.__module__ = __name__
    globals()[spider.name] = spider
# Scrapy would find the last one twice.
del spider
