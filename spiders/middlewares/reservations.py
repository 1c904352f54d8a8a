"""Leaves out pages whose site reserves them against text and data mining, where the settings say so."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from clausewatch.archive import Archive
from clausewatch.errors import StoreError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import latest_fetch
from clausewatch.settings import Settings
from spiders.failures import NO_ANSWER
from spiders.middlewares.robots import ROBOTS_PRIORITY
from spiders.recorder import NOT_MODIFIED, OK
from spiders.requests import PURPOSE, RESERVED, is_read
from spiders.reservations import FIELDS, KEPT, WELL_KNOWN, SiteRule, find_reservation, is_site_reserved, read_site_rules
from spiders.tally import count_reserved


class _ReservationMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings.get("CLAUSEWATCH")
        if not isinstance(settings, Settings) or not settings.respect_tdm:
            raise NotConfigured
        self._crawler, self._settings = crawler, settings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it."""
        return cls(crawler)


class PageReservationMiddleware(_ReservationMiddleware):
    """Sees what each page says of itself."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Mark a page that reserves itself, so that it is not kept."""
        if is_read(request) and response.status in {OK, NOT_MODIFIED}:
            pairs = [(name, value) for name in FIELDS for value in response.headers.getlist(name)]
            fields = [(name, value.decode("latin-1")) for name, value in pairs]
            request.meta[RESERVED] = find_reservation(fields, response.body)
        return response


class SiteReservationMiddleware(_ReservationMiddleware):
    """Sees what each site says of its pages: one file for each scheme, host and port, asked for once a day."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._known: dict[str, asyncio.Task[tuple[SiteRule, ...]]] = {}

    async def process_request(self, request: Request) -> None:
        """`IgnoreRequest` where the site's file reserves the page."""
        if not is_read(request):
            return
        parts = urlparse_cached(request)
        base = f"{parts.scheme}://{parts.netloc}"
        if base not in self._known:
            self._known[base] = asyncio.ensure_future(self._read(f"{base}{WELL_KNOWN}"))
        if is_site_reserved(await self._known[base], request.url):
            count_reserved(self._crawler.stats, "tdmrep.json")
            raise IgnoreRequest(f"{request.url}: {WELL_KNOWN} reserves it")

    async def _read(self, url: str) -> tuple[SiteRule, ...]:
        kept = self._read_kept(url)
        if kept is not None:
            return read_site_rules(kept)
        request = Request(url, priority=ROBOTS_PRIORITY, callback=NO_CALLBACK, meta={PURPOSE: "terms"})
        try:
            response = await self._crawler.engine.download_async(request)
        except (*NO_ANSWER, IgnoreRequest):
            # Without the file the site does not take part in the protocol.
            return ()
        return read_site_rules(response.body) if response.status == OK else ()

    def _read_kept(self, url: str) -> bytes | None:
        """The file as it was within the last day, empty where there was none; none: it is to be asked for."""
        try:
            with closing(open_ledger(self._settings.database_url)) as ledger, ledger.read() as session:
                known = latest_fetch(session, url)
            if known is None or datetime.now(UTC) - known.fetched_at > KEPT:
                return None
            return Archive(self._settings.data / "archive").read(known.address).body if known.address else b""
        except StoreError:
            return None
