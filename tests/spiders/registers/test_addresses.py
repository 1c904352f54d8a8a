"""The addresses against the parts of the specification that are kept in `tests/official_registers`."""

import datetime as dt
from urllib.parse import urlsplit

import pytest

from spiders.registers import addresses
from tests.official_registers.registry import make_members
from tests.official_registers.specification import SPECIFICATION, explain, find_path, read_parameters

DAY = dt.date(2023, 6, 1)
URLS = {
    "search": addresses.search_members("Zoë O'Hara & Co"),
    "search on a day": addresses.search_members_on("Zoë O'Hara", DAY),
    "member": addresses.read_member(12),
    "biography": addresses.read_biography(12),
    "cabinet": addresses.list_government_posts(),
    "department": addresses.list_government_posts(5),
    "shadow cabinet": addresses.list_opposition_posts(),
    "shadow ministers": addresses.list_opposition_posts(5),
}


@pytest.mark.parametrize("url", URLS.values(), ids=URLS.keys())
def test_every_path_and_parameter_is_in_the_specification(url: str) -> None:
    known = SPECIFICATION["paths"][find_path(url)]
    for name, value in read_parameters(url).items():
        assert name in known, "unknown parameters are ignored without a word"
        if known[name] == "integer":
            assert value.isdecimal()


def test_a_name_comes_through_whole() -> None:
    assert read_parameters(URLS["search"])["Name"] == "Zoë O'Hara & Co"


def test_a_day_is_written_as_a_time() -> None:
    assert dt.datetime.fromisoformat(read_parameters(URLS["search on a day"])["dateToSearchFor"]).date() == DAY


def test_no_more_members_are_asked_for_than_the_api_gives() -> None:
    for name in ("search", "search on a day"):
        assert int(read_parameters(URLS[name])["take"]) <= SPECIFICATION["largest_take"]


def test_a_slug_cannot_lead_to_another_path() -> None:
    path = urlsplit(addresses.read_govuk_person("../search.json?q=1")).path
    assert path.startswith("/api/content/government/people/")
    assert path.count("/") == len(["api", "content", "government", "people", "slug"])


def test_the_answers_that_the_tests_serve_have_the_shape_of_the_specification() -> None:
    wrong = [
        reason
        for path, answer in make_members().items()
        for reason in explain(answer, SPECIFICATION["answers"][find_path(path)], path)
    ]
    assert wrong == []


def test_an_answer_of_another_shape_would_be_noticed() -> None:
    assert explain({"items": {}, "total": 1}, "MemberMembersServiceSearchResult") == [
        "answer.total does not exist",
        "answer.items is no list",
    ]
