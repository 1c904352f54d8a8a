"""Statements are suggested for a label, and corrected ones are found as examples."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from clausewatch.errors import InputError
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.models import Document, Stance, StanceLabel, Statement
from clausewatch.steps.labelling import list_corrected, suggest_statements
from nlp.components.targets import Target
from nlp.components.targets.adopting import Labelled
from tests.alerts.builders import NOON, make_document, make_speaker, make_statement
from tests.nlp.stance.conftest import AGAINST, FAVOR, NONE

BRIDGE = "bridge"
TEXTS = (
    "The bridge would cost forty million pounds.",
    "We will look at the bridge once more in spring.",
    "I will not say whether the bridge is wise.",
)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def target() -> Target:
    examples: dict[StanceLabel, tuple[str, ...]] = {"FAVOR": FAVOR, "AGAINST": AGAINST, "NONE": NONE}
    return Target(id=BRIDGE, name="Bridge", proposition="Build it", keywords=("bridge",), examples=examples)


def publish(ledger: Ledger, name: str, *texts: str, about: str = BRIDGE, before: str = "") -> list[Statement]:
    """A page that holds the texts as statements about a target, behind other words."""
    page = make_document(" ".join((before, *texts)), url=f"https://courier.example/{name}")
    stance = Stance(target=about, label="FAVOR", confidence=0.6)
    statements = [_place(page, text, stance) for text in texts]
    with ledger.begin() as session:
        save_version(session, page, fetch=None, seen_at=NOON)
        save_statements(session, page.version, statements)
    return statements


def _place(page: Document, text: str, stance: Stance) -> Statement:
    begin = page.text.index(text)
    place: dict[str, Any] = {"document": page.id, "version": page.version, "content": ((begin, begin + len(text)),)}
    return make_statement(text, make_speaker(), stances=(stance,), **place)


def put_right(ledger: Ledger, statement: Statement, label: StanceLabel, target: str = BRIDGE, after: int = 0) -> None:
    with ledger.begin() as session:
        at = NOON + timedelta(hours=after)
        correct(session, statement.id, stance=label, target=target, why="read it", at=at)


def suggested(ledger: Ledger, target: Target, limit: int = 10) -> set[str]:
    return {each.statement.text for each in suggest_statements(ledger, target, limit)}


def test_statements_about_the_target_are_suggested_with_the_reason(ledger: Ledger, target: Target) -> None:
    publish(ledger, "a", *TEXTS)
    publish(ledger, "b", "The tunnel would cost sixty million.", about="tunnel")
    found = suggest_statements(ledger, target, 10)
    assert {each.statement.text for each in found} == set(TEXTS)
    for each in found:
        assert each.suggestion.nearest in target.labelled()
        assert 0 < each.suggestion.likeness < 0.93
    assert len(suggest_statements(ledger, target, 2)) == 2


def test_what_a_person_has_labelled_is_not_suggested_nor_are_its_copies(ledger: Ledger, target: Target) -> None:
    first, *_ = publish(ledger, "a", *TEXTS)
    publish(ledger, "copy", TEXTS[0].replace(".", "!"), TEXTS[1])
    put_right(ledger, first, "NONE")
    assert suggested(ledger, target) == set(TEXTS[1:])


def test_a_correction_towards_another_target_is_no_label(ledger: Ledger, target: Target) -> None:
    (only,) = publish(ledger, "a", TEXTS[0])
    put_right(ledger, only, "NONE", target="tunnel")
    assert suggested(ledger, target) == {TEXTS[0]}


def test_examples_and_statements_of_a_few_words_are_not_suggested(ledger: Ledger, target: Target) -> None:
    publish(ledger, "a", f"“{FAVOR[2]}”", "a bridge, well", TEXTS[2])
    assert suggested(ledger, target) == {TEXTS[2]}


def test_what_the_page_says_no_more_is_not_suggested(ledger: Ledger, target: Target) -> None:
    publish(ledger, "a", *TEXTS)
    publish(ledger, "a", TEXTS[1])
    assert suggested(ledger, target) == {TEXTS[1]}


def test_nothing_is_suggested_of_nothing(ledger: Ledger, target: Target) -> None:
    assert suggest_statements(ledger, target, 10) == []


def test_how_far_it_is_is_told(ledger: Ledger, target: Target) -> None:
    publish(ledger, "a", *TEXTS)
    told: list[tuple[int, int]] = []
    suggest_statements(ledger, target, 1, lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]


def read(ledger: Ledger, *names: str) -> tuple[list[tuple[str, str]], int]:
    with ledger.read() as session:
        found = list_corrected(session, BRIDGE, names)
    return [(each.label, each.text) for each in found.labelled], found.lost


def test_the_last_correction_of_a_statement_counts(ledger: Ledger) -> None:
    first, second, _ = publish(ledger, "a", *TEXTS)
    put_right(ledger, first, "AGAINST")
    put_right(ledger, second, "NONE", after=1)
    put_right(ledger, first, "NONE", after=2)
    put_right(ledger, second, "FAVOR", target="tunnel", after=3)
    assert read(ledger) == ([("NONE", TEXTS[0]), ("NONE", TEXTS[1])], 0)
    with ledger.read() as session:
        assert list_corrected(session, BRIDGE, (second.id,)).labelled == (Labelled(second.id, "NONE", TEXTS[1]),)


def test_a_corrected_statement_is_found_by_its_words_when_its_spans_moved(ledger: Ledger) -> None:
    (only,) = publish(ledger, "a", TEXTS[0])
    put_right(ledger, only, "AGAINST")
    with ledger.begin() as session:
        save_statements(session, only.version, [])
    assert read(ledger) == ([], 1)
    (moved,) = publish(ledger, "a", TEXTS[0], before="Updated.")
    assert moved.id != only.id
    assert read(ledger) == ([("AGAINST", TEXTS[0])], 0)


def test_a_statement_without_such_a_correction_cannot_be_named(ledger: Ledger) -> None:
    first, second, _ = publish(ledger, "a", *TEXTS)
    put_right(ledger, first, "AGAINST")
    with pytest.raises(InputError, match=f"{second.id} has no corrected stance towards bridge: say what it is with"):
        read(ledger, first.id, second.id)


def test_a_corrected_speaker_is_no_label(ledger: Ledger, target: Target) -> None:
    (only,) = publish(ledger, "a", TEXTS[0])
    with ledger.begin() as session:
        _correct_speaker(session, only)
    assert read(ledger) == ([], 0)
    assert suggested(ledger, target) == {TEXTS[0]}


def _correct_speaker(session: Session, statement: Statement) -> None:
    correct(session, statement.id, speaker_name="Owen Barrow", why="misread", at=NOON)
