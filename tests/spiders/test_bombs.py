"""Bodies that burst when they are decoded, and answers without end: each is cut off, and the crawl stays small."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import brotli
import pytest

from clausewatch.settings import Settings
from spiders.tally import Tally
from tests.spiders.conftest import environment, find_fetch, make_settings
from tests.spiders.long_crawl import Memory, crawl_watched
from tests.spiders.raw_web import HEAD, Sender, for_ever, serve_raw, whole

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BIG = b"x" * 60_000_000
PAGE = b"<html><body><p>A page that is as it should be.</p></body></html>"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MOST = 300_000_000
"""Bytes that the process may take in all; a crawl of nothing takes about 130 million."""


def coded(body: bytes, *codings: str) -> bytes:
    """An answer that says how its body is coded."""
    return whole(body, f"Content-Encoding: {', '.join(codings)}\r\n".encode())


def deflate_raw(body: bytes) -> bytes:
    """Without a frame, as some servers do."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(body) + compressor.flush()


GZIPPED = gzip.compress(BIG)
BURSTING = {
    "/gzip": coded(GZIPPED, "gzip"),
    "/x-gzip": coded(GZIPPED, "x-gzip"),
    "/brotli": coded(brotli.compress(BIG, quality=4), "br"),
    "/zstd": coded(zstd.compress(BIG), "zstd"),
    "/deflate": coded(zlib.compress(BIG), "deflate"),
    "/deflate-raw": coded(deflate_raw(BIG), "deflate"),
    "/gzip-twice": coded(gzip.compress(GZIPPED), "gzip", "gzip"),
    "/gzip-four-times": coded(gzip.compress(gzip.compress(gzip.compress(GZIPPED))), *["gzip"] * 4),
    "/gzip-in-brotli": coded(brotli.compress(GZIPPED), "gzip", "br"),
    "/gzip-in-zstd": coded(zstd.compress(GZIPPED), "gzip", "zstd"),
    "/members": coded(gzip.compress(b"x" * 6_000_000) * 2, "gzip"),
    "/two-headers": whole(gzip.compress(GZIPPED), b"Content-Encoding: gzip\r\n" * 2),
}
GOOD = {
    "/good": whole(PAGE),
    "/good-twice": coded(gzip.compress(gzip.compress(PAGE)), "gzip", "gzip"),
    "/good-mixed": coded(zstd.compress(brotli.compress(PAGE)), "br", "zstd"),
}
TOO_LARGE: dict[str, bytes | Sender] = {
    "/declared": HEAD + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 1000,
    "/chunks": for_ever(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"),
    "/no-length": for_ever(HEAD + b"\r\n", b"x" * 65_536),
    "/gzip-chunks": for_ever(HEAD + b"Content-Encoding: gzip\r\n\r\n", b"\x1f\x8b" + b"x" * 65_534),
}
LARGE_HEAD: dict[str, bytes | Sender] = {
    "/headers": for_ever(HEAD, b"X-A: " + b"a" * 1000 + b"\r\n"),
    "/small-headers": for_ever(HEAD, b"X-A: a\r\n" * 5000),
    "/folded-header": for_ever(HEAD + b"X-A: a\r\n", b" " + b"a" * 1000 + b"\r\n"),
    "/interim": for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
}
SLOW: dict[str, bytes | Sender] = {
    "/slow-status": for_ever(b"", b"H", 0.1),
    "/slow-headers": for_ever(HEAD, b"X-A: a\r\n", 0.1),
    "/slow-body": for_ever(HEAD + b"\r\n", b"a", 0.1),
    "/slow-chunks": for_ever(CHUNKED, b"1\r\na\r\n", 0.1),
    "/silence": for_ever(b"", b"", 0.5),
}
CUT_OFF: dict[str, bytes | Sender] = {
    "/trailers": for_ever(CHUNKED + b"2\r\nok\r\n0\r\n", b"X-A: " + b"a" * 1000 + b"\r\n"),
    "/chunk-extension": for_ever(CHUNKED + b"2;", b"a" * 1000),
}


class Bombed(NamedTuple):
    port: int
    settings: Settings
    tally: Tally
    memory: list[Memory]


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bombed]:
    settings = make_settings(tmp_path_factory.mktemp("bombs"))
    answers = BURSTING | GOOD | TOO_LARGE | LARGE_HEAD | SLOW | CUT_OFF
    with serve_raw(answers) as port, environment("CLAUSEWATCH_TEST_PORT", port):
        yield Bombed(port, settings, *crawl_watched("bombs", settings))


@pytest.mark.parametrize(
    ("paths", "reason"),
    [
        (BURSTING, "its body is over 10 MB when decoded"),
        (TOO_LARGE, "its body is too large"),
        (LARGE_HEAD, "its headers are over 256 kB"),
        (SLOW, "it took too long"),
        (CUT_OFF, "the answer was cut off"),
    ],
    ids=["bursting", "too large", "large head", "slow", "cut off"],
)
def test_each_is_a_failure_with_its_reason(bombed: Bombed, paths: dict[str, object], reason: str) -> None:
    fetches = {path: find_fetch(bombed.settings, f"http://bombs.localhost:{bombed.port}{path}") for path in paths}
    assert {path: fetch and (fetch.outcome, fetch.reason) for path, fetch in fetches.items()} == dict.fromkeys(
        paths, ("failed", reason)
    )


def test_bodies_that_are_coded_several_times_are_read(bombed: Bombed) -> None:
    for path in GOOD:
        fetch = find_fetch(bombed.settings, f"http://bombs.localhost:{bombed.port}{path}")
        assert fetch is not None
        assert fetch.outcome == "fresh"


def test_none_stops_the_crawl_or_fills_its_memory(bombed: Bombed) -> None:
    assert bombed.tally.finish_reason == "finished"
    failed = (*BURSTING, *TOO_LARGE, *LARGE_HEAD, *SLOW, *CUT_OFF)
    assert (bombed.tally.fresh, bombed.tally.failed) == (len(GOOD), len(failed))
    assert bombed.memory[-1].peak < MOST
