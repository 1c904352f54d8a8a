"""What speakers said within a time, as corrected, also in pages that were overtaken."""

from typing import Any

from sqlalchemy.orm import Session

from clausewatch.ledger.corrections import correct
from clausewatch.ledger.said import list_said
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Statement, StatementKind
from tests.ledger.examples import DAY, HOUR, NOON, make_document, make_speaker, make_statement, save_page

MOOR = make_speaker("Ada Moor", id="ada-moor")
LOCK = make_speaker("Ben Lock")
DIRECT: tuple[StatementKind, ...] = ("direct",)


def say(session: Session, text: str, day: int = 0, **facts: Any) -> Statement:
    """A page of its own that says this."""
    page = make_document(text, url=f"https://harbour.example/{day}", published_at=NOON + day * DAY)
    save_page(session, page, NOON + 100 * DAY)
    statement = make_statement(page, 0, text, **{"speaker": MOOR} | facts)
    save_statements(session, page.version, [statement])
    return statement


def listed(session: Session, *speakers: str, **changes: Any) -> list[str]:
    values: dict[str, Any] = {"kinds": DIRECT, "begin": NOON, "end": NOON + 9 * DAY, "most": 99} | changes
    return [one.statement.text for one in list_said(session, set(speakers), **values)]


def test_statements_of_these_speakers_and_kinds_come_newest_first(session: Session) -> None:
    say(session, "one", 1)
    say(session, "two", 2)
    say(session, "three", 3, speaker=LOCK)
    say(session, "four", 4, kind="primary")
    say(session, "five", 5, speaker=None)
    assert listed(session, "ada-moor") == ["two", "one"]
    assert listed(session, "ada-moor", newest_first=False) == ["one", "two"]
    assert listed(session, "ada-moor", "Ben Lock") == ["three", "two", "one"]
    assert listed(session, "ada-moor", kinds=("primary", "direct")) == ["four", "two", "one"]
    assert listed(session, "nobody") == []


def test_both_ends_of_the_time_count(session: Session) -> None:
    for day in (1, 2, 3):
        say(session, f"day {day}", day)
    assert listed(session, "ada-moor", begin=NOON + 2 * DAY, end=NOON + 3 * DAY) == ["day 3", "day 2"]
    assert listed(session, "ada-moor", begin=NOON + 2 * DAY, end=NOON + 3 * DAY - HOUR) == ["day 2"]


def test_a_page_without_a_date_counts_by_when_it_was_seen(session: Session) -> None:
    page = save_page(session, make_document("undated"), NOON + DAY)
    save_statements(session, page.version, [make_statement(page, 0, "undated", speaker=MOOR)])
    assert listed(session, "ada-moor") == ["undated"]
    assert listed(session, "ada-moor", end=NOON) == []


def test_no_more_than_asked_for(session: Session) -> None:
    for day in (1, 2, 3):
        say(session, f"day {day}", day)
    assert listed(session, "ada-moor", most=2) == ["day 3", "day 2"]


def test_a_page_that_was_overtaken_is_marked(session: Session) -> None:
    old = say(session, "old words", 1)
    page = make_document("new words", url="https://harbour.example/1", published_at=NOON + DAY)
    save_page(session, page, NOON + 101 * DAY)
    save_statements(session, page.version, [make_statement(page, 0, "new words", speaker=MOOR)])
    found = list_said(session, {"ada-moor"}, DIRECT, NOON, NOON + 9 * DAY, 99)
    assert {one.statement.text: one.is_current for one in found} == {"old words": False, "new words": True}
    assert {one.at for one in found} == {NOON + DAY}
    assert old.version != page.version


def test_a_corrected_speaker_counts_and_the_one_before_does_not(session: Session) -> None:
    statement = say(session, "one", 1)
    say(session, "two", 2, speaker=LOCK)
    correct(session, statement.id, speaker_name="Ben Lock", why="misread", at=NOON)
    assert listed(session, "Ben Lock") == ["two", "one"]
    assert listed(session, "ada-moor") == []
