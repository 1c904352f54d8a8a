"""Servers that misbehave are left alone for a while, told of once, and never stop the watch over others."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import monotonic

import httpx
import pytest

from spiders.watching import asking, hosts, rules
from spiders.watching.answers import NoAnswerError, read_body
from spiders.watching.asking import Asker
from spiders.watching.watcher import Watcher
from tests.spiders.conftest import make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed
from tests.spiders.watching.watching import look, make_feed, make_watcher

FEED = feed(["/1"])
ROUNDS = 400
"""Most rounds of one test, a twentieth of a second apart."""


@pytest.fixture(autouse=True)
def short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a second instead of five."""
    monkeypatch.setattr(hosts, "FIRST_REST", 0.1)
    monkeypatch.setattr(hosts, "LONGEST_REST", 0.2)


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], list[str]]]:
    """The lines of the log so far."""
    with caplog.at_level(logging.INFO):
        yield lambda: [record.getMessage() for record in caplog.records if record.name.startswith("spiders")]


def watch(web: LocalWeb, folder: Path, names: tuple[str, ...], work: Callable[[Watcher], Awaitable[None]]) -> None:
    """Do something with a watcher of some sites of the web."""

    async def run() -> None:
        async with make_watcher(folder, *[make_feed(web, name) for name in names]) as watcher:
            await work(watcher)

    asyncio.run(run())


async def look_until(watcher: Watcher, wanted: str) -> list[tuple[str, ...]]:
    """The news of all rounds until a publisher is among them."""
    told: list[tuple[str, ...]] = []
    for _ in range(ROUNDS):
        told.append(await look(watcher))
        if wanted in told[-1]:
            return [names for names in told if names]
        await asyncio.sleep(0.05)
    raise TimeoutError(f"{wanted} is never told")


def first_then(first: Reply, then: Reply, times: int = 1) -> Route:
    """One answer, and another when it is asked again."""
    return lambda before: first if before < times else then


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_gets_it_and_the_others_go_on(
    tmp_path: Path, status: int, warnings: Callable[[], list[str]]
) -> None:
    busy = first_then(Reply(b"", status, {"Retry-After": "1"}), FEED)

    async def work(watcher: Watcher) -> None:
        begun = monotonic()
        assert await look(watcher) == ("fine",)
        assert await look_until(watcher, "busy") == [("busy",)]
        assert monotonic() - begun >= 1

    with LocalWeb({"busy": {"/feed.xml": busy}, "fine": {"/feed.xml": FEED}}) as web:
        watch(web, tmp_path, ("busy", "fine"), work)
        times = [request.at for request in web.asked if request.path == "/feed.xml" and request.host == "busy"]
        assert len(times) == 2
        assert times[1] - times[0] >= 1
        address = f"http://busy.localhost:{web.port}/feed.xml"
    assert warnings() == [f"busy cannot be watched for now: {address}: HTTP {status}", "busy can be watched again"]


def test_a_broken_server_is_asked_ever_less_and_told_of_in_one_line(
    tmp_path: Path, warnings: Callable[[], list[str]]
) -> None:
    broken = first_then(Reply(b"", 500), FEED, times=3)

    async def work(watcher: Watcher) -> None:
        await look_until(watcher, "broken")

    with LocalWeb({"broken": {"/feed.xml": broken}}) as web:
        watch(web, tmp_path, ("broken",), work)
        times = [request.at for request in web.asked if request.path == "/feed.xml"]
        assert len(times) == 4
        assert times[1] - times[0] >= 0.1
        assert times[3] - times[2] >= 0.2
    assert [line for line in warnings() if "cannot be watched" in line] == warnings()[:1]


