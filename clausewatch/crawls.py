"""What a crawl of a publisher came to: its counts, the gaps of its lists, and whether it went well."""

from collections.abc import Collection

from pydantic import AwareDatetime, Field

from clausewatch.models import Model

FEWEST_OUT = 5
NEARLY_ALL = 0.9
"""Share of the crawls."""


class ListGap(Model):
    """Items that a list held neither at the last visit nor at this one, as it holds too few; the address is its own."""

    url: str
    items: int | None = None
    """About how many; none: that cannot be told."""
    after: AwareDatetime | None = None
    before: AwareDatetime | None = None
    """When they were published."""
    found: int | None = None
    """Pages of that time that were unknown and that a sitemap named; none: no sitemap could be read."""
    closed: bool = False
    """Whether a sitemap holds all of that time."""


class CrawlResult(Model):
    """One crawl of one publisher, judged by its counts."""

    publisher: str
    run: str
    """Id of the crawl process."""
    started_at: AwareDatetime
    finished_at: AwareDatetime
    fresh: int = 0
    unchanged: int = 0
    gone: int = 0
    failed: int = 0
    failures: tuple[str, ...] = ()
    """Addresses of the first of them and why they failed."""
    disallowed: int = 0
    """Requests that robots.txt forbade, so that none was made."""
    robots_unreadable: int = 0
    """Requests that were not made either, as robots.txt of their host could not be read."""
    off_hours: int = 0
    """Requests that were left, as robots.txt asks for visits at other hours."""
    requests: int = 0
    """All that were made: robots.txt, redirects and what was asked again, too."""
    unreachable: bool = False
    """Whether nothing at all answered them."""
    not_modified: int = 0
    not_due: int = 0
    reserved: dict[str, int] = Field(default_factory=dict)
    """Pages left out as their rights are reserved, by what said so."""
    over_day: int = 0
    known: int = 0
    """Pages that lists name and that were not asked for, as nothing new is to be had of them."""
    headlines: int = 0
    """Entries of feeds that are all that is taken, and no page of them."""
    left: int = 0
    """Requests over the budget, which the next crawl makes; `over_day` of them as that of the day was spent."""
    cut_off: bool = False
    """Whether its process came to a bad end: then the counts of pages are those of the ledger."""
    gaps: tuple[ListGap, ...] = ()
    reason: str | None = None
    """Why the crawl is unhealthy; none: it is healthy."""

    @property
    def healthy(self) -> bool:
        """Whether the publisher answered as it should."""
        return self.reason is None

    @property
    def kept(self) -> int:
        """Pages that answered, and whose answer is kept."""
        return self.fresh + self.unchanged + self.gone


def is_outage(crawls: Collection[CrawlResult]) -> bool:
    """Whether nearly all crawls, of at least five publishers, reached nobody: then it is likely our own network."""
    return len({crawl.publisher for crawl in crawls}) >= FEWEST_OUT and are_out(crawls)


def are_out(crawls: Collection[CrawlResult]) -> bool:
    """Whether nearly all of some crawls, be they few, reached nobody."""
    return sum(crawl.unreachable for crawl in crawls) >= NEARLY_ALL * len(crawls)
