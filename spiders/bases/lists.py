"""What publishers with feeds, sitemaps or list pages have in common: archives by date, and lists without gaps."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from parsel import css2xpath
from scrapy import Request
from scrapy.http import JsonResponse, Response, TextResponse
from scrapy.utils.response import get_base_url

from clausewatch.crawls import ListGap
from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from clausewatch.lists.feeds import read_feed
from clausewatch.lists.sitemaps import DEEPEST, SitemapEntry, is_index, read_sitemap
from clausewatch.lists.tags import check_tags
from clausewatch.lists.xml import check_marks, check_number, read_xml
from spiders.addresses import clean_address, explain_host, host_of, path_of
from spiders.archives import DatedArchive
from spiders.bases.publisher import PublisherSpider
from spiders.gaps import Item, find_between, find_gap
from spiders.hints import SEEN
from spiders.requests import make_archive_request
from spiders.robots import read_robots
from spiders.tally import find_gap_of, note_gap

MOST_SITEMAPS = 20
"""Of an index that are asked to close a gap."""
MOST_NAMED = 3
"""Sitemaps that robots.txt names and that are asked to close a gap."""
MOST_FOUND = 500
ReadItems = Callable[[bytes], list[Item]]
"""What a body of a list holds; `CrawlError` where it is none."""


class ListSpider(PublisherSpider):
    """Asks for what earlier crawls left of a list, closes the gaps of lists, and reads archives by date."""

    gap_sitemaps: ClassVar[tuple[str, ...]] = ()
    """Asked only when a list has a gap; none: those that robots.txt of the list's host or its pages' names."""
    archives: ClassVar[tuple[DatedArchive, ...]] = ()
    """Asked only with `since`."""
    holds_past: ClassVar[bool] = False
    """Whether the lists hold more than what is newest."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ends: dict[str, tuple[set[str], set[str]]] = {}
        """Of a list with a gap: the addresses that it held at the last visit, and those that are new."""

    async def start(self) -> AsyncIterator[Request]:
        """The lists, unless only days of the past are asked for, of which they tell nothing; then the archives."""
        if self.until is None or self.holds_past:
            async for request in super().start():
                yield request
        for request in self.ask_archives():
            yield request

    def ask_archives(self) -> Iterator[Request]:
        """The archives of the days that are asked for, newest first."""
        if self.since is not None:
            yield from self.ask_days(self.since, min(self.until or date.max, datetime.now(UTC).date()))

    def ask_days(self, first: date, last: date) -> Iterator[Request]:
        """What the archives have of these days."""
        for archive in self.archives:
            for url, part in archive.parts(first, last):
                yield make_archive_request(url, self.parse_archive, archive=part, depth=0)

    def parse_archive(
        self, response: Response, archive: DatedArchive, depth: int, number: int = 1
    ) -> Iterator[Request]:
        """The pages of an archive that no crawl came to, and where it goes on; or the sitemaps that it names. A day may
        have none.
        """
        following = None
        try:
            if archive.holds != "sitemap":
                items = list(read_archive(response, archive))
                following = find_following(response, archive.find_page(number + 1))
            else:
                root = read_xml(response.body)
                entries = [entry for entry in read_sitemap(root, response.url) if not self._is_past(entry)]
                if is_index(root):
                    for entry in entries if depth < DEEPEST else ():
                        yield from self.ask_list(entry.url, None, self.parse_archive, archive=archive, depth=depth + 1)
                    return
                items = [Item(entry.url, entry.published) for entry in entries]
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        yield from self._ask_unknown(items)
        if following is not None:
            yield from self.ask_list(
                following, None, self.parse_archive, archive=archive, depth=depth, number=number + 1
            )

    def _is_past(self, entry: SitemapEntry) -> bool:
        """Whether it changed last before the first day: the archive of a month holds more than the days asked for."""
        return entry.modified is not None and self._is_too_old(entry.latest)

    def _ask_unknown(self, items: Iterable[Item]) -> Iterator[Request]:
        own = {clean_address(item.url): item.at for item in items if not explain_host(item.url, self.publisher.domains)}
        known = self.earlier.last_answers(own)
        for url, at in own.items():
            if url in known:
                self.note_known()
            else:
                yield from self.ask_page(url, at)

    def ask_items(self, items: Sequence[Item]) -> Iterator[Request]:
        """The pages of a list, in its order; those that are known come after all that are not."""
        answers = self.earlier.last_answers(clean_address(item.url) for item in items)
        for item in items:
            for request in self.ask_page(item.url, item.at):
                request.priority += SEEN if request.url in answers else 0
                yield request

    def complete_list(self, response: Response, items: list[Item], read: ReadItems) -> Iterator[Request]:
        """What crawls that were cut off, or came to the end of their budget, left of a list that names it no more."""
        left = {item.url: item for body in self.earlier.bodies_left(response.url) for item in _read(read, body)}
        for item in items:
            left.pop(item.url, None)
        own = [url for url in left if not explain_host(url, self.publisher.domains)]
        known = self.earlier.last_answers(map(clean_address, own))
        for url in own:
            if clean_address(url) not in known:
                yield from self.ask_page(url, left[url].at)

    def close_gap(self, response: Response, items: list[Item], read: ReadItems) -> Iterator[Request]:
        """The sitemaps that may tell what the list missed, where it did."""
        if self.until is not None:
            return
        before = self.earlier.last_body(response.url)
        visit = self.earlier.last_visit(response.url)
        if before is None or visit is None:
            return
        held = _read(read, before)
        gap = find_gap(response.url, held, items, visit.at)
        if gap is None:
            return
        then, now = ({clean_address(item.url) for item in each} for each in (held, items))
        self._ends[gap.url] = then - now, now - then
        note_gap(self.crawler.stats, gap)
        for url in self.gap_sitemaps or self._named_sitemaps([response.url, *(item.url for item in items)]):
            yield from self.ask_list(url, None, self.parse_gap_sitemap, gap_of=gap.url, depth=0)

    def _named_sitemaps(self, urls: Sequence[str]) -> list[str]:
        """Those that robots.txt of the list's host names, or else of its pages', first those of news."""
        for robots in dict.fromkeys(join_address(url, "/robots.txt") for url in urls):
            body = None if explain_host(robots, self.publisher.domains) else self.earlier.find_body(robots)
            written = () if body is None else read_robots(200, body).sitemaps
            # Some leave out the host, which the rules ask for and readers do without.
            named = dict.fromkeys(join_address(robots, each) for each in written)
            others = [each for each in named if each not in self.addresses() and host_of(each)]
            if others:
                return sorted(others, key=lambda each: "news" not in each.casefold())[:MOST_NAMED]
        return []

    def parse_gap_sitemap(self, response: Response, gap_of: str, depth: int) -> Iterator[Request]:
        """The unknown pages of the time of a gap, or the sitemaps of an index that changed since it began."""
        gap = find_gap_of(self.crawler.stats, gap_of)
        try:
            root = read_xml(response.body)
            entries = read_sitemap(root, response.url)
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if gap is None or gap.after is None:
            return
        since = gap.after
        if is_index(root):
            changed = [entry for entry in entries if entry.modified is None or entry.latest >= since]
            changed.sort(key=lambda entry: entry.latest, reverse=True)
            for entry in changed[:MOST_SITEMAPS] if depth < DEEPEST else ():
                yield from self.ask_list(entry.url, None, self.parse_gap_sitemap, gap_of=gap_of, depth=depth + 1)
            return
        then, now = self._ends[gap_of]
        urls = [clean_address(entry.url) for entry in entries]
        between = find_between(urls, then, now) if is_undated(entries) else None
        missed = find_missed(entries, gap) if between is None else map(Item, between)
        # What the list itself names is asked for anyway.
        others = [item for item in missed if clean_address(item.url) not in now]
        asked = list(self._ask_unknown(others[:MOST_FOUND]))
        goes_back = between is not None or any(entry.at is not None and entry.at <= since for entry in entries)
        changes = {"found": (gap.found or 0) + len(asked), "closed": gap.closed or goes_back}
        note_gap(self.crawler.stats, gap.model_copy(update=changes))
        yield from asked


