"""Proton."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Proton(FeedSpider):
    """Statements of Proton."""

    publisher = Publisher(
        name="proton",
        title="Proton",
        kind="official",
        category="platform",
        domains=("proton.me",),
        organisation="Proton",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://proton.me/blog/feed",)
