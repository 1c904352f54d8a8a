"""Names to addresses at the moment of connecting: a private address is refused, whatever the name was before."""

import logging
import socket
from collections.abc import Callable, Sequence
from typing import Any, Self

from scrapy.crawler import CrawlerProcess
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.base import ReactorBase
from twisted.internet.error import DNSLookupError
from twisted.internet.threads import deferToThreadPool

from spiders.addresses import explain_private, is_loopback

logger = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
Lookup = Callable[[str], str]


class GuardedResolver(CachingThreadedResolver):
    """IPv4 addresses of names. The connection is made to the very address that was looked at here, so that a name
    that changes between a check and the connection gains nothing.
    """

    def __init__(
        self,
        reactor: ReactorBase,
        timeout: float,
        *,
        allow_loopback: bool = False,
        lookup: Lookup = socket.gethostbyname,
    ) -> None:
        super().__init__(reactor, 0, timeout)
        self._allow_loopback = allow_loopback
        self._lookup = lookup

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcess, reactor: ReactorBase) -> Self:  # type: ignore[override]
        """As Scrapy's setting TWISTED_DNS_RESOLVER makes it."""
        settings = crawler.settings
        return cls(reactor, settings.getfloat("DNS_TIMEOUT"), allow_loopback=settings.getbool("ALLOW_LOOPBACK"))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> defer.Deferred[str]:  # noqa: N802
        """The address of a name; `DNSLookupError` where it may not be connected to."""
        del timeout
        if is_loopback(name):
            return self._check(name if name[0].isdecimal() else LOOPBACK, name)
        reactor: Any = self.reactor
        found = deferToThreadPool(reactor, reactor.getThreadPool(), self._lookup, name)
        found.addTimeout(self.timeout, reactor)
        return found.addCallbacks(self._check, self._explain, callbackArgs=(name,), errbackArgs=(name,))

    def _check(self, address: str, name: str) -> defer.Deferred[str]:
        reason = explain_private(address, allow_loopback=self._allow_loopback)
        if reason is None:
            return defer.succeed(address)
        logger.warning("not connected to %s: %s", name, reason)
        return defer.fail(DNSLookupError(f"{name}: {reason}"))

    def _explain(self, failure: object, name: str) -> defer.Deferred[str]:
        logger.warning("no address for %s: %s", name, failure)
        return defer.fail(DNSLookupError(f"no address for {name}"))
