"""Harbour News, a broadcaster with a news sitemap."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.sitemap import SitemapSpider


class HarbourNews(SitemapSpider):
    """Broadcaster of the fictional web; its robots.txt asks for a crawl delay."""

    publisher = Publisher(
        name="harbour-news",
        title="Harbour News",
        kind="coverage",
        category="news",
        domains=("harbour.localhost",),
        minimum=3,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    sitemaps = (address("harbour", "/news-sitemap.xml"),)
    delay = 0
