"""TechRadar: its feed of news."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class TechRadar(FeedSpider):
    """Coverage by TechRadar."""

    publisher = Publisher(
        name="techradar",
        title="TechRadar",
        kind="coverage",
        category="news",
        domains=("techradar.com",),
        minimum=10,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article="#article-body", standfirst=".strapline", leave_out=".fancy-box, .newsletter-form"),),
    )
    feeds = ("https://www.techradar.com/feeds/articletype/news",)
