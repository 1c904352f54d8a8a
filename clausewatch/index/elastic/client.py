"""A client for the server that an access names."""

import base64
from typing import Any

from elastic_transport import NodeConfig, client_utils
from elasticsearch import Elasticsearch

from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.opensearch import OpenSearchNode

TIMEOUT_S = 60
CONNECTIONS = 8


def open_client(access: Access, timeout_s: float = TIMEOUT_S) -> Elasticsearch:
    """A client; nothing is sent yet. Threads may share it."""
    given: dict[str, Any] = {}
    if access.is_opensearch:
        given["node_class"] = OpenSearchNode
    shown = access.credentials
    if shown.api_key is not None:
        given["api_key"] = shown.api_key.get_secret_value()
    elif shown.user is not None and shown.password is not None:
        # The client itself takes ASCII only.
        pair = f"{shown.user}:{shown.password.get_secret_value()}".encode()
        given["basic_auth"] = base64.b64encode(pair).decode()
    # Sending again is up to whoever knows what may be sent twice.
    return Elasticsearch(
        [_make_node(access)],
        request_timeout=timeout_s,
        max_retries=0,
        retry_on_timeout=False,
        http_compress=False,
        **given,
    )


def _make_node(access: Access) -> NodeConfig:
    node: NodeConfig = client_utils.url_to_node_config(access.address)
    ca = access.credentials.ca
    trusted = {"ca_certs": str(ca)} if ca is not None else {}
    return node.replace(connections_per_node=CONNECTIONS, **trusted)
