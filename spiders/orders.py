"""What a crawl process is told to do, as one line of JSON on its standard input."""

from collections.abc import Iterable
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
    until: date | None = None
    only_due: bool = False
    """Whether lists that are not due are left out."""
    pages: tuple[str, ...] = ()
    """Addresses of known pages: where there are some, nothing else is asked for."""


def make_order(
    publisher: str,
    run: str,
    settings: Settings,
    since: date | None,
    until: date | None = None,
    *,
    only_due: bool = False,
    pages: Iterable[str] = (),
) -> CrawlOrder:
    """The order for a crawl with these settings."""
    kept = settings.model_dump_json(exclude={"webhook_secret"})
    facts = {"since": since, "until": until, "only_due": only_due, "pages": tuple(pages)}
    return CrawlOrder.model_validate({"publisher": publisher, "run": run, "settings": kept, **facts})
