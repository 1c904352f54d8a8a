"""Electronic Frontier Foundation."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Eff(FeedSpider):
    """Statements of Electronic Frontier Foundation."""

    publisher = Publisher(
        name="eff",
        title="Electronic Frontier Foundation",
        kind="official",
        category="civil-society",
        domains=("eff.org",),
        organisation="Electronic Frontier Foundation",
        minimum=3,
        budget=200,
        terms="CC BY, as its site says.",
        layouts=(Layout(article=".field--name-body"),),
    )
    feeds = ("https://www.eff.org/rss/updates.xml",)
