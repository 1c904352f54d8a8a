"""A site seen twice: what is asked conditionally, and what became of its lists in between."""

import shutil
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from clausewatch.ledger.fetches import Fetch
from clausewatch.settings import Settings
from spiders.tally import Tally
from tests.spiders.conftest import crawl_once, environment, find_fetch, make_settings
from tests.spiders.local_web import Asked, LocalWeb, Reply, Route, feed, page
from tests.spiders.sites import CHANGING

ROBOTS = b"User-agent: *\nDisallow: /closed.xml\n"
SUSPENDED = page("This account has been suspended. Contact your hosting provider.")


def by_visit(first: Reply, second: Reply) -> Route:
    """One answer on the first visit and another one later."""
    return lambda before: second if before else first


def tagged(reply: Reply, tag: str) -> Reply:
    """An answer with an entity tag."""
    return Reply(reply.body, reply.status, reply.headers | {"ETag": tag})


def torn_once(before: int) -> Reply:
    """A busy server whose page of excuses is torn, and who is well the next time."""
    torn = {"Retry-After": "0", "Content-Encoding": "gzip"}
    return page("Well again.") if before else Reply(b"\x1f\x8bnot gzip", 503, torn)


def make_site() -> dict[str, Route]:
    unchanged = Reply(b"", 304)
    return {
        "/robots.txt": by_visit(tagged(Reply(ROBOTS), '"r1"'), unchanged),
        "/steady.xml": by_visit(tagged(feed(["/a", "/b"]), '"\u00e9t\u00e9"'), unchanged),
        "/suspended.xml": by_visit(tagged(feed(["/c"]), '"s1"'), SUSPENDED),
        "/gone.xml": by_visit(feed(["/d"]), Reply(b"", 410)),
        "/stubborn.xml": unchanged,
        "/round.xml": Reply(b"", 302, {"Location": "/round.xml"}),
        "/closed.xml": feed(["/never"]),
        "/a": by_visit(tagged(page("A."), '"a1"'), unchanged),
        "/b": torn_once,
        "/c": by_visit(page("C."), page("C, edited.")),
        "/d": page("D."),
    }


class Visits(NamedTuple):
    """Two crawls of one site, and a third after the archive's files were lost."""

    settings: Settings
    port: int
    tallies: list[Tally]
    asked: list[list[Asked]]

    def fetch(self, path: str) -> Fetch | None:
        return find_fetch(self.settings, f"http://changing.localhost:{self.port}{path}")

    def failed(self, visit: int, path: str) -> str:
        """Why a list failed on a visit, empty where it did not."""
        return "".join(line for line in self.tallies[visit].failed_lists if f"{path}:" in line)


def lose_archive(settings: Settings) -> None:
    """As if the disk with the archive had been replaced."""
    shutil.rmtree(settings.data / "archive")


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    settings = make_settings(tmp_path_factory.mktemp("changing"))
    tallies, asked = [], []
    with LocalWeb({"changing": make_site()}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        for visit in range(3):
            if visit == 2:
                lose_archive(settings)
                web.sites["changing"] |= {"/robots.txt": conditional(web, Reply(ROBOTS))}
                web.sites["changing"] |= {"/steady.xml": conditional(web, feed(["/a", "/b"]))}
            before = len(web.asked)
            tallies.append(crawl_once("changing", settings))
            asked.append(web.asked[before:])
        yield Visits(settings, web.port, tallies, asked)


def conditional(web: LocalWeb, whole: Reply) -> Route:
    """An answer that is 304 only to those who ask conditionally, as it should be."""
    return lambda _: Reply(b"", 304) if web.asked[-1].condition else whole


def test_an_entity_tag_goes_back_byte_for_byte(visits: Visits) -> None:
    conditions = {request.path: request.condition for request in visits.asked[1]}
    assert conditions["/steady.xml"] == '"\u00e9t\u00e9"'
    assert conditions["/a"] == '"a1"'
    assert conditions["/d"] is None


def test_robots_txt_that_did_not_change_still_holds(visits: Visits) -> None:
    assert next(request.condition for request in visits.asked[1] if request.path == "/robots.txt") == '"r1"'
    assert [request.path for asked in visits.asked[:2] for request in asked if request.path == "/closed.xml"] == []


def test_the_pages_of_an_unchanged_list_are_asked_again(visits: Visits) -> None:
    assert {"/a", "/b"} <= {request.path for request in visits.asked[1]}
    assert visits.failed(1, "/steady.xml") == ""


def test_a_forbidden_list_is_told_though_other_lists_are_fine(visits: Visits) -> None:
    assert "robots.txt forbids it" in visits.failed(0, "/closed.xml")
    assert visits.tallies[0].disallowed == 1


def test_a_page_of_words_in_the_place_of_a_feed_is_told_and_its_old_pages_are_still_watched(visits: Visits) -> None:
    assert visits.failed(0, "/suspended.xml") == ""
    assert "it is no feed: its root is <html>" in visits.failed(1, "/suspended.xml")
    assert "/c" in [request.path for request in visits.asked[1]]


def test_a_feed_that_is_gone_is_told_and_its_old_pages_are_still_watched(visits: Visits) -> None:
    assert "HTTP 410" in visits.failed(1, "/gone.xml")
    assert "/d" in [request.path for request in visits.asked[1]]


def test_not_modified_from_the_start_is_a_failure(visits: Visits) -> None:
    assert [bool(visits.failed(visit, "/stubborn.xml")) for visit in range(3)] == [True] * 3
    assert visits.tallies[0].spider_errors == 0


def test_a_list_that_leads_round_in_a_circle_is_told(visits: Visits) -> None:
    assert "redirects more than 5 times" in visits.failed(0, "/round.xml")


def test_what_was_wrong_with_one_answer_is_not_held_against_the_next(visits: Visits) -> None:
    found = visits.fetch("/b")
    assert found is not None
    assert found.outcome != "failed"
    assert [line for line in visits.tallies[0].failures if "/b:" in line] == []
    assert [request.path for request in visits.asked[0]].count("/b") == 2


def test_every_list_is_counted_once(visits: Visits) -> None:
    assert [tally.lists for tally in visits.tallies] == [len(CHANGING)] * 3


def test_an_edit_is_fresh_and_the_rest_unchanged(visits: Visits) -> None:
    assert (visits.tallies[0].fresh, visits.tallies[0].unchanged) == (4, 0)
    assert (visits.tallies[1].fresh, visits.tallies[1].unchanged) == (1, 3)


def test_rules_that_the_archive_lost_are_asked_for_anew(visits: Visits) -> None:
    assert [request.condition for request in visits.asked[2] if request.path == "/robots.txt"] == ['"r1"', None]
    assert "robots.txt forbids it" in visits.failed(2, "/closed.xml")


def test_a_list_that_the_archive_lost_is_asked_for_anew(visits: Visits) -> None:
    conditions = [request.condition for request in visits.asked[2] if request.path == "/steady.xml"]
    assert conditions == ['"\u00e9t\u00e9"', None]
    assert visits.failed(2, "/steady.xml") == ""
    found = visits.fetch("/steady.xml")
    assert found is not None
    assert found.address is not None
    assert (visits.settings.data / "archive" / found.address.file).exists()
