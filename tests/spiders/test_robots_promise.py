"""The promise: over all cases a real crawl asks nothing that robots.txt forbids, and all that it allows."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from w3lib.url import canonicalize_url

from spiders.tally import Tally
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.robots_answers import ANSWERS, RobotsAnswer
from tests.spiders.robots_cases import CASES, RobotsCase
from tests.spiders.robots_rows import make_rows

FILES = (*CASES, *make_rows())
FEWEST = 200


class AnyPage(dict[str, Route]):
    """A site that has every page."""

    def get(self, path: str, default: Route | None = None) -> Route:  # type: ignore[override]
        """The answer to a path."""
        del default
        return self[path] if path in self else page(f"Page {path}.")


class Host(NamedTuple):
    """One case on the web: what may be asked and what not."""

    label: str
    name: str
    routes: dict[str, Route]
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]


def make_host(number: int, case: RobotsCase | RobotsAnswer) -> Host:
    if isinstance(case, RobotsCase):
        routes: dict[str, Route] = {"/robots.txt": Reply(case.content.encode())}
        return Host(f"c{number}", case.name, routes, case.allowed, case.forbidden)
    paths = {"/open": case.open, "/shut": case.shut}
    allowed = tuple(path for path, is_allowed in paths.items() if is_allowed)
    return Host(f"c{number}", case.name, case.routes, allowed, tuple(set(paths) - set(allowed)))


CASES_AND_ANSWERS: list[RobotsCase | RobotsAnswer] = [*FILES, *ANSWERS]
HOSTS = tuple(make_host(number, case) for number, case in enumerate(CASES_AND_ANSWERS))


class Promise(NamedTuple):
    """All hosts after one crawl."""

    web: LocalWeb
    tally: Tally

    def address(self, host: Host, path: str) -> str:
        return f"http://{host.label}.robots.localhost:{self.web.port}{path}"

    def asked(self, host: Host) -> set[str]:
        """Addresses as one way of writing each."""
        paths = self.web.asked_of(f"{host.label}.robots")
        return {canonicalize_url(self.address(host, path)) for path in paths}

    def among(self, host: Host, paths: tuple[str, ...]) -> set[str]:
        """Those of the paths that were asked for."""
        asked = self.asked(host)
        return {path for path in paths if canonicalize_url(self.address(host, path)) in asked}


@pytest.fixture(scope="module")
def promise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Promise]:
    sites = {f"{host.label}.robots": AnyPage({"/robots.txt": Reply(b"", 404)} | host.routes) for host in HOSTS}
    with LocalWeb({**sites}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        pages = [f"http://{host.label}.robots.localhost:{web.port}{path}" for host in HOSTS for path in paths_of(host)]
        web.sites["list.robots"] = {"/feed.xml": feed(map(escape, pages))}
        yield Promise(web, crawl_once("robots-hosts", make_settings(tmp_path_factory.mktemp("robots"))))


def paths_of(host: Host) -> tuple[str, ...]:
    return (*host.forbidden, *host.allowed)


def test_there_are_enough_cases() -> None:
    assert len(HOSTS) >= FEWEST
    assert sum(len(host.forbidden) for host in HOSTS) >= FEWEST
    assert len({host.name for host in HOSTS}) == len(HOSTS)


def test_nothing_forbidden_was_asked(promise: Promise) -> None:
    asked = {host.name: promise.among(host, host.forbidden) for host in HOSTS}
    assert {name: paths for name, paths in asked.items() if paths} == {}


def test_everything_allowed_was_asked(promise: Promise) -> None:
    missed = {host.name: set(host.allowed) - promise.among(host, host.allowed) for host in HOSTS}
    assert {name: paths for name, paths in missed.items() if paths} == {}


def test_robots_txt_came_first_on_every_host(promise: Promise) -> None:
    first = {promise.web.asked_of(f"{host.label}.robots")[0] for host in HOSTS}
    assert first == {"/robots.txt"}


def test_what_was_not_asked_is_counted_as_forbidden_or_as_not_to_be_read(promise: Promise) -> None:
    # Of an answer that is no file either both addresses may be asked or, as nothing can be read, neither.
    unread = [host for host in HOSTS[len(FILES) :] if not host.allowed and "all forbidden" not in host.name]
    written_once = {canonicalize_url(promise.address(host, path)) for host in HOSTS for path in host.forbidden}
    assert promise.tally.robots_unreadable == sum(len(host.forbidden) for host in unread) >= 20
    assert promise.tally.disallowed == len(written_once) - promise.tally.robots_unreadable


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_a_case_holds_on_the_web(promise: Promise, host: Host) -> None:
    assert promise.among(host, host.forbidden) == set()
    assert promise.among(host, host.allowed) == set(host.allowed)
