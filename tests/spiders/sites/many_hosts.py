"""A publisher with many hosts, each of which has a robots.txt of its own kind."""

from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider
from tests.spiders.sites import PORT

HOSTS = ("moved", "busy", "busy-once", "busy-ever", "huge", "outside", "circle", "words", "refused", "silent")


class ManyHosts(FeedSpider):
    """Asks one feed of each host."""

    publisher = Publisher(
        name="many-hosts", title="Hosts", kind="coverage", category="news", domains=("many.localhost",), minimum=0
    )
    feeds = tuple(f"http://{host}.many.localhost:{PORT}/feed.xml" for host in HOSTS)
    custom_settings = {"DOWNLOAD_TIMEOUT": 2, "RETRY_AFTER_DEFAULT": 0.1, "RETRY_AFTER_LONGEST": 3}  # noqa: RUF012
    delay = 0
