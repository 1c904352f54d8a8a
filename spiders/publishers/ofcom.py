"""Ofcom."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Ofcom(ListingSpider):
    """Statements of Ofcom."""

    publisher = Publisher(
        name="ofcom",
        title="Ofcom",
        kind="official",
        category="regulator",
        domains=("ofcom.org.uk",),
        organisation="Ofcom",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    lists = ("https://www.ofcom.org.uk/news-and-updates", "https://www.ofcom.org.uk/online-safety")
    links = "main a"
    pages = r"/(news-and-updates|online-safety|news-centre)/.+"
