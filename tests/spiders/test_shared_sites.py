"""Publishers on one site: what it asks of a crawler holds for all of their crawls together."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.run import crawl_publishers, find_apart, list_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page

DELAY = 0.4
ROBOTS = f"User-agent: *\nCrawl-delay: {DELAY}\n".encode()
HOSTS = ("a.example", "news.a.example", "b.example", "c.example")


def on(*domains: str) -> Publisher:
    return Publisher(name=domains[0].replace(".", "-"), title="", kind="coverage", category="news", domains=domains)


@pytest.mark.parametrize(
    ("waiting", "busy", "chosen"),
    [
        (["a.example"], [], "a.example"),
        (["a.example"], ["a.example"], None),
        (["a.example"], ["news.a.example"], None),
        (["news.a.example"], ["a.example"], None),
        (["a.example", "b.example"], ["a.example"], "b.example"),
        (["ba.example"], ["a.example"], "ba.example"),
        ([], ["a.example"], None),
    ],
    ids=["nobody", "same", "below", "above", "next one", "only alike", "none left"],
)
def test_the_first_on_a_site_of_its_own_is_chosen(waiting: list[str], busy: list[str], chosen: str | None) -> None:
    found = find_apart([on(name) for name in waiting], [on(name) for name in busy])
    assert (found.domains[0] if found else None) == chosen


@limits(max_examples=60)
@given(st.lists(st.sets(st.sampled_from(HOSTS), min_size=1).map(sorted), max_size=5))
def test_whoever_waits_gets_a_turn_when_nobody_is_crawled(sites: list[list[str]]) -> None:
    waiting = [on(*domains) for domains in sites]
    assert find_apart(waiting, []) == (waiting[0] if waiting else None)
    for publisher in waiting:
        assert find_apart([publisher], [publisher]) is None


def test_the_departments_and_the_houses_are_never_crawled_at_once() -> None:
    known = {publisher.name: publisher for publisher in list_publishers(Settings())}
    for one, other in (("home-office", "gov-uk"), ("hansard-commons", "hansard-lords"), ("dcms", "dsit")):
        assert find_apart([known[one]], [known[other]]) is None
    assert find_apart([known["bbc-news"]], [known["gov-uk"]]) is known["bbc-news"]


def test_the_crawl_delay_is_kept_between_two_publishers_of_a_site(tmp_path: Path) -> None:
    site: dict[str, Route] = {"/robots.txt": Reply(ROBOTS), "/one.xml": feed(["/1"]), "/two.xml": feed(["/2"])}
    pages: dict[str, Route] = {path: page(f"Page {path}.") for path in ("/1", "/2")}
    with LocalWeb({"pair": site | pages}) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        results = list(crawl_publishers(["pair-one", "pair-two"], make_settings(tmp_path)))
    assert [result.reason for result in results] == [None, None]
    assert len(web.asked) == 6
    # On a busy machine one request may take longer to arrive than the next.
    assert all(later.at - earlier.at >= DELAY / 2 for earlier, later in pairwise(web.asked))
