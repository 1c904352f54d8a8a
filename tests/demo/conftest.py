"""The fictional web over real HTTP, asked by host name on loopback."""

from collections.abc import Iterator
from typing import Protocol

import httpx
import pytest

from clausewatch.demo.server import DemoWeb


class Ask(Protocol):
    """Ask a site of the fictional web for a path."""

    def __call__(self, host: str, path: str, method: str = "GET", **headers: str) -> httpx.Response: ...


@pytest.fixture
def web() -> Iterator[DemoWeb]:
    with DemoWeb() as served:
        yield served


@pytest.fixture
def ask(web: DemoWeb) -> Iterator[Ask]:
    with httpx.Client(base_url=f"http://127.0.0.1:{web.port}", timeout=10) as client:

        def ask_site(host: str, path: str, method: str = "GET", **headers: str) -> httpx.Response:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.request(method, path, headers={"Host": f"{host}.localhost:{web.port}"} | named)

        yield ask_site
