"""WhatsApp."""

from clausewatch.models import Publisher
from spiders.bases.listing import ListingSpider


class Whatsapp(ListingSpider):
    """Statements of WhatsApp."""

    publisher = Publisher(
        name="whatsapp",
        title="WhatsApp",
        kind="official",
        category="platform",
        domains=("blog.whatsapp.com",),
        organisation="WhatsApp",
        minimum=1,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    lists = ("https://blog.whatsapp.com/",)
    pages = r"/[a-z0-9-]{12,}"
