"""The Guardian: its news sitemap."""

from clausewatch.models import Publisher
from spiders.bases.sitemap import SitemapSpider


class Guardian(SitemapSpider):
    """Coverage by The Guardian."""

    publisher = Publisher(
        name="guardian",
        title="The Guardian",
        kind="coverage",
        category="news",
        domains=("theguardian.com",),
        minimum=20,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
    )
    sitemaps = ("https://www.theguardian.com/sitemaps/news.xml",)
    pages_in = ("/technology/", "/politics/", "/uk-news/", "/law/", "/society/", "/media/", "/commentisfree/")
