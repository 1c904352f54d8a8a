"""Lists of an archive by date that go on on further pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider
from spiders.run import crawl_publishers
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route, feed, page
from tests.spiders.making import answer, make_spider, tally_of, urls

DAY = "https://gazette.example/2025/03/04"


def make_archive(more: str = "?p={page}", **facts: Any) -> DatedArchive:
    address = "https://gazette.example/{year}/{month}/{day}"
    pages = r"/\w+/{year}/{month}/{day}/.+"
    return DatedArchive.model_validate({"address": address, "holds": "list", "pages": pages, "more": more, **facts})


def follow(archive: DatedArchive, body: str, number: int = 1) -> list[str]:
    """What a page of the list leads to."""
    kind: type[FeedSpider] = type("Gazette", (FeedSpider,), {"archives": (archive,)})
    spider = make_spider(kind, since="2025-03-04", until="2025-03-04")
    [request] = spider.ask_archives()
    found = list(spider.parse_archive(answer(body, request.url), **{**request.cb_kwargs, "number": number}))
    assert tally_of(spider).failed_lists == []
    return urls(found)


@pytest.mark.parametrize(
    ("more", "href", "address"),
    [
        ("?p={page}", "?p=2", f"{DAY}?p=2"),
        ("?p={page}", "/2025/03/04?p=2#list", f"{DAY}?p=2"),
        ("?sort=new&page={page}", f"{DAY}?sort=new&page=2", f"{DAY}?sort=new&page=2"),
        ("/page/{page}/", "/2025/03/04/page/2/", f"{DAY}/page/2/"),
    ],
)
def test_the_next_page_is_asked_for_where_the_list_links_to_it(more: str, href: str, address: str) -> None:
    body = f"<a href='/law/2025/03/04/a'>x</a><a href='/law/2025/03/03/b'>x</a><nav><a href='{href}'>2</a></nav>"
    assert follow(make_archive(more), body) == ["https://gazette.example/law/2025/03/04/a", address]
    assert follow(make_archive(""), body) == ["https://gazette.example/law/2025/03/04/a"]


@pytest.mark.parametrize("href", ["?p=1", "?p=3", "/2025/03/05?p=2", "https://other.example/2025/03/04?p=2", "?q=2"])
def test_another_link_is_no_next_page(href: str) -> None:
    assert follow(make_archive(), f"<a href='{href}'>2</a>") == []


def test_no_more_pages_are_asked_for_than_are_allowed() -> None:
    body = "".join(f"<a href='?p={number}'>x</a>" for number in range(1, 9))
    assert [follow(make_archive(most_pages=3), body, number) for number in (1, 2, 3)] == [
        [f"{DAY}?p=2"],
        [f"{DAY}?p=3"],
        [],
    ]


@pytest.mark.parametrize(
    "facts", [{"more": "?p=2"}, {"more": "p={page}"}, {"holds": "feed"}, {"most_pages": 0}, {"most_pages": 101}]
)
def test_what_is_no_way_to_go_on_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_archive(**{"more": "?p={page}", **facts})


PAGES = 5


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    """A day of five pages, the fourth of which is missing; each links to the first ones and to its neighbours."""
    routes: dict[str, Route] = {"/feed.xml": feed([])}
    for number in range(1, PAGES + 1):
        links = "".join(f"<a href='?p={other}'>{other}</a>" for other in range(1, number + 2))
        story = f"/2025/03/04/story-{number}"
        routes[f"/2025/03/04?p={number}" if number > 1 else "/2025/03/04"] = page(f"<a href='{story}'>x</a>{links}")
        routes[story] = page(f"Story {number}.")
    routes["/2025/03/04?p=4"] = Reply(b"", 404)
    with LocalWeb({"archive": routes}) as served, environment("CLAUSEWATCH_TEST_PORT", served.port):
        yield served


def test_a_day_whose_archive_is_not_there_is_no_failure(web: LocalWeb, tmp_path: Path) -> None:
    web.sites["archive"]["/2025/03/04"] = page("<a href='/2025/03/04/story-1'>x</a>")
    web.sites["archive"]["/2025/03/05"] = Reply(b"", 410)
    settings = make_settings(tmp_path)
    [result] = crawl_publishers(["archive"], settings, date(2025, 3, 3), date(2025, 3, 6))
    assert (result.fresh, result.failed, result.reason) == (1, 0, None)
    web.sites["archive"]["/2025/03/06"] = Reply(b"", 500)
    [result] = crawl_publishers(["archive"], settings, date(2025, 3, 3), date(2025, 3, 6))
    assert (result.reason or "").startswith("1 of 4 lists failed: ")


def test_archives_of_which_none_is_there_have_another_address(web: LocalWeb, tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    [result] = crawl_publishers(["archive"], settings, date(2025, 2, 1), date(2025, 2, 7))
    assert result.healthy, "a week may be quiet"
    [result] = crawl_publishers(["archive"], settings, date(2025, 2, 1), date(2025, 2, 9))
    assert result.reason == "none of 9 archives by date is there: has their address changed?"
    assert web.asked_of("archive")


def test_a_crawl_reads_a_day_page_by_page_until_one_is_missing(web: LocalWeb, tmp_path: Path) -> None:
    day = date(2025, 3, 4)
    [result] = crawl_publishers(["archive"], make_settings(tmp_path), day, day)
    asked = [path for path in web.asked_of("archive") if path.startswith("/2025")]
    lists = ["/2025/03/04", *(f"/2025/03/04?p={number}" for number in (2, 3, 4))]
    assert sorted(asked) == sorted([*lists, *(f"/2025/03/04/story-{number}" for number in (1, 2, 3))])
    assert result.fresh == 3
