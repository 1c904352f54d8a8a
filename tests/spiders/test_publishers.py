"""The definitions of the real publishers, and the page of the docs that lists them."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

import spiders.publishers
from clausewatch.cli.commands.publishers import HEAD, describe, describe_as_json, describe_as_markdown
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.publishers import find_publisher
from spiders.addresses import explain_refusal
from spiders.bases.headlines import HeadlineSpider
from spiders.bases.publisher import PublisherSpider
from spiders.run import list_publishers, list_spiders

FOLDER = Path(spiders.publishers.__file__).parent
DOCS = FOLDER.parent.parent / "docs" / "publishers.md"
SPIDERS = list_spiders(Settings())


def find(name: str) -> Publisher:
    return next(spider.publisher for spider in SPIDERS if spider.publisher.name == name)


def test_there_are_at_least_thirty() -> None:
    assert len(SPIDERS) >= 30
    assert len({spider.publisher.name for spider in SPIDERS}) == len(SPIDERS)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.py")), ids=lambda file: file.stem)
def test_each_file_is_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize("spider", SPIDERS, ids=lambda spider: spider.publisher.name)
def test_a_crawl_may_ask_its_own_addresses(spider: type[PublisherSpider]) -> None:
    assert spider.addresses()
    for address in spider.addresses():
        assert urlsplit(address).scheme == "https"
        assert explain_refusal(address, spider.publisher.domains) is None


@pytest.mark.parametrize("spider", SPIDERS, ids=lambda spider: spider.publisher.name)
def test_each_says_what_is_needed_to_use_it(spider: type[PublisherSpider]) -> None:
    publisher = spider.publisher
    assert spider.name == publisher.name
    assert publisher.terms
    assert 0 < publisher.budget <= 500
    # A search of Parliament may find nothing for weeks.
    assert publisher.minimum > 0 or publisher.category == "parliament"
    assert publisher.organisation or publisher.kind == "coverage" or publisher.category in ("parliament", "government")
    assert spider.delay >= 1


def test_every_category_of_the_debate_has_publishers() -> None:
    wanted = {"government", "parliament", "regulator", "platform", "child-safety", "civil-society", "news"}
    assert {spider.publisher.category for spider in SPIDERS} == wanted


@pytest.mark.parametrize("name", ["financial-times", "the-times"])
def test_headlines_only_where_the_terms_allow_no_more(name: str) -> None:
    spider = next(spider for spider in SPIDERS if spider.publisher.name == name)
    assert issubclass(spider, HeadlineSpider)
    assert spider.publisher.headlines_only


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.co.uk/news/technology-1", "bbc-news"),
        ("https://www.gov.uk/government/news/a", "gov-uk"),
        ("https://www.ncsc.gov.uk/news/a", "ncsc"),
        ("https://nobody.example/a", "local-files"),
        ("http://[broken", "local-files"),
        (None, "local-files"),
    ],
)
def test_an_address_is_known_by_its_closest_domain(url: str | None, name: str) -> None:
    assert find_publisher(Settings(), url=url).name == name


def test_a_name_that_nobody_defined_is_an_ad_hoc_publisher() -> None:
    publisher = find_publisher(Settings(), url="https://fen.example/a", name="fen-times")
    assert (publisher.name, publisher.domains, publisher.enabled) == ("fen-times", ("fen.example",), False)
    assert find_publisher(Settings(), name="ofcom").title == "Ofcom"


def test_the_publishers_are_listed_by_name() -> None:
    names = [publisher.name for publisher in list_publishers(Settings())]
    assert names == sorted(names)


def test_the_docs_say_what_the_code_says() -> None:
    rows = [HEAD, *map(describe_as_markdown, SPIDERS)]
    table = DOCS.read_text(encoding="utf-8").partition("<!-- clausewatch publishers --format markdown -->\n")[2]
    assert table == "\n".join(rows) + "\n"


def test_a_line_for_a_person_says_what_is_off_and_unchecked() -> None:
    times = next(spider for spider in SPIDERS if spider.publisher.name == "the-times")
    off = type("Off", (times,), {"publisher": times.publisher.model_copy(update={"enabled": False})})
    assert [word in describe(off) for word in ("enabled", "disabled")] == [False, True]
    assert [word in describe(times) for word in ("enabled", "disabled")] == [True, False]
    assert "not checked live" in describe(times)
    assert '"addresses": ["https://www.thetimes.com/rss"]' in describe_as_json(times)
