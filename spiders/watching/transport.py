"""Connections of the watcher: the address that a name stands for is looked at when the connection is made."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from spiders.addresses import explain_private, is_loopback
from spiders.resolver import LOOPBACK
from spiders.settings import DNS_TIMEOUT

Lookup = Callable[[str], str]
LOOKUPS_AT_ONCE = 4


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects to the very address that was looked at, so that a name that changes in between gains nothing; the
    certificate is checked by the name. `httpx.ConnectError` where the address is private.
    """

    def __init__(self, *, allow_loopback: bool = False, lookup: Lookup = socket.gethostbyname) -> None:
        # No connection is kept: two sites at one address would share it, and so the certificate of the first.
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
        self._allow_loopback = allow_loopback
        self._lookup = lookup
        # Its own threads, as a lookup may hang and others need those of the event loop.
        self._threads = ThreadPoolExecutor(LOOKUPS_AT_ONCE, "lookup")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the host at its checked address."""
        host = request.url.raw_host.decode("ascii")
        address = await self._find_address(host)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await self._inner.handle_async_request(pinned)

    async def _find_address(self, host: str) -> str:
        address = await self._resolve(host)
        if reason := explain_private(address, allow_loopback=self._allow_loopback):
            raise httpx.ConnectError(f"{host}: {reason}")
        return address

    async def _resolve(self, host: str) -> str:
        if is_loopback(host):
            return host if host[0].isdecimal() or ":" in host else LOOPBACK
        found = asyncio.get_running_loop().run_in_executor(self._threads, self._lookup, host)
        try:
            return await asyncio.wait_for(found, DNS_TIMEOUT)
        except OSError as error:
            raise httpx.ConnectError(f"no address for {host}") from error

    async def aclose(self) -> None:
        """Let go of connections and threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        await self._inner.aclose()
