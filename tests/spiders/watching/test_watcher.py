"""Rounds of looks: what is told, when, and to whom it is told again."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import aclosing
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from scrapy import Request

from spiders.bases.feed import FeedSpider
from spiders.watching import hosts, watcher
from spiders.watching.seen import SeenFolder
from spiders.watching.watcher import News, Watcher
from tests.spiders.local_web import LocalWeb, Reply, Route, feed
from tests.spiders.watching.watching import PATIENCE, look, make_feed, make_kind, make_watcher


def growing(*, etag: bool = False, every: int = 1) -> Route:
    """A feed that lists one page more each `every` times it is asked for."""

    def answer(before: int) -> Reply:
        number = before // every
        headers = {"ETag": f'"{before}"'} if etag else {}
        return Reply(feed([f"/{n}" for n in range(number + 1)]).body, headers=headers)

    return answer


async def look_often(rounds: int, watched: Watcher) -> list[tuple[str, ...]]:
    async with watched:
        return [await look(watched) for _ in range(rounds)]


def test_without_validators_what_is_listed_decides(tmp_path: Path) -> None:
    sites: dict[str, dict[str, Route]] = {
        "still": {"/feed.xml": feed(["/1"])},
        "grows": {"/feed.xml": growing(every=2)},
    }
    with LocalWeb(sites) as web:
        watched = make_watcher(tmp_path, make_feed(web, "still"), make_feed(web, "grows"))
        told = asyncio.run(look_often(4, watched))
    assert told == [("grows", "still"), (), ("grows",), ()]


def test_a_new_validator_alone_is_no_news_but_is_kept(tmp_path: Path) -> None:
    async def run(web: LocalWeb) -> None:
        async with make_watcher(tmp_path, make_feed(web, "grows")) as watched:
            await watched.acknowledge(await watched.look(PATIENCE))
            assert await look(watched) == ()
            assert SeenFolder(tmp_path).read("grows")[0].etag == '"1"'
            assert await look(watched) == ("grows",)
            assert SeenFolder(tmp_path).read("grows")[0].etag == '"1"'

    with LocalWeb({"grows": {"/feed.xml": growing(etag=True, every=2)}}) as web:
        asyncio.run(run(web))
        assert [request.condition for request in web.asked if request.path == "/feed.xml"] == [None, '"0"', '"1"']


def test_validators_go_to_the_address_that_gave_them(tmp_path: Path) -> None:
    moved = Reply(b"", 301, {"Location": "/new.xml", "ETag": '"old"'})
    site: dict[str, Route] = {"/feed.xml": moved, "/new.xml": Reply(feed(["/1"]).body, headers={"ETag": '"new"'})}
    with LocalWeb({"moved": site}) as web:
        assert asyncio.run(look_often(2, make_watcher(tmp_path, make_feed(web, "moved")))) == [("moved",), ()]
        asked = [(request.path, request.condition) for request in web.asked if request.path != "/robots.txt"]
    assert asked == [("/feed.xml", None), ("/new.xml", None), ("/feed.xml", None), ("/new.xml", '"new"')]


class DailySpider(FeedSpider):
    """Asks another address each time, as a search does that holds the day."""

    numbers = count()

    def ask_lists(self) -> Iterator[Request]:
        yield Request(f"{self.feeds[0]}?from={next(self.numbers)}")


def test_a_list_whose_address_holds_the_day_is_no_news_each_day(tmp_path: Path) -> None:
    answer = Reply(feed(["/1"]).body, headers={"ETag": '"1"'})
    with LocalWeb({"daily": {f"/feed.xml?from={n}": answer for n in range(3)}}) as web:
        spider = make_kind(DailySpider, "daily", feeds=(f"http://daily.localhost:{web.port}/feed.xml",))
        assert asyncio.run(look_often(3, make_watcher(tmp_path, spider))) == [("daily",), (), ()]
        assert {request.condition for request in web.asked} == {None}


def test_a_publisher_with_one_broken_list_is_watched_by_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hosts, "FIRST_REST", 0.0)
    with LocalWeb({"half": {"/b.xml": growing()}}) as web:
        watched = make_watcher(tmp_path, make_feed(web, "half", "/a.xml", "/b.xml"))
        assert asyncio.run(look_often(3, watched)) == [("half",)] * 3
    assert caplog.text.count("half cannot be watched for now") == 1


class FaultySpider(FeedSpider):
    """Fails after its first list."""

    def ask_lists(self) -> Iterator[Request]:
        yield from super().ask_lists()
        raise RuntimeError("a fault of the spider")


def test_a_spider_that_fails_is_told_once_stops_no_other_and_loses_no_news(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sites: dict[str, dict[str, Route]] = {"fine": {"/feed.xml": growing()}, "faulty": {"/feed.xml": feed(["/1"])}}
    with LocalWeb(sites) as web, caplog.at_level(logging.WARNING):
        faulty = make_kind(FaultySpider, "faulty", feeds=(f"http://faulty.localhost:{web.port}/feed.xml",))
        watched = make_watcher(tmp_path, make_feed(web, "fine"), faulty)
        assert asyncio.run(look_often(3, watched)) == [("faulty", "fine"), ("fine",), ("fine",)]
    assert [record.getMessage() for record in caplog.records] == [
        "faulty cannot be watched: its spider fails with RuntimeError('a fault of the spider')"
    ]
    assert watched.troubled == ("faulty",)


def test_news_that_comes_while_other_news_is_brought_to_safety_is_told_after_a_restart(tmp_path: Path) -> None:
    async def run(web: LocalWeb) -> None:
        async with make_watcher(tmp_path, make_feed(web, "grows")) as watched:
            first = await watched.look(PATIENCE)
            assert await look(watched) == ("grows",)
            await watched.acknowledge(first)
        async with make_watcher(tmp_path, make_feed(web, "grows")) as again:
            assert await look(again) == ("grows",)

    # From the second time on it lists the same, so that only what was not acknowledged can be news.
    later = feed(["/1", "/2"])
    with LocalWeb({"grows": {"/feed.xml": lambda before: later if before else feed(["/1"])}}) as web:
        asyncio.run(run(web))


def test_where_nothing_can_be_kept_the_watch_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "watching").write_text("a file and no folder", encoding="utf-8")

    async def run(web: LocalWeb) -> None:
        async with make_watcher(tmp_path, make_feed(web, "grows")) as watched:
            await watched.acknowledge(await watched.look(PATIENCE))
            assert await look(watched) == ("grows",)

    with LocalWeb({"grows": {"/feed.xml": growing()}}) as web:
        asyncio.run(run(web))
    assert "what was seen cannot be kept" in caplog.text


def test_news_of_several_is_told_at_once_and_a_slow_one_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "SECONDS_TO_JOIN", 0.3)
    slow = Reply(feed(["/1"]).body, drip=0.02)
    sites: dict[str, dict[str, Route]] = {"one": {"/feed.xml": feed(["/1"])}, "two": {"/feed.xml": feed(["/1"])}}

    async def run(web: LocalWeb) -> list[tuple[tuple[str, ...], float]]:
        begun = monotonic()
        async with (
            make_watcher(tmp_path, *[make_feed(web, name) for name in ("one", "slow", "two")]) as watched,
            aclosing(watched.watch(interval=0.7)) as told,
        ):
            return [((await anext(told)).publishers, monotonic() - begun) for _ in range(2)]

    with LocalWeb({**sites, "slow": {"/feed.xml": slow}}) as web:
        (first, at), (second, later) = asyncio.run(run(web))
    assert (first, second) == (("one", "two"), ("slow",))
    assert at < 1.5 < later


def test_rounds_begin_at_their_interval_and_only_news_is_told(tmp_path: Path) -> None:
    async def run(web: LocalWeb) -> list[News]:
        async with (
            make_watcher(tmp_path, make_feed(web, "grows")) as watched,
            aclosing(watched.watch(interval=0.1)) as told,
        ):
            return [await anext(told) for _ in range(3)]

    with LocalWeb({"grows": {"/feed.xml": growing(every=3)}}) as web:
        begun = monotonic()
        assert [news.publishers for news in asyncio.run(run(web))] == [("grows",)] * 3
        times = [request.at for request in web.asked if request.path == "/feed.xml"]
    assert len(times) == 7
    assert times[-1] - begun >= 0.6


def test_closing_it_ends_the_looks_under_way(tmp_path: Path) -> None:
    async def run(web: LocalWeb) -> set[str]:
        watched = make_watcher(tmp_path, make_feed(web, "slow"))
        async with watched:
            assert (await watched.look(0.2)).publishers == ()
        return {task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()}

    with LocalWeb({"slow": {"/feed.xml": Reply(b"x" * 600, drip=0.05)}}) as web:
        begun = monotonic()
        assert asyncio.run(run(web)) == set()
    assert monotonic() - begun < 10


def test_two_watchers_may_share_a_folder(tmp_path: Path) -> None:
    async def run(web: LocalWeb) -> list[tuple[str, ...]]:
        spider = make_feed(web, "still")
        async with make_watcher(tmp_path, spider) as one, make_watcher(tmp_path, spider) as other:
            told = await asyncio.gather(one.look(PATIENCE), other.look(PATIENCE))
            await asyncio.gather(one.acknowledge(told[0]), other.acknowledge(told[1]))
            return [news.publishers for news in told]

    with LocalWeb({"still": {"/feed.xml": feed(["/1"])}}) as web:
        assert asyncio.run(run(web)) == [("still",), ("still",)]
        assert asyncio.run(look_often(1, make_watcher(tmp_path, make_feed(web, "still")))) == [()]
    assert [path.name for path in (tmp_path / "watching").iterdir()] == ["still.json"]
