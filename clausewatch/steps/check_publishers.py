"""Publishers tested live: robots.txt, lists, one page and its extraction; what is wrong is said in one line."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from scrapy import Request

from clausewatch.models import Model, Publisher
from clausewatch.settings import Settings
from clausewatch.steps.crawl import group_by_site
from clausewatch.steps.list_checks import CheckedList, ListCheck, check_list
from clausewatch.steps.page_checks import PageCheck, check_page
from spiders.addresses import path_of
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.lists import ListSpider
from spiders.bases.publisher import PublisherSpider
from spiders.checking.lists import Entry, Lister, make_lister
from spiders.checking.visits import Visitor
from spiders.reservations import PREFIX, find_reservation
from spiders.run import list_spiders
from spiders.watching.answers import NoAnswerError
from spiders.watching.asking import Asker
from spiders.watching.hosts import Site

SITES_AT_ONCE = 4
MOST_LISTS = 5
MOST_PAGES = 2
"""The second only where the first is of no use: what a list names first may be a film or a live page."""
ARCHIVED = timedelta(days=2)
"""Before today: yesterday's list may not be there yet."""
MOST_REQUESTS = 6
"""Of one publisher, its robots.txt and redirects left aside."""
LONGEST_ADDRESS = 120
"""Code points of an address in a line for a person; a search has a long one."""
Tell = Callable[["PublisherCheck"], None]


class PublisherCheck(Model):
    """What a look at one publisher found; lists that were too many to be asked are not in it."""

    publisher: str
    verified: bool
    requests: int = 0
    crawl_delay: float = 0.0
    """Seconds that its robots.txt asks for; 0 where it asks for none."""
    lists: tuple[ListCheck, ...] = ()
    lists_left_out: int = 0
    page: PageCheck | None = None
    archive: ListCheck | None = None
    """Of one day of the past, where the publisher declares an archive by date."""
    problems: tuple[str, ...] = ()


def check_publishers(settings: Settings, publishers: Sequence[Publisher], tell: Tell) -> list[PublisherCheck]:
    """Look at publishers, those of one site in turn, a few sites at once; each result is told as soon as it is there.

    It keeps nothing. A publisher that cannot be reached is a result and stops no other.
    """
    return asyncio.run(_check_all(settings, publishers, tell))


async def _check_all(settings: Settings, publishers: Sequence[Publisher], tell: Tell) -> list[PublisherCheck]:
    spiders = {spider.publisher.name: spider for spider in list_spiders(settings)}
    asker, places = Asker(settings), asyncio.Semaphore(SITES_AT_ONCE)
    found: list[PublisherCheck] = []

    async def check_site(names: Iterable[str]) -> None:
        async with places:
            for name in names:
                kind, now = spiders[name], datetime.now(UTC)
                check = await check_publisher(kind, asker, now, respect_tdm=settings.respect_tdm)
                found.append(check)
                tell(check)

    try:
        await asyncio.gather(*map(check_site, group_by_site(publishers)))
    finally:
        await asker.aclose()
    return found


async def check_publisher(
    kind: type[PublisherSpider], asker: Asker, now: datetime, *, respect_tdm: bool = True
) -> PublisherCheck:
    """Look at what a crawl of one publisher would ask first. `respect_tdm`: a page that reserves itself is no use."""
    publisher = kind.publisher
    visitor = Visitor(asker, Site(publisher.domains, kind.delay), MOST_REQUESTS)
    lister = make_lister(kind)
    asked, left_out = choose_lists(kind, list(lister.ask_lists()))
    checked = [await check_list(visitor, lister, request, now) for request in asked]
    entries = _choose_pages(checked)
    wants_page = entries and not issubclass(kind, HeadlineSpider)
    page = await _check_pages(visitor, entries, publisher, now, respect_tdm=respect_tdm) if wants_page else None
    archive = await _check_archive(visitor, lister, now)
    lists = tuple(each.check for each in checked)
    return PublisherCheck(
        publisher=publisher.name,
        verified=publisher.verified,
        requests=len(visitor.asked),
        crawl_delay=visitor.crawl_delay,
        lists=lists,
        lists_left_out=left_out,
        page=page,
        archive=archive,
        problems=(
            *_find_problems(publisher, lists, page, is_whole=not left_out),
            *([f"archive {_shorten(archive.url)}: {archive.problem}"] if archive and archive.problem else []),
        ),
    )


