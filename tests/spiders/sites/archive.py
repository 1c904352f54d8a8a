"""A site with an archive by date whose lists go on."""

from spiders.archives import DatedArchive
from tests.spiders.sites import PORT, make

spider = make("archive", minimum=0)
spider.archives = (
    DatedArchive(
        address=f"http://archive.localhost:{PORT}/{{year}}/{{month}}/{{day}}",
        holds="list",
        pages=r"/{year}/{month}/{day}/.+",
        more="?p={page}",
    ),
)
spider.__module__ = __name__
globals()[spider.name] = spider
# Scrapy would find it twice.
del spider
