"""Publishers without a feed: the pages that a list page links to."""

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.utils.response import get_base_url

from clausewatch.errors import CrawlError
from clausewatch.lists.addresses import join_address
from clausewatch.lists.xml import check_number
from spiders.bases.lists import ListSpider, find_links
from spiders.gaps import Item
from spiders.requests import make_list_request


class ListingSpider(ListSpider):
    """Asks the list pages, then the pages whose links fit."""

    lists: ClassVar[tuple[str, ...]] = ()
    links: ClassVar[str] = "a"
    """CSS selector of the links."""
    pages: ClassVar[str] = r".+"
    """Regular expression that the whole path of a wanted page fits."""
    next_link: ClassVar[str | None] = None
    """CSS selector of the link to the next list page."""
    most_lists: ClassVar[int] = 3
    """List pages read one after the other."""

    @classmethod
    def addresses(cls) -> tuple[str, ...]:
        """Its lists."""
        return cls.lists

    def ask_lists(self) -> Iterator[Request]:
        """The list pages."""
        for url in self.lists:
            yield make_list_request(url, self.parse_list, number=1)

    def parse_list(self, response: Response, number: int) -> Iterator[Request]:
        """The pages that a list links to, and the next list."""
        if not isinstance(response, TextResponse):
            self.report_broken(response, "it is not text")
            return
        try:
            found = list(dict.fromkeys(self.find_pages(response)))
            check_number(len(found))
        except CrawlError as error:
            self.report_broken(response, str(error))
            return
        if not found:
            self.report_empty(response)
        items, page = [Item(url) for url in found], response
        yield from self.ask_items(items)
        yield from self.complete_list(
            response, items, lambda body: [Item(url) for url in self.find_pages(page.replace(body=body))]
        )
        following = response.css(self.next_link).attrib.get("href") if self.next_link else None
        if following and number < self.most_lists:
            url = join_address(get_base_url(response), following)
            yield from self.ask_list(url, None, self.parse_list, number=number + 1)

    def find_pages(self, response: TextResponse) -> Iterator[str]:
        """The addresses of the wanted pages that a list links to, on any site, in their order."""
        return find_links(response, self.links, self.pages)
