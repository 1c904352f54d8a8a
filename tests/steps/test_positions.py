"""Where somebody stands over time: who is meant, what counts as theirs, and what is told of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.errors import InputError
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.statements import save_statements
from clausewatch.ledger.voices import save_voices
from clausewatch.models import Speaker, Statement
from clausewatch.settings import load_settings
from clausewatch.steps.positions import Course, choose_speaker, course_to_json, find_course
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import CLAUSE, NOON, make_document, make_speaker, make_statement

MOOR = make_speaker("Ada Moor", id="ada-moor", organisation="Openline", category="platform")
OPENLINE = make_speaker("Openline", id="openline", kind="organisation", category="platform")
CROWD = make_speaker("critics of Moor", kind="collective")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(load_settings(data=tmp_path / "data")) as opened:
        yield opened


def say(stores: Stores, day: int, *said: tuple[Speaker | None, str], **changes: Any) -> list[Statement]:
    """A page of that day with a statement of each speaker and stance."""
    texts = [f"words {number} of day {day} {stance}" for number, (_, stance) in enumerate(said)]
    page = make_document("\n\n".join(texts), url=f"https://news.example/{day}", published_at=NOON + timedelta(days=day))
    page = page.model_copy(update=changes)
    place = {"document": page.id, "version": page.version}
    statements = [
        make_statement(text, speaker, stance, content=((number, number + len(text)),), **place)
        for number, (text, (speaker, stance)) in enumerate(zip(texts, said, strict=True))
    ]
    with stores.ledger.begin() as session:
        save_version(session, page, fetch=None, seen_at=NOON)
        save_statements(session, page.version, statements)
        save_voices(session, [speaker for speaker, _ in said if speaker])
    return statements


def find(stores: Stores, name: str) -> Course:
    with stores.ledger.read() as session:
        return find_course(session, CLAUSE, name)


def describe(course: Course) -> list[tuple[str, int]]:
    return [(each.standing.side, len(each.standing.occasion.positions)) for each in course.places]


def test_the_position_is_told_page_by_page_with_how_sure_it_is(stores: Stores) -> None:
    say(stores, 1, (MOOR, "AGAINST .9"), (MOOR, "NONE .9"))
    say(stores, 5, (MOOR, "AGAINST .6"))
    course = find(stores, "ada moor")
    assert describe(course) == [("AGAINST", 2), ("AGAINST", 1)]
    first, second = (each.standing.probability for each in course.places)
    assert 0.8 < second < first < 1
    assert [each.page.url for each in course.places] == ["https://news.example/1", "https://news.example/5"]
    assert course.shifts == ()


def test_a_shift_has_its_day_and_the_statements_on_both_sides(stores: Stores) -> None:
    before = [say(stores, day, (MOOR, "AGAINST .95"))[0] for day in (1, 2)]
    after = [say(stores, day, (MOOR, "FAVOR .95"))[0] for day in (6, 7)]
    told = course_to_json(find(stores, "Moor"))
    (shift,) = told["shifts"]
    assert (shift["before"], shift["after"], shift["at"]) == ("AGAINST", "FAVOR", "2025-03-10T12:00:00+00:00")
    assert shift["evidence_before"] == [statement.id for statement in before]
    assert shift["evidence_after"] == [statement.id for statement in after]
    assert told["side"] == "FAVOR"
    assert 0.85 < told["probability"] < 1


def test_what_the_people_of_a_body_say_counts_as_the_bodys_and_not_the_other_way_round(stores: Stores) -> None:
    say(stores, 1, (OPENLINE, "AGAINST .9"), (MOOR, "AGAINST .9"))
    say(stores, 2, (MOOR, "AGAINST .9"))
    assert describe(find(stores, "openline")) == [("AGAINST", 2), ("AGAINST", 1)]
    assert describe(find(stores, "ada-moor")) == [("AGAINST", 1), ("AGAINST", 1)]


def test_a_corrected_speaker_and_stance_count_as_corrected(stores: Stores) -> None:
    (statement,) = say(stores, 1, (OPENLINE, "AGAINST .9"))
    say(stores, 2, (MOOR, "FAVOR .9"))
    with stores.ledger.begin() as session:
        correct(session, statement.id, speaker_name="Owen Barrow", why="it was him", at=NOON)
        correct(session, statement.id, stance="FAVOR", target=CLAUSE, why="irony", at=NOON)
    course = find(stores, "Barrow")
    assert describe(course) == [("FAVOR", 1)]
    (told,) = course_to_json(course)["occasions"][0]["statements"]
    assert [(each["part"], each["target"], each["why"]) for each in told["corrected"]] == [
        ("speaker", None, "it was him"),
        ("stance", CLAUSE, "irony"),
    ]


def test_who_says_neither_has_no_side(stores: Stores) -> None:
    say(stores, 1, (MOOR, "NONE .9"))
    course = find(stores, "Moor")
    assert course.now is None
    told = course_to_json(course)
    assert (told["side"], told["probability"], len(told["occasions"])) == (None, None, 1)


def test_the_crowd_and_the_unknown_have_no_position(stores: Stores) -> None:
    say(stores, 1, (CROWD, "AGAINST .9"), (None, "AGAINST .9"))
    with pytest.raises(InputError, match="'critics of Moor' are several people, who have no one position: name one"):
        find(stores, "critics of Moor")


@pytest.mark.parametrize("name", ["", " ", "…", "nobody"])
def test_a_name_that_is_nobodys_is_told(stores: Stores, name: str) -> None:
    say(stores, 1, (MOOR, "AGAINST .9"))
    with pytest.raises(InputError, match="nobody named"):
        find(stores, name)


def test_an_exact_name_or_an_id_wins_and_a_part_must_mean_one() -> None:
    other = make_speaker("Ada Moor-Ellis", id="moor-ellis")
    known = {"ada-moor": MOOR, "moor-ellis": other, "Ned": make_speaker("Ned")}
    assert choose_speaker(known, CLAUSE, "ADA MOOR") == ("ada-moor", MOOR)
    assert choose_speaker(known, CLAUSE, "moor-ellis") == ("moor-ellis", other)
    assert choose_speaker(known, CLAUSE, "ellis ada") == ("moor-ellis", other)
    with pytest.raises(InputError, match=r"several: Ada Moor \(ada-moor\), Ada Moor-Ellis \(moor-ellis\): give one"):
        choose_speaker(known, CLAUSE, "moor")


def test_of_many_who_may_be_meant_some_are_named() -> None:
    known = {f"moor-{number}": make_speaker(f"Moor {number:02}", id=f"moor-{number}") for number in range(11)}
    with pytest.raises(InputError, match=r"Moor 07 \(moor-7\) and 3 more: give"):
        choose_speaker(known, CLAUSE, "moor")


def test_of_two_of_one_name_the_id_that_an_error_offers_means_one() -> None:
    namesake = make_speaker("Ada Moor", id="ada-moor-2")
    known = {"ada-moor": MOOR, "ada-moor-2": namesake}
    with pytest.raises(InputError, match=r"several: Ada Moor \(ada-moor\), Ada Moor \(ada-moor-2\): give"):
        choose_speaker(known, CLAUSE, "Ada Moor")
    assert choose_speaker(known, CLAUSE, "ada-moor") == ("ada-moor", MOOR)
    assert choose_speaker(known, CLAUSE, "ada-moor-2") == ("ada-moor-2", namesake)


def test_where_nobody_has_said_anything_yet_that_is_told(stores: Stores) -> None:
    with pytest.raises(InputError, match="nobody has said anything on encryption-clause yet: `clausewatch run`"):
        find(stores, "Moor")
