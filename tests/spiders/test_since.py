"""`since` is a day in London, at whatever clock a list keeps."""

from datetime import UTC, datetime

import pytest

from clausewatch.lists.times import read_time
from spiders.bases.publisher import PublisherSpider
from spiders.middlewares.retry_after import read_retry_after
from tests.spiders.making import make_spider, urls

PAGE = "https://gazette.example/1"
NEVER = [
    "Tue, 04 Mar 2025 09:00:00 +99999999999999999999",
    "Tue, 04 Mar 99999999999999999999 09:00:00 GMT",
    "Tue, 04 Mar 2025 99:00:00 GMT",
    "Tue, 04 Mar 2025 09:00:00 +9999",
    "2025-02-30T09:00:00Z",
    "2025-13-01",
    "\x00",
    ", 0 0 0",
    "9" * 500,
]


def is_asked(since: str, published: str) -> bool:
    """Whether a page that a list dates so is asked for."""
    at = read_time(published)
    assert at is not None
    return urls(make_spider(PublisherSpider, since=since).ask_page(PAGE, at)) == [PAGE]


@pytest.mark.parametrize(
    ("since", "published", "asked"),
    [
        ("2025-07-04", "2025-07-04T00:01:00+01:00", True),
        ("2025-07-04", "2025-07-03T23:01:00Z", True),
        ("2025-07-04", "2025-07-03T23:59:00+01:00", False),
        ("2025-07-04", "Thu, 03 Jul 2025 23:30:00 GMT", True),
        ("2025-07-04", "2025-07-04", True),
        ("2025-07-04", "2025-07-03", False),
        ("2025-01-04", "2025-01-04T00:01:00+00:00", True),
        ("2025-01-04", "2025-01-03T23:59:00Z", False),
        # The day on which the clocks go forward begins in winter, and that on which they go back in summer.
        ("2025-03-30", "2025-03-30T00:00:00Z", True),
        ("2025-03-30", "2025-03-29T23:30:00Z", False),
        ("2025-03-31", "2025-03-30T23:00:00Z", True),
        ("2025-10-26", "2025-10-25T23:00:00Z", True),
        ("2025-10-26", "2025-10-25T22:59:59Z", False),
        ("2025-10-27", "2025-10-26T23:30:00Z", False),
        ("2025-10-27", "2025-10-27T00:00:00Z", True),
        ("0001-01-02", "0001-01-01T00:00:00Z", False),
        ("2025-01-01", "0001-01-01T00:00:00+14:00", False),
        ("2025-01-01", "9999-12-31T23:59:59-14:00", True),
    ],
)
def test_a_day_begins_at_midnight_in_london(since: str, published: str, asked: bool) -> None:
    assert is_asked(since, published) is asked


def test_a_page_without_a_date_is_asked_for() -> None:
    assert urls(make_spider(PublisherSpider, since="2025-07-04").ask_page(PAGE)) == [PAGE]


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        make_spider(PublisherSpider, since="yesterday")


@pytest.mark.parametrize("text", NEVER, ids=lambda text: repr(text[:40]))
def test_a_time_that_cannot_be_is_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize("text", NEVER[:-1], ids=lambda text: repr(text[:40]))
def test_a_server_that_names_no_time_to_wait_gets_the_usual(text: str) -> None:
    assert read_retry_after(text.encode(), datetime(2025, 3, 4, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("now", "seconds"),
    [(datetime(2025, 3, 30, 0, 59, 30, tzinfo=UTC), 60.0), (datetime(2025, 3, 30, 1, 0, 30, tzinfo=UTC), 0.0)],
)
def test_the_change_of_clocks_is_no_hour_to_wait(now: datetime, seconds: float) -> None:
    assert read_retry_after(b"Sun, 30 Mar 2025 01:00:30 GMT", now) == seconds
