"""Groups of what is nearly the same: found by keys, kept for good, read with their pages."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from clausewatch.ledger import Ledger, copies, open_ledger
from clausewatch.ledger.copies import (
    Leader,
    drop_crowded,
    find_sharing,
    list_current,
    list_members,
    lock_groups,
    rank_candidates,
    read_leaders,
    read_repeated,
    read_words,
    save_groups,
)
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.migrate import HEAD, MIGRATIONS
from clausewatch.ledger.statements import save_statements
from clausewatch.ledger.tables import CopyKeyRow
from clausewatch.ledger.upsert import MAX_KEYS
from tests.ledger.examples import DAY, NOON, make_document, make_speaker, save_page, save_statement

MOOR = make_speaker()
LEAST, MOST = -(2**63), 2**63 - 1


def test_a_group_is_its_leader_and_its_members(session: Session) -> None:
    save_groups(session, [("b", "a"), ("c", "a")], [Leader("a", (1, 2), "We will\x00 leave"), Leader("z", ())])
    assert read_leaders(session, ["a", "b", "c", "z", "unknown"]) == {"a": "a", "b": "a", "c": "a", "z": "z"}
    assert list_members(session, ["a", "z", "unknown"]) == {"a": ["a", "b", "c"], "z": ["z"], "unknown": ["unknown"]}
    assert read_words(session, ["a", "b", "z"]) == {"a": "We will\ufffd leave"}


def test_nothing_is_asked_or_kept_of_nothing(session: Session) -> None:
    save_groups(session, [], [])
    assert (read_leaders(session, []), list_members(session, []), find_sharing(session, [])) == ({}, {}, {})
    assert (read_words(session, []), list_current(session, []), read_repeated(session, [])) == ({}, [], {})


def test_leaders_are_found_by_their_keys_of_any_sign(session: Session) -> None:
    save_groups(session, [], [Leader("a", (LEAST, 7)), Leader("b", (7, MOST, MOST))])
    assert find_sharing(session, [LEAST, 7, MOST, 8]) == {LEAST: ["a"], 7: ["a", "b"], MOST: ["b"]}


def test_who_has_the_most_keys_in_common_comes_first() -> None:
    sharing = {1: ["a", "b"], 2: ["b"], 3: ["c"], 9: ["d"]}
    assert rank_candidates((1, 2, 3), sharing) == ["b", "a", "c"]
    many = {1: [f"{number:03}" for number in range(200)]}
    assert rank_candidates((1,), many) == [f"{number:03}" for number in range(copies.MOST_CANDIDATES)]


def test_a_key_that_very_many_have_is_given_to_no_more(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "CROWDED", 3)
    for number in range(6):
        leader = Leader(f"{number}", (1, 100 + number))
        save_groups(session, [], [drop_crowded(leader, find_sharing(session, leader.keys))])
    assert find_sharing(session, [1, 105]) == {1: ["0", "1", "2"], 105: ["5"]}


def test_more_keys_and_members_than_one_command_takes_are_found(session: Session) -> None:
    number = MAX_KEYS + 3
    save_groups(session, [(f"m{place}", f"{place}") for place in range(number)], [
        Leader(f"{place}", (place,), f"words {place}") for place in range(number)
    ])  # fmt: skip
    assert len(find_sharing(session, range(number))) == number
    leaders = [f"{place}" for place in range(number)]
    assert len(read_leaders(session, [f"m{place}" for place in range(number)])) == number
    assert len(read_words(session, leaders)) == number
    assert all(len(members) == 2 for members in list_members(session, leaders).values())


def test_to_keep_a_group_again_changes_nothing(session: Session) -> None:
    leader = Leader("a", (1, 2), "We will leave")
    save_groups(session, [("b", "a")], [leader])
    save_groups(session, [("b", "a")], [leader])
    assert list_members(session, ["a"]) == {"a": ["a", "b"]}
    assert session.scalar(select(func.count()).select_from(CopyKeyRow)) == 2


def test_statements_of_a_subject_are_read_from_current_versions(session: Session) -> None:
    first = save_statement(session, make_document("Old: The ferry will run."), speaker=MOOR)
    copy = save_statement(session, make_document(url="https://courier.example/copy"), speaker=MOOR)
    other = save_statement(
        session, make_document(url="https://courier.example/other"), speaker=make_speaker("Ben Lock")
    )
    found = read_repeated(session, [first.subject, other.subject, "none"])
    assert {subject: {one.id for one in same} for subject, same in found.items()} == {
        first.subject: {first.id, copy.id},
        other.subject: {other.id},
    }
    later = save_page(session, make_document("Nothing is said any more."), NOON + DAY)
    assert read_repeated(session, [first.subject]) == {first.subject: [copy]}
    assert list_current(session, [first.version, later.version, copy.version, "x"]) == sorted(
        [later.version, copy.version], key=lambda version: later.id if version == later.version else copy.document
    )


def test_they_are_read_as_corrected(session: Session) -> None:
    said = save_statement(session, speaker=MOOR)
    correct(session, said.id, speaker_name="Ben Lock", why="heard it", at=NOON)
    ((found,),) = read_repeated(session, [said.subject]).values()
    assert found.speaker is not None
    assert (found.id, found.speaker.name) == (said.id, "Ben Lock")


def test_a_group_outlives_its_statements(session: Session) -> None:
    said = save_statement(session, speaker=MOOR)
    save_groups(session, [], [Leader(said.subject, (5,), said.text)])
    save_statements(session, said.version, [])
    assert read_words(session, find_sharing(session, [5])[5]) == {said.subject: said.text}


def test_the_lock_is_held_until_the_end_of_the_transaction(ledger: Ledger) -> None:
    with ledger.begin() as session:
        lock_groups(session)
        is_postgres = session.get_bind().dialect.name == "postgresql"
        held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'" if is_postgres else "SELECT 1"
        assert session.scalar(text(held)) == 1
    if is_postgres:
        with ledger.read() as session:
            assert session.scalar(text(held)) == 0


def test_a_ledger_that_knew_no_groups_keeps_all_it_has(new_url: str) -> None:
    engine = create_engine(new_url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.execute(text("INSERT INTO embeddings (id, vector) VALUES ('e', '')"))
    engine.dispose()
    opened = open_ledger(new_url)
    with opened.begin() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
        assert session.scalar(text("SELECT count(*) FROM embeddings")) == 1
        save_groups(session, [("b", "a")], [Leader("a", (1,), "words")])
        assert read_leaders(session, ["b"]) == {"b": "a"}
    opened.close()
