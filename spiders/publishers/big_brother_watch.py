"""Big Brother Watch."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class BigBrotherWatch(FeedSpider):
    """Statements of Big Brother Watch."""

    publisher = Publisher(
        name="big-brother-watch",
        title="Big Brother Watch",
        kind="official",
        category="civil-society",
        domains=("bigbrotherwatch.org.uk",),
        organisation="Big Brother Watch",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://bigbrotherwatch.org.uk/feed/",)
