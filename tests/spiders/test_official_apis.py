"""Requests to GOV.UK's and Parliament's APIs are built as their specifications say, and paged to the end."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from scrapy import Request

from spiders.bases import govuk, hansard, written
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.publisher import PublisherSpider
from spiders.bases.written import WrittenSpider
from spiders.requests import purpose_of
from tests.spiders.making import answer, make_spider, tally_of, urls


class Departments(GovUkSpider):
    """Two departments."""

    base = "https://gazette.example"
    organisations = ("home-office", "treasury")
    terms = "encryption"
    results_a_page = 2
    most = 4


class Lords(HansardSpider):
    """One house, two terms."""

    base = "https://gazette.example"
    house = "Lords"
    terms = ("clause 122", "scanning")
    results_a_page = 2


class Questions(WrittenSpider):
    """Written questions."""

    base = "https://gazette.example"
    branch = "writtenquestions/questions"
    terms = ("encryption",)


def query_of(request: Request) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(request.url).query, keep_blank_values=True)


def results(*links: str, total: int) -> str:
    entries = [{"link": link, "public_timestamp": "2025-03-04T09:00:00.000+00:00"} for link in links]
    return json.dumps({"results": entries, "total": total})


def test_the_search_of_govuk_uses_known_parameters_only() -> None:
    [request] = make_spider(Departments).ask_lists()
    asked = query_of(request)
    assert {name for name, _ in asked} <= govuk.PARAMETERS
    assert [value for name, value in asked if name == "filter_organisations"] == ["home-office", "treasury"]
    assert ("order", "-public_timestamp") in asked
    assert ("q", "encryption") in asked


def test_each_item_of_govuk_is_asked_of_the_content_api() -> None:
    spider = make_spider(Departments)
    found = list(spider.parse_search(answer(results("/government/news/a", "https://x.example/b", total=2)), start=0))
    assert urls(found) == ["https://gazette.example/api/content/government/news/a"]
    assert purpose_of(found[0]) == "page"


def test_govuk_is_paged_until_the_most_or_the_day_asked_for() -> None:
    spider = make_spider(Departments)
    first = list(spider.parse_search(answer(results("/a", "/b", total=9)), start=0))
    assert ("start", "2") in query_of(first[-1])
    last = list(spider.parse_search(answer(results("/c", "/d", total=9)), start=2))
    assert {purpose_of(request) for request in last} == {"page"}
    back = make_spider(Departments, since="2025-03-01")
    assert purpose_of(list(back.parse_search(answer(results("/c", "/d", total=9)), start=6))[-1]) == "list"
    recent = make_spider(Departments, since="2025-03-05")
    assert list(recent.parse_search(answer(results("/c", total=9)), start=0)) == []


def test_a_search_of_govuk_that_finds_nothing_is_told() -> None:
    spider = make_spider(Departments)
    assert list(spider.parse_search(answer(results(total=0)), start=0)) == []
    assert len(tally_of(spider).empty_lists) == 1


def test_the_search_of_hansard_uses_the_specifications_names() -> None:
    first, second = make_spider(Lords, since="2025-03-01").ask_lists()
    asked = dict(query_of(first))
    assert {name.removeprefix("queryParameters.") for name in asked} <= hansard.PARAMETERS
    assert asked["queryParameters.searchTerm"] == '"clause 122"'
    assert asked["queryParameters.house"] == "Lords"
    assert asked["queryParameters.startDate"] == "2025-03-01"
    assert urlsplit(second.url).path == "/search/contributions/Spoken.json"


def test_a_debate_is_asked_by_its_id_once() -> None:
    spider = make_spider(Lords)
    body = {"Results": [{"DebateSectionExtId": "A1"}, {"DebateSectionExtId": "A1"}], "TotalResultCount": 3}
    found = list(spider.parse_search(answer(json.dumps(body)), term="scanning", skip=0))
    assert found[0].url == "https://gazette.example/debates/debate/A1.json"
    assert len(found) == 2
    assert ("queryParameters.skip", "2") in query_of(found[1])


def test_the_end_of_hansards_results_is_the_end() -> None:
    spider = make_spider(Lords)
    body = {"Results": [{"DebateSectionExtId": "A9"}], "TotalResultCount": 3}
    assert len(list(spider.parse_search(answer(json.dumps(body)), term="scanning", skip=2))) == 1
    empty = {"Results": [], "TotalResultCount": 0}
    assert list(spider.parse_search(answer(json.dumps(empty)), term="scanning", skip=0)) == []
    assert tally_of(spider).empty_lists == []


def test_without_since_hansard_looks_some_days_back() -> None:
    assert "queryParameters.startDate" in dict(query_of(next(iter(make_spider(Lords).ask_lists()))))


def test_written_questions_are_searched_and_asked_by_id() -> None:
    spider = make_spider(Questions, since="2025-03-01")
    [request] = spider.ask_lists()
    asked = dict(query_of(request))
    assert set(asked) <= written.PARAMETERS
    assert asked["tabledWhenFrom"] == "2025-03-01"
    body = {"totalResults": 70, "results": [{"value": {"id": 5, "dateTabled": "2025-03-04T00:00:00"}}]}
    page, following = spider.parse_search(answer(json.dumps(body)), term="encryption", skip=0)
    assert page.url == "https://gazette.example/api/writtenquestions/questions/5?expandMember=true"
    assert ("skip", "1") in query_of(following)


@pytest.mark.parametrize("kind", [Departments, Lords, Questions])
@pytest.mark.parametrize("body", ["<html>Down</html>", "[]", "{}", '{"results": 4, "Results": 4}'])
def test_an_answer_of_another_shape_is_told(kind: type[PublisherSpider], body: str) -> None:
    spider: Any = make_spider(kind)
    arguments = {"start": 0} if kind is Departments else {"term": "a", "skip": 0}
    assert list(spider.parse_search(answer(body), **arguments)) == []
    assert "it is not an answer of the search" in tally_of(spider).failed_lists[0]
