"""How sites name their lists: set-ups that are common and unlike each other, each on the local web."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from clausewatch.errors import SettingsError
from clausewatch.steps import new_publisher
from clausewatch.steps.new_publisher import Made, make_publisher
from clausewatch.steps.sample_pages import NothingFoundError
from tests.spiders.conftest import make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route
from tests.steps.local_publishers import HTML, NOW, article, dated_feed, news_sitemap, robots, sitemap_index

STORIES = tuple(f"/{number}" for number in range(1, 9))
PAGES: dict[str, Route] = {path: article() for path in STORIES}
LONG_AGO = NOW - timedelta(days=900)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second between requests."""
    monkeypatch.setattr(new_publisher, "DELAY", 0.0)


def page(markup: str) -> Reply:
    """A front page."""
    return Reply(f"<html><body>{markup}</body></html>".encode(), headers=HTML)


def link(address: str, more: str = "") -> str:
    """A feed that a page names."""
    return f"<link rel='alternate' type='application/rss+xml' href='{address}' {more}>"


def make(web: LocalWeb, folder: Path, host: str = "gazette", path: str = "/", domains: Sequence[str] = ()) -> Made:
    """The publisher of a site."""
    address = f"http://{host}.localhost:{web.port}{path}"
    return make_publisher(make_settings(folder), address, None, "coverage", folder / "out", domains)


def choose(routes: dict[str, Route], folder: Path, path: str = "/") -> str:
    """The path of the list that is chosen."""
    with LocalWeb({"gazette": PAGES | routes}) as web:
        return make(web, folder, path=path).chosen.url.removeprefix(f"http://gazette.localhost:{web.port}")


@pytest.mark.parametrize(
    ("markup", "feed"),
    [
        ("<a class='feed-icon' href='/media/newsroom-feed.xml'>RSS</a>", "/media/newsroom-feed.xml"),
        ("<link rel='alternate' type='text/xml' href='/latest.xml'>", "/latest.xml"),
        ("<base href='/site/'><link rel='alternate' type='application/atom+xml' href='all'>", "/site/all"),
        (link("/fr.xml", "hreflang='fr'") + link("/en.xml", "hreflang='en'"), "/en.xml"),
    ],
)
def test_a_feed_is_found_however_its_page_names_it(markup: str, feed: str, tmp_path: Path) -> None:
    french: dict[str, Route] = {"/fr.xml": dated_feed(*STORIES)}
    assert choose(french | {"/": page(markup), feed: dated_feed("/1", "/2")}, tmp_path) == feed


@pytest.mark.parametrize("path", ["/blog/", "/blog", "/blog/index.html", "/old"])
def test_a_blog_below_a_site_has_its_feed_below_its_own_address(path: str, tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/old": Reply(status=301, headers={"Location": "/blog/"}),
        **dict.fromkeys(("/blog", "/blog/", "/blog/index.html"), page("Posts")),
        "/blog/feed": dated_feed("/1"),
        "/feed": dated_feed("/2"),
    }
    assert choose(routes, tmp_path, path) == "/blog/feed"


def test_a_feed_that_nobody_keeps_is_worse_than_a_sitemap_that_somebody_keeps(tmp_path: Path) -> None:
    sitemap = Reply(f"<urlset><url><loc>/1</loc><lastmod>{NOW:%Y-%m-%d}</lastmod></url></urlset>".encode())
    old: dict[str, Route] = {"/": page(link("/old.xml")), "/old.xml": dated_feed(*STORIES, at=LONG_AGO)}
    assert choose(old | {"/sitemap.xml": sitemap}, tmp_path / "a") == "/sitemap.xml"
    assert choose(old, tmp_path / "b") == "/old.xml"


