"""National Cyber Security Centre."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class Ncsc(FeedSpider):
    """Statements of National Cyber Security Centre."""

    publisher = Publisher(
        name="ncsc",
        title="National Cyber Security Centre",
        kind="official",
        category="government",
        domains=("ncsc.gov.uk",),
        organisation="National Cyber Security Centre",
        minimum=3,
        budget=200,
        terms="Open Government Licence v3.0.",
    )
    feeds = ("https://www.ncsc.gov.uk/api/1/services/v1/all-rss-feed.xml",)
