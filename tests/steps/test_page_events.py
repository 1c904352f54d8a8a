"""From fetched pages to alerts: stealth edits, paywalls and pages that are gone, each as its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.ledger.alerts import list_alerts
from clausewatch.ledger.documents import current_version, find_by_url, list_versions, read_version
from clausewatch.ledger.fetches import Outcome, record_fetch
from clausewatch.ledger.queue import claim, enqueue, finish
from clausewatch.models import Document, RawResponse, RecordAddress
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import BODY, HTML, PARAGRAPHS, json_ld, make_page, make_publisher

FIRST = datetime(2025, 3, 2, 9, tzinfo=UTC)
URL = "https://news.example/story"
PUBLISHED = '<meta property="article:published_time" content="2025-03-01T09:00:00Z">'
WALL = '<div class="paywall"><p>Subscribe to continue reading</p></div>'
EXTRA = "".join(
    f"<p>Member {number} of the council then spoke for an hour about the harbour.</p>" for number in range(9)
)
WHOLE = BODY + EXTRA
TEASER = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3])


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def fetch(stores: Stores, day: int, markup: str | None, status: int = 200) -> None:
    at, run = FIRST + timedelta(days=day), f"r{day}"
    address: RecordAddress | None = None
    outcome: Outcome = "gone" if markup is None else "fresh"
    if markup is not None:
        response = RawResponse(
            url=URL, status=status, headers=(("Content-Type", HTML),), body=markup.encode(), fetched_at=at
        )
        with stores.archive.writer("news", run) as writer:
            address = writer.write(response)
    with stores.ledger.begin() as session:
        record_fetch(
            session, publisher="news", url=URL, status=status, outcome=outcome, fetched_at=at, run=run, address=address
        )


def visit(stores: Stores, day: int, markup: str | None, status: int = 200, failed: int = 0) -> None:
    """What a crawl would leave of one visit; no markup: the page is gone. `failed`: pages that give no document."""
    fetch(stores, day, markup, status)
    assert len(extract_batch(stores, [make_publisher()]).failures) == failed
    alert_batch(stores)


def titles(stores: Stores) -> list[str]:
    """Of the alerts by the rules that ship, oldest first."""
    with stores.ledger.read() as session:
        alerts = list_alerts(session, limit=100)
    return [alert.title for alert in sorted(alerts, key=lambda one: str(one.payload["event"]["at"]))]


def read_current(stores: Stores) -> Document:
    with stores.ledger.read() as session:
        version = current_version(session, str(find_by_url(session, URL)))
        return read_version(session, str(version))


def test_a_stealth_edit_is_told_of_as_such(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    visit(stores, 1, make_page(PUBLISHED, WHOLE.replace("We have not changed", "We have changed")))
    assert titles(stores) == ["news changed “A debate” after publication without saying so: no quotation"]


@pytest.mark.parametrize(
    ("head", "before"),
    [
        (PUBLISHED + json_ld(dateModified="2025-03-03T08:00:00Z"), ""),
        (PUBLISHED, "<p>Last updated: 3 March 2025 at 08:00</p>"),
    ],
)
def test_an_edit_that_the_page_admits_is_told_of_without_blame(head: str, before: str, stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    visit(stores, 1, make_page(head, WHOLE.replace("next week", "next month"), before=before))
    assert titles(stores) == ["news changed “A debate” after publication: no quotation"]


def test_a_paywall_is_told_of_once_and_the_text_is_kept(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    whole = read_current(stores)
    for day in (1, 2):
        visit(stores, day, make_page(PUBLISHED + json_ld(isAccessibleForFree=False), TEASER, before=WALL))
    assert titles(stores) == ["news put “A debate” behind a paywall: it can be read only in part"]
    assert read_current(stores).text == whole.text
    visit(stores, 3, make_page(PUBLISHED, WHOLE))
    assert titles(stores)[1:] == ["news took “A debate” out from behind its paywall"]
    with stores.ledger.read() as session:
        assert len(list_versions(session, whole.id)) == 2


def test_a_wall_without_a_declaration_is_seen_too(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    visit(stores, 1, make_page(PUBLISHED, TEASER, before=WALL))
    assert titles(stores) == ["news put “A debate” behind a paywall: it can be read only in part"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_names_the_answer(stores: Stores, status: int) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    visit(stores, 1, None, status)
    assert titles(stores) == [f"news withdrew “A debate”: it is gone (HTTP {status})"]


NOT_THERE = (
    "<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Try a search.</p></body></html>"
)
CAPTCHA = "<html><body><p>Verify you are human by completing the security check below. Ray ID: 8f2</p></body></html>"


def test_a_page_that_says_so_without_the_status_is_withdrawn_and_comes_back(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    for day in (1, 2):
        visit(stores, day, NOT_THERE.replace("a search", f"a search of {day}"))
    assert titles(stores) == ["news withdrew “A debate”: it is gone (it says that it is not there)"]
    assert read_current(stores).withdrawn_at == FIRST + timedelta(days=1)
    visit(stores, 3, make_page(PUBLISHED, WHOLE))
    assert read_current(stores).withdrawn_at is None


def test_a_page_that_was_never_there_is_a_failure_however_it_says_so(stores: Stores) -> None:
    visit(stores, 0, NOT_THERE, failed=1)
    assert titles(stores) == []


def test_what_an_older_extractor_read_as_a_page_fails_where_it_is_none_by_a_newer_one(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    fetch(stores, 1, NOT_THERE)
    with stores.ledger.begin() as session:
        subjects = claim(session, "extract", 1)
        finish(session, "extract", subjects)
        enqueue(session, "reextract", subjects[0])
    [failure] = extract_batch(stores, [make_publisher()], step="reextract").failures
    assert failure.reason.endswith("it is a page that says it is not there")
    assert read_current(stores).withdrawn_at is None


def test_a_captcha_in_the_place_of_a_page_does_not_withdraw_it(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    visit(stores, 1, CAPTCHA, failed=1)
    assert titles(stores) == []
    assert read_current(stores).withdrawn_at is None


def test_what_a_page_said_before_it_came_back_is_no_withdrawal(stores: Stores) -> None:
    visit(stores, 0, make_page(PUBLISHED, WHOLE))
    fetch(stores, 1, NOT_THERE)
    visit(stores, 2, make_page(PUBLISHED, WHOLE), failed=1)
    assert titles(stores) == []
    assert read_current(stores).withdrawn_at is None


def test_a_counter_and_a_date_of_the_day_are_told_to_nobody(stores: Stores) -> None:
    for day in range(4):
        lines = f"<p>{day + 1},204 shares</p><p>Last updated: {day + 2} March 2025 at 08:0{day}</p>"
        visit(stores, day, make_page(PUBLISHED, WHOLE, before=lines))
    assert titles(stores) == []
    with stores.ledger.read() as session:
        assert len(list_versions(session, read_current(stores).id)) == 1
