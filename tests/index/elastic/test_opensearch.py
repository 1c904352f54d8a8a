"""Elasticsearch's client in front of a server that speaks plain HTTP as OpenSearch does."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest
from elasticsearch import ApiError, Elasticsearch, NotFoundError

from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.opensearch import translate_path


@pytest.mark.parametrize(
    ("method", "target", "expected"),
    [
        ("POST", "/desk-statements/_pit?keep_alive=1m", "/desk-statements/_search/point_in_time?keep_alive=1m"),
        ("POST", "/desk-statements/_pit", "/desk-statements/_search/point_in_time"),
        ("DELETE", "/_pit", "/_search/point_in_time"),
        ("DELETE", "/_pit?pretty=true", "/_search/point_in_time?pretty=true"),
        ("GET", "/desk-statements/_pit", "/desk-statements/_pit"),
        ("DELETE", "/desk_pit", "/desk_pit"),
        ("POST", "/desk_pit/_search", "/desk_pit/_search"),
        ("POST", "/desk/_search?q=/_pit", "/desk/_search?q=/_pit"),
        ("GET", "/", "/"),
    ],
)
def test_only_points_in_time_have_another_path(method: str, target: str, expected: str) -> None:
    assert translate_path(method, target) == expected


class Seen(NamedTuple):
    """One request."""

    line: str
    accept: str | None
    content_type: str | None
    body: bytes


class PlainServer(ThreadingHTTPServer):
    """Answers everything with JSON and without Elastic's header, and keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), PlainHandler)
        self.seen: list[Seen] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


class PlainHandler(BaseHTTPRequestHandler):
    """As strict about media types as OpenSearch is."""

    server: PlainServer
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        sent = Seen(f"{self.command} {self.path}", self.headers["accept"], self.headers["content-type"], body)
        self.server.seen.append(sent)
        is_plain = not any(kind and "vnd.elasticsearch" in kind for kind in (sent.accept, sent.content_type))
        status = 406 if not is_plain else 404 if "missing" in self.path else 200
        found = json.dumps({"pit_id": "abc", "errors": False, "items": [], "count": 3}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json; charset=UTF-8")
        self.send_header("content-length", str(len(found)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found)

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def do_PUT(self) -> None:
        self.answer()

    def do_DELETE(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        """Nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[PlainServer]:
    with PlainServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(server: PlainServer) -> Iterator[Elasticsearch]:
    with closing(open_client(Access(address=server.address, is_opensearch=True))) as client:
        yield client


def test_a_search_is_sent_as_plain_json(client: Elasticsearch, server: PlainServer) -> None:
    assert client.count(index="desk", query={"match_all": {}}).body["count"] == 3
    (sent,) = server.seen
    assert sent.line == "POST /desk/_count"
    assert (sent.accept, sent.content_type) == ("application/json", "application/json")
    assert json.loads(sent.body) == {"query": {"match_all": {}}}


def test_a_bulk_request_is_sent_as_plain_lines(client: Elasticsearch, server: PlainServer) -> None:
    client.bulk(operations=[{"delete": {"_index": "desk", "_id": "1"}}])
    (sent,) = server.seen
    assert sent.content_type == "application/x-ndjson"
    assert sent.body == b'{"delete":{"_index":"desk","_id":"1"}}\n'


def test_a_request_without_a_body_has_no_media_type(client: Elasticsearch, server: PlainServer) -> None:
    assert client.indices.exists(index="desk")
    (sent,) = server.seen
    assert sent.line == "HEAD /desk"
    assert (sent.accept, sent.content_type, sent.body) == ("application/json", None, b"")


def test_a_point_in_time_is_opened_where_opensearch_has_it(client: Elasticsearch, server: PlainServer) -> None:
    assert client.open_point_in_time(index="desk", keep_alive="1m").body["pit_id"] == "abc"
    assert server.seen[0].line == "POST /desk/_search/point_in_time?keep_alive=1m"


def test_headers_that_are_plain_already_stay(client: Elasticsearch, server: PlainServer) -> None:
    plain = {"accept": "application/json", "content-type": "application/json"}
    client.perform_request("DELETE", "/_pit", headers=plain, body={"pit_id": "abc"})
    assert server.seen == [
        Seen("DELETE /_search/point_in_time", "application/json", "application/json", b'{"pit_id":"abc"}')
    ]


def test_an_error_is_still_an_error(client: Elasticsearch) -> None:
    with pytest.raises(NotFoundError):
        client.count(index="missing")


def test_without_the_node_the_server_takes_nothing(server: PlainServer) -> None:
    with closing(open_client(Access(address=server.address))) as client, pytest.raises(ApiError) as raised:
        client.count(index="desk")
    assert raised.value.meta.status == 406
    assert server.seen[0].accept == "application/vnd.elasticsearch+json; compatible-with=8"
