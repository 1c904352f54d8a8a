"""From the address of a site to the files of a publisher that can be crawled."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from clausewatch.errors import InputError, SettingsError
from clausewatch.models import PublisherKind
from clausewatch.steps import new_publisher
from clausewatch.steps.new_publisher import MOST_TRIED, Made, make_publisher, suggest_name
from clausewatch.steps.sample_pages import MOST_PAGES, NothingFoundError
from spiders.bases.publisher import PublisherSpider
from spiders.watching import hosts
from tests.publishers.test_samples import extract_sample
from tests.spiders.conftest import make_settings
from tests.spiders.local_web import LocalWeb, Reply, Route
from tests.steps.local_publishers import HTML, article, check, dated_feed, news_sitemap, robots, sitemap_index

HOME = "<html><head><meta property='og:site_name' content='The Gazette'>{}</head><body>Home</body></html>"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second between requests, and a tenth instead of five after failures."""
    monkeypatch.setattr(new_publisher, "DELAY", 0.0)
    monkeypatch.setattr(hosts, "FIRST_REST", 0.1)
    monkeypatch.setattr(hosts, "LONGEST_REST", 0.2)


def home(*feeds: str) -> Reply:
    """A page that names feeds."""
    links = "".join(f"<link rel='alternate' type='application/rss+xml' href='{feed}'>" for feed in feeds)
    return Reply(HOME.format(links).encode(), headers=HTML)


def make(web: LocalWeb, folder: Path, kind: PublisherKind = "coverage", path: str = "/") -> Made:
    """The publisher of a site of the local web."""
    return make_publisher(
        make_settings(folder), f"http://gazette.localhost:{web.port}{path}", None, kind, folder / "out"
    )


def chosen_of(routes: dict[str, Route], folder: Path) -> str:
    """The path of the list that was chosen."""
    with LocalWeb({"gazette": routes}) as web:
        return make(web, folder).chosen.url.replace(f"http://gazette.localhost:{web.port}", "")


