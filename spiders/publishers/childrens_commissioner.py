"""Children's Commissioner for England."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class ChildrensCommissioner(FeedSpider):
    """Statements of Children's Commissioner for England."""

    publisher = Publisher(
        name="childrens-commissioner",
        title="Children's Commissioner for England",
        kind="official",
        category="child-safety",
        domains=("childrenscommissioner.gov.uk",),
        organisation="Children's Commissioner for England",
        minimum=3,
        budget=200,
        terms="Open Government Licence v3.0.",
    )
    feeds = ("https://www.childrenscommissioner.gov.uk/feed/",)
