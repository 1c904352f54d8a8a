"""Publishers with news sitemaps or sitemap indexes."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.errors import CrawlError
from clausewatch.lists.sitemaps import DEEPEST, NEVER, SitemapEntry, is_index, read_sitemap
from clausewatch.lists.xml import read_xml
from spiders.addresses import clean_address, host_of, path_of
from spiders.bases.lists import ListSpider
from spiders.gaps import Item
from spiders.hints import SEEN, rank_page
from spiders.requests import make_list_request
from spiders.tally import count

__all__ = ["DEEPEST", "SitemapEntry", "SitemapSpider", "read_sitemap"]


class SitemapSpider(ListSpider):
    """Asks the sitemaps, newest of an index first, then the pages that they list, newest first; not what changed last
    before it was asked for last. Pages whose title or keywords hold a term of a target come before all others, those in
    another language after them.
    """

    sitemaps: ClassVar[tuple[str, ...]] = ()
    holds_past = True
    pages_in: ClassVar[tuple[str, ...]] = ("/",)
    """Beginnings of the paths of pages that are wanted."""
    most: ClassVar[int] = 200
    """Pages taken of one sitemap, and sitemaps of one index."""

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its sitemaps."""
        return cls.sitemaps

    def ask_lists(self) -> Iterator[Request]:
        """The sitemaps."""
        for url in self.sitemaps:
            yield make_list_request(url, self.parse_sitemap, depth=0)

    def parse_sitemap(self, response: Response, depth: int) -> Iterator[Request]:
        """The pages of a sitemap, or the sitemaps of an index."""
        try:
            root = read_xml(response.body)
            entries = read_sitemap(root, response.url)
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if not entries:
            self.report_empty(response)
        newest = sorted(entries, key=lambda entry: entry.at or NEVER, reverse=True)
        if is_index(root):
            yield from self._ask_sitemaps(newest, depth)
            return
        yield from self._ask_pages(newest, response)
        if any(entry.published for entry in entries):
            items, read = make_items(entries), lambda body: make_items(read_sitemap(read_xml(body), response.url))
            yield from self.complete_list(response, items, read)
            yield from self.close_gap(response, items, read)

    def _ask_pages(self, newest: list[SitemapEntry], response: Response) -> Iterator[Request]:
        """What is wanted of a sitemap: all that is newer than the last visit, and of the rest the first few."""
        wanted = self._choose(newest, response.url)
        answers = self.earlier.last_answers(clean_address(entry.url) for entry in wanted)
        for entry in wanted:
            answered = answers.get(clean_address(entry.url))
            if answered is not None and entry.at is not None and entry.latest < answered:
                self.note_known()
                continue
            rank = rank_page(
                f"{entry.title} {entry.keywords}", entry.language, self.wanted_words, self.publisher.language
            )
            for request in self.ask_page(entry.url, self._date(entry)):
                request.priority += rank + (0 if answered is None else SEEN)
                yield request

    def _choose(self, newest: list[SitemapEntry], url: str) -> list[SitemapEntry]:
        wanted = [entry for entry in newest if self._is_wanted(entry.url)]
        if self.since is not None:
            return [entry for entry in wanted if not self._is_too_old(entry.published or entry.modified)]
        visit = self.earlier.last_visit(url)
        new = sum(visit is not None and entry.latest > visit.at for entry in wanted)
        return wanted[: self.most + new]

    def _date(self, entry: SitemapEntry) -> datetime | None:
        """By which a page is too old or too new: one that changed after `until` may have been published before."""
        is_changed_later = entry.published is None and self._is_too_new(entry.modified)
        return None if is_changed_later else entry.published or entry.modified

    def _is_wanted(self, url: str) -> bool:
        """Also where it is no whole address: it is counted among those of other sites."""
        return not host_of(url) or path_of(url).startswith(self.pages_in)

    def _ask_sitemaps(self, entries: list[SitemapEntry], depth: int) -> Iterator[Request]:
        if depth >= DEEPEST:
            return
        for entry in entries[: None if self.since else self.most]:
            if self._is_unchanged(entry):
                count(self.crawler.stats, "unchanged_lists")
            else:
                yield from self.ask_list(entry.url, entry.modified, self.parse_sitemap, depth=depth + 1)

    def _is_unchanged(self, entry: SitemapEntry) -> bool:
        """Whether a sitemap was read after its last change by a crawl that came to all its pages."""
        if entry.modified is None or self.since is not None:
            return False
        visit = self.earlier.last_visit(entry.url)
        return visit is not None and entry.latest < visit.at and self.earlier.left_nothing(visit)


def make_items(entries: list[SitemapEntry]) -> list[Item]:
    """The pages by the time of their publication."""
    return [Item(entry.url, entry.published) for entry in entries]
