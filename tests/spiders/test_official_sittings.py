"""Sittings of Parliament are gone through back in time for debates whose titles name the matter."""

import json
from datetime import date
from typing import Any

import pytest
from scrapy import Request

from spiders.requests import purpose_of
from tests.spiders.making import answer, make_spider, tally_of, urls
from tests.spiders.test_official_apis import Lords, query_of


class Sittings(Lords):
    """Debates of the last two sittings with one word in their titles."""

    titles = ("bells",)
    sittings = 2


DAY: dict[str, Any] = {"day": date(2025, 3, 4), "number": 1}


def sit(callback: str, body: Any, since: str | None = None, **arguments: Any) -> list[Request]:
    spider: Any = make_spider(Sittings, since=since)
    return list(getattr(spider, callback)(answer(json.dumps(body)), **arguments))


def test_the_last_sitting_is_asked_for_where_titles_are_looked_for() -> None:
    *_, last = make_spider(Sittings).ask_lists()
    assert last.url == "https://gazette.example/overview/lastsittingdate.json?house=Lords"
    sections, linked = sit("parse_last", "2025-03-04T00:00:00")
    assert dict(query_of(sections)) == dict(query_of(linked)) == {"house": "Lords", "date": "2025-03-04"}
    assert sit("parse_last", "2025-03-04T00:00:00", since="2025-03-05") == []


def test_the_sitting_before_is_followed_back_and_never_forward() -> None:
    [sections] = sit("parse_linked", {"PreviousSittingDate": "2025-03-03T00:00:00"}, **DAY)
    assert ("date", "2025-03-03") in query_of(sections)
    for before in ("2025-03-04", "2025-03-05", None):
        assert sit("parse_linked", {"PreviousSittingDate": before}, **DAY) == []


def test_debates_are_chosen_by_words_of_their_titles_in_any_case() -> None:
    titles = {"A": "Harbour BELLS Bill", "B": "Harbour Dues", "C": "Bell Founders"}
    items = [{"ExternalId": key, "Title": title} for key, title in titles.items()]
    found = urls(sit("parse_trees", [{"SectionTreeItems": items}, {"SectionTreeItems": None}]))
    assert found == ["https://gazette.example/debates/debate/A.json"]


def test_sections_in_which_nobody_speaks_are_left_out() -> None:
    sections = ["Lords Chamber", "Grand Committee", "Written Statements", "Written Answers", "Petitions"]
    asked = [dict(query_of(request))["section"] for request in sit("parse_sections", sections, **DAY)]
    assert asked == ["Lords Chamber", "Grand Committee"]


SITTING_CALLS: dict[str, dict[str, Any]] = {
    "parse_last": {},
    "parse_linked": DAY,
    "parse_sections": DAY,
    "parse_trees": {},
}


@pytest.mark.parametrize("callback", SITTING_CALLS)
@pytest.mark.parametrize("body", ["<html>Down</html>", "7", '{"a": 1}', "[[7]]", '"soon"', '[{"SectionTreeItems": 7}]'])
def test_an_overview_of_another_shape_is_told_or_gives_nothing(callback: str, body: str) -> None:
    spider: Any = make_spider(Sittings)
    found = list(getattr(spider, callback)(answer(body), **SITTING_CALLS[callback]))
    assert [request for request in found if purpose_of(request) == "page"] == []
    assert callback == "parse_sections" or len(tally_of(spider).failed_lists) == 1
