"""Information Commissioner's Office."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Ico(ListingSpider):
    """Statements of Information Commissioner's Office."""

    publisher = Publisher(
        name="ico",
        title="Information Commissioner's Office",
        kind="official",
        category="regulator",
        domains=("ico.org.uk",),
        organisation="Information Commissioner's Office",
        minimum=3,
        budget=200,
        terms="Open Government Licence v3.0.",
    )
    lists = ("https://ico.org.uk/about-the-ico/media-centre/news-and-blogs/",)
    links = "main a"
    pages = r"/about-the-ico/media-centre/news-and-blogs/\d{4}/.+"
