"""What a person put right stays right, however often the models find it anew."""

import pytest
from sqlalchemy.orm import Session

from clausewatch.errors import InputError
from clausewatch.ledger.corrections import Correction, correct, lay_over, read_corrections
from clausewatch.ledger.statements import read_statement, read_statements, save_statements
from clausewatch.models import Stance, Statement
from tests.ledger.examples import (
    DAY,
    HOUR,
    NOON,
    TARGET,
    finish_all,
    make_document,
    make_speaker,
    make_stance,
    make_statement,
    save_page,
    save_statement,
    waiting,
)

DOCUMENT = make_document()
WRONG = make_speaker("Ben Lock", id="ben-lock")


def speaker_name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def test_a_wrong_speaker_is_put_right(session: Session) -> None:
    statement = save_statement(session, speaker=WRONG, stances=(make_stance(),))
    finish_all(session)
    correct(session, statement.id, speaker_name=" Ada Moor ", why="it was her", at=NOON)
    found = read_statement(session, statement.id)
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind, found.speaker.id) == ("Ada Moor", "person", None)
    assert (found.speaker.resolved_by, found.speaker.confidence) == ("correction", 1.0)
    assert found.stances == statement.stances
    assert waiting(session) == {"index": 1, "alert": 1}


def test_the_name_of_a_known_speaker_stands_for_all_that_is_known_of_them(session: Session) -> None:
    moor = make_speaker("Ada Moor", id="ada-moor", role="Harbour Minister", category="government")
    save_statement(session, make_document(url="https://harbour.example/other"), speaker=moor)
    statement = save_statement(session, speaker=WRONG)
    correct(session, statement.id, speaker_name="ADA  moor", why="it was her", at=NOON)
    assert read_statement(session, statement.id).speaker == moor.model_copy(
        update={"resolved_by": "correction", "confidence": 1.0}
    )


def test_a_wrong_stance_is_put_right_and_others_stay(session: Session) -> None:
    other = make_stance("FAVOR", "other")
    statement = save_statement(session, speaker=WRONG, stances=(make_stance("FAVOR"), other))
    correct(session, statement.id, stance="AGAINST", target=TARGET, why="irony", at=NOON)
    found = read_statement(session, statement.id)
    assert set(found.stances) == {other, Stance(target=TARGET, label="AGAINST", confidence=1.0)}
    assert found.speaker == WRONG


def test_a_stance_that_no_model_found_can_be_added(session: Session) -> None:
    statement = save_statement(session)
    correct(session, statement.id, stance="NONE", target=TARGET, why="it is about it", at=NOON)
    assert read_statement(session, statement.id).stances == (Stance(target=TARGET, label="NONE", confidence=1.0),)


def test_corrections_are_listed_oldest_first(session: Session) -> None:
    statement = save_statement(session)
    correct(session, statement.id, speaker_name="Ada Moor", why="first\x00", at=NOON + HOUR)
    correct(session, statement.id, stance="FAVOR", target=TARGET, why="earlier", at=NOON)
    early, late = read_corrections(session, statement.document)
    assert (early.target, early.label, early.speaker, early.why) == (TARGET, "FAVOR", None, "earlier")
    assert (late.statement, late.words, late.why) == (statement.id, "the ferry will run", "first\ufffd")
    assert late.corrected_at == NOON + HOUR
    assert read_corrections(session, "none") == []


def test_a_later_correction_overrules_an_earlier_one(session: Session) -> None:
    statement = save_statement(session)
    for hour, name in ((2, "Ada Moor"), (1, "Ben Lock")):
        correct(session, statement.id, speaker_name=name, why="heard it", at=NOON + hour * HOUR)
    assert speaker_name(read_statement(session, statement.id)) == "Ada Moor"


def test_a_correction_outlives_the_statements_being_found_anew(session: Session) -> None:
    statement = save_statement(session, speaker=WRONG)
    correct(session, statement.id, speaker_name="Ada Moor", stance="FAVOR", target=TARGET, why="heard it", at=NOON)
    save_statements(session, statement.version, [])
    assert read_statements(session, statement.version) == []
    save_statements(session, statement.version, [make_statement(DOCUMENT, speaker=WRONG)])
    found = read_statement(session, statement.id)
    assert (speaker_name(found), [stance.label for stance in found.stances]) == ("Ada Moor", ["FAVOR"])


def test_a_correction_follows_the_words_when_their_place_or_the_page_changes(session: Session) -> None:
    statement = save_statement(session, speaker=WRONG)
    correct(session, statement.id, speaker_name="Ada Moor", why="heard it", at=NOON)
    moved = make_statement(DOCUMENT, 0, "“The ferry will run,”", speaker=WRONG)
    save_statements(session, statement.version, [moved])
    assert speaker_name(read_statement(session, moved.id)) == "Ada Moor"
    edited = save_page(session, make_document("Update. The ferry will run, she said."), NOON + DAY)
    again = make_statement(edited, 8, speaker=WRONG)
    save_statements(session, edited.version, [again])
    assert speaker_name(read_statement(session, again.id)) == "Ada Moor"


def test_a_correction_stays_within_its_document(session: Session) -> None:
    statement = save_statement(session, speaker=WRONG)
    copy = save_statement(session, make_document(url="https://courier.example/copy"), speaker=WRONG)
    correct(session, statement.id, speaker_name="Ada Moor", why="heard it", at=NOON)
    assert speaker_name(read_statement(session, copy.id)) == "Ben Lock"


def make_correction(statement: Statement, name: str = "Ada Moor") -> Correction:
    return Correction(
        statement=statement.id,
        document=statement.document,
        words="the ferry will run",
        speaker=make_speaker(name),
        why="heard it",
        corrected_at=NOON,
    )


def test_words_that_stand_twice_do_not_tell_which_was_meant() -> None:
    gone = make_statement(DOCUMENT, 7)
    twice = [make_statement(DOCUMENT, 1), make_statement(DOCUMENT, 30)]
    assert lay_over(twice, [make_correction(gone)]) == twice
    corrected = lay_over(twice, [make_correction(twice[1])])
    assert [speaker_name(statement) for statement in corrected] == [None, "Ada Moor"]


def test_a_correction_of_words_that_are_gone_changes_nothing() -> None:
    others = [make_statement(DOCUMENT, 1, "Something else")]
    assert lay_over(others, [make_correction(make_statement(DOCUMENT))]) == others
    assert lay_over([], [make_correction(make_statement(DOCUMENT))]) == []


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "needs a speaker or a stance"),
        ({"stance": "FAVOR"}, "needs its target"),
        ({"target": TARGET}, "needs a speaker or a stance"),
        ({"speaker_name": "Ada Moor", "target": TARGET}, "a target its stance"),
        ({"speaker_name": " … "}, "name is empty"),
    ],
)
def test_a_correction_must_put_something_right(session: Session, facts: dict[str, str], message: str) -> None:
    statement = save_statement(session)
    with pytest.raises(InputError, match=message):
        correct(session, statement.id, why="x", at=NOON, **facts)  # type: ignore[arg-type]
    assert read_corrections(session, statement.document) == []


def test_a_correction_needs_its_statement(session: Session) -> None:
    with pytest.raises(InputError, match="there is no statement none"):
        correct(session, "none", speaker_name="Ada Moor", why="x", at=NOON)


def test_a_correction_needs_its_reason(session: Session) -> None:
    statement = save_statement(session)
    with pytest.raises(InputError, match="say why"):
        correct(session, statement.id, speaker_name="Ada Moor", why=" ", at=NOON)
    assert read_corrections(session, statement.document) == []
