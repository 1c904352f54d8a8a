"""An AMP page is not asked for any more once it is known which page it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.settings import Settings
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.stores import open_source_stores
from spiders.run import list_publishers
from spiders.spellings import guess_plain
from tests.extract.answers import make_page
from tests.spiders.conftest import crawl_once, environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed

SITE = "https://harbour.example"
GONE = Reply(b"", 410)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        (f"{SITE}/story/amp", f"{SITE}/story"),
        (f"{SITE}/story/amp/", f"{SITE}/story"),
        (f"{SITE}/amp/news/story", f"{SITE}/news/story"),
        (f"{SITE}/google-amp/story", f"{SITE}/story"),
        (f"{SITE}/story.amp", f"{SITE}/story"),
        (f"{SITE}/story.amp.html", f"{SITE}/story.html"),
        (f"{SITE}/story?amp", f"{SITE}/story"),
        (f"{SITE}/story?id=7&amp=1", f"{SITE}/story?id=7"),
        (f"{SITE}/story?outputType=amp&id=7", f"{SITE}/story?id=7"),
        ("https://amp.harbour.example/story", f"{SITE}/story"),
        ("https://www.amp.harbour.example/story", "https://www.harbour.example/story"),
        (f"{SITE}/story", None),
        (f"{SITE}/story/ampere", None),
        (f"{SITE}/stamp", None),
        (f"{SITE}/story?ample=1", None),
        (f"{SITE}/story?outputType=xml", None),
        ("https://amp.example/story", None),
        ("https://[amp", None),
    ],
)
def test_what_looks_like_amp_has_a_plain_address(url: str, plain: str | None) -> None:
    assert guess_plain(url) == plain


def make_story(words: str) -> Reply:
    body = "".join(
        f"<p>{words} was told on the quay in hour {n}, while the rain fell on the town.</p>" for n in range(4)
    )
    return Reply(make_page(body=body).encode(), headers={"Content-Type": "text/html"})


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with LocalWeb({}) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


def asked(web: LocalWeb, settings: Settings) -> list[str]:
    """The pages that a crawl asked for, whose answers are then read."""
    before = len(web.asked)
    crawl_once("quiet", settings)
    with open_source_stores(settings) as stores:
        report = extract_batch(stores, list_publishers(settings))
    assert report.failures == ()
    paths = [request.path for request in web.asked[before:]]
    return sorted(path for path in paths if not path.endswith((".txt", ".json", ".xml")))


@pytest.mark.parametrize("amp", ["/story/amp", "/story?amp=1", "/amp/story"])
@pytest.mark.parametrize("words", ["The ferry", "The short ferry"], ids=["the same words", "other words"])
@pytest.mark.parametrize("is_first", [True, False], ids=["before its page", "after it"])
def test_one_that_showed_a_page_that_is_known_is_not_asked_again(
    web: LocalWeb, settings: Settings, amp: str, words: str, is_first: bool
) -> None:
    paths = [amp, "/story"] if is_first else ["/story", amp]
    web.sites["quiet"] = {"/feed.xml": feed(paths), "/story": make_story("The ferry"), amp: make_story(words)}
    assert asked(web, settings) == sorted(paths)
    assert asked(web, settings) == ["/story"]
    assert asked(web, settings) == ["/story"]


def test_where_a_list_names_it_alone_the_page_is_asked_for_in_its_place(web: LocalWeb, settings: Settings) -> None:
    site: dict[str, Route] = {"/story": make_story("The ferry"), "/story/amp": make_story("The ferry")}
    web.sites["quiet"] = site | {"/feed.xml": feed(site)}
    asked(web, settings)
    web.sites["quiet"] |= {"/feed.xml": feed(["/story/amp"]), "/story": make_story("The late ferry")}
    assert asked(web, settings) == ["/story"]


def test_one_whose_page_was_never_asked_for_is_asked_each_time(web: LocalWeb, settings: Settings) -> None:
    web.sites["quiet"] = {"/feed.xml": feed(["/story/amp"]), "/story/amp": make_story("The ferry")}
    assert [asked(web, settings) for _ in range(2)] == [["/story/amp"]] * 2


def test_one_whose_page_is_gone_is_asked_for(web: LocalWeb, settings: Settings) -> None:
    site: dict[str, Route] = {"/story": make_story("The ferry"), "/story/amp": make_story("The ferry")}
    web.sites["quiet"] = site | {"/feed.xml": feed(site)}
    asked(web, settings)
    web.sites["quiet"]["/story"] = GONE
    assert asked(web, settings) == ["/story"]
    assert "/story/amp" in asked(web, settings)


def test_a_page_of_its_own_that_only_looks_like_amp_is_asked_each_time(web: LocalWeb, settings: Settings) -> None:
    own = f"<link rel='canonical' href='http://quiet.localhost:{web.port}/topics/amp'>"
    about = Reply(make_page(own).encode(), headers={"Content-Type": "text/html"})
    site: dict[str, Route] = {"/topics": make_story("The harbour"), "/topics/amp": about}
    web.sites["quiet"] = site | {"/feed.xml": feed(site)}
    assert [asked(web, settings) for _ in range(3)] == [["/topics", "/topics/amp"]] * 3
