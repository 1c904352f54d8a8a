"""What the sites say is new: RSS, Atom, sitemaps and lists, read as a crawler reads them."""

import feedparser
import pytest
from lxml import etree, html

from clausewatch.demo.server import DemoWeb
from tests.demo.conftest import Ask

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(web: DemoWeb, host: str) -> list[str]:
    site = web.sites[host]
    return [web.base(host) + site.path_of(page) for page in site.listed_on(web.day)]


@pytest.mark.parametrize(
    ("host", "path", "version"),
    [
        ("ledger", "/rss.xml", "rss20"),
        ("courier", "/feed.atom", "atom10"),
        ("pigeonpost", "/blog/rss.xml", "rss20"),
        ("openlines", "/updates/feed.xml", "atom10"),
    ],
)
def test_a_feed_lists_the_pages_of_the_day_newest_first(
    web: DemoWeb, ask: Ask, host: str, path: str, version: str
) -> None:
    web.day = 2
    feed = feedparser.parse(ask(host, path).content)
    assert feed.version == version
    assert not feed.bozo
    titles = [entry.title for entry in feed.entries if "Sponsored" not in entry.title]
    assert titles == [page.title for page in web.sites[host].listed_on(2)]
    stamps = [tuple(entry.published_parsed[:5]) for entry in feed.entries if "Sponsored" not in entry.title]
    assert stamps == [page.published.timetuple()[:5] for page in web.sites[host].listed_on(2)]


def test_a_feed_grows_on_day_two(web: DemoWeb, ask: Ask) -> None:
    first = feedparser.parse(ask("ledger", "/rss.xml").content)
    web.day = 2
    second = feedparser.parse(ask("ledger", "/rss.xml").content)
    old, new = ({entry.id for entry in feed.entries} for feed in (first, second))
    assert old < new
    assert len(new - old) == 3


def test_one_feed_still_gives_an_old_address(web: DemoWeb, ask: Ask) -> None:
    links = {entry.link for entry in feedparser.parse(ask("ledger", "/rss.xml").content).entries}
    assert f"{web.base('ledger')}/politics/peers-press-ministers" in links
    assert f"{web.base('ledger')}/subscribers/inside-the-lobby" in links


def test_one_feed_carries_an_advertisement_that_leads_away(web: DemoWeb, ask: Ask) -> None:
    links = [entry.link for entry in feedparser.parse(ask("courier", "/feed.atom").content).entries]
    assert f"{web.base('courier')}/go/garden-centre" in links


def test_the_news_sitemap_names_each_article(web: DemoWeb, ask: Ask) -> None:
    root = etree.fromstring(ask("harbour", "/news-sitemap.xml").content)
    assert [element.text for element in root.iter(f"{SITEMAP}loc")] == listed(web, "harbour")
    titles = [element.text for element in root.iter(f"{NEWS}title")]
    dates = [element.text for element in root.iter(f"{NEWS}publication_date")]
    assert titles == [page.title for page in web.sites["harbour"].listed_on(1)]
    assert dates == [page.published.isoformat() for page in web.sites["harbour"].listed_on(1)]


@pytest.mark.parametrize(("host", "path"), [("bytewise", "/policy"), ("standards", "/news"), ("childhood", "/news")])
def test_a_list_links_to_every_page_of_the_day(web: DemoWeb, ask: Ask, host: str, path: str) -> None:
    tree = html.fromstring(ask(host, path).text)
    assert tree.xpath("//ul[@class='listing']/li/a/@href") == listed(web, host)


def test_every_publisher_has_a_sitemap_of_what_may_be_crawled(web: DemoWeb, ask: Ask) -> None:
    for site in web.publishers:
        root = etree.fromstring(ask(site.host, "/sitemap.xml").content)
        found = [str(element.text) for element in root.iter(f"{SITEMAP}loc")]
        forbidden = tuple(web.base(site.host) + path for path in site.facts.robots.disallow)
        assert found == [url for url in listed(web, site.host) if not forbidden or not url.startswith(forbidden)]


def test_a_section_lists_its_own_pages(ask: Ask) -> None:
    tree = html.fromstring(ask("ledger", "/nations").text)
    titles = tree.xpath("//ul[@class='listing']/li/a/text()")
    assert titles == [
        "Libraries in four counties to cut opening hours",
        "Flood defence money delayed again for fenland towns",
    ]