ENDLESS = Reply(b"x" * 10_500_000, headers={"Content-Length": "999999999999"})
BAD: list[tuple[str, dict[str, Route], str]] = [
    ("endless", {"/feed.xml": ENDLESS}, "its body is over 10 MB"),
    (
        "bomb",
        {"/feed.xml": Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"})},
        "its body is over 10 MB",
    ),
    (
        "torn",
        {"/feed.xml": Reply(b"\x1f\x8bno", headers={"Content-Encoding": "gzip"})},
        "its compressed body is broken",
    ),
    (
        "short",
        {"/feed.xml": Reply(gzip.compress(b"<rss/>" * 99)[:-20], headers={"Content-Encoding": "gzip"})},
        "its compressed body was cut off",
    ),
    ("brotli", {"/feed.xml": Reply(b"x", headers={"Content-Encoding": "br"})}, "a coding that was not asked for (br)"),
    ("cut", {"/feed.xml": Reply(b"half", headers={"Content-Length": "4000"})}, "peer closed connection"),
    ("gone", {}, "HTTP 404"),
    ("other", {"/feed.xml": Reply(b"<html>Suspended</html>")}, "it is no feed: its root is <html>"),
    ("empty", {"/feed.xml": Reply(b"")}, "it is empty"),
    ("known", {"/feed.xml": Reply(b"", 304)}, "HTTP 304, though it was asked for without a condition"),
    ("away", {"/feed.xml": Reply(b"", 301, {"Location": "http://fine.localhost:1/feed.xml"})}, "is outside away.local"),
    ("inside", {"/feed.xml": Reply(b"", 302, {"Location": "http://169.254.169.254/x"})}, "is outside inside.localhost"),
    ("file", {"/feed.xml": Reply(b"", 302, {"Location": "file:///etc/hostname"})}, "is not http or https"),
    ("round", {"/feed.xml": Reply(b"", 302, {"Location": "/feed.xml"})}, "redirects more than 5 times"),
    ("closed", {"/robots.txt": Reply(b"User-agent: *\nDisallow: /"), "/feed.xml": FEED}, "robots.txt forbids it"),
    (
        "secret",
        {
            "/feed.xml": Reply(b"", 302, {"Location": "/x"}),
            "/x": FEED,
            "/robots.txt": Reply(b"User-agent: *\nDisallow: /x"),
        },
        "/x: robots.txt forbids it",
    ),
    ("unsure", {"/robots.txt": Reply(b"", 500), "/feed.xml": FEED}, "robots.txt cannot be read, so that all is forbid"),
]


@pytest.mark.parametrize(("name", "routes", "reason"), BAD, ids=[bad[0] for bad in BAD])
def test_a_bad_server_is_no_news_and_stops_no_other(
    tmp_path: Path, name: str, routes: dict[str, Route], reason: str, warnings: Callable[[], list[str]]
) -> None:
    async def work(watcher: Watcher) -> None:
        assert await look(watcher) == ("fine",)
        assert watcher.troubled == (name,)
        assert await look(watcher) == ()

    with LocalWeb({name: routes, "fine": {"/feed.xml": FEED}}) as web:
        watch(web, tmp_path, (name, "fine"), work)
        assert "/feed.xml" not in web.asked_of("closed") + web.asked_of("unsure")
        assert "/x" not in web.asked_of("secret")
        assert web.asked_of("fine").count("/feed.xml") == 2
    [line] = warnings()
    assert line.startswith(f"{name} cannot be watched for now: ")
    assert reason in line


def test_a_server_that_drips_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warnings: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(asking, "DOWNLOAD_TIMEOUT", 0.3)

    async def work(watcher: Watcher) -> None:
        begun = monotonic()
        assert await look(watcher) == ()
        assert monotonic() - begun < 5

    with LocalWeb({"slow": {"/feed.xml": Reply(b"x" * 600, drip=0.05)}}) as web:
        watch(web, tmp_path, ("slow",), work)
    assert warnings()[0].endswith("it took too long")


def test_a_server_that_is_not_there_is_no_news(tmp_path: Path, warnings: Callable[[], list[str]]) -> None:
    with LocalWeb({}) as web:
        pass

    async def work(watcher: Watcher) -> None:
        assert await look(watcher) == ()

    watch(web, tmp_path, ("nowhere",), work)
    assert "robots.txt cannot be read" in warnings()[0]


def test_loopback_is_not_asked_where_the_settings_do_not_allow_it(tmp_path: Path) -> None:
    with LocalWeb({"fine": {"/feed.xml": FEED}}) as web:

        async def run() -> tuple[str, ...]:
            settings = make_settings(tmp_path).model_copy(update={"allow_loopback": False})
            async with Watcher([make_feed(web, "fine")], settings, Asker(settings)) as watcher:
                return await look(watcher)

        assert asyncio.run(run()) == ()
        assert web.asked == []


def test_robots_txt_is_read_again_in_time_and_what_it_forbids_then_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warnings: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(rules, "SECONDS_TO_KEEP", 0.0)
    site: dict[str, Route] = {"/robots.txt": first_then(Reply(b"", 404), Reply(b"User-agent: *\nDisallow: /"))}

    async def work(watcher: Watcher) -> None:
        assert await look(watcher) == ("strict",)
        assert await look(watcher) == ()

    with LocalWeb({"strict": {**site, "/feed.xml": FEED}}) as web:
        watch(web, tmp_path, ("strict",), work)
        assert web.asked_of("strict") == ["/robots.txt", "/feed.xml", "/robots.txt"]
    assert warnings()[0].endswith("robots.txt forbids it")


def test_the_crawl_delay_is_kept_between_all_requests_to_a_host(tmp_path: Path) -> None:
    site: dict[str, Route] = {"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 1")}
    site |= {f"/{n}.xml": FEED for n in range(3)}

    async def run(web: LocalWeb) -> None:
        spiders = [make_feed(web, "strict", "/0.xml", "/1.xml"), make_feed(web, "strict", "/2.xml")]
        spiders[1].publisher = spiders[1].publisher.model_copy(update={"name": "sister"})
        async with make_watcher(tmp_path, *spiders) as watcher:
            assert await look(watcher) == ("sister", "strict")

    with LocalWeb({"strict": site}) as web:
        asyncio.run(run(web))
        times = [request.at for request in web.asked]
        assert web.asked_of("strict").count("/robots.txt") == 1
    assert all(later - before >= 0.7 for before, later in pairwise(times[1:]))


def test_cookies_are_never_sent_back(tmp_path: Path) -> None:
    cookie = Reply(FEED.body, headers={"Set-Cookie": "seen=1; Path=/", "ETag": '"1"'})

    async def work(watcher: Watcher) -> None:
        await look(watcher)
        await look(watcher)

    with LocalWeb({"fine": {"/feed.xml": cookie}}) as web:
        watch(web, tmp_path, ("fine",), work)
        assert [request.cookie for request in web.asked] == [None] * 3
        assert [request.condition for request in web.asked if request.path == "/feed.xml"] == [None, '"1"']


@pytest.mark.parametrize("compressed", [False, True])
def test_a_body_may_be_as_large_as_the_bound_and_no_larger(compressed: bool) -> None:
    body = bytes(range(200))

    async def send() -> AsyncIterator[bytes]:
        yield gzip.compress(body) if compressed else body

    async def read(largest: int) -> bytes:
        headers = {"Content-Encoding": "gzip"} if compressed else {}
        return await read_body(httpx.Response(200, headers=headers, content=send()), largest)

    largest = max(len(body), len(gzip.compress(body)) if compressed else 0)
    assert asyncio.run(read(largest)) == body
    with pytest.raises(NoAnswerError, match="its body is over"):
        asyncio.run(read(len(body) - 1))
