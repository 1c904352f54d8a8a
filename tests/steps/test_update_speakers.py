"""The registry beside both registers on loopback: well, incomplete, busy and ill."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from clausewatch.errors import InputError
from clausewatch.settings import load_settings
from clausewatch.steps.official_records import Places
from clausewatch.steps.update_speakers import Update, choose_people, compare_speakers
from nlp.components.speakers.registry import load_registry
from nlp.speakers_update.writing import make_changes, write_changes
from tests.official_registers import answers
from tests.official_registers.registry import FILES, TODAY, make_members, make_pages, search_path, write_registry
from tests.spiders.local_web import LocalWeb, Reply

CLOSED = Reply(b"", 503, {"Retry-After": "9999"})
BIOGRAPHY = "/api/Members/12/Biography"
BEN_PAGE = "/api/content/government/people/ben-okafor"


def compare(web: LocalWeb, folder: Path, *names: str, today: dt.date = TODAY) -> Update:
    settings = load_settings(data=folder.parent / "data", allow_loopback=True)
    places = Places(f"http://members.localhost:{web.port}", f"http://govuk.localhost:{web.port}", 0.0)
    return compare_speakers(settings, folder, choose_people(load_registry(folder), names), places, today)


def compare_with(
    folder: Path, *names: str, members: Mapping[str, Any] | None = None, govuk: Mapping[str, Any] | None = None
) -> Update:
    """The usual answers with some in their place."""
    with answers.serve(make_members() | dict(members or {}), make_pages() | dict(govuk or {})) as web:
        return compare(web, folder, *names)


def lines(update: Update) -> list[str]:
    return [difference.describe().partition(": ")[2] for difference in update.differences]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Update, LocalWeb]:
    """One update with all answers, and what was asked for it."""
    with answers.serve(make_members(), make_pages()) as web:
        return compare(web, write_registry(tmp_path_factory.mktemp("whole"))), web


def test_everything_that_differs_is_found(whole: tuple[Update, LocalWeb]) -> None:
    update, _ = whole
    found = [line.partition(": ")[0] + ": " + line.split(": ")[1] for line in lines(update)]
    assert found == [
        "ada-thorne: parliament",
        "ada-thorne: govuk",
        "ada-thorne: role signals-secretary, since",
        "ben-okafor: parliament",
        "ben-okafor: govuk",
        "ben-okafor: honorifics",
        "ben-okafor: role signals-secretary, until",
        "mira-vale: parliament",
        "mira-vale: aliases",
        "mira-vale: aliases",
        "mira-vale: role MP for Eastmoor, until",
        "cleo-marsh: people",
    ]
    assert (update.answers.failures, update.answers.unknown, update.answers.left_out) == ([], [], {})


def test_a_summer_midnight_in_utc_is_no_difference(whole: tuple[Update, LocalWeb]) -> None:
    assert not any("2022-05-31, now" in line for line in lines(whole[0]))


def test_no_address_is_asked_twice_but_the_posts_by_department(whole: tuple[Update, LocalWeb]) -> None:
    update, web = whole
    asked = [(host, path) for host in ("members", "govuk") for path in web.asked_of(host)]
    assert len(asked) == len(set(asked)) == update.answers.requests + 2, "both robots.txt are beside the requests"
    assert ("members", "/api/Posts/GovernmentPosts?departmentId=5") in asked


def test_after_the_update_is_written_nothing_differs_and_fewer_are_searched_for(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    cleo = answers.entry("Secretary of State for Signals", "2025-09-05", None, "Ministry of Signals")
    more = {
        "/api/Members/12": answers.member(12, "Mr Ben Okafor", "M"),
        "/api/Members/44": answers.member(44, "Dame Cleo Marsh"),
    }
    more |= {"/api/Members/44/Biography": answers.biography(governmentPosts=[cleo])}
    with answers.serve(make_members() | more, make_pages()) as web:
        first = compare(web, folder)
        write_changes(folder, make_changes(folder, first.differences))
        web.asked.clear()
        second = compare(web, folder)
        assert lines(second) == [
            f"the file: checked: 2025-01-01, now {TODAY}: 1 of 1 roles without an end were confirmed"
        ]
        assert not any("Search" in path for path in web.asked_of("members"))
        write_changes(folder, make_changes(folder, second.differences))
        assert compare(web, folder).differences == ()
    comments = [line for line in (FILES / "people.yaml").read_text(encoding="utf-8").splitlines() if "#" in line]
    kept = (folder / "people.yaml").read_text(encoding="utf-8")
    assert all(line.partition("#")[2] in kept for line in comments)


def test_only_those_who_are_named_are_asked_about(tmp_path: Path) -> None:
    with answers.serve(make_members(), make_pages()) as web:
        update = compare(web, write_registry(tmp_path), "Ben Okafour")
        assert web.asked_of("members") == ["/robots.txt", search_path("Ben Okafor"), BIOGRAPHY]
    assert update.people == 1


@pytest.mark.parametrize("name", ["okafor", "ben-okafor", "Ben Okafor"])
def test_people_are_named_by_surname_id_or_name(name: str) -> None:
    assert [person.id for person in choose_people(load_registry(FILES), [name]).govuk] == ["ben-okafor"]


@pytest.mark.parametrize("name", ["Nobody", "Ministry of Signals", ""])
def test_a_name_that_no_person_has_is_an_error(name: str) -> None:
    with pytest.raises(InputError, match="nobody of that name is in the registry"):
        choose_people(load_registry(FILES), [name])


def test_a_part_of_an_answer_that_cannot_be_read_is_told_and_the_rest_compared(tmp_path: Path) -> None:
    broken = answers.biography(
        governmentPosts=[answers.entry("Secretary of State for Signals", "2022-06-01", "2025-09-05")]
    )
    broken["value"]["oppositionPosts"] = [{"name": "Shadow", "startDate": None}]
    update = compare_with(write_registry(tmp_path), "Ben Okafor", members={BIOGRAPHY: broken})
    assert update.answers.failures == ["ben-okafor: Parliament: left out: oppositionPosts: 'None' is no date"]
    assert any("until: none, now 2025-09-05" in line for line in lines(update))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Reply(b"<html>"), f"{BIOGRAPHY}: the answer is not JSON"),
        (Reply(b"[]"), "value is missing"),
        (Reply(b"", 404), "HTTP 404"),
        (Reply(b"", 400), "HTTP 400"),
    ],
)
def test_an_answer_that_cannot_be_read_fails_for_that_person_alone(tmp_path: Path, answer: Reply, reason: str) -> None:
    update = compare_with(write_registry(tmp_path), members={BIOGRAPHY: answer})
    (failure,) = update.answers.failures
    assert failure.startswith("ben-okafor: Parliament: ")
    assert reason in failure
    assert any("GOV.UK" in line for line in lines(update) if line.startswith("ben-okafor"))
    assert any(line.startswith("mira-vale") for line in lines(update))


def test_a_register_that_is_ill_is_left_alone_and_the_other_goes_on(tmp_path: Path) -> None:
    every = dict.fromkeys(make_members(), CLOSED)
    with answers.serve(every, make_pages()) as web:
        update = compare(web, write_registry(tmp_path))
        assert len(web.asked_of("members")) == 2
    assert sum(update.answers.left_out.values()) == 3
    assert all("is left alone" in reason for reason in update.answers.left_out)
    assert update.people == 2
    assert any("GOV.UK has the day" in line for line in lines(update))


def test_two_members_of_one_name_are_told_and_neither_is_taken(tmp_path: Path) -> None:
    two = answers.search(answers.member(12, "Mr Ben Okafor"), answers.member(9, "Ben Okafor"))
    update = compare_with(write_registry(tmp_path), "Ben Okafor", members={search_path("Ben Okafor"): two})
    assert update.answers.failures == [
        "ben-okafor: Parliament: 9 and 12 have the name; write the right number into the file as `parliament`"
    ]
    assert not any("parliament: none" in line for line in lines(update))


def test_who_is_in_neither_register_is_a_note_and_no_failure(tmp_path: Path) -> None:
    nobody = answers.search()
    update = compare_with(
        write_registry(tmp_path),
        "Ben Okafor",
        members={search_path("Ben Okafor"): nobody, search_path("Ben Okafor", "2022-07-31"): nobody},
        govuk={BEN_PAGE: answers.page("Ben Okafor-Lund")},
    )
    assert update.answers.failures == []
    assert [note.split(": ")[1] for note in sorted(update.answers.unknown)] == ["GOV.UK", "Parliament"]
    assert update.differences == ()


def test_a_number_in_the_file_that_leads_nowhere_is_a_failure(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    path = folder / "people.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "name: Mira Vale,", "name: Mira Vale, parliament: 999, govuk: gone,"
    )
    path.write_text(text, encoding="utf-8")
    update = compare_with(folder, "Mira Vale")
    assert len(update.answers.failures) == 2
    assert all("HTTP 404" in failure for failure in update.answers.failures)


def test_two_people_who_lead_to_one_member_are_told_and_not_compared(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    double = "  - {id: ben-o, name: Ben Okafor, category: parliament, source: Parliament Members API}\n"
    path = folder / "people.yaml"
    path.write_text(path.read_text(encoding="utf-8") + double, encoding="utf-8")
    update = compare_with(folder)
    assert update.answers.failures == ["ben-okafor and ben-o: Parliament: 12 would be both; make them one entry"]
    assert not any("parliament: none, now 12" in line for line in lines(update))


def test_posts_that_cannot_be_had_do_not_stop_the_rest(tmp_path: Path) -> None:
    update = compare_with(write_registry(tmp_path), members={"/api/Posts/GovernmentPosts": Reply(b"{}")})
    assert update.answers.failures == ["government posts: Parliament: the list of posts is no list"]
    assert any(line.startswith("ben-okafor") for line in lines(update))
    assert not any(line.startswith("cleo-marsh") for line in lines(update))


def test_nothing_is_written_by_comparing(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    compare_with(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in FILES.iterdir()
    }
    assert not (tmp_path / "data").exists()
