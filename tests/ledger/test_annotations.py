"""Who read a version is kept, and versions are chosen by it, by publisher and by day."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger.annotations import (
    UNKNOWN,
    Annotation,
    Selection,
    count_by_annotator,
    forget_annotation,
    list_publishers_kept,
    read_annotation,
    record_annotation,
    select_for_reprocessing,
)
from clausewatch.models import Document
from tests.ledger.examples import DAY, HOUR, NOON, make_document, save_page


def save(session: Session, name: str, annotator: str | None = None, at: datetime = NOON, **facts: Any) -> Document:
    document = save_page(session, make_document(name, url=f"https://harbour.example/{name}", **facts), at)
    if annotator is not None:
        record_annotation(session, document.version, annotator, at)
    return document


def choose(session: Session, **conditions: Any) -> list[str]:
    """The texts of the versions that a selection takes."""
    names = {make_document(name, url=f"https://harbour.example/{name}").version: name for name in "abcd"}
    return [names.get(found, "?") for found in select_for_reprocessing(session, Selection(**conditions))]


def test_the_last_annotator_of_a_version_is_kept(session: Session) -> None:
    document = save(session, "a", "v1")
    record_annotation(session, document.version, "v2", NOON + HOUR)
    found = read_annotation(session, document.version)
    assert found == Annotation(version=document.version, annotator="v2", at=NOON + HOUR)


def test_a_version_that_was_read_before_this_was_kept_has_none(session: Session) -> None:
    assert read_annotation(session, save(session, "a").version) is None


def test_what_is_forgotten_is_forgotten_of_one_version(session: Session) -> None:
    one, other = save(session, "a", "v1"), save(session, "b", "v1")
    forget_annotation(session, one.version)
    assert read_annotation(session, one.version) is None
    assert read_annotation(session, other.version) is not None


def test_documents_are_counted_by_who_read_their_current_version(session: Session) -> None:
    assert count_by_annotator(session) == {}
    save(session, "a", "v1")
    save(session, "b", "v2")
    save(session, "c", "v2")
    old = save(session, "d", "v0")
    save_page(session, make_document("d, changed", url=old.url), NOON + HOUR)
    counts = count_by_annotator(session)
    assert counts == {"v2": 2, "v1": 1, UNKNOWN: 1}
    assert next(iter(counts)) == "v2"


def test_everything_is_chosen_where_nothing_is_asked_by_when_it_was_published_else_first_seen(
    session: Session,
) -> None:
    save(session, "a", "v1", published_at=NOON + DAY)
    save(session, "b", "v1", at=NOON + HOUR)
    save(session, "c", published_at=NOON)
    assert choose(session) == ["c", "b", "a"]


def test_versions_are_chosen_by_who_read_them(session: Session) -> None:
    save(session, "a", "v1")
    save(session, "b", "v2")
    save(session, "c")
    assert choose(session, made_by="v1") == ["a"]
    assert choose(session, made_by=UNKNOWN) == ["c"]
    assert choose(session, made_by="v9") == []
    assert sorted(choose(session, stale_for="v2")) == ["a", "c"]
    assert sorted(choose(session, stale_for="v9")) == ["a", "b", "c"]


def test_versions_are_chosen_by_publisher(session: Session) -> None:
    save(session, "a", publisher="courier")
    save(session, "b", publisher="harbour")
    save(session, "c", publisher="ledger")
    assert choose(session, publishers=("courier",)) == ["a"]
    assert sorted(choose(session, publishers=("courier", "ledger"))) == ["a", "c"]
    assert list_publishers_kept(session) == {"courier", "harbour", "ledger"}


def test_the_first_moment_of_a_span_is_in_it_and_the_last_is_not(session: Session) -> None:
    for number, name in enumerate("abcd"):
        save(session, name, published_at=NOON + number * HOUR)
    assert choose(session, since=NOON + HOUR, until=NOON + 3 * HOUR) == ["b", "c"]
    assert choose(session, since=NOON + 3 * HOUR) == ["d"]
    assert choose(session, until=NOON) == []


def test_older_versions_are_chosen_where_they_are_asked_for(session: Session) -> None:
    old = save(session, "a", "v1")
    save_page(session, make_document("b", url=old.url), NOON + HOUR)
    assert select_for_reprocessing(session, Selection(made_by="v1")) == []
    assert select_for_reprocessing(session, Selection(made_by="v1", older_versions=True)) == [old.version]
    assert len(select_for_reprocessing(session, Selection(older_versions=True))) == 2


def test_conditions_hold_together(session: Session) -> None:
    save(session, "a", "v1", publisher="courier", published_at=NOON)
    save(session, "b", "v2", publisher="courier", published_at=NOON)
    save(session, "c", "v1", publisher="harbour", published_at=NOON)
    save(session, "d", "v1", publisher="courier", published_at=NOON - DAY)
    assert choose(session, made_by="v1", publishers=("courier",), since=NOON) == ["a"]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        Selection(since=datetime(2024, 3, 5))  # noqa: DTZ001
    assert Selection(since=datetime(2024, 3, 5, tzinfo=UTC)).since is not None
