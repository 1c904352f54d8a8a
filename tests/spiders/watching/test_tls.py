"""Though it connects to an address, the watcher checks the certificate by the name."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from spiders.watching.transport import GuardedTransport
from tests.spiders.certificates import serve_over_tls, write_certificate
from tests.spiders.local_web import LocalWeb, page

NAME = "gazette.localhost"


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    """A site over TLS whose certificate is trusted."""
    file = write_certificate(tmp_path, NAME)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    served = LocalWeb({"gazette": {"/": page("Here.")}})
    serve_over_tls(served, file)
    with served:
        yield served


def ask(web: LocalWeb, host: str) -> bytes:
    async def run() -> bytes:
        transport = GuardedTransport(allow_loopback=True)
        try:
            response = await transport.handle_async_request(httpx.Request("GET", f"https://{host}:{web.port}/"))
            return await response.aread()
        finally:
            await transport.aclose()

    return asyncio.run(run())


def test_the_certificate_of_the_name_is_taken(web: LocalWeb) -> None:
    assert b"Here." in ask(web, NAME)


@pytest.mark.parametrize("host", ["herald.localhost", "127.0.0.1"])
def test_the_certificate_of_another_name_is_refused(web: LocalWeb, host: str) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate"):
        ask(web, host)
    assert web.asked == []
