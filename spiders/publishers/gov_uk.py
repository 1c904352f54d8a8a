"""GOV.UK: whatever any department publishes about encryption."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class GovUk(GovUkSpider):
    """Statements of all departments, by search."""

    publisher = Publisher(
        name="gov-uk",
        title="GOV.UK",
        kind="official",
        category="government",
        domains=("www.gov.uk",),
        minimum=5,
        budget=250,
        terms="Open Government Licence v3.0.",
    )
    terms = "encryption"
    most = 100
