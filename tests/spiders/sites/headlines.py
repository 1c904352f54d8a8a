"""Papers whose terms allow headlines and summaries only, at the port in CLAUSEWATCH_TEST_PORT."""

from clausewatch.models import Publisher
from spiders.bases.headlines import HeadlineSpider
from tests.spiders.sites import PORT


class Quill(HeadlineSpider):
    """Its one feed."""

    publisher = Publisher(
        name="quill", title="The Quill", kind="coverage", category="news", domains=("quill.localhost",), minimum=0
    )
    feeds = (f"http://quill.localhost:{PORT}/rss",)
    delay = 0


class Sparrow(HeadlineSpider):
    """One whose feed is well with two entries."""

    publisher = Publisher(
        name="sparrow", title="The Sparrow", kind="coverage", category="news", domains=("sparrow.localhost",), minimum=2
    )
    feeds = (f"http://sparrow.localhost:{PORT}/rss",)
    delay = 0
