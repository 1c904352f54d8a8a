"""What a crawl process is told to do, as one line of JSON on its standard input."""

from datetime import date

from clausewatch.models import Model
from clausewatch.settings import Settings


class CrawlOrder(Model):
    """One publisher, once."""

    publisher: str
    run: str
    settings: str
    """JSON of `Settings`, without the secret."""
    since: date | None = None


def make_order(publisher: str, run: str, settings: Settings, since: date | None) -> CrawlOrder:
    """The order for a crawl with these settings."""
    kept = settings.model_dump_json(exclude={"webhook_secret"})
    return CrawlOrder(publisher=publisher, run=run, settings=kept, since=since)
