"""Internet Watch Foundation."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Iwf(ListingSpider):
    """Statements of Internet Watch Foundation."""

    publisher = Publisher(
        name="iwf",
        title="Internet Watch Foundation",
        kind="official",
        category="child-safety",
        domains=("iwf.org.uk",),
        organisation="Internet Watch Foundation",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    lists = ("https://www.iwf.org.uk/news-media/news/",)
    links = "main a"
    pages = r"/news-media/(news|blogs)/.+"
