"""The Telegraph."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Telegraph(FeedSpider):
    """Coverage by The Telegraph."""

    publisher = Publisher(
        name="telegraph",
        title="The Telegraph",
        kind="coverage",
        category="news",
        domains=("telegraph.co.uk",),
        minimum=5,
        budget=300,
        terms="Copyright, partly behind a paywall, which is not passed; quoted in short, with a link.",
        layouts=(
            Layout(
                article="[data-test=article-body-text], .articleBodyText",
                standfirst="[data-test=standfirst], .e-standfirst",
            ),
        ),
    )
    feeds = ("https://www.telegraph.co.uk/technology/rss.xml", "https://www.telegraph.co.uk/politics/rss.xml")
