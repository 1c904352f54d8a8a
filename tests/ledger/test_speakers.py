"""Who has said something on a target."""

from sqlalchemy.orm import Session

from clausewatch.ledger.corrections import correct
from clausewatch.ledger.speakers import list_speakers
from tests.ledger.examples import NOON, TARGET, make_document, make_speaker, make_stance, save_statement

MOOR = make_speaker("Ada Moor", id="ada-moor", role="Harbour Minister")


def test_each_speaker_on_the_target_is_there_once(session: Session) -> None:
    for page in ("one", "two"):
        url = f"https://harbour.example/{page}"
        save_statement(session, make_document(url=url), speaker=MOOR, stances=(make_stance(),))
    elsewhere = make_document(url="https://harbour.example/three")
    save_statement(session, elsewhere, speaker=make_speaker("Ben Lock"), stances=(make_stance("FAVOR", "other"),))
    assert list_speakers(session, TARGET) == {"ada-moor": MOOR}


def test_who_was_put_in_by_a_person_is_there_too(session: Session) -> None:
    statement = save_statement(session, speaker=MOOR, stances=(make_stance(),))
    correct(session, statement.id, speaker_name="Owen Barrow", why="it was him", at=NOON)
    assert sorted(list_speakers(session, TARGET)) == ["Owen Barrow", "ada-moor"]


def test_an_unknown_speaker_is_nobody(session: Session) -> None:
    save_statement(session, speaker=None, stances=(make_stance(),))
    assert list_speakers(session, TARGET) == {}
    assert list_speakers(session, "other") == {}
