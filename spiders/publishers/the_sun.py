"""The Sun: its feeds for news and technology."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class TheSun(FeedSpider):
    """Coverage by The Sun."""

    publisher = Publisher(
        name="the-sun",
        title="The Sun",
        kind="coverage",
        category="news",
        domains=("thesun.co.uk",),
        minimum=20,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article=".article__content",
                standfirst=".article__subdeck",
                leave_out=".read-more-container, .rail-component",
            ),
        ),
    )
    feeds = (
        "https://www.thesun.co.uk/news/feed/",
        "https://www.thesun.co.uk/tech/feed/",
    )
