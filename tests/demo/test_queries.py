"""Whatever the two official APIs are asked, they answer, and by their own rules."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.demo.answers import Request
from clausewatch.demo.pages import Day, Page
from clausewatch.demo.parliament import make_items
from clausewatch.demo.server import answer_request
from clausewatch.demo.sites import Member, load_web

SPOKEN = "/search/contributions/Spoken.json"
days = st.sampled_from([1, 2])
words = st.sampled_from(["clause", "122", "private messages", '"end-to-end encryption"', "Flood", "zebra", '"', "é"])
terms = st.lists(words, max_size=3).map(" ".join) | st.text(max_size=10)
numbers = st.integers(0, 30)


def ask(host: str, day: Day, path: str, *query: tuple[str, str]) -> tuple[int, Any]:
    answer = answer_request(Request(load_web()[host], day, 1, path, query))
    return answer.status, json.loads(answer.body)


@settings(max_examples=60, deadline=None)
@given(days, terms, numbers, numbers)
def test_a_page_of_the_government_s_results_is_a_part_of_the_whole(day: Day, term: str, start: int, count: int) -> None:
    _, whole = ask("government", day, "/api/search.json", ("q", term), ("count", "1500"))
    status, part = ask("government", day, "/api/search.json", ("q", term), ("start", str(start)), ("count", str(count)))
    assert (status, part["total"]) == (200, whole["total"])
    assert part["results"] == whole["results"][start : start + count]


@settings(max_examples=60, deadline=None)
@given(days, terms, numbers, numbers)
def test_a_page_of_what_was_spoken_is_a_part_of_the_whole(day: Day, term: str, skip: int, take: int) -> None:
    asked = ("queryParameters.searchTerm", term)
    _, whole = ask("parliament", day, SPOKEN, asked)
    paged = (("queryParameters.skip", str(skip)), ("QUERYPARAMETERS.TAKE", str(take)))
    status, part = ask("parliament", day, SPOKEN, asked, *paged)
    assert (status, part["TotalResultCount"]) == (200, whole["TotalResultCount"])
    assert part["Results"] == whole["Results"][skip : skip + take]


@settings(max_examples=60, deadline=None)
@given(terms)
def test_what_was_found_yesterday_is_found_today_unless_it_was_withdrawn(term: str) -> None:
    def find(host: str, path: str, name: str, results: str, key: str, day: Day) -> set[str]:
        return {str(result[key]) for result in ask(host, day, path, (name, term), ("count", "1500"))[1][results]}

    spoken = ("parliament", SPOKEN, "queryParameters.searchTerm", "Results", "ContributionExtId")
    written = ("government", "/api/search.json", "q", "results", "link")
    assert find(*spoken, 1) <= find(*spoken, 2)
    assert find(*written, 1) - find(*written, 2) <= {"/government/news/guidance-for-messaging-services"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["q", "count", "start", "order", "fields", "x"]), st.text(max_size=6))))
def test_the_government_answers_or_says_why_not(query: list[tuple[str, str]]) -> None:
    status, body = ask("government", 1, "/api/search.json", *query)
    assert (status, "results" in body) in {(200, True), (422, False)}
    assert status == 200 or body["error"]


MEMBERS = {
    "moor": Member(id=1, name="Ada Moor", attributed="Ada Moor (North)"),
    "lock": Member(id=2, name="B", attributed="B"),
}


def make_debate(body: str) -> Page:
    return Page(slug="a", title="A", published=datetime(2025, 3, 4, tzinfo=UTC), body=body, ext_id="X", section_id=7)


def test_a_debate_is_read_block_by_block() -> None:
    spoken = "@moor\nFirst.\n\nSecond, by e-mail a@b.\n\n@lock The Minister (B)\n> Quoted."
    items = make_items(make_debate(f"!timestamp 3.15 pm\n\n{spoken}\n!para Clause 1"), MEMBERS)
    assert [(item["ItemType"], item["MemberId"], item["AttributedTo"], item["Value"]) for item in items] == [
        ("Timestamp", None, None, "3.15 pm"),
        ("Contribution", 1, "Ada Moor (North)", "<p>First.</p>\n<p>Second, by e-mail a@b.</p>"),
        ("Contribution", 2, "The Minister (B)", "<blockquote>\n<p>Quoted.</p>\n</blockquote>"),
        ("Contribution", None, None, "Clause 1"),
    ]
    assert [item["ItemId"] for item in items] == [701, 702, 703, 704]


def test_a_member_whom_the_site_does_not_know_is_a_mistake_in_the_page() -> None:
    with pytest.raises(KeyError, match="nobody"):
        make_items(make_debate("@nobody\nHear, hear."), MEMBERS)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["moor", "lock"]), st.text("ab <&“”.\n", min_size=1, max_size=20)), max_size=5)
)
def test_every_turn_of_a_debate_is_one_item_in_order(turns: list[tuple[str, str]]) -> None:
    body = "\n\n".join(f"@{name}\n{text}" for name, text in turns)
    items = make_items(make_debate(body), MEMBERS)
    assert [item["MemberId"] for item in items] == [MEMBERS[name].id for name, _ in turns]
    assert len({item["ExternalId"] for item in items}) == len(turns)
    assert all("<b" not in item["Value"].replace("<blockquote>", "") for item in items)
