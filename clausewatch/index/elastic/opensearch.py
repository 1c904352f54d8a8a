"""Elasticsearch's client made to talk to OpenSearch, which knows neither its media types nor its product header."""

from typing import Any

from elastic_transport import ApiResponseMeta, HttpHeaders, Urllib3HttpNode
from elastic_transport._node import NodeApiResponse

JSON, LINES = "application/json", "application/x-ndjson"
VENDOR = "application/vnd.elasticsearch+"
PRODUCT = "x-elastic-product"
OPEN_PIT, OPENSEARCH_PIT = "/_pit", "/_search/point_in_time"


class OpenSearchNode(Urllib3HttpNode):
    """Sends plain JSON, and hands back answers as the client wants them."""

    def perform_request(self, method: str, target: str, *args: Any, **kwargs: Any) -> NodeApiResponse:
        """One request; its path and media types in OpenSearch's own way."""
        headers = HttpHeaders(kwargs.get("headers") or {})
        for name in ("accept", "content-type"):
            if VENDOR in str(headers.get(name, "")):
                headers[name] = LINES if "ndjson" in headers[name] else JSON
        answer = super().perform_request(
            method, translate_path(method, target), *args, **{**kwargs, "headers": headers}
        )
        meta = answer.meta
        known = HttpHeaders({**meta.headers, PRODUCT: "Elasticsearch"})
        return NodeApiResponse(
            ApiResponseMeta(
                node=meta.node,
                duration=meta.duration,
                http_version=meta.http_version,
                status=meta.status,
                headers=known,
            ),
            answer.body,
        )


def translate_path(method: str, target: str) -> str:
    """Points in time have another path in OpenSearch."""
    path, mark, query = target.partition("?")
    if method == "POST" and path.endswith(OPEN_PIT):
        return path.removesuffix(OPEN_PIT) + OPENSEARCH_PIT + mark + query
    if method == "DELETE" and path == OPEN_PIT:
        return OPENSEARCH_PIT + mark + query
    return target
