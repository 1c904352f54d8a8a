"""Index on Censorship."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class IndexOnCensorship(FeedSpider):
    """Statements of Index on Censorship."""

    publisher = Publisher(
        name="index-on-censorship",
        title="Index on Censorship",
        kind="official",
        category="civil-society",
        domains=("indexoncensorship.org",),
        organisation="Index on Censorship",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://www.indexoncensorship.org/feed/",)
