"""TechCrunch."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Techcrunch(FeedSpider):
    """Coverage by TechCrunch."""

    publisher = Publisher(
        name="techcrunch",
        title="TechCrunch",
        kind="coverage",
        category="news",
        domains=("techcrunch.com",),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(article=".entry-content", leave_out=".wp-block-techcrunch-inline-cta"),
            Layout(article=".article-content"),
        ),
    )
    feeds = ("https://techcrunch.com/feed/",)