def choose_lists(kind: type[PublisherSpider], asked: Sequence[Request]) -> tuple[list[Request], int]:
    """Those to look at, and how many are left out. Searches of one API differ by their words only, so that one of each
    comes first and stands for the others.
    """
    is_search = not issubclass(kind, ListSpider | HeadlineSpider)
    first = {request.url.partition("?")[0] if is_search else request.url: request for request in reversed(asked)}
    ordered = sorted(asked, key=lambda request: request not in first.values())
    return ordered[:MOST_LISTS], max(len(first) - MOST_LISTS, 0)


async def _check_archive(visitor: Visitor, lister: Lister, now: datetime) -> ListCheck | None:
    """The first archive by date, at a day that a backfill would ask it for."""
    if not isinstance(lister, ListSpider) or visitor.is_spent:
        return None
    day = (now - ARCHIVED).date()
    request = next(iter(lister.ask_days(day, day)), None)
    return None if request is None else (await check_list(visitor, lister, request, now)).check


def _choose_pages(checked: Sequence[CheckedList]) -> list[Entry]:
    """The pages to try, newest first; those without a time in the order of their list. No front page, as a sitemap may
    name, unless there is nothing else.
    """
    listed = [entry for each in checked for entry in each.entries]
    entries = [entry for entry in listed if path_of(entry.url) != "/"] or listed
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(entries, key=lambda entry: entry.at or oldest, reverse=True)[:MOST_PAGES]


async def _check_pages(
    visitor: Visitor, entries: Sequence[Entry], publisher: Publisher, now: datetime, *, respect_tdm: bool
) -> PageCheck | None:
    """The first page that is of use, else the first."""
    tried: list[PageCheck] = []
    for entry in entries:
        if visitor.is_spent:
            break
        tried.append(await _check_page(visitor, entry.url, publisher, now, respect_tdm=respect_tdm))
        if tried[-1].problem is None:
            return tried[-1]
    return tried[0] if tried else None


async def _check_page(
    visitor: Visitor, url: str, publisher: Publisher, now: datetime, *, respect_tdm: bool
) -> PageCheck:
    try:
        answer = await visitor.ask(url)
    except NoAnswerError as error:
        return PageCheck(url=url, problem=str(error).removeprefix(f"{url}: "))
    if respect_tdm and (by := find_reservation(answer.headers.multi_items(), answer.body)):
        return PageCheck(url=answer.url, problem=f"{PREFIX}{by}")
    # In a thread, as other sites wait for the event loop.
    return await asyncio.to_thread(check_page, answer.url, answer.headers, answer.body, publisher, now)


def _find_problems(
    publisher: Publisher, lists: Sequence[ListCheck], page: PageCheck | None, *, is_whole: bool
) -> Iterable[str]:
    ill = [each for each in lists if each.problem]
    for reason, urls in _group_by_reason(ill).items():
        yield f"{_shorten(urls[0]) if len(urls) == 1 else f'{len(urls)} lists'}: {reason}"
    items = sum(each.items for each in lists)
    if is_whole and not ill and items < publisher.minimum:
        yield f"its lists name {items} pages, fewer than the {publisher.minimum} of a healthy crawl"
    if page is not None and page.problem:
        yield f"page {_shorten(page.url)}: {page.problem}"


def _group_by_reason(ill: Sequence[ListCheck]) -> dict[str | None, list[str]]:
    """The addresses of the lists that have the same wrong with them: the lists of a host fail together."""
    grouped: dict[str | None, list[str]] = {}
    for each in ill:
        grouped.setdefault(each.problem, []).append(each.url)
    return grouped


def _shorten(url: str) -> str:
    return url if len(url) <= LONGEST_ADDRESS else f"{url[: LONGEST_ADDRESS - 1]}…"
