"""Which server answers at an address, and whether we can work with it."""

from typing import Any, NamedTuple

from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.failures import explain

OLDEST = {"Elasticsearch": (8, 19), "OpenSearch": (3, 3)}
NEWEST_MAJOR = {"Elasticsearch": 9, "OpenSearch": 3}
PLAIN = {"accept": "application/json"}
"""The client's own media type is an error to servers that it is too new for."""
PATH = "/_nodes/_local?filter_path=nodes.*.version,nodes.*.build_flavor"
ANSWER_S = 10
"""How long a server may take to say what it is."""


class Server(NamedTuple):
    """Product and version, as the server says."""

    product: str
    version: str


def check_server(client: Elasticsearch, access: Access) -> Server | None:
    """What answers; none where we may not ask. `SearchStoreError` where it cannot be worked with.

    Errors of the client's where it does not answer.
    """
    try:
        answer = client.options(request_timeout=ANSWER_S).perform_request("GET", PATH, headers=PLAIN).body
    except UnsupportedProductError as error:
        said = "it does not say that it is Elasticsearch: for OpenSearch begin the address with opensearch+https://"
        raise SearchStoreError(explain(access.address, said)) from error
    except ApiError as error:
        if error.meta.status != 403:
            raise
        return None
    server = _read_server(answer, access)
    _check_version(server, access)
    return server


def _read_server(answer: Any, access: Access) -> Server:
    nodes = answer.get("nodes") if isinstance(answer, dict) else None
    if not nodes:
        raise SearchStoreError(explain(access.address, "what answers there is no search server"))
    (node,) = nodes.values()
    # OpenSearch has no flavours.
    if access.is_opensearch and "build_flavor" in node:
        said = "it says that it is Elasticsearch: leave opensearch+ out of the address"
        raise SearchStoreError(explain(access.address, said))
    return Server("OpenSearch" if access.is_opensearch else "Elasticsearch", node["version"])


def _check_version(server: Server, access: Access) -> None:
    major, minor = (int(part) for part in server.version.split(".")[:2])
    oldest, newest = OLDEST[server.product], NEWEST_MAJOR[server.product]
    if (major, minor) < oldest or major > newest:
        wanted = f"{oldest[0]}.{oldest[1]} up to {newest}.x"
        said = f"{server.product} {server.version} is not supported, only {wanted}"
        raise SearchStoreError(explain(access.address, said))
