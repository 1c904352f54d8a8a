"""Times as lists give them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clausewatch.lists.times import read_time


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Tue, 04 Mar 2025 09:30:00 GMT", datetime(2025, 3, 4, 9, 30, tzinfo=UTC)),
        ("Tue, 04 Mar 2025 09:30:00 +0100", datetime(2025, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("2025-03-04T09:30:00Z", datetime(2025, 3, 4, 9, 30, tzinfo=UTC)),
        ("2025-03-04", datetime(2025, 3, 4, tzinfo=UTC)),
        ("Fri, 04 Jul 2025 09:30:00 BST", datetime(2025, 7, 4, 8, 30, tzinfo=UTC)),
        ("Fri, 04 Jul 2025 09:30:00 CEST", datetime(2025, 7, 4, 7, 30, tzinfo=UTC)),
        ("2025-01-04T09:30:00 CET", datetime(2025, 1, 4, 8, 30, tzinfo=UTC)),
        ("Fri, 04 Jul 2025 09:30:00 EDT", datetime(2025, 7, 4, 13, 30, tzinfo=UTC)),
        # As some programs write them.
        ("Tue, 04 Mar 2025 09:30:00 -07:00", datetime(2025, 3, 4, 16, 30, tzinfo=UTC)),
        ("Tue, 04 Mar 2025 09:30:00 GMT+0100", datetime(2025, 3, 4, 8, 30, tzinfo=UTC)),
        ("Tue, 04 Mar 2025 09:30:00 UTC+01:00", datetime(2025, 3, 4, 8, 30, tzinfo=UTC)),
        ("2025-03-04T09:30:00 +01:00", datetime(2025, 3, 4, 8, 30, tzinfo=UTC)),
        ("2025-03-04 09:30:00 UTC", datetime(2025, 3, 4, 9, 30, tzinfo=UTC)),
        ("2025-07-04T09:30:00BST", datetime(2025, 7, 4, 8, 30, tzinfo=UTC)),
        ("Thu, 04 Sept 2025 09:30:00 BST", datetime(2025, 9, 4, 8, 30, tzinfo=UTC)),
        ("4 Mar 2025 09:30:15 PM +0100", datetime(2025, 3, 4, 20, 30, 15, tzinfo=UTC)),
        ("Mar 4, 2025 12:05 AM", datetime(2025, 3, 4, 0, 5, tzinfo=UTC)),
        ("2025-03-04 12:05 pm", datetime(2025, 3, 4, 12, 5, tzinfo=UTC)),
        ("Tue, 4 March 2025", datetime(2025, 3, 4, tzinfo=UTC)),
        ("Sept 2025", None),
        ("04/03/2025 09:30", None),
        ("", None),
        ("yesterday", None),
        ("Tue, 99 Mar 2025 09:30:00 GMT", None),
    ],
)
def test_times_are_aware(text: str, at: datetime | None) -> None:
    assert read_time(text) == at
