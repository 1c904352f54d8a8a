"""Written questions and answers."""

from clausewatch.models import Publisher
from spiders.bases.written import WrittenSpider
from spiders.search_terms import PARLIAMENT


class WrittenQuestions(WrittenSpider):
    """Written questions and answers, by search."""

    publisher = Publisher(
        name="written-questions",
        title="Written questions and answers",
        kind="official",
        category="parliament",
        domains=("questions-statements-api.parliament.uk", "questions-statements.parliament.uk"),
        minimum=0,
        budget=400,
        terms="Open Parliament Licence v3.0.",
    )
    branch = "writtenquestions/questions"
    terms = PARLIAMENT
