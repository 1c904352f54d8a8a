"""One visit of a page: its markup through the real extraction."""

from datetime import UTC, datetime, timedelta

from clausewatch.extract import extract_documents
from clausewatch.models import Document, RawResponse
from tests.extract.answers import HTML, make_publisher
from tests.extract.revisited.layouts import LAYOUTS
from tests.extract.revisited.noise import Noise, Typography
from tests.extract.revisited.stories import Story

FIRST = datetime(2031, 3, 5, 8, tzinfo=UTC)
BETWEEN = timedelta(hours=5)
NAMES = tuple(LAYOUTS)


def visit(layout: str, story: Story, number: int, url: str, *, is_scattered: bool = False) -> Document:
    """What is read of a story on the given visit; each visit has furniture and typography of its own, and with
    `is_scattered` lines between the paragraphs that no layout has a place for.
    """
    at = FIRST + number * BETWEEN
    seed = NAMES.index(layout) * 10_000 + number
    noise = Noise(seed, at)
    markup = LAYOUTS[layout](story, noise, Typography(seed))
    markup = noise.scatter(markup) if is_scattered else markup
    headers = (("Content-Type", HTML),)
    response = RawResponse(url=url, status=200, headers=headers, body=markup.encode(), fetched_at=at)
    (document,) = extract_documents(response, make_publisher())
    return document
