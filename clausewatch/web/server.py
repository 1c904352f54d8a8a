"""The application on a port."""

import errno
import socket
from collections.abc import Callable

import uvicorn

from clausewatch.errors import ServerError
from clausewatch.settings import Settings
from clausewatch.steps.stores import open_stores
from clausewatch.web.app import make_app

BACKLOG = 128
LAST_PORT = 65535
SECONDS_TO_END = 5
"""How long answers under way may take once the server is told to stop."""


def serve(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; port 0 takes any free one. `announce` is told the address once it is taken.

    `ServerError` where the address cannot be taken, `StoreError` where ledger or index cannot be opened.
    """
    with listen(host, port) as listener, open_stores(settings) as stores:
        config = uvicorn.Config(
            make_app(stores), log_level="warning", server_header=False, timeout_graceful_shutdown=SECONDS_TO_END
        )
        announce(_address(host, listener.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; `ServerError` says why there cannot be one."""
    if not 0 <= port <= LAST_PORT:
        raise ServerError(f"{port} is no port (0 to {LAST_PORT})")
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServerError(f"port {port} is in use; choose another with --port, or 0 for any free one") from error
        raise ServerError(f"{host} port {port} cannot be served: {error.strerror}; choose another") from error


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
