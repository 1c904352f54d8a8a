"""How often one host is asked."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

import pytest

from spiders.watching.answers import RestingError
from spiders.watching.hosts import FIRST_REST, LONGEST_REST, Host, choose_rest


def test_rests_grow_to_a_bound_and_are_never_the_same() -> None:
    for failures in range(1, 30):
        least = min(LONGEST_REST, FIRST_REST * 2 ** (failures - 1))
        assert least <= choose_rest(failures) <= 1.5 * least
    assert len({choose_rest(3) for _ in range(10)}) > 1
    assert choose_rest(10**6) <= 1.5 * LONGEST_REST


async def _ask_three_times(host: Host, delay: float) -> list[float]:
    times: list[float] = []

    async def ask() -> None:
        async with host.take_turn(delay):
            times.append(monotonic())
            await asyncio.sleep(0.01)

    await asyncio.gather(*[ask() for _ in range(3)])
    return times


@pytest.mark.parametrize(("delay", "crawl_delay"), [(0.1, 0.0), (0.0, 0.1), (0.05, 0.1)])
def test_tasks_that_ask_at_once_are_put_one_after_the_other_at_the_longest_distance(
    delay: float, crawl_delay: float
) -> None:
    host = Host("gazette.example")
    host.crawl_delay = crawl_delay
    first, second, third = asyncio.run(_ask_three_times(host, delay))
    assert second - first >= 0.1
    assert third - second >= 0.1


async def _expect_rest(host: Host) -> None:
    with pytest.raises(RestingError, match=r"gazette.example is left alone for \d+ s more"):
        async with host.take_turn(0):
            pass


def test_after_trouble_it_is_left_alone_and_also_those_who_wait_already_go_without() -> None:
    async def run() -> None:
        host = Host("gazette.example")

        async def ask_and_fail() -> None:
            async with host.take_turn(0):
                await asyncio.sleep(0.05)
                host.note_trouble()

        asking: list[Callable[[], Awaitable[None]]] = [ask_and_fail, lambda: _expect_rest(host)]
        await asyncio.gather(*[ask() for ask in asking])
        await _expect_rest(host)

    asyncio.run(run())


def test_a_host_is_left_alone_as_long_as_it_asks_and_not_for_ever() -> None:
    async def run(asked: float) -> int:
        host = Host("gazette.example")
        host.note_trouble(asked)
        return await _read_rest(host)

    assert 7200 <= asyncio.run(run(7200)) <= 7200 * 1.1
    assert asyncio.run(run(float("inf"))) == 86400


def test_after_a_good_answer_rests_begin_short_again() -> None:
    async def run() -> tuple[int, int]:
        host = Host("gazette.example")
        for _ in range(10):
            host.note_trouble()
        long = await _read_rest(host)
        host.note_success()
        host.note_trouble()
        return long, await _read_rest(host)

    long, short = asyncio.run(run())
    assert long >= LONGEST_REST - 1
    assert short <= 1.5 * FIRST_REST + 1


async def _read_rest(host: Host) -> int:
    with pytest.raises(RestingError) as caught:
        async with host.take_turn(0):
            pass
    return int(str(caught.value).split(" for ")[1].split()[0])
