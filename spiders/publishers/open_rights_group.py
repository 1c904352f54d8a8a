"""Open Rights Group."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class OpenRightsGroup(FeedSpider):
    """Statements of Open Rights Group."""

    publisher = Publisher(
        name="open-rights-group",
        title="Open Rights Group",
        kind="official",
        category="civil-society",
        domains=("openrightsgroup.org",),
        organisation="Open Rights Group",
        minimum=3,
        budget=200,
        terms="CC BY-SA, as its site says; quoted with a link.",
    )
    feeds = ("https://www.openrightsgroup.org/feed/",)
