"""Who is watched, when news counts as brought to safety, and the watch beside a crawl."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from time import monotonic

import pytest

from clausewatch.errors import SettingsError
from clausewatch.settings import Settings
from clausewatch.steps.watch import Watch, choose_watched, tell_news
from spiders.bases.feed import FeedSpider
from spiders.watching.seen import SeenFolder
from spiders.watching.watcher import News, Watcher
from tests.spiders.conftest import make_settings
from tests.spiders.local_web import LocalWeb, Reply, feed
from tests.spiders.watching.watching import make_feed, make_watcher

SHIPPED = Settings()


def names_of(*names: str) -> tuple[str, ...]:
    return tuple(spider.publisher.name for spider in choose_watched(SHIPPED, names))


def test_all_enabled_official_publishers_are_watched() -> None:
    chosen = choose_watched(SHIPPED)
    assert {spider.publisher.kind for spider in chosen} == {"official"}
    assert all(spider.publisher.enabled for spider in chosen)
    assert {"dsit", "hansard-lords", "ofcom", "signal"} <= set(names_of())


def test_those_named_are_watched_once_each_whatever_their_kind() -> None:
    assert names_of("ofcom", "bbc-news", "ofcom") == ("ofcom", "bbc-news")


def test_a_name_that_nobody_has_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="no publisher 'gazette'"):
        names_of("gazette")


@pytest.mark.parametrize("spider", choose_watched(SHIPPED), ids=lambda spider: spider.publisher.name)
def test_each_official_publisher_says_without_a_crawl_what_it_asks_first(spider: type[FeedSpider]) -> None:
    asked = [request.url for request in spider().ask_lists()]
    assert asked
    assert all(url.startswith("https://") for url in asked)


async def _ask_for_more(told: AsyncGenerator[tuple[str, ...], None]) -> None:
    """Come back for more news, of which there is none for now."""
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(told), 1)


def test_news_is_acknowledged_only_when_who_took_it_came_back_and_time_has_passed(tmp_path: Path) -> None:
    folder = SeenFolder(tmp_path)

    async def take(web: LocalWeb, *, settle: float, comes_back: bool) -> tuple[str, ...]:
        async with (
            make_watcher(tmp_path, make_feed(web, "still")) as watcher,
            aclosing(tell_news(watcher, 0.1, settle)) as told,
        ):
            names = await anext(told)
            if comes_back:
                await _ask_for_more(told)
            return names

    with LocalWeb({"still": {"/feed.xml": feed(["/1"])}}) as web:
        assert asyncio.run(take(web, settle=0, comes_back=False)) == ("still",)
        assert folder.read("still") == {}
        assert asyncio.run(take(web, settle=60, comes_back=True)) == ("still",)
        assert folder.read("still") == {}
        assert asyncio.run(take(web, settle=0.05, comes_back=True)) == ("still",)
        assert set(folder.read("still")) == {0}


def make_watch(folder: Path, web: LocalWeb, *names: str, once: bool = False) -> Watch:
    return Watch(make_settings(folder), [make_feed(web, name) for name in names], 0.1, once=once)


def test_one_round_tells_its_news_and_then_that_there_is_no_more(tmp_path: Path) -> None:
    with LocalWeb({"still": {"/feed.xml": feed(["/1"])}}) as web:
        with make_watch(tmp_path, web, "still", "gone", once=True) as watch:
            news = watch.wait()
            assert news is not None
            assert news.publishers == ("still",)
            assert watch.wait() is None
            assert watch.troubled == ("gone",)
            watch.acknowledge(news)
        with make_watch(tmp_path, web, "still", once=True) as again:
            assert again.wait() is None


def test_news_that_comes_during_a_crawl_is_told_together_after_it(tmp_path: Path) -> None:
    two_came = threading.Event()

    def answer(before: int) -> Reply:
        if before > 3:
            two_came.set()
        return feed([f"/{n}" for n in range(min(before, 3) + 1)])

    with LocalWeb({"grows": {"/feed.xml": answer}}) as web, make_watch(tmp_path, web, "grows") as watch:
        assert watch.wait() is not None
        # As long as a crawl: the watch goes on meanwhile.
        assert two_came.wait(20)
        later = watch.wait()
        assert later is not None
        assert later.publishers == ("grows",)
        watch.acknowledge(later)
    assert set(SeenFolder(tmp_path).read("grows")) == {0}


def test_it_ends_at_once_though_a_server_is_slow(tmp_path: Path) -> None:
    with LocalWeb({"slow": {"/feed.xml": Reply(b"x" * 600, drip=0.05)}}) as web:
        begun = monotonic()
        with make_watch(tmp_path, web, "slow"):
            pass
    assert monotonic() - begun < 10
    assert "watch" not in {thread.name for thread in threading.enumerate()}


class BrokenWatcher(Watcher):
    async def watch(self, interval: float) -> AsyncGenerator[News, None]:
        if interval:
            raise RuntimeError("a fault of the watcher")
        yield News((), {})


def test_whoever_waits_is_told_when_the_watch_itself_fails(tmp_path: Path) -> None:
    with LocalWeb({}) as web:
        watch = make_watch(tmp_path, web)
        watch._watcher = BrokenWatcher((), make_settings(tmp_path))
        with watch, pytest.raises(RuntimeError, match="a fault of the watcher"):
            watch.wait()


def test_an_interrupt_ends_the_waiting_though_news_waits_as_well(tmp_path: Path) -> None:
    with LocalWeb({"still": {"/feed.xml": feed(["/1"])}}) as web, make_watch(tmp_path, web, "still") as watch:
        watch._told.put(News(("still",), {}))
        watch.interrupt()
        with pytest.raises(KeyboardInterrupt):
            watch.wait()
