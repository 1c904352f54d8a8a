"""robots.txt files that are hard to get: those that cannot be read forbid all, and are told."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from spiders.tally import Tally, judge
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.making import GAZETTE
from tests.spiders.sites.many_hosts import HOSTS

RULES = Reply(b"User-agent: *\nDisallow: /shut\n")
WORDS = page("This account has been suspended.")


def busy_once(before: int) -> Reply:
    return RULES if before else Reply(b"", 429, {"Retry-After": "0"})


ROBOTS: dict[str, dict[str, Route]] = {
    "moved": {"/robots.txt": Reply(b"", 301, {"Location": "/rules.txt"}), "/rules.txt": RULES},
    "busy": {"/robots.txt": Reply(b"", 429, {"Retry-After": "3600"})},
    "busy-once": {"/robots.txt": busy_once},
    "busy-ever": {"/robots.txt": Reply(b"", 429, {"Retry-After": "0"})},
    "huge": {"/robots.txt": Reply(b"# \n" * 3_500_000)},
    "outside": {"/robots.txt": Reply(b"", 302, {"Location": "http://10.0.0.1/robots.txt"})},
    "circle": {"/robots.txt": Reply(b"", 302, {"Location": "/robots.txt"})},
    "words": {"/robots.txt": WORDS},
    "refused": {"/robots.txt": Reply(b"", 403)},
    "silent": {"/robots.txt": Reply(b"", 204)},
}


class Asked(NamedTuple):
    web: LocalWeb
    tally: Tally

    def paths(self, host: str) -> list[str]:
        """What a host was asked for besides its rules."""
        return [path for path in self.web.asked_of(f"{host}.many") if path not in ("/robots.txt", "/rules.txt")]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    pages: dict[str, Route] = {"/feed.xml": feed(["/open", "/shut"]), "/open": page("Open."), "/shut": page("Shut.")}
    sites = {f"{host}.many": pages | ROBOTS[host] for host in HOSTS}
    with LocalWeb(sites) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        yield Asked(web, crawl_once("many-hosts", make_settings(tmp_path_factory.mktemp("many"))))


@pytest.mark.parametrize("host", ["moved", "busy-once"])
def test_rules_that_come_in_the_end_hold(asked: Asked, host: str) -> None:
    assert asked.paths(host) == ["/feed.xml", "/open"]


@pytest.mark.parametrize("host", ["words", "refused", "silent"])
def test_where_there_are_no_rules_all_is_allowed(asked: Asked, host: str) -> None:
    assert asked.paths(host) == ["/feed.xml", "/open", "/shut"]


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("busy", "asked to be left alone for 3600 s"),
        ("busy-ever", "HTTP 429"),
        ("huge", "its body is too large"),
        ("outside", "10.0.0.1 is outside"),
        ("circle", "redirects more than 5 times"),
    ],
)
def test_where_they_cannot_be_read_nothing_is_asked_and_it_is_told(asked: Asked, host: str, reason: str) -> None:
    assert asked.paths(host) == []
    [said] = [line for line in asked.tally.robots_failures if f"//{host}.many" in line]
    assert reason in said
    assert [line for line in asked.tally.failed_lists if f"//{host}.many" in line and "cannot be read" in line] != []


def test_every_list_is_counted_and_what_is_forbidden_apart_from_what_nobody_could_say(asked: Asked) -> None:
    assert asked.tally.lists == len(HOSTS)
    assert (asked.tally.disallowed, asked.tally.robots_unreadable) == (2, 5)
    assert asked.tally.fresh == 2 + 3 * 2


def test_the_publisher_is_unhealthy_by_the_first_list_that_failed(asked: Asked) -> None:
    assert f"5 of {len(HOSTS)} lists failed" in (judge(GAZETTE, asked.tally) or "")