def is_undated(entries: Sequence[SitemapEntry]) -> bool:
    """Whether its times tell nothing: there are none, or all are the same, as of one that is made anew each day."""
    return len({entry.at for entry in entries}) == 1


def find_missed(entries: Iterable[SitemapEntry], gap: ListGap) -> list[Item]:
    """What a sitemap names of the time of a gap. Of pages of which only the last change is known, it may be later."""
    found = []
    for entry in entries:
        is_after = gap.after is None or entry.latest > gap.after
        is_before = gap.before is None or entry.published is None or entry.published < gap.before
        if entry.at is not None and is_after and is_before:
            found.append(Item(entry.url, entry.published or entry.modified))
    return found


def read_archive(response: Response, archive: DatedArchive) -> Iterator[Item]:
    """The pages that a feed or list of an archive names; `CrawlError` where it is something else."""
    if archive.holds == "feed":
        for item in read_feed(response.body, response.url):
            yield Item(item.url, item.published)
    else:
        yield from map(Item, find_links(response, archive.links, archive.pages))


def find_following(response: Response, address: str | None) -> str | None:
    """The address of the next page of a list, if the list links to it."""
    return address if address and address in map(clean_address, find_links(response, "a", ".*")) else None


def find_links(response: Response, links: str, pages: str) -> Iterator[str]:
    """The addresses that a page links to and whose whole path fits, on any site, in their order; `CrawlError` where it
    is no text or holds more links than a list may.
    """
    if not isinstance(response, TextResponse):
        raise CrawlError("it is not text")
    if isinstance(response, JsonResponse):
        raise CrawlError("it is JSON and no page of links")
    check_marks(response.body)
    check_tags(response.body)
    base = get_base_url(response)
    found = f"({css2xpath(links)})/@href"
    # Counted first, as each that is taken costs over a kilobyte of memory.
    check_number(int(float(response.xpath(f"count({found})").get("0"))))
    for href in response.xpath(found).getall():
        url = join_address(base, href.strip())
        if url.startswith("http") and re.fullmatch(pages, path_of(url)):
            yield url


def _read(read: ReadItems, body: bytes) -> list[Item]:
    """The items of an earlier body, which may have been something else."""
    try:
        return read(body)
    except CrawlError:
        return []
