"""The bills API: bills by their title, the stages of each, and the amendments of each stage."""

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.times import read_time
from spiders.bases.parliament import Asked, Item, ParliamentSpider
from spiders.failures import OTHER_SHAPE
from spiders.requests import LIST_PRIORITY

AMENDMENTS, PING_PONG = "/Amendments", "/PingPongItems"
FIRST = LIST_PRIORITY + 1


class BillsSpider(ParliamentSpider):
    """Asks for each bill that changed, for its stages that were not over before the first day, and for each amendment
    to them.
    """

    base: ClassVar[str] = "https://bills-api.parliament.uk"
    search: ClassVar[str] = "/api/v1/Bills"
    order: ClassVar[str] = "DateUpdatedDescending"

    def parse_search(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The bills of a page of results, the stages of each, and the next page."""
        found = self.read_items(response, ("billId",))
        if found is None:
            return
        for bill in found[0]:
            if not self.is_before_first_day(bill.get("lastUpdate")):
                path = f"{self.search}/{bill['billId']}"
                changed = read_time(str(bill.get("lastUpdate", "")))
                # Before its stages and amendments, whose titles get its name; that it changed since does not matter.
                pages = self.ask_page(f"{self.base}{path}", None if self._is_too_new(changed) else changed)
                yield from (page.replace(priority=FIRST) for page in pages)
                yield self.ask_items(Asked(f"{path}/Stages", {}), self.parse_stages)
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_search)

    def parse_stages(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The stages of a bill, the amendments of each, and the next page."""
        found = self.read_items(response)
        if found is None:
            return
        for stage in found[0]:
            if not self._is_outside(stage):
                path = f"{asked.path}/{stage['id']}"
                yield from self.ask_page(f"{self.base}{path}")
                yield self.ask_items(Asked(f"{path}{AMENDMENTS}", {}), self.parse_amendments)
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_stages)

    def _is_outside(self, stage: Item) -> bool:
        """Whether all its sittings lie before the first day, or after the last; without any it may be to come."""
        try:
            days = [sitting.get("date") for sitting in stage.get("stageSittings") or ()]
        except (*OTHER_SHAPE, AttributeError):
            return False
        return bool(days) and (all(map(self.is_before_first_day, days)) or all(map(self.is_after_last_day, days)))

    def parse_amendments(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The amendments of a stage, and the next page. While the houses settle a bill there are items instead."""
        found = self.read_items(response, ("amendmentId",))
        if found is None:
            return
        if not found[1]:
            yield self.ask_items(Asked(asked.path.removesuffix(AMENDMENTS) + PING_PONG, {}), self.parse_ping_pong)
        for amendment in found[0]:
            yield from self.ask_page(f"{self.base}{asked.path}/{amendment['amendmentId']}")
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_amendments)

    def parse_ping_pong(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The amendments and motions by which one house answers the other, and the next page."""
        found = self.read_items(response, ())
        if found is None:
            return
        parts = chain.from_iterable((item.get("amendment"), item.get("motion")) for item in found[0])
        for part in parts:
            if isinstance(part, dict) and isinstance(part.get("id"), int):
                yield from self.ask_page(f"{self.base}{asked.path}/{part['id']}")
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_ping_pong)
