"""The trigger that follows the official publishers, run as the triggerer runs it: in an asyncio loop, for ever."""

import asyncio
import contextlib
import json
import logging
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from airflow.serialization.decoders import smart_decode_trigger_kwargs
from airflow.serialization.encoders import encode_trigger
from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from clausewatch.demo.server import DemoWeb
from clausewatch.steps import watch
from dags.triggers import official
from dags.triggers.official import OfficialFeedTrigger
from spiders.watching.watcher import Watcher
from tests.spiders.watching.watching import DEMO, serve_demo

OFFICIAL = [
    "gov-albion",
    "official-report",
    "online-standards-authority",
    "open-lines",
    "pigeonpost",
    "safe-childhood-trust",
]
SECONDS = 60
"""How long something may take that is certain to come."""


class Run:
    """A trigger under way, and the publishers that its events named."""

    def __init__(self, trigger: OfficialFeedTrigger) -> None:
        self.trigger = trigger
        self.events: list[list[str]] = []
        self._task = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        try:
            async for event in self.trigger.run():
                assert set(event.payload) == {"publishers"}
                self.events.append(event.payload["publishers"])
        finally:
            await self.trigger.cleanup()

    @property
    def named(self) -> list[str]:
        """All publishers named so far, as often as they were."""
        return sorted(name for event in self.events for name in event)

    async def wait_for(self, named: list[str]) -> None:
        """Until these are named, each as often as it stands there."""
        async with asyncio.timeout(SECONDS):
            while self.named != sorted(named):
                assert not self._task.done(), self._task
                assert len(self.named) <= len(named), self.events
                await asyncio.sleep(0.02)

    async def end(self) -> None:
        """As the triggerer ends a trigger."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


@contextlib.asynccontextmanager
async def running(**arguments: Any) -> AsyncIterator[Run]:
    run = Run(OfficialFeedTrigger(**arguments))
    try:
        yield run
    finally:
        await run.end()


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoWeb]:
    """The fictional web, with the settings of the trigger in the environment and nothing in the data folder."""
    monkeypatch.setenv("CLAUSEWATCH_DATA", str(tmp_path))
    monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", DEMO)
    monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "1")
    monkeypatch.setattr(watch, "tell_news", partial(watch.tell_news, settle=0.2))
    with serve_demo(tmp_path) as (served, _):
        yield served


async def wait_for_rounds(web: DemoWeb, number: int) -> None:
    """Until the feed of one publisher has been asked for so many times more."""
    before = len(web.requests_to("openlines"))
    async with asyncio.timeout(SECONDS):
        while len(web.requests_to("openlines")) < before + number:
            await asyncio.sleep(0.02)


def test_the_triggerer_makes_the_same_trigger_from_what_is_stored() -> None:
    for arguments in ({}, {"interval": 2.0}, {"publishers": ["dsit", "ofcom"], "interval": 60}):
        trigger = OfficialFeedTrigger(**arguments)
        path, stored = trigger.serialize()
        assert json.loads(json.dumps(stored)) == stored
        encoded = encode_trigger(trigger)["kwargs"]
        decoded = {name: smart_decode_trigger_kwargs(value) for name, value in encoded.items()}  # type: ignore[no-untyped-call]
        again = resolve_name(path)(**decoded)
        assert isinstance(again, OfficialFeedTrigger)
        assert again.serialize() == (path, stored)
        assert BaseEventTrigger.hash(path, stored) == BaseEventTrigger.hash(*again.serialize())


def test_other_arguments_are_another_trigger_and_names_may_be_any_sequence() -> None:
    hashes = {
        BaseEventTrigger.hash(*OfficialFeedTrigger(**arguments).serialize())
        for arguments in ({}, {"interval": 2}, {"publishers": ("dsit",)}, {"publishers": ("ofcom",)})
    }
    assert len(hashes) == 4
    assert OfficialFeedTrigger(publishers=("dsit",)).serialize() == OfficialFeedTrigger(publishers=["dsit"]).serialize()


def test_nothing_is_refused_when_it_is_made_as_that_would_end_the_triggerer() -> None:
    assert OfficialFeedTrigger(interval=-1).serialize()[1]["interval"] == -1


def test_a_dag_that_names_it_imports_nothing_heavy() -> None:
    # Twisted is there in any case: the logging of Airflow imports it.
    heavy = ("scrapy", "spacy", "sklearn", "trafilatura", "spiders")
    code = f"import sys, dags.triggers.official; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_through_the_two_days_each_publisher_is_told_when_it_published(web: DemoWeb, tmp_path: Path) -> None:
    async def story() -> tuple[list[list[str]], Counter[str]]:
        async with running(interval=1) as run:
            await run.wait_for(OFFICIAL)
            await wait_for_rounds(web, 2)
            first = list(run.events)
            web.day = 2
            async with asyncio.timeout(SECONDS):
                while {name for event in run.events[len(first) :] for name in event} != set(OFFICIAL):
                    await asyncio.sleep(0.02)
            # What is told later would be seen now.
            await wait_for_rounds(web, 2)
            return first, Counter(name for event in run.events[len(first) :] for name in event)

    first, second = asyncio.run(story())
    assert sorted(name for event in first for name in event) == OFFICIAL
    # Day two may begin between the looks at the two lists of one of them.
    assert second.pop("official-report") in {1, 2}
    assert set(second.values()) == {1}
    assert len(list((tmp_path / "watching").iterdir())) == len(OFFICIAL)


def test_after_a_restart_nothing_is_missed_and_nothing_told_twice(web: DemoWeb) -> None:
    async def story() -> None:
        async with running(interval=1) as run:
            await run.wait_for(OFFICIAL)
            # So that it has been acknowledged.
            await wait_for_rounds(web, 2)
        web.day = 2
        async with running(interval=1, publishers=["gov-albion", "open-lines"]) as again:
            await again.wait_for(["gov-albion", "open-lines"])
            await wait_for_rounds(web, 2)
        async with running(interval=1) as third:
            await third.wait_for([name for name in OFFICIAL if name not in {"gov-albion", "open-lines"}])

    asyncio.run(story())


def test_what_airflow_had_no_time_to_store_is_told_again(web: DemoWeb) -> None:
    async def first_event() -> TriggerEvent:
        trigger = OfficialFeedTrigger(interval=1, publishers=["gov-albion"])
        events = trigger.run()
        event = await anext(aiter(events))
        await trigger.cleanup()
        return event

    assert asyncio.run(first_event()).payload == asyncio.run(first_event()).payload == {"publishers": ["gov-albion"]}
    assert web.requests


def test_wrong_settings_are_told_once_and_when_they_are_right_it_goes_on(
    web: DemoWeb, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(official, "FIRST_REST", 0.05)
    monkeypatch.setattr(official, "LONGEST_REST", 0.1)
    monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", "no_such_package")
    tried: list[object] = []
    open_watcher = official._open_watcher

    def count_and_open(names: Any) -> Watcher:
        tried.append(names)
        return open_watcher(names)

    monkeypatch.setattr(official, "_open_watcher", count_and_open)

    async def story() -> None:
        async with running(interval=1) as run:
            async with asyncio.timeout(SECONDS):
                while len(tried) < 3:
                    await asyncio.sleep(0.02)
            monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", DEMO)
            await run.wait_for(OFFICIAL)

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())
    told = [record for record in caplog.records if record.name == official.__name__]
    assert [record.getMessage() for record in told] == ["The official publishers cannot be watched for now"]
    assert "no_such_package cannot be read" in caplog.text
    assert web.requests


def test_whatever_fails_in_the_watch_it_begins_anew(web: DemoWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official, "FIRST_REST", 0.05)
    watched, failures = Watcher.watch, iter([ZeroDivisionError("a fault"), OSError("another")])

    def fail_twice(watcher: Watcher, interval: float) -> Any:
        if error := next(failures, None):
            raise error
        return watched(watcher, interval)

    monkeypatch.setattr(Watcher, "watch", fail_twice)

    async def story() -> None:
        async with running(interval=1) as run:
            await run.wait_for(OFFICIAL)

    asyncio.run(story())
    assert web.requests


def test_settings_and_spiders_are_read_beside_the_event_loop(web: DemoWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    open_watcher = official._open_watcher

    def note_and_open(names: Any) -> Watcher:
        threads.append(threading.current_thread().name)
        return open_watcher(names)

    monkeypatch.setattr(official, "_open_watcher", note_and_open)

    async def story() -> set[str]:
        async with running(interval=1) as run:
            await run.wait_for(OFFICIAL)
        return {task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()}

    assert asyncio.run(story()) == set()
    assert threads
    assert threading.main_thread().name not in threads
    assert web.requests


def test_it_ends_when_it_is_cancelled_before_it_has_begun(web: DemoWeb) -> None:
    async def story() -> None:
        async with running(interval=1):
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(story(), SECONDS))
    assert web.requests_to("elsewhere") == ()