def load(file: Path) -> type[PublisherSpider]:
    """The spider of a file."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    [found] = [each for each in vars(module).values() if isinstance(each, type) and "publisher" in vars(each)]
    assert issubclass(found, PublisherSpider)
    return found


FEEDS: dict[str, Route] = {"/": home("/all.xml"), "/all.xml": dated_feed("/1", "/2"), "/1": article(), "/2": article()}


def test_what_is_written_can_be_checked_and_its_sample_fails_until_it_is_reviewed(tmp_path: Path) -> None:
    with LocalWeb({"gazette": FEEDS}) as web:
        made = make(web, tmp_path)
        source, sample, address, expected = made.files
        spider = load(source)
        spider.delay = 0
        assert check(spider, tmp_path).problems == ()
    assert (made.publisher.name, made.publisher.title, made.publisher.verified) == ("gazette", "The Gazette", False)
    assert source == tmp_path / "out" / "spiders" / "publishers" / "gazette.py"
    assert sample.read_bytes() == article().body
    assert address.read_text(encoding="utf-8").strip() == made.page.url
    mark, *documents = json.loads(expected.read_text(encoding="utf-8"))
    assert mark["review"].startswith("not reviewed yet")
    assert documents == extract_sample(expected.parent, made.publisher)
    assert documents[0]["title"] == "The crane stays"


def test_a_second_time_nothing_is_asked_for_and_nothing_written_over(tmp_path: Path) -> None:
    with LocalWeb({"gazette": FEEDS}) as web:
        source = make(web, tmp_path).files[0]
        source.write_text("mine")
        asked = len(web.asked)
        with pytest.raises(InputError, match="choose another --name"):
            make(web, tmp_path)
        assert len(web.asked) == asked
    assert source.read_text() == "mine"


def test_the_best_of_what_there_is_is_chosen(tmp_path: Path) -> None:
    with LocalWeb({"gazette": {}}) as web:
        base = f"http://gazette.localhost:{web.port}"
        web.sites["gazette"] = {
            **FEEDS,
            "/robots.txt": robots("Disallow: /private", f"Sitemap: {base}/index.xml"),
            "/index.xml": sitemap_index(f"{base}/old.xml", f"{base}/maps/news-now.xml"),
            "/maps/news-now.xml": news_sitemap(base, "/1"),
        }
        made = make(web, tmp_path)
        assert made.chosen.url == f"{base}/maps/news-now.xml"
        assert "sitemaps = (" in made.files[0].read_text(encoding="utf-8")
        assert "/old.xml" not in web.asked_of("gazette")
        assert len(web.asked) <= MOST_TRIED + MOST_PAGES + 3


def test_the_usual_addresses_are_tried_where_the_site_names_none(tmp_path: Path) -> None:
    usual: dict[str, Route] = {"/": home(), "/rss": dated_feed("/1"), "/1": article()}
    assert chosen_of(usual, tmp_path) == "/rss"


def test_a_feed_of_comments_is_not_chosen(tmp_path: Path) -> None:
    comments: dict[str, Route] = {
        "/": home("/comments/feed", "/all.xml"),
        "/comments/feed": dated_feed("/1", "/2", "/3"),
    }
    assert chosen_of(FEEDS | comments, tmp_path) == "/all.xml"


def test_an_index_is_better_than_nothing(tmp_path: Path) -> None:
    with LocalWeb({"gazette": {}}) as web:
        base = f"http://gazette.localhost:{web.port}"
        plain = Reply(f"<urlset><url><loc>{base}/</loc></url><url><loc>{base}/1</loc></url></urlset>".encode())
        web.sites["gazette"] = {"/sitemap.xml": sitemap_index(f"{base}/a.xml"), "/a.xml": plain, "/1": article()}
        made = make(web, tmp_path)
        assert (made.chosen.kind, made.page.url) == ("sitemap index", f"{base}/1")


def test_the_address_may_be_that_of_a_feed(tmp_path: Path) -> None:
    with LocalWeb({"gazette": FEEDS}) as web:
        made = make(web, tmp_path, "official", "/all.xml")
    assert made.publisher.title == "Feed"
    assert (made.publisher.organisation, made.publisher.category) == ("Feed", "other")


def test_a_page_with_a_fault_is_passed_over_or_told(tmp_path: Path) -> None:
    with LocalWeb({"gazette": FEEDS | {"/1": article(at=None)}}) as web:
        assert make(web, tmp_path / "a").page.url.endswith("/2")
        web.sites["gazette"]["/2"] = Reply(status=404)
        assert make(web, tmp_path / "b").page.problem == "it has no date"


def test_a_page_in_another_coding_is_kept_as_utf_8(tmp_path: Path) -> None:
    body = article().body.decode().replace("as much as", "à peu près comme").encode("cp1252")
    latin = Reply(body, headers={"Content-Type": "text/html; charset=windows-1252"})
    with LocalWeb({"gazette": FEEDS | {"/1": latin}}) as web:
        made = make(web, tmp_path)
    assert "à peu près" in made.files[1].read_text(encoding="utf-8")
    assert "à peu près" in extract_sample(made.files[1].parent, made.publisher)[0]["text"]


def test_where_nothing_is_found_it_is_told_what_was_tried_and_why(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/": home("/feed", "http://elsewhere.example/rss"),
        "/feed": article(),
        "/rss": dated_feed(),
        "/robots.txt": robots("Disallow: /sitemap.xml"),
    }
    with LocalWeb({"gazette": routes}) as web, pytest.raises(NothingFoundError, match="no feed or sitemap") as caught:
        make(web, tmp_path)
    tried = {line.replace(f"http://gazette.localhost:{web.port}", "") for line in caught.value.tried}
    assert tried >= {
        "/: it is a page of HTML",
        "/feed: it is a page of HTML",
        "http://elsewhere.example/rss: elsewhere.example is outside gazette.localhost",
        "/rss: it is a feed that lists nothing",
        "/news-sitemap.xml: HTTP 404",
        "/sitemap.xml: robots.txt forbids it",
    }
    assert not (tmp_path / "out").exists()


def test_where_no_page_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    routes = FEEDS | {"/1": Reply(status=403), "/2": Reply(b"<html><body>Hi", headers=HTML)}
    with LocalWeb({"gazette": routes}) as web, pytest.raises(NothingFoundError, match="no page") as caught:
        make(web, tmp_path)
    assert [line.partition(": ")[2] for line in caught.value.tried[-2:]] == [
        "HTTP 403",
        "implausible body: it is empty",
    ]
    assert not (tmp_path / "out").exists()


def test_a_broken_site_is_soon_left_alone(tmp_path: Path) -> None:
    with LocalWeb({"gazette": {"/robots.txt": Reply(status=503)}}) as web, pytest.raises(NothingFoundError) as caught:
        make(web, tmp_path)
    assert len(web.asked) == len(caught.value.tried) == 2


@pytest.mark.parametrize(("name", "reason"), [("bbc-news", "there is a publisher"), ("Fen Post", "small letters")])
def test_a_name_that_cannot_be_is_wrong_use(name: str, reason: str, tmp_path: Path) -> None:
    arguments: Any = (make_settings(tmp_path, "spiders.publishers"), "https://fen.example/", name, "coverage", tmp_path)
    with pytest.raises(SettingsError, match=reason):
        make_publisher(*arguments)


@pytest.mark.parametrize(
    ("domain", "name"),
    [("fentimes.example", "fentimes"), ("blog.fen.example", "fen"), ("news.example", "news"), ("127.0.0.1", "127")],
)
def test_a_name_is_suggested_by_the_host(domain: str, name: str) -> None:
    assert suggest_name(domain) == name
