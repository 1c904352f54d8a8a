"""A site that others ask, too, while it is crawled."""

from tests.spiders.sites import make

spider = make("beside", minimum=0)
# Between two requests there is time to look.
spider.delay = 2
spider.custom_settings = {**(spider.custom_settings or {}), "RETRY_AFTER_LOOK_EVERY": 0}
spider.__module__ = __name__
globals()[spider.name] = spider
# Scrapy would find it twice.
del spider
