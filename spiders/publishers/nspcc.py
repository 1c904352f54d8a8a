"""NSPCC."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Nspcc(ListingSpider):
    """Statements of NSPCC."""

    publisher = Publisher(
        name="nspcc",
        title="NSPCC",
        kind="official",
        category="child-safety",
        domains=("nspcc.org.uk",),
        organisation="NSPCC",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    lists = ("https://www.nspcc.org.uk/about-us/news-opinion/",)
    links = "main a"
    pages = r"/about-us/news-opinion/\d{4}/.+"
