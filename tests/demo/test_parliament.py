"""The parliament's record, beside what the Hansard API's specification says."""

import pytest

from clausewatch.demo.server import DemoWeb
from tests.demo.conftest import Ask

SPOKEN = "/search/contributions/Spoken.json"
THIRD_READING = "5D7E90C3-1B22-4F06-B8AA-2C61F4E9C404"
ITEM_FIELDS = {
    "ItemType", "ItemId", "MemberId", "AttributedTo", "Value", "OrderInSection",
    "Timecode", "ExternalId", "HRSTag", "HansardSection", "UIN", "IsReiteration",
}  # fmt: skip
RESULT_FIELDS = {
    "MemberName", "MemberId", "AttributedTo", "ItemId", "ContributionExtId", "ContributionText",
    "ContributionTextFull", "HRSTag", "HansardSection", "Timecode", "DebateSection", "DebateSectionId",
    "DebateSectionExtId", "SittingDate", "Section", "House", "OrderInDebateSection", "DebateSectionOrder", "Rank",
}  # fmt: skip


def test_a_search_without_conditions_gives_all_that_was_said_so_far(web: DemoWeb, ask: Ask) -> None:
    first = ask("parliament", SPOKEN).json()
    assert first["TotalResultCount"] == first["SpokenResultCount"] == len(first["Results"])
    assert set(first["Results"][0]) == RESULT_FIELDS
    assert "2025-03-05T00:00:00" not in {result["SittingDate"] for result in first["Results"]}
    web.day = 2
    second = ask("parliament", SPOKEN).json()
    assert second["TotalResultCount"] > first["TotalResultCount"]
    assert second["Results"][0]["SittingDate"] == "2025-03-05T00:00:00"


def test_a_search_pages_with_skip_and_take(ask: Ask) -> None:
    whole = ask("parliament", SPOKEN).json()["Results"]
    parts: list[object] = []
    for skip in range(0, len(whole), 4):
        page = ask("parliament", f"{SPOKEN}?queryParameters.skip={skip}&queryParameters.take=4").json()
        assert page["TotalResultCount"] == len(whole)
        parts += page["Results"]
    assert parts == whole


def test_list_text_is_cut(ask: Ask) -> None:
    texts = [result["ContributionText"] for result in ask("parliament", SPOKEN).json()["Results"]]
    assert max(map(len, texts)) == 255
    assert not any("<p>" in text for text in texts)


@pytest.mark.parametrize("query", ["colour=red", "queryParameters.colour=red", "take=2", "queryParameters.take=two"])
def test_what_a_search_does_not_know_is_ignored_without_a_word(ask: Ask, query: str) -> None:
    answer = ask("parliament", f"{SPOKEN}?{query}")
    assert answer.status_code == 200
    expected = 2 if query == "take=2" else answer.json()["TotalResultCount"]
    assert len(answer.json()["Results"]) == expected


@pytest.mark.parametrize(
    ("query", "members", "houses"),
    [
        (
            "queryParameters.searchTerm=%22clause%20122%22&queryParameters.house=Commons",
            {7101, 7102, 7103},
            {"Commons"},
        ),
        ("queryParameters.searchTerm=buses", {7201}, {"Lords"}),
        ("queryParameters.memberId=7202", {7202}, {"Lords"}),
        (
            "queryParameters.startDate=2025-02-01&queryParameters.endDate=2025-02-28",
            {7201, 7202, 7203, 7204},
            {"Lords"},
        ),
        ("queryParameters.date=2025-03-04&queryParameters.debateSectionId=5200303", {7201, 7205}, {"Lords"}),
        ("queryParameters.searchTerm=%22clause%20999%22", set(), set()),
    ],
)
def test_a_search_can_be_narrowed(ask: Ask, query: str, members: set[int], houses: set[str]) -> None:
    results = ask("parliament", f"{SPOKEN}?{query}").json()["Results"]
    assert {result["MemberId"] for result in results} == members
    assert {result["House"] for result in results} == houses


def test_a_search_can_begin_with_the_oldest_sitting(ask: Ask) -> None:
    results = ask("parliament", f"{SPOKEN}?queryParameters.orderBy=SittingDateAsc").json()["Results"]
    assert results[0]["SittingDate"] == "2025-02-24T00:00:00"


def test_nothing_was_written_or_corrected(ask: Ask) -> None:
    assert ask("parliament", "/search/contributions/Written.json").json()["Results"] == []


def test_a_debate_gives_who_said_what_in_order(web: DemoWeb, ask: Ask) -> None:
    web.day = 2
    debate = ask("parliament", f"/debates/debate/{THIRD_READING}.json").json()
    assert debate["Overview"]["Title"] == "Online Safety Bill"
    assert debate["Overview"]["Date"] == "2025-03-05T00:00:00"
    assert debate["Overview"]["House"] == "Lords"
    assert all(set(item) == ITEM_FIELDS for item in debate["Items"])
    assert [item["MemberId"] for item in debate["Items"]] == [None, None, 7201, 7203, 7204, 7202, None]
    assert [item["OrderInSection"] for item in debate["Items"]] == list(range(1, 8))
    assert debate["Items"][0]["ItemType"] == "Timestamp"
    said = debate["Items"][2]
    assert said["AttributedTo"].endswith("(Lord Ashby of Wexcombe) (Civic)")
    assert said["Value"].startswith("<p>My Lords, before we begin")
    assert "our position has not changed" in said["Value"]
    assert len({item["ExternalId"] for item in debate["Items"]}) == 7


def test_a_search_result_leads_to_its_place_in_the_debate(web: DemoWeb, ask: Ask) -> None:
    web.day = 2
    for result in ask("parliament", SPOKEN).json()["Results"]:
        debate = ask("parliament", f"/debates/debate/{result['DebateSectionExtId']}.json").json()
        (item,) = [item for item in debate["Items"] if item["ExternalId"] == result["ContributionExtId"]]
        assert (item["ItemId"], item["MemberId"]) == (result["ItemId"], result["MemberId"])
        assert item["Value"] == result["ContributionTextFull"]


def test_a_debate_of_tomorrow_is_not_there_today(ask: Ask) -> None:
    assert ask("parliament", f"/debates/debate/{THIRD_READING}.json").status_code == 404


def test_a_debate_has_a_page_whatever_its_title_is_in_the_address(web: DemoWeb, ask: Ask) -> None:
    web.day = 2
    address = f"/Lords/2025-03-05/debates/{THIRD_READING}"
    for path in (address, f"{address}/OnlineSafetyBill", f"{address.lower().replace('/lords', '/Lords')}/Anything"):
        answer = ask("parliament", path)
        assert answer.status_code == 200
        assert f'<link rel="canonical" href="{web.base("parliament")}{address}/OnlineSafetyBill">' in answer.text
    assert "our position has not changed" in answer.text
