"""Who speaks for which body: a body for its people and they for it, but no two people for each other."""

import pytest
from sqlalchemy.orm import Session

from clausewatch.ledger.voices import find_voices, list_bodies, save_voices
from clausewatch.models import Speaker
from tests.ledger.examples import make_speaker

MINISTER = make_speaker("Ada Moor", id="ada-moor", organisation="Department for Ferries", category="government")
COLLEAGUE = make_speaker("Ben Lock", organisation="Department for Ferries", category="government")
DEPARTMENT = make_speaker("Department for Ferries", kind="organisation", category="government")
GOVERNMENT = make_speaker("UK Government", kind="organisation", organisation="UK Government", category="government")
PEER = make_speaker("Lady Ash", organisation="House of Lords", category="parliament")
FIRM = make_speaker("Openline", kind="organisation", organisation="Openline", category="platform")
CHIEF = make_speaker("Cy Orme", organisation="OPENLINE", category="platform")
CROWD = make_speaker("campaigners", kind="collective", organisation="Openline")
EVERYBODY = (MINISTER, COLLEAGUE, DEPARTMENT, GOVERNMENT, PEER, FIRM, CHIEF, CROWD)


@pytest.mark.parametrize(
    ("speaker", "bodies"),
    [
        (MINISTER, {"department for ferries": False, "government": False}),
        (DEPARTMENT, {"department for ferries": True, "government": False}),
        (GOVERNMENT, {"government": True}),
        (PEER, {}),
        (FIRM, {"openline": True}),
        (CHIEF, {"openline": False}),
        (CROWD, {}),
        (make_speaker(), {}),
    ],
)
def test_the_bodies_that_somebody_speaks_for(speaker: Speaker, bodies: dict[str, bool]) -> None:
    assert list_bodies(speaker) == bodies


@pytest.mark.parametrize(
    ("speaker", "voices"),
    [
        (MINISTER, {"ada-moor", "Department for Ferries", "UK Government"}),
        (DEPARTMENT, {"ada-moor", "Ben Lock", "Department for Ferries", "UK Government"}),
        (GOVERNMENT, {"ada-moor", "Ben Lock", "Department for Ferries", "UK Government"}),
        (PEER, {"Lady Ash"}),
        (FIRM, {"Openline", "Cy Orme"}),
        (CHIEF, {"Openline", "Cy Orme"}),
        (CROWD, {"campaigners"}),
    ],
)
def test_whose_words_may_be_a_speakers(session: Session, speaker: Speaker, voices: set[str]) -> None:
    save_voices(session, EVERYBODY)
    save_voices(session, EVERYBODY)
    assert find_voices(session, speaker) == voices


def test_a_name_that_turns_out_to_be_the_body_itself_is_put_right(session: Session) -> None:
    before = FIRM.model_copy(update={"kind": "person"})
    save_voices(session, [before, CHIEF])
    assert find_voices(session, CHIEF) == {"Cy Orme"}
    save_voices(session, [FIRM])
    assert find_voices(session, CHIEF) == {"Cy Orme", "Openline"}


def test_somebody_of_whom_nothing_is_kept_has_a_voice_of_their_own(session: Session) -> None:
    save_voices(session, ())
    assert find_voices(session, MINISTER) == {"ada-moor"}
