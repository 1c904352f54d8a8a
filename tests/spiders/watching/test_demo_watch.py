"""All publishers of the fictional web, watched through its two days."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.demo.server import DemoWeb, RecordedRequest
from clausewatch.settings import Settings
from clausewatch.steps.watch import choose_watched
from spiders.watching.watcher import Watcher
from tests.spiders.watching.watching import look, quieten, serve_demo

OFFICIAL = (
    "gov-albion",
    "official-report",
    "online-standards-authority",
    "open-lines",
    "pigeonpost",
    "safe-childhood-trust",
)


EVERYONE = tuple(sorted((*OFFICIAL, "albion-ledger", "bytewise", "harbour-news", "wold-courier")))
QUIET = {"open-lines": "openlines", "online-standards-authority": "standards", "wold-courier": "courier"}
"""Those that publish nothing on day two, by the host of their site."""


class Round(NamedTuple):
    """What one round told, and what was asked in it."""

    told: tuple[str, ...]
    asked: list[RecordedRequest]


class Story(NamedTuple):
    """Rounds of one watcher through both days."""

    settings: Settings
    first: Round
    unchanged: Round
    day_two: Round
    after: Round


async def _watch(web: DemoWeb, settings: Settings) -> Story:
    async def go_round(watcher: Watcher) -> Round:
        before = len(web.requests)
        return Round(await look(watcher), web.requests[before:])

    async with Watcher(choose_watched(settings, EVERYONE), settings) as watcher:
        first, unchanged = await go_round(watcher), await go_round(watcher)
        web.day = 2
        return Story(settings, first, unchanged, await go_round(watcher), await go_round(watcher))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("watched")
    with serve_demo(folder, quieten(folder, *QUIET.values())) as (web, settings):
        yield asyncio.run(_watch(web, settings))


def test_the_first_look_at_each_publisher_is_news(story: Story) -> None:
    assert story.first.told == EVERYONE


def test_all_official_publishers_are_watched_where_none_is_named(story: Story) -> None:
    assert tuple(spider.publisher.name for spider in choose_watched(story.settings)) == OFFICIAL


def test_what_did_not_change_is_no_news_and_costs_no_body(story: Story) -> None:
    assert story.unchanged.told == ()
    assert {request.status for request in story.unchanged.asked} == {304}
    assert all(request.if_none_match for request in story.unchanged.asked)


def test_robots_txt_is_asked_once_and_not_every_round(story: Story) -> None:
    assert len([request for request in story.first.asked if request.path == "/robots.txt"]) == len(EVERYONE)
    assert [request for request in story.unchanged.asked if request.path == "/robots.txt"] == []


def test_day_two_is_told_once_and_names_those_who_published(story: Story) -> None:
    assert set(story.day_two.told) == set(EVERYONE) - set(QUIET)
    assert story.after.told == ()


def test_the_addresses_are_those_that_a_crawl_would_ask_first(story: Story) -> None:
    asked = {f"{request.host}{request.path}" for request in story.first.asked if request.path != "/robots.txt"}
    with serve_demo(story.settings.data) as (web, settings):
        spiders = choose_watched(settings, EVERYONE)
        first = {request.url for spider in spiders for request in spider().ask_lists()}
    assert asked == {url.removeprefix("http://").replace(f".localhost:{web.port}", "") for url in first}


def test_we_say_who_we_are(story: Story) -> None:
    assert {request.user_agent for request in story.first.asked} == {story.settings.user_agent}


def test_nothing_is_kept_before_it_is_acknowledged(story: Story) -> None:
    assert not (story.settings.data / "watching").exists()


def test_a_restart_tells_what_was_not_acknowledged_and_nothing_twice(tmp_path: Path) -> None:
    async def restart(settings: Settings, *, acknowledge: bool) -> tuple[str, ...]:
        async with Watcher(choose_watched(settings), settings) as watcher:
            news = await watcher.look(20)
            if acknowledge:
                await watcher.acknowledge(news)
            return news.publishers

    with serve_demo(tmp_path) as (web, settings):
        assert asyncio.run(restart(settings, acknowledge=False)) == OFFICIAL
        assert asyncio.run(restart(settings, acknowledge=True)) == OFFICIAL
        before = len(web.requests)
        assert asyncio.run(restart(settings, acknowledge=True)) == ()
        assert {r.status for r in web.requests[before:] if r.path != "/robots.txt"} == {304}
        web.day = 2
        assert asyncio.run(restart(settings, acknowledge=True)) == OFFICIAL
        assert asyncio.run(restart(settings, acknowledge=True)) == ()
