"""GOV.UK: Prime Minister's Office, 10 Downing Street."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class PrimeMinistersOffice(GovUkSpider):
    """Statements of the Prime Minister's Office, 10 Downing Street."""

    publisher = Publisher(
        name="prime-ministers-office",
        title="Prime Minister's Office, 10 Downing Street",
        kind="official",
        category="government",
        domains=("www.gov.uk",),
        organisation="Prime Minister's Office, 10 Downing Street",
        minimum=5,
        budget=400,
        terms="Open Government Licence v3.0.",
    )
    organisations = ("prime-ministers-office-10-downing-street",)
