"""The Official Report of a parliament that answers as Hansard does."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.hansard import HansardSpider


class OfficialReport(HansardSpider):
    """Parliament of the fictional web."""

    publisher = Publisher(
        name="official-report",
        title="Official Report",
        kind="official",
        category="parliament",
        domains=("parliament.localhost",),
        minimum=1,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    base = address("parliament")
    terms = ("clause 122", "end-to-end encryption")
    days = None
    results_a_page = 5
    delay = 0
