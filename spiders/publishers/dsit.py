"""GOV.UK: Department for Science, Innovation and Technology."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class Dsit(GovUkSpider):
    """Statements of the Department for Science, Innovation and Technology."""

    publisher = Publisher(
        name="dsit",
        title="Department for Science, Innovation and Technology",
        kind="official",
        category="government",
        domains=("www.gov.uk",),
        organisation="Department for Science, Innovation and Technology",
        minimum=5,
        budget=400,
        terms="Open Government Licence v3.0.",
    )
    organisations = ("department-for-science-innovation-and-technology",)
