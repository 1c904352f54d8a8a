"""Publishers to fetched responses: one crawl process each, judged by its counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from clausewatch.errors import SettingsError
from clausewatch.ledger.health import record_crawl
from clausewatch.models import CrawlResult, Publisher
from clausewatch.settings import Settings
from clausewatch.steps.stores import Stores
from spiders.run import crawl_publishers, find_apart, list_publishers


def crawl(stores: Stores, names: Sequence[str], since: date | None = None) -> Iterator[CrawlResult]:
    """Crawl the publishers named; each result is recorded before it is given. One that fails stops no other."""
    for result in crawl_publishers(names, stores.settings, since=since):
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


def group_by_site(publishers: Sequence[Publisher]) -> list[list[str]]:
    """Names of the publishers, those together that share a site: its crawl delay holds for all of them."""
    groups: list[list[Publisher]] = []
    for publisher in publishers:
        near = [group for group in groups if find_apart((publisher,), group) is None]
        groups = [group for group in groups if group not in near]
        groups.append([*chain.from_iterable(near), publisher])
    return [[publisher.name for publisher in group] for group in groups]
