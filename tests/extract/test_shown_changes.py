"""When a page was changed last, where only its readers are told."""

import pytest

from tests.extract.answers import extract, json_ld, make_page

PUBLISHED = '<meta property="article:published_time" content="2025-02-01T09:00:00Z">'


def modified(before: str, head: str = PUBLISHED) -> str | None:
    found = extract(make_page(head, before=before)).modified_at
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    "before",
    [
        '<time class="updated" datetime="2025-02-03T10:30:00Z">3 February</time>',
        "<p>Last updated: 3 February 2025 at 10:30</p>",
        "<p>Updated on 3 February 2025, 10.30 GMT</p>",
        '<span class="meta-date">Published 1 February 2025 · Updated 3 February 2025 10:30</span>',
        "<small>Amended on 3 Feb 2025 10:30</small>",
        '<div class="byline">By Ada Moor. Modified 2025-02-03T10:30:00Z</div>',
    ],
)
def test_a_line_or_a_marked_time_tells(before: str) -> None:
    assert modified(before) == "2025-02-03T10:30:00+00:00"


@pytest.mark.parametrize(
    "before",
    [
        "<p>Published 1 February 2025</p>",
        (
            "<p>The rules were last updated on 3 February 2025 and have been on everybody's lips in the harbour since, "
            "as nobody had expected it.</p>"
        ),
        "<aside><p>Last updated 3 February 2025</p></aside>",
        '<div class="comments"><p>Edited 3 February 2025</p></div>',
        "<p>Updated regularly</p>",
        "<p>Updated 3 February 2031</p>",
        "<p>Updated 3 January 2025</p>",
    ],
)
def test_what_tells_of_something_else_does_not(before: str) -> None:
    assert modified(before) is None


def test_the_latest_counts() -> None:
    before = "<p>Updated 3 February 2025</p><p>Last updated 5 February 2025</p>"
    assert modified(before) == "2025-02-05T00:00:00+00:00"


def test_what_the_page_says_of_itself_goes_before_it() -> None:
    head = PUBLISHED + json_ld(dateModified="2025-02-02T08:00:00Z")
    assert modified("<p>Updated 3 February 2025</p>", head) == "2025-02-02T08:00:00+00:00"
    same = PUBLISHED + json_ld(dateModified="2025-02-01T09:00:00Z")
    assert modified("<p>Updated 3 February 2025</p>", same) is None
