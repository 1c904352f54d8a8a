"""Caching headers, 304 and gzip."""

import gzip
from datetime import UTC, datetime

import pytest

from clausewatch.demo.answers import HTML, Answer, base_address, make_reply, redirect

AT = datetime(2025, 3, 4, 8, tzinfo=UTC)
PAGE = Answer(200, HTML, b"<p>It rained.</p>" * 20, AT)
ETAG = make_reply(PAGE, {}).headers["ETag"]


def test_an_answer_carries_what_a_second_visit_needs() -> None:
    reply = make_reply(PAGE, {})
    assert reply.status == 200
    assert reply.headers["Last-Modified"] == "Tue, 04 Mar 2025 08:00:00 GMT"
    assert reply.headers["Content-Length"] == str(len(PAGE.body))
    assert reply.body == PAGE.body


@pytest.mark.parametrize(
    "asked",
    [
        {"If-None-Match": ETAG},
        {"If-None-Match": f'"other", {ETAG}'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Tue, 04 Mar 2025 08:00:00 GMT"},
        {"If-Modified-Since": "Wed, 05 Mar 2025 08:00:00 GMT"},
    ],
)
def test_a_page_that_the_asker_has_is_not_sent_again(asked: dict[str, str]) -> None:
    reply = make_reply(PAGE, asked)
    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["ETag"] == ETAG
    assert "Content-Length" not in reply.headers


@pytest.mark.parametrize(
    "asked",
    [
        {"If-None-Match": '"other"'},
        {"If-None-Match": '"other"', "If-Modified-Since": "Wed, 05 Mar 2025 08:00:00 GMT"},
        {"If-Modified-Since": "Mon, 03 Mar 2025 08:00:00 GMT"},
        {"If-Modified-Since": "the day before yesterday"},
    ],
)
def test_a_page_that_the_asker_does_not_have_is_sent(asked: dict[str, str]) -> None:
    assert make_reply(PAGE, asked).status == 200


def test_gzip_is_sent_to_those_who_take_it_and_is_the_same_every_time() -> None:
    first, second = (make_reply(PAGE, {"Accept-Encoding": "br, gzip"}) for _ in range(2))
    assert first == second
    assert first.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(first.body) == PAGE.body
    assert first.headers["ETag"] == ETAG


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [
        ("gzip", True),
        ("deflate;q=1, GZIP;q=0.5", True),
        ("gzip;q=0.001", True),
        ("gzip;q=0", False),
        ("br, gzip; q=0.00", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_nobody_who_refuses_it(accepted: str, is_zipped: bool) -> None:
    assert ("Content-Encoding" in make_reply(PAGE, {"Accept-Encoding": accepted}).headers) is is_zipped


def test_a_redirect_says_where_to() -> None:
    reply = make_reply(redirect("http://a.localhost:1/b"), {})
    assert (reply.status, reply.headers["Location"]) == (301, "http://a.localhost:1/b")


def test_a_page_that_is_gone_is_never_called_unchanged() -> None:
    gone = Answer(410, HTML, b"gone", AT)
    assert make_reply(gone, {"If-None-Match": "*"}).status == 410


def test_sites_lie_under_localhost() -> None:
    assert base_address("ledger", 8123) == "http://ledger.localhost:8123"
