"""Written statements to Parliament."""

from clausewatch.models import Publisher
from spiders.bases.written import WrittenSpider
from spiders.search_terms import PARLIAMENT


class WrittenStatements(WrittenSpider):
    """Written statements to Parliament, by search."""

    publisher = Publisher(
        name="written-statements",
        title="Written statements to Parliament",
        kind="official",
        category="parliament",
        domains=("questions-statements-api.parliament.uk", "questions-statements.parliament.uk"),
        minimum=0,
        budget=200,
        terms="Open Parliament Licence v3.0.",
    )
    branch = "writtenstatements/statements"
    terms = PARLIAMENT
