"""Threema."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Threema(ListingSpider):
    """Statements of Threema."""

    publisher = Publisher(
        name="threema",
        title="Threema",
        kind="official",
        category="platform",
        domains=("threema.ch", "threema.com"),
        organisation="Threema",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    lists = ("https://threema.ch/en/blog",)
    pages = r"/en/blog/posts/.+"
