"""Politico Europe."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class PoliticoEurope(FeedSpider):
    """Coverage by Politico Europe."""

    publisher = Publisher(
        name="politico-europe",
        title="Politico Europe",
        kind="coverage",
        category="news",
        domains=("politico.eu",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article=".article__content, .story-core .story-text", standfirst=".hero__excerpt"),),
    )
    feeds = ("https://www.politico.eu/feed/",)
