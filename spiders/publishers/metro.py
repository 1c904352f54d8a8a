"""Metro: its feeds of everything and of technology."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Metro(FeedSpider):
    """Coverage by Metro."""

    publisher = Publisher(
        name="metro",
        title="Metro",
        kind="coverage",
        category="news",
        domains=("metro.co.uk",),
        minimum=10,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(Layout(article=".article-body", leave_out=".metro-factbox, p:has(.mor-link)"),),
    )
    feeds = (
        "https://metro.co.uk/feed/",
        "https://metro.co.uk/news/tech/feed/",
    )
