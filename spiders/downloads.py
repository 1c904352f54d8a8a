"""Downloads whose head has a bound, too: the size of a body is bounded by Scrapy, that of headers by nobody. They
connect to what the resolver looked at.
"""

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import normalize_bind_address, wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import Agent

from clausewatch.errors import CrawlError
from spiders.endpoints import GuardedEndpoints

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


class GuardedAgent(_ScrapyAgent):
    """Asks for one page. There are no proxies, which would look up names by themselves."""

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        del request
        pool: Any = self._pool
        bind_address = normalize_bind_address(self._bindAddress)
        endpoints = GuardedEndpoints(pool._reactor, self._contextFactory, timeout, bind_address)  # noqa: SLF001
        agent: Agent = Agent.usingEndpointFactory(pool._reactor, endpoints, pool)  # type: ignore[no-untyped-call]  # noqa: SLF001
        return agent


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own for http and https, in every other respect."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # As Scrapy itself puts in its own: there is no other way.
        self._pool._factory = BoundedFactory  # noqa: SLF001

    async def download_request(self, request: Request) -> Response:
        """The answer to a request, by an agent of ours in the place of Scrapy's."""
        agent = GuardedAgent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))
