"""What a newcomer is shown at the end, from a small ledger and index."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.crawls import CrawlResult
from clausewatch.demo.settings import make_settings
from clausewatch.demo.story import DayReport
from clausewatch.demo.summary import BAR, WIDTH, summarise, wrap
from clausewatch.ledger.alerts import record_alert
from clausewatch.ledger.events import NOTICE, Event, record_event
from clausewatch.ledger.queue import Failure
from clausewatch.models import Category, Document, StanceLabel
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import MOOR, index_all, save

AT = datetime(2025, 3, 5, 9, tzinfo=UTC)


def make_day(day: int, *crawls: dict[str, Any], steps: tuple[StepReport, ...] = ()) -> DayReport:
    facts = {"run": "1", "started_at": AT, "finished_at": AT}
    made = tuple(CrawlResult.model_validate({"publisher": f"p{n}", **facts, **c}) for n, c in enumerate(crawls))
    return DayReport(1 if day == 1 else 2, made, steps)


DAYS = (
    make_day(1, {"fresh": 4, "disallowed": 1}, {"fresh": 3}),
    make_day(2, {"fresh": 1, "unchanged": 4, "gone": 1}, {"unchanged": 3, "reason": "0 pages"}),
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path / "demo")) as opened:
        yield opened


def say(stores: Stores, category: Category, stance: StanceLabel, times: int) -> None:
    """One page on which somebody of a category says so many things."""
    texts = [f"{category} {stance} words {number} end" for number in range(times)]
    page = Document(url=f"https://{category}.example/{stance}", text="\n\n".join(texts), publisher="p")
    speaker = MOOR.model_copy(update={"category": category, "name": f"{category} speaker", "id": None})
    save(stores, page, *({"text": text, "speaker": speaker, "stance": stance} for text in texts))
    index_all(stores)


def tell(stores: Stores, *alerts: tuple[str, str], at: datetime = AT) -> None:
    """Alerts of a kind with a title, each under a subject that sorts the other way round."""
    with stores.ledger.begin() as session:
        for kind, title in alerts:
            facts: dict[str, Any] = {"payload": {}, "at": at, "channels": ("file",)}
            subject = "".join(chr(0x10FFF - ord(letter)) for letter in title)
            record_alert(session, rule=f"rule of {kind}", subject=subject, kind=kind, title=title, **facts)


def show(stores: Stores, command: str = "clausewatch") -> list[str]:
    return summarise(stores, DAYS, command)


def test_the_days_are_told_by_their_counts(stores: Stores) -> None:
    say(stores, "platform", "AGAINST", 2)
    assert show(stores)[:3] == [
        "Day 1: 2 publishers crawled over HTTP: 7 pages, 1 left alone as robots.txt asks.",
        "Day 2: 1 pages new or changed, 7 unchanged, 1 gone.",
        "Found: 2 statements by 1 speakers.",
    ]


def test_a_page_that_is_there_and_withdrawn_is_told_apart_from_one_that_is_gone(stores: Stores) -> None:
    gone = Event(kind="withdrawn", at=AT, publisher="p", document="a", reason="HTTP 404")
    notice = gone.model_copy(update={"document": "b", "reason": NOTICE})
    with stores.ledger.begin() as session:
        assert record_event(session, gone)
    assert "Day 2: 1 pages new or changed, 7 unchanged, 1 gone." in show(stores)
    with stores.ledger.begin() as session:
        assert record_event(session, notice)
    told = "Day 2: 1 pages new or changed (1 of them withdrawn by a notice), 7 unchanged, 1 gone."
    assert told in show(stores)


def test_a_day_names_what_failed_in_crawls_and_steps() -> None:
    failed = StepReport(step="extract", failures=(Failure(step="extract", subject="1", reason="no text"),))
    day = make_day(2, {"fresh": 1}, {"reason": "0 pages"}, steps=(failed,))
    assert day.problems == ["p1: 0 pages", "extract: no text"]
    assert DAYS[0].problems == []


def test_a_demo_that_found_nothing_still_ends_with_something_to_try(stores: Stores) -> None:
    lines = show(stores, "'my bin/clausewatch'")
    assert "Found: 0 statements by 0 speakers." in lines
    assert "Alerts: 0 fired, each once." in lines
    begin = lines.index("Try next:") + 1
    assert all(line.startswith("  'my bin/clausewatch' ") for line in lines[begin:])
    assert all(f"--data {stores.settings.data}" in line for line in lines[begin:])


def test_the_loudest_come_first_and_bars_are_to_scale(stores: Stores) -> None:
    say(stores, "platform", "AGAINST", 20)
    say(stores, "platform", "FAVOR", 1)
    say(stores, "regulator", "NONE", 3)
    say(stores, "government", "FAVOR", 10)
    head, *rows = [line for line in show(stores) if line.count("|") == 2]
    assert [row.split()[0] for row in rows] == ["platform", "government", "regulator"]
    assert [[row.split("|")[side].count("█") for side in (0, 1)] for row in rows] == [[20, 1], [0, 10], [0, 0]]
    assert rows[2].endswith("| 3")
    assert {row.index("|") for row in (head, *rows)} == {head.index("|")}
    assert max(len(row.split("|")[1]) for row in rows) == BAR + 2


def test_alerts_are_told_in_the_order_of_what_matters_with_how_many_there_are(stores: Stores) -> None:
    tell(
        stores, ("statement", "B said"), ("statement", "A said"), ("withdrawal", "a page is gone"), ("shift", "C moved")
    )
    tell(stores, ("shift", "D moved"), ("shift", "E moved"), at=AT + timedelta(hours=1))
    lines = show(stores)
    begin = lines.index("Alerts: 6 fired, each once.")
    assert lines[begin + 1 : -5] == [
        "  A speaker's position moved (3 by rule rule of shift):",
        "    D moved",
        "    E moved",
        "  A page was withdrawn by a notice, or is gone (1 by rule rule of withdrawal):",
        "    a page is gone",
        "  The government says something new about the clause (2 by rule rule of statement):",
        "    A said",
    ]


def test_it_stays_on_one_screen_however_much_happened(stores: Stores) -> None:
    for category in ("government", "platform", "news", "other", "expert"):
        say(stores, category, "FAVOR", 1)
    kinds = ("statement", "change-claim", "shift", "revision", "withdrawal", "publisher")
    tell(stores, *((kind, f"{number} {kind} " + "very long title " * 40) for kind in kinds for number in range(30)))
    lines = show(stores)
    assert len(lines) < 40
    assert "Alerts: 180 fired, each once." in lines
    assert max(len(line) for line in lines if line.startswith("    ")) <= WIDTH


@given(st.text(max_size=400), st.integers(1, 3))
def test_a_title_takes_no_more_lines_and_columns_than_it_may(title: str, most: int) -> None:
    lines = wrap(title, most)
    assert len(lines) <= most
    assert all(len(line) <= WIDTH for line in lines)
    if lines and not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(title.split())
