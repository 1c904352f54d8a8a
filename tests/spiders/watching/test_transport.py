"""Names are looked up by the watcher itself, and private addresses are refused when the connection is made."""

import asyncio
import socket
import threading
import time

import httpx
import pytest

from spiders.watching import transport as module
from spiders.watching.transport import GuardedTransport
from tests.spiders.local_web import LocalWeb, page


async def ask(transport: GuardedTransport, url: str) -> httpx.Response:
    try:
        response = await transport.handle_async_request(httpx.Request("GET", url))
        await response.aread()
        return response
    finally:
        await transport.aclose()


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1"]
)
def test_a_name_that_stands_for_a_private_address_is_not_connected_to(address: str) -> None:
    transport = GuardedTransport(lookup=lambda _: address)
    with pytest.raises(httpx.ConnectError, match=r"gazette.example: .* is (a loopback|not a public) address"):
        asyncio.run(ask(transport, "http://gazette.example/"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "fine.localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_is_refused_unless_it_is_allowed(host: str) -> None:
    with pytest.raises(httpx.ConnectError, match="is a loopback address"):
        asyncio.run(ask(GuardedTransport(lookup=lambda name: name), f"http://{host}:1/"))


def test_names_under_localhost_need_no_lookup_and_keep_their_name() -> None:
    def fail(name: str) -> str:
        raise AssertionError(name)

    with LocalWeb({"fine": {"/": page("One.")}}) as web:
        transport = GuardedTransport(allow_loopback=True, lookup=fail)
        response = asyncio.run(ask(transport, f"http://fine.localhost:{web.port}/"))
        assert b"One." in response.content
        assert web.asked_of("fine") == ["/"]


def test_the_connection_goes_to_the_address_that_was_looked_at() -> None:
    looked_up: list[str] = []

    def look_up(name: str) -> str:
        looked_up.append(name)
        return "127.0.0.1"

    with LocalWeb({"gazette.example": {"/": page("Here.")}}) as web:
        transport = GuardedTransport(allow_loopback=True, lookup=look_up)
        response = asyncio.run(ask(transport, f"http://gazette.example:{web.port}/"))
        assert b"Here." in response.content
    assert looked_up == ["gazette.example"]


def test_a_name_without_address_is_a_failed_connection() -> None:
    def fail(name: str) -> str:
        raise socket.gaierror(f"unknown {name}")

    with pytest.raises(httpx.ConnectError, match=r"no address for gazette\.example"):
        asyncio.run(ask(GuardedTransport(lookup=fail), "http://gazette.example/"))


def test_a_lookup_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DNS_TIMEOUT", 0.05)

    is_over = threading.Event()

    def hang(name: str) -> str:
        is_over.wait(20)
        return name

    begun = time.monotonic()
    with pytest.raises(httpx.ConnectError, match="no address"):
        asyncio.run(ask(GuardedTransport(lookup=hang), "http://gazette.example/"))
    assert time.monotonic() - begun < 10
    is_over.set()
