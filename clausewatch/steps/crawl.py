"""Publishers to fetched responses: one crawl process each, judged by its counts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain

from clausewatch.crawls import CrawlResult
from clausewatch.errors import SettingsError
from clausewatch.ledger.health import record_crawl
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.polling import Resting, find_resting
from clausewatch.steps.stores import Stores
from spiders.run import crawl_publishers, find_apart, list_publishers, list_spiders


def crawl(
    stores: Stores,
    names: Sequence[str],
    since: date | None = None,
    until: date | None = None,
    *,
    only_due: bool = False,
    tell_resting: Callable[[Resting], None] | None = None,
) -> Iterator[CrawlResult]:
    """Crawl the publishers named; each result is recorded before it is given. One that fails stops no other.

    One whose requests of the day are spent is left alone, and told. `only_due`: so is one of which no list is due;
    not where the settings turn that off, nor where days are asked for.
    """
    only_due = only_due and stores.settings.adaptive_polling and since is None and until is None
    resting = {each.publisher: each for each in find_resting(stores, names, datetime.now(UTC), only_due=only_due)}
    if tell_resting is not None:
        for each in resting.values():
            tell_resting(each)
    left = [name for name in names if name not in resting]
    for result in crawl_publishers(left, stores.settings, since=since, until=until, only_due=only_due):
        with stores.ledger.begin() as session:
            record_crawl(session, result)
        yield result


def choose_publishers(settings: Settings, names: Sequence[str]) -> tuple[Publisher, ...]:
    """The publishers named, or all enabled ones; `SettingsError` names one that does not exist."""
    known = {publisher.name: publisher for publisher in list_publishers(settings)}
    for name in names:
        if name not in known:
            raise SettingsError(f"no publisher {name!r}; `clausewatch publishers` lists them")
    if names:
        return tuple(known[name] for name in names)
    return tuple(publisher for publisher in known.values() if publisher.enabled)


def choose_for_backfill(settings: Settings, names: Sequence[str]) -> list[str]:
    """The publishers named, else all enabled ones whose past can be asked for: official ones, whose APIs go back, and
    those with an archive by date. `SettingsError` names one that does not exist.
    """
    archived = {spider.publisher.name for spider in list_spiders(settings) if getattr(spider, "archives", ())}
    chosen = choose_publishers(settings, names)
    return [each.name for each in chosen if names or each.kind == "official" or each.name in archived]


def group_by_site(publishers: Sequence[Publisher]) -> list[list[str]]:
    """Names of the publishers, those together that share a site: its crawl delay holds for all of them."""
    groups: list[list[Publisher]] = []
    for publisher in publishers:
        near = [group for group in groups if find_apart((publisher,), group) is None]
        groups = [group for group in groups if group not in near]
        groups.append([*chain.from_iterable(near), publisher])
    return [[publisher.name for publisher in group] for group in groups]
