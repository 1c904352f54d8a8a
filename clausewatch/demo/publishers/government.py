"""GOV.ALBION, a government that answers as GOV.UK does."""

from clausewatch.demo.publishers.addresses import address
from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class GovAlbion(GovUkSpider):
    """Government of the fictional web."""

    publisher = Publisher(
        name="gov-albion",
        title="GOV.ALBION",
        kind="official",
        category="government",
        domains=("government.localhost",),
        minimum=3,
        terms="Fictional; made for the demo.",
        verified=True,
    )
    base = address("government")
    results_a_page = 5
    delay = 0
