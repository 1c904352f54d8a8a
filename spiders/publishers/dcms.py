"""GOV.UK: Department for Culture, Media and Sport."""

from clausewatch.models import Publisher
from spiders.bases.govuk import GovUkSpider


class Dcms(GovUkSpider):
    """Statements of the Department for Culture, Media and Sport."""

    publisher = Publisher(
        name="dcms",
        title="Department for Culture, Media and Sport",
        kind="official",
        category="government",
        domains=("www.gov.uk",),
        organisation="Department for Culture, Media and Sport",
        minimum=5,
        budget=400,
        terms="Open Government Licence v3.0.",
    )
    organisations = ("department-for-culture-media-and-sport",)
