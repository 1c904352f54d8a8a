"""GOV.UK: Home Office."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class HomeOffice(GovUkSpider):
    """Statements of the Home Office."""

    publisher = Publisher(
        name="home-office",
        title="Home Office",
        kind="official",
        category="government",
        domains=("www.gov.uk",),
        organisation="Home Office",
        minimum=5,
        budget=400,
        terms="Open Government Licence v3.0.",
    )
    organisations = ("home-office",)
