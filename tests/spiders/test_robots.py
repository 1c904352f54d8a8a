"""What robots.txt lets us do, case by case."""

import pytest

from spiders.children import LONGEST
from spiders.robots import LARGEST, read_robots
from spiders.settings import CLOSESPIDER_TIMEOUT
from spiders.watching.rules import SECONDS_TO_KEEP
from tests.spiders.robots_cases import CASES, RobotsCase
from tests.spiders.robots_rows import make_rows

HOST = "https://n.example"


@pytest.mark.parametrize("case", [*CASES, *make_rows()], ids=lambda case: case.name)
def test_the_rules_hold(case: RobotsCase) -> None:
    robots = read_robots(200, case.content.encode())
    assert [path for path in case.allowed if not robots.allows(HOST + path)] == []
    assert [path for path in case.forbidden if robots.allows(HOST + path)] == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_missing_robots_txt_allows_all(status: int) -> None:
    assert read_robots(status, b"User-agent: *\nDisallow: /\n").allows(f"{HOST}/a")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, None, 301, 302])
def test_a_server_that_cannot_say_forbids_all(status: int | None) -> None:
    assert not read_robots(status, b"User-agent: *\nAllow: /\n").allows(f"{HOST}/a")


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 3\n", 3.0),
        ("User-agent: *\nCrawl-delay: 0.5\n", 0.5),
        ("User-agent: Clausewatch\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 1\n", 7.0),
        ("User-agent: *\nCrawl-delay: soon\n", None),
        ("User-agent: *\nCrawl-delay: -4\n", None),
        ("User-agent: *\nCrawl-delay: 99999999\n", 86_400.0),
        ("User-agent: *\nDisallow: /a\n", None),
    ],
)
def test_the_crawl_delay_is_read(lines: str, delay: float | None) -> None:
    assert read_robots(200, lines.encode()).crawl_delay == delay


def test_without_rules_there_is_no_delay() -> None:
    assert read_robots(404).crawl_delay is None


def test_a_file_of_fifty_megabytes_is_read_only_in_part() -> None:
    body = b"User-agent: *\nDisallow: /a\n" + b"# \n" * (LARGEST // 3 + 1) + b"Disallow: /b\n"
    robots = read_robots(200, body)
    assert not robots.allows(f"{HOST}/a")
    assert robots.allows(f"{HOST}/b")


def test_no_rules_are_kept_for_longer_than_a_day() -> None:
    # A crawl asks for them anew, and ends before; a watch asks again now and then (RFC 9309, 2.4).
    assert max(CLOSESPIDER_TIMEOUT, LONGEST, SECONDS_TO_KEEP) <= 24 * 3600


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_that_was_saved_in_another_coding_forbids_no_less(coding: str) -> None:
    robots = read_robots(200, "User-agent: *\nDisallow: /a\n".encode(coding))
    assert (robots.allows(f"{HOST}/a"), robots.allows(f"{HOST}/b")) == (False, True)


def test_bytes_that_are_no_text_are_no_rules() -> None:
    assert read_robots(200, bytes(range(256)) * 10).allows(f"{HOST}/a")


def test_the_sitemaps_that_it_names_are_known() -> None:
    body = b"Sitemap: https://n.example/a.xml\nUser-agent: other\nDisallow: /\nsitemap: https://n.example/b.xml\n"
    assert read_robots(200, body).sitemaps == ("https://n.example/a.xml", "https://n.example/b.xml")
    assert read_robots(404, body).sitemaps == read_robots(500).sitemaps == ()
