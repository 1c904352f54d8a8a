"""Retry-After in seconds and as a date."""

from datetime import UTC, datetime

import pytest

from spiders.failures import explain_failure
from spiders.middlewares.retry_after import read_retry_after

NOW = datetime(2025, 3, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"0", 0.0),
        (b"120", 120.0),
        (b" 7 ", 7.0),
        (b"Tue, 04 Mar 2025 09:01:30 GMT", 90.0),
        (b"Tue, 04 Mar 2025 09:01:30", 90.0),
        (b"Tue, 04 Mar 2025 10:00:30 +0100", 30.0),
        (b"Mon, 03 Mar 2025 09:00:00 GMT", 0.0),
        (b"", None),
        (None, None),
        (b"-5", None),
        (b"1.5", None),
        (b"soon", None),
        (b"\xff\xfe", None),
    ],
)
def test_it_is_read_as_the_standard_says(value: bytes | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


def test_a_failure_without_words_is_named_by_its_kind() -> None:
    assert explain_failure(OSError()) == "OSError"
    assert explain_failure(OSError("first\nsecond")) == "first"
