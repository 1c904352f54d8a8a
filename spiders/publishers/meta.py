"""Meta."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Meta(FeedSpider):
    """Statements of Meta."""

    publisher = Publisher(
        name="meta",
        title="Meta",
        kind="official",
        category="platform",
        domains=("about.fb.com",),
        organisation="Meta",
        minimum=3,
        budget=200,
        terms="Copyright; quoted in short, with a link.",
    )
    feeds = ("https://about.fb.com/news/feed/",)
