"""A register on loopback that is well, busy or ill."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from clausewatch.settings import load_settings
from spiders.registers import asking
from spiders.registers.asking import NoRecordError, Register, RegisterClosedError, RegisterError
from spiders.watching.asking import Asker
from tests.spiders.local_web import LocalWeb, Reply, Route

BUSY = Reply(b"Busy", 503, {"Retry-After": "1"})
CLOSED = Reply(b"Closed", 503, {"Retry-After": "9999"})


def serve(**paths: Route) -> LocalWeb:
    return LocalWeb({"register": {f"/{name}": route for name, route in paths.items()}})


def ask(web: LocalWeb, *paths: str, delay: float = 0.0) -> list[Any]:
    """What each path gave in turn: JSON or an error."""

    async def ask_all() -> list[Any]:
        asker = Asker(load_settings(data=Path("unused"), allow_loopback=True, contact="crawler@example.org"))
        register = Register(asker, f"http://register.localhost:{web.port}", delay)
        found: list[Any] = []
        for path in paths:
            try:
                found.append(await register.ask(f"/{path}"))
            except (RegisterError, NoRecordError) as error:
                found.append(error)
        await asker.aclose()
        return found

    return asyncio.run(ask_all())


def test_an_answer_is_read_as_json() -> None:
    with serve(one=Reply(b'{"id": 1}')) as web:
        assert ask(web, "one") == [{"id": 1}]


def test_who_asks_is_said_and_robots_txt_is_read_once_before() -> None:
    with serve(one=Reply(b"1"), two=Reply(b"2")) as web:
        ask(web, "one", "two")
        assert web.asked_of("register") == ["/robots.txt", "/one", "/two"]
        assert {asked.user_agent for asked in web.asked} == {"Clausewatch/0.1 (+crawler@example.org)"}


def test_what_robots_txt_forbids_is_not_asked() -> None:
    rules = Reply(b"User-agent: *\nDisallow: /one")
    with LocalWeb({"register": {"/robots.txt": rules, "/one": Reply(b"1")}}) as web:
        (error,) = ask(web, "one")
        assert "robots.txt forbids it" in str(error)
        assert web.asked_of("register") == ["/robots.txt"]


def test_requests_keep_their_distance() -> None:
    with serve(one=Reply(b"1"), two=Reply(b"2")) as web:
        ask(web, "one", "two", delay=1)
        times = [asked.at for asked in web.asked]
    assert all(later - earlier >= 0.7 for earlier, later in pairwise(times))


def test_the_delay_that_robots_txt_asks_for_is_kept() -> None:
    rules = Reply(b"User-agent: *\nCrawl-delay: 0.4")
    with LocalWeb({"register": {"/robots.txt": rules, "/one": Reply(b"1"), "/two": Reply(b"2")}}) as web:
        ask(web, "one", "two")
        times = [asked.at for asked in web.asked if asked.path != "/robots.txt"]
    assert times[1] - times[0] >= 0.38


def test_a_register_that_asks_for_a_second_gets_it_and_is_asked_again() -> None:
    with serve(one=lambda before: BUSY if before == 0 else Reply(b"1")) as web:
        assert ask(web, "one") == [1]
        times = [asked.at for asked in web.asked if asked.path == "/one"]
    assert times[1] - times[0] >= 1.0


def test_a_register_that_asks_for_more_time_than_there_is_is_left_alone() -> None:
    with serve(one=CLOSED, two=Reply(b"2")) as web:
        first, second = ask(web, "one", "two")
        assert web.asked_of("register") == ["/robots.txt", "/one"]
    assert "register.localhost is left alone for" in str(first)
    assert isinstance(second, RegisterClosedError)


def test_what_is_not_there_says_nothing_of_the_register() -> None:
    with serve(five=Reply(b"5"), gone=Reply(b"", 410)) as web:
        found = ask(web, "one", "gone", "three", "four", "five")
    assert [type(each) for each in found[:4]] == [NoRecordError] * 4
    assert found[4] == 5


def test_a_wrong_request_is_not_repeated() -> None:
    with serve(one=Reply(b"", 400)) as web:
        (error,) = ask(web, "one")
        assert web.asked_of("register").count("/one") == 1
    assert "HTTP 400" in str(error)


@pytest.mark.parametrize(
    "body", [b"<html>Sorry</html>", b"", b"\xff\xfe", b"[" * 200_000], ids=["HTML", "nothing", "bytes", "deep"]
)
def test_what_is_not_json_is_an_error_with_its_address(body: bytes) -> None:
    with serve(one=Reply(body)) as web:
        (error,) = ask(web, "one")
    assert str(error) == "/one: the answer is not JSON"


def test_after_three_failures_in_a_row_a_register_is_not_asked_any_more() -> None:
    with serve(one=Reply(b"", 400), two=Reply(b"2")) as web:
        found = ask(web, "one", "one", "one", "two")
        assert "/two" not in web.asked_of("register")
    assert isinstance(found[3], RegisterClosedError)
    assert str(found[3]).startswith("register.localhost is left alone: ")


def test_a_success_between_failures_keeps_a_register_open() -> None:
    with serve(one=Reply(b"", 400), two=Reply(b"2")) as web:
        assert ask(web, "one", "one", "two", "one", "one", "two")[5] == 2


def test_the_requests_of_one_update_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_REQUESTS", 2)
    with serve(one=Reply(b"1")) as web:
        found = ask(web, "one", "one", "one", "one")
        assert web.asked_of("register").count("/one") == 2
    assert "2 requests are enough for one update" in str(found[2])
    assert isinstance(found[3], RegisterClosedError)


def test_an_answer_elsewhere_is_not_followed() -> None:
    def lead(_: int) -> Reply:
        return Reply(b"", 302, {"Location": "http://other.localhost/secret"})

    moved: Callable[[int], Reply] = lead
    with serve(one=moved) as web:
        (error,) = ask(web, "one")
        assert web.asked_of("register").count("/one") == 1
        assert web.asked_of("other") == []
    assert "other.localhost is outside register.localhost" in str(error)
