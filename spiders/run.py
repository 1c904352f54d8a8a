"""Who can be crawled, and crawls of them: one process each, judged by what it counted."""

import warnings
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, date, datetime

from pydantic import ValidationError
from scrapy.settings import Settings as ScrapySettings
from scrapy.spiderloader import SpiderLoader

from clausewatch.crawls import CrawlResult
from clausewatch.errors import SettingsError, StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.visits import count_pages
from clausewatch.lists.addresses import is_on_domains
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.bases.publisher import PublisherSpider
from spiders.children import Children
from spiders.orders import CrawlOrder, make_order
from spiders.runs import new_run
from spiders.tally import Tally, judge

AT_ONCE = 2
MOST_FAILURES = 3
"""That a result names; `status` counts all."""
Results = Generator[CrawlResult, None, None]
"""As they come in; closed early, it stops the crawls."""


def list_publishers(settings: Settings) -> tuple[Publisher, ...]:
    """The publishers in the package that the settings name, by name; `SettingsError` where it cannot be read."""
    return tuple(spider.publisher for spider in list_spiders(settings))


def list_spiders(settings: Settings) -> tuple[type[PublisherSpider], ...]:
    """The spiders of the publishers, by name; `SettingsError` where the package cannot be read."""
    try:
        with warnings.catch_warnings():
            # Two of one name: Scrapy would take either without more than a warning.
            warnings.filterwarnings("error", "There are several spiders", UserWarning)
            loader = SpiderLoader.from_settings(ScrapySettings({"SPIDER_MODULES": [settings.publishers]}))
        spiders = [loader.load(name) for name in loader.list()]
    except (ImportError, SyntaxError, ValidationError) as error:
        raise SettingsError(f"publishers: {settings.publishers} cannot be read: {error}") from error
    except UserWarning as warning:
        told = "; ".join(line.strip() for line in str(warning).splitlines() if " named " in line)
        raise SettingsError(f"publishers: two have the same name: {told}") from warning
    ours = [spider for spider in spiders if issubclass(spider, PublisherSpider)]
    return tuple(sorted(ours, key=lambda spider: spider.publisher.name))


def crawl_publishers(
    names: Sequence[str],
    settings: Settings,
    since: date | None = None,
    until: date | None = None,
    *,
    only_due: bool = False,
) -> Results:
    """Crawl the publishers named, two at once, each in a process of its own; results in the order they come in.
    Those on the same site are never crawled at once, as its crawl delay holds for all of them together.

    A crawl that failed, whatever the way, is an unhealthy result and stops no other. `SettingsError` for a name that
    does not exist. When the caller stops early, so do the crawls. `only_due`: lists that are not due are not asked for.
    """
    orders = [make_order(name, new_run(), settings, since, until, only_due=only_due) for name in dict.fromkeys(names)]
    return _crawl(orders, settings)


def read_pages(pages: Mapping[str, Sequence[str]], settings: Settings) -> Results:
    """Ask publishers for these known pages, and for nothing else but what manners ask for; as polite as a crawl, and as
    careful. The results tell what came, and nothing of a publisher's health.
    """
    orders = [make_order(name, new_run(), settings, None, pages=asked) for name, asked in pages.items() if asked]
    return _crawl(orders, settings)


def _crawl(orders: Sequence[CrawlOrder], settings: Settings) -> Results:
    known = {publisher.name: publisher for publisher in list_publishers(settings)}
    if unknown := [order.publisher for order in orders if order.publisher not in known]:
        raise SettingsError(f"no publisher {unknown[0]!r}; `clausewatch publishers` lists them")
    # Made or migrated here, once, so that no two processes do it at the same time.
    open_ledger(settings.database_url).close()
    with closing(Children()) as children, ThreadPoolExecutor(AT_ONCE, "crawl") as pool:
        waiting = {order.publisher: order for order in orders}
        running: dict[Future[CrawlResult], Publisher] = {}

        def start() -> None:
            while len(running) < AT_ONCE and (
                chosen := find_apart((known[name] for name in waiting), running.values())
            ):
                order = waiting.pop(chosen.name)
                running[pool.submit(_crawl_one, children, order, chosen)] = chosen

        try:
            start()
            while running:
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                results = [future.result() for future in ended if running.pop(future)]
                start()
                yield from results
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            children.close()


def find_apart(waiting: Iterable[Publisher], busy: Iterable[Publisher]) -> Publisher | None:
    """The first that shares no site with those that are crawled right now."""
    taken = [domain for publisher in busy for domain in publisher.domains]
    return next((publisher for publisher in waiting if not _is_on_one_of(publisher, taken)), None)


def list_neighbours(publisher: Publisher, known: Iterable[Publisher]) -> list[str]:
    """Names of a publisher and of those known that are on the same site."""
    near = {one.name for one in known if find_apart((one,), (publisher,)) is None}
    return sorted({publisher.name, *near})


def _is_on_one_of(publisher: Publisher, taken: Sequence[str]) -> bool:
    return any(
        is_on_domains(domain, (other,)) or is_on_domains(other, (domain,))
        for domain in publisher.domains
        for other in taken
    )


def _crawl_one(children: Children, order: CrawlOrder, publisher: Publisher) -> CrawlResult:
    started_at = datetime.now(UTC)
    tally, reason = children.run(order)
    if reason is not None and not order.pages:
        tally = _count_kept(order, started_at)
    result = make_result(publisher, order.run, started_at, tally, reason)
    return result.model_copy(update={"cut_off": reason is not None})


def _count_kept(order: CrawlOrder, since: datetime) -> Tally:
    """Of a crawl that could not say what it counted: what the ledger has of it."""
    try:
        settings = Settings.model_validate_json(order.settings)
        with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
            return Tally.model_validate(count_pages(session, order.publisher, order.run, since))
    except StoreError:
        # Why it ended is told all the same.
        return Tally()


def make_result(
    publisher: Publisher, run: str, started_at: datetime, tally: Tally, reason: str | None = None
) -> CrawlResult:
    """The judged result of a crawl; `reason` where its process came to a bad end."""
    return CrawlResult(
        publisher=publisher.name,
        run=run,
        started_at=started_at,
        finished_at=datetime.now(UTC),
        fresh=tally.fresh,
        unchanged=tally.unchanged,
        gone=tally.gone,
        failed=tally.failed,
        failures=tuple((*tally.failed_lists, *tally.failures)[:MOST_FAILURES]),
        disallowed=tally.disallowed,
        robots_unreadable=tally.robots_unreadable,
        off_hours=tally.off_hours,
        requests=tally.requests,
        unreachable=tally.is_unreachable,
        not_modified=tally.not_modified,
        not_due=tally.not_due,
        reserved=tally.reserved,
        over_day=tally.over_day,
        known=tally.known,
        headlines=tally.headlines,
        left=tally.over_budget,
        gaps=tuple(tally.gaps),
        reason=reason or judge(publisher, tally),
    )
