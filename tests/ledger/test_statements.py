"""Statements of a version are kept in order, replaced as a whole, and read as corrected."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.queue import claim, finish
from clausewatch.ledger.statements import (
    Position,
    is_kept,
    iterate_current,
    list_positions,
    list_untold,
    read_statement,
    read_statements,
    save_statements,
    speaker_key,
)
from clausewatch.ledger.tables import StanceRow, StatementRow
from clausewatch.models import Stance
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

MOOR = make_speaker("Ada Moor", id="ada-moor")


def test_statements_come_back_in_their_order_with_all_they_say(session: Session) -> None:
    document = save_page(session)
    late = make_statement(
        document,
        51,
        "The council disagreed\x00",
        kind="indirect",
        source=((51, 62),),
        cue=((63, 72),),
        cue_type="speech",
        speaker=make_speaker("The council", kind="collective", members=("Ada Moor", "Ben Lock")),
        stances=(make_stance("AGAINST"), Stance(target="other", label="NONE", confidence=0.5)),
        claims_change="denies",
    )
    early = make_statement(document)
    save_statements(session, document.version, [late, early])
    assert read_statements(session, document.version) == [late, early]
    assert read_statement(session, late.id) == late


def test_saved_statements_are_indexed_and_looked_at_for_alerts(session: Session) -> None:
    document = save_page(session)
    finish_all(session)
    save_statements(session, document.version, [make_statement(document)])
    assert waiting(session) == {"index": 1, "alert": 1}


def test_statements_of_an_old_version_fire_no_alerts(session: Session) -> None:
    old = save_page(session, make_document("The ferry will run, she said."))
    save_page(session, make_document("The ferry will not run."), NOON + DAY)
    finish_all(session)
    save_statements(session, old.version, [make_statement(old)])
    assert waiting(session) == {"index": 1}


def test_statements_found_anew_replace_those_before(session: Session) -> None:
    document = save_page(session)
    first = make_statement(document, stances=(make_stance("FAVOR"), make_stance("NONE", "other")))
    save_statements(session, document.version, [first, make_statement(document, 51, "The council disagreed")])
    again = first.model_copy(update={"speaker": MOOR, "stances": (make_stance("AGAINST"),)})
    save_statements(session, document.version, [again])
    assert read_statements(session, document.version) == [again]
    assert session.execute(select(StanceRow.target, StanceRow.label)).all() == [(TARGET, "AGAINST")]
    save_statements(session, document.version, [])
    assert read_statements(session, document.version) == []
    assert session.scalar(select(func.count()).select_from(StatementRow)) == 0
    assert session.scalar(select(func.count()).select_from(StanceRow)) == 0


def test_saving_twice_is_the_same_as_once(session: Session) -> None:
    document = save_page(session)
    statements = [make_statement(document), make_statement(document), make_statement(document, 51, "The council")]
    for _ in range(2):
        save_statements(session, document.version, statements)
    assert read_statements(session, document.version) == statements[1:]


def test_statements_of_other_versions_stay(session: Session) -> None:
    old = save_statement(session, make_document("Ferry: The ferry will run."))
    new = save_statement(session, make_document("New: The ferry will run."))
    assert read_statements(session, old.version) == [old]
    assert read_statements(session, new.version) == [new]


def test_a_version_may_hold_very_many_statements(session: Session) -> None:
    document = save_page(session, make_document("word " * 700))
    statements = [make_statement(document, 5 * number, "word", stances=(make_stance(),)) for number in range(650)]
    save_statements(session, document.version, statements)
    assert read_statements(session, document.version) == statements


def test_statements_need_their_version(session: Session) -> None:
    document = make_document()
    with pytest.raises(LedgerError, match=f"no version {document.version}"):
        save_statements(session, document.version, [make_statement(document)])
    save_page(session, document)
    other = make_document("Something else.")
    with pytest.raises(LedgerError, match=f"is of version {other.version}, not of {document.version}"):
        save_statements(session, document.version, [make_statement(other)])
    assert read_statements(session, document.version) == []


def test_a_statement_that_is_not_there_is_an_error(session: Session) -> None:
    with pytest.raises(LedgerError, match="no statement none"):
        read_statement(session, "none")


def test_a_speaker_is_known_by_the_registry_s_id_or_else_the_name() -> None:
    document = make_document()
    assert speaker_key(make_statement(document, speaker=MOOR)) == "ada-moor"
    assert speaker_key(make_statement(document, speaker=make_speaker("Ben Lock"))) == "Ben Lock"
    assert speaker_key(make_statement(document)) is None


def test_a_rebuild_reads_every_document_with_the_statements_of_its_current_version(ledger: Ledger) -> None:
    with ledger.begin() as session:
        save_statement(session, make_document("Old: The ferry will run."))
        new = save_statement(session, make_document("New: The ferry will run."))
        bare = save_page(session, make_document(url="https://harbour.example/bare"))
        correct(session, new.id, speaker_name="Ben Lock", why="heard it", at=NOON)
    with ledger.read() as session:
        found = {document.id: statements for document, statements in iterate_current(session)}
    assert found[bare.id] == []
    assert [(one.version, one.speaker and one.speaker.name) for one in found[new.document]] == [
        (new.version, "Ben Lock")
    ]


def save_position(session: Session, name: str, day: int, **changes: object) -> None:
    document = make_document(url=f"https://harbour.example/{name}", published_at=NOON + day * DAY)
    save_statement(session, document, **{"speaker": MOOR, "stances": (make_stance(),), **changes})


def read_pages(positions: list[Position]) -> list[str]:
    """Which page each position is on."""
    pages = {make_document(url=f"https://harbour.example/{name}").id: name for name in "abcdef"}
    return [pages[position.statement.document] for position in positions]


def test_positions_towards_a_target_are_listed_oldest_first(session: Session) -> None:
    save_position(session, "b", 2)
    save_position(session, "a", 1)
    save_position(session, "c", 3, speaker=make_speaker("Ben Lock"))
    save_position(session, "d", 4, stances=(make_stance("FAVOR", "other"),))
    save_position(session, "e", 5, speaker=None)
    assert read_pages(list_positions(session, TARGET)) == ["a", "b", "c", "e"]
    assert read_pages(list_positions(session, TARGET, speakers=["ada-moor"])) == ["a", "b"]
    assert read_pages(list_positions(session, TARGET, speakers=["Ben Lock"])) == ["c"]
    assert read_pages(list_positions(session, TARGET, speakers=["ada-moor", "Ben Lock"])) == ["a", "b", "c"]
    assert read_pages(list_positions(session, TARGET, since=NOON + 2 * DAY)) == ["b", "c", "e"]
    assert list_positions(session, TARGET, speakers=["nobody"]) == []
    assert [position.at for position in list_positions(session, "other")] == [NOON + 4 * DAY]


def test_a_position_without_a_date_is_placed_where_it_was_first_seen(session: Session) -> None:
    save_position(session, "b", 1)
    statement = save_statement(session, speaker=MOOR, stances=(make_stance(),))
    found = list_positions(session, TARGET)
    assert [position.at for position in found] == [NOON, NOON + DAY]
    assert found[0].statement == statement
    assert list_positions(session, TARGET, since=NOON + HOUR) == found[1:]


def test_positions_are_those_of_current_versions(session: Session) -> None:
    save_statement(session, make_document("Old: The ferry will run."), stances=(make_stance(),))
    assert len(list_positions(session, TARGET)) == 1
    save_page(session, make_document("Nothing is said any more."), NOON + DAY)
    assert list_positions(session, TARGET) == []


def test_positions_are_listed_as_corrected(session: Session) -> None:
    save_position(session, "a", 1)
    save_position(session, "b", 2, stances=())
    first, second = (statement.id for _, statements in iterate_current(session) for statement in statements)
    for statement in (first, second):
        correct(session, statement, speaker_name="Ben Lock", stance="AGAINST", target=TARGET, why="heard", at=NOON)
    found = list_positions(session, TARGET, speakers=["Ben Lock"])
    assert read_pages(found) == ["a", "b"]
    assert {stance.label for position in found for stance in position.statement.stances} == {"AGAINST"}
    assert list_positions(session, TARGET, speakers=["ada-moor"]) == []


def test_statements_of_a_page_that_was_only_read_again_are_told_apart(session: Session) -> None:
    document = save_page(session)
    finish_all(session)
    save_statements(session, document.version, [make_statement(document)], alert_of="reread")
    assert waiting(session) == {"index": 1, "alert": 1}
    assert claim(session, "alert", 9) == [f"reread:{document.version}"]


def test_statements_are_kept_already_where_they_are_equal_and_in_the_same_order(session: Session) -> None:
    document = save_page(session)
    first = make_statement(document, speaker=MOOR, stances=(make_stance("FAVOR"),))
    second = make_statement(document, 51, "The council disagreed")
    assert is_kept(session, document.version, [])
    save_statements(session, document.version, [first, second])
    assert is_kept(session, document.version, [first, second, first])
    assert not is_kept(session, document.version, [second, first])
    assert not is_kept(session, document.version, [first])
    assert not is_kept(session, document.version, [])
    moved = first.model_copy(update={"stances": (make_stance("AGAINST"),)})
    assert not is_kept(session, document.version, [moved, second])


def test_a_correction_does_not_hide_that_the_models_find_the_same(session: Session) -> None:
    statement = save_statement(session)
    correct(session, statement.id, speaker_name="Ben Lock", why="the record says so", at=NOON)
    assert read_statements(session, statement.version) != [statement]
    assert is_kept(session, statement.version, [statement])


def test_news_is_untold_until_it_was_annotated_and_held_against_the_rules(session: Session) -> None:
    document, other = save_page(session), save_page(session, make_document(url="https://harbour.example/other"))
    versions = [document.version, other.version, "none"]
    assert list_untold(session, versions) == {document.version, other.version}
    finish(session, "annotate", claim(session, "annotate", 1))
    assert list_untold(session, versions) == {other.version}
    save_statements(session, document.version, [make_statement(document)])
    assert list_untold(session, versions) == {document.version, other.version}
    finish_all(session)
    save_statements(session, document.version, [], alert_of="reread")
    assert list_untold(session, versions) == set()
