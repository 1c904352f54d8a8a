"""Downloads whose head has a bound, too: the size of a body is bounded by Scrapy, that of headers by nobody."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

from clausewatch.errors import CrawlError

LARGEST_HEAD = 256_000
"""Bytes of status line, headers and interim answers before the body of one answer."""


class LargeHeadError(CrawlError):
    """The headers of an answer have no end."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Gives up an answer whose headers do not end: a header may be continued for ever (RFC 9112, 5.2), and an answer
    announced by any number of interim ones.
    """

    _head = 0

    def request(self, request: Any) -> Any:
        """Ask, with the count at nothing."""
        self._head = 0
        return super().request(request)

    def dataReceived(self, bytes: bytes) -> None:  # noqa: A002, N802
        """Count what comes before the body."""
        # Where the head ends the rest is body, of which no more than one read is counted.
        if getattr(self._parser, "state", None) in (STATUS, HEADER):
            self._head += len(bytes)
            if self._head > LARGEST_HEAD:
                error = LargeHeadError(f"its headers are over {LARGEST_HEAD // 1000} kB")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Makes them for the pool of connections."""

    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:  # noqa: N802
        """One connection."""
        del addr
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own for http and https, in every other respect."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # As Scrapy itself puts in its own: there is no other way.
        self._pool._factory = BoundedFactory  # noqa: SLF001
