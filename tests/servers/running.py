"""Runs a command beside the search servers that its tests share, as one start of each takes longer than most tests.

Usage: python -m tests.servers.running [--every] COMMAND [ARGUMENT...]

Elasticsearch 9 alone is started, or, with `--every`, all that Clausewatch supports.
"""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import pytest

from tests.servers.elasticsearch import (
    ELASTICSEARCH_8,
    ELASTICSEARCH_9,
    OPENSEARCH_3,
    Release,
    SearchServer,
    run_search_server,
)

SHARED: dict[str, Release] = {
    "elasticsearch-9": ELASTICSEARCH_9,
    "elasticsearch-8": ELASTICSEARCH_8,
    "opensearch-3": OPENSEARCH_3,
}
FIRST = "elasticsearch-9"
"""Whose tests are no `more_servers`."""
PARAMETERS = [
    pytest.param(name, marks=[pytest.mark.server, *([] if name == FIRST else [pytest.mark.more_servers])])
    for name in SHARED
]
"""The servers as parameters of tests and fixtures."""


def variable(name: str) -> str:
    """The environment variable that holds the address of a shared server."""
    return f"CLAUSEWATCH_TESTS_{name.upper().replace('-', '_')}"


def borrow_server(name: str) -> str:
    """The URL of an index on a shared server, as users give it; the test fails where none runs."""
    address = os.environ.get(variable(name))
    if address is None:
        more = "" if name == FIRST else " --every"
        help_ = f"this test needs {name}: run it as python -m tests.servers.running{more} python -m pytest ..."
        pytest.fail(help_, pytrace=False)
    return f"opensearch+{address}" if SHARED[name].product == "opensearch" else address


def clear_server(name: str, prefix: str) -> None:
    """Take a test's indices off a shared server; the templates stay, as the next test needs the same."""
    address = os.environ[variable(name)]
    found = httpx.get(f"{address}/_cat/indices/{prefix}-*?h=index&expand_wildcards=all", timeout=30).text.split()
    if found:
        httpx.delete(f"{address}/{','.join(found)}", timeout=30).raise_for_status()


def clear_templates(name: str, prefix: str) -> None:
    """Take a test's templates off a shared server, too, where no other test needs them; its indices go first."""
    clear_server(name, prefix)
    address = os.environ[variable(name)]
    for kind in ("_index_template", "_component_template"):
        answer = httpx.delete(f"{address}/{kind}/{prefix}-*", timeout=30)
        if answer.status_code != httpx.codes.NOT_FOUND:
            answer.raise_for_status()


def main(command: list[str]) -> int:
    """The exit status of the command."""
    # Else the servers would outlive a wrapper that is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    every = command[0] == "--every"
    wanted = SHARED if every else {FIRST: SHARED[FIRST]}
    with ExitStack() as stack, ThreadPoolExecutor(len(wanted)) as pool:

        def start(release: Release) -> SearchServer:
            return stack.enter_context(run_search_server(release))

        servers = dict(zip(wanted, pool.map(start, wanted.values()), strict=True))
        addresses = {variable(name): server.address for name, server in servers.items()}
        return subprocess.run(command[every:], env=os.environ | addresses, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
