"""The demo's spiders beside the sites that they crawl."""

from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from clausewatch.demo.publishers.addresses import PORT_VARIABLE, address
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import PUBLISHERS
from clausewatch.demo.sites import Site, load_web
from clausewatch.models import Publisher

LOADER = SpiderLoader(Settings({"SPIDER_MODULES": [PUBLISHERS], "SPIDER_LOADER_WARN_ONLY": False}))
SPIDERS: dict[str, Any] = {name: LOADER.load(name) for name in LOADER.list()}


def site_of(publisher: Publisher) -> Site:
    (domain,) = publisher.domains
    return load_web()[domain.removesuffix(".localhost")]


def test_every_publisher_of_the_web_has_one_spider() -> None:
    sites = sorted(site.host for site in load_web().values() if site.facts.publisher)
    assert sorted(site_of(spider.publisher).host for spider in SPIDERS.values()) == sites


@pytest.mark.parametrize("name", SPIDERS)
def test_a_spider_says_of_its_publisher_what_the_site_says(name: str) -> None:
    publisher = SPIDERS[name].publisher
    facts = site_of(publisher).facts
    assert publisher.name == name
    assert (publisher.kind, publisher.category) == (facts.kind, facts.category)
    assert facts.title.removeprefix("The ") in publisher.title


@pytest.mark.parametrize("name", SPIDERS)
def test_a_healthy_crawl_of_day_one_reaches_the_minimum(name: str) -> None:
    publisher = SPIDERS[name].publisher
    site = site_of(publisher)
    forbidden = site.facts.robots.disallow or ("\n",)
    readable = [page for page in site.listed_on(1) if not site.path_of(page).startswith(forbidden)]
    assert 1 <= publisher.minimum <= len(readable)


@pytest.mark.parametrize("name", SPIDERS)
def test_where_a_spider_begins_something_is_served(name: str, web: DemoWeb) -> None:
    spider = SPIDERS[name]
    site = site_of(spider.publisher)
    begin = [*getattr(spider, "feeds", ()), *getattr(spider, "sitemaps", ()), *getattr(spider, "lists", ())]
    paths = [url.partition(".localhost:")[2].partition("/")[2] for url in begin] or [""]
    assert [web.answer(site.host, f"/{path}").status for path in paths] == [200] * len(paths)


def test_an_address_is_on_the_port_that_the_variable_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PORT_VARIABLE, "8123")
    assert address("ledger", "/rss.xml") == "http://ledger.localhost:8123/rss.xml"
    monkeypatch.delenv(PORT_VARIABLE)
    assert address("ledger") == "http://ledger.localhost:1"