def test_a_sitemap_of_news_with_a_page_or_two_is_worse_than_a_full_feed(tmp_path: Path) -> None:
    for number, best in ((1, "/all.xml"), (2, "/news.xml")):
        with LocalWeb({"gazette": {}}) as web:
            base = f"http://gazette.localhost:{web.port}"
            web.sites["gazette"] = {
                **PAGES,
                "/": page(link("/all.xml")),
                "/all.xml": dated_feed(*STORIES),
                "/robots.txt": robots("Sitemap: /news.xml"),
                "/news.xml": news_sitemap(base, *STORIES[:number]),
            }
            assert make(web, tmp_path / best[1:]).chosen.url == f"{base}{best}"


def test_a_sitemap_that_robots_txt_names_without_its_host_is_read(tmp_path: Path) -> None:
    sitemap = Reply(b"<urlset><url><loc>/1</loc></url></urlset>")
    assert choose({"/robots.txt": robots("Sitemap: /maps/a.xml"), "/maps/a.xml": sitemap}, tmp_path) == "/maps/a.xml"


def test_lists_of_films_keep_nobody_from_the_usual_addresses(tmp_path: Path) -> None:
    routes: dict[str, Route] = {"/": page(link("/podcast.xml")), "/podcast.xml": dated_feed(*STORIES)}
    assert choose(routes | {"/feed": dated_feed("/1")}, tmp_path) == "/feed"


def test_a_feed_of_other_sites_pages_is_passed_over(tmp_path: Path) -> None:
    routes: dict[str, Route] = {"/": page(link("/links")), "/links": dated_feed("https://moor.example/1")}
    assert choose(routes | {"/sitemap.xml": sitemap_index("/a.xml"), "/a.xml": MAP}, tmp_path) == "/sitemap.xml"


MAP = Reply(b"<urlset><url><loc>/1</loc></url></urlset>")


@pytest.mark.parametrize("path", ["/", "/feed"])
def test_a_feed_on_another_host_is_asked_for_only_by_leave(path: str, tmp_path: Path) -> None:
    with LocalWeb({"gazette": {}, "burner": {}}) as web:
        base, there = f"http://gazette.localhost:{web.port}", f"http://burner.localhost:{web.port}/gazette"
        leads = Reply(status=302, headers={"Location": there})
        web.sites["gazette"] = PAGES | {"/": page(link(there if path == "/" else path)), "/feed": leads}
        web.sites["burner"] = {"/gazette": dated_feed(*(f"{base}{story}" for story in STORIES))}
        with pytest.raises(NothingFoundError) as caught:
            make(web, tmp_path)
        assert any("burner.localhost is outside gazette.localhost" in line for line in caught.value.tried)
        assert web.asked_of("burner") == []
        made = make(web, tmp_path, domains=["Burner.localhost"])
        assert (made.chosen.url, made.publisher.domains) == (there, ("gazette.localhost", "burner.localhost"))
        assert made.page.url == f"{base}/1"


def test_pages_that_hold_nothing_are_told_with_their_list(tmp_path: Path) -> None:
    films: dict[str, Route] = {"/": page(link("/all.xml")), "/all.xml": dated_feed("/film", "/1"), "/film": page("")}
    with LocalWeb({"gazette": films | {"/1": page("")}}) as web, pytest.raises(NothingFoundError, match=r"/all\.xml"):
        make(web, tmp_path)


@pytest.mark.parametrize(
    ("url", "domains", "reason"),
    [
        ("ftp://gazette.example/", (), "the scheme 'ftp' is not http or https"),
        ("https://", (), "it names no host"),
        ("https://ada:pw@gazette.example/", (), "it holds a user name or password"),
        ("http://0x7f.1/", (), "is a number and no name of a host"),
        ("http://169.254.169.254/", (), "is not a public address"),
        ("https://gazette.example:8443/", (), "port 8443 is not the standard one"),
        ("https://gazette.example/", ("https://feeds.example/",), "write the name of a host"),
        ("https://gazette.example/", ("feeds.example:80",), "write the name of a host"),
    ],
)
def test_an_address_that_may_not_be_asked_is_wrong_use(
    url: str, domains: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=reason):
        make_publisher(make_settings(tmp_path), url, None, "coverage", tmp_path, domains)
