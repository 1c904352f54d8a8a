"""Requests to GOV.UK's and Parliament's APIs are built as their specifications say, and paged to the end."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from scrapy import Request

from spiders.bases import govuk
from spiders.bases.bills import BillsSpider
from spiders.bases.committees import CommitteesSpider
from spiders.bases.govuk import GovUkSpider
from spiders.bases.hansard import HansardSpider
from spiders.bases.parliament import Asked
from spiders.bases.publisher import PublisherSpider
from spiders.bases.written import WrittenSpider
from spiders.requests import purpose_of
from tests.spiders.making import answer, make_spider, tally_of, urls
from tests.spiders.parliament.specification import APIS

SPOKEN = APIS["hansard-api"]["/search/contributions/{contributionType}.{format}"]["parameters"]
WRITTEN = APIS["questions-statements-api"]["/api/writtenquestions/questions"]["parameters"]


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


class Bills(BillsSpider):
    """One word of the titles of bills."""

    base = "https://gazette.example"
    terms = ("Bells",)


class Inquiries(CommitteesSpider):
    """One word of the names of inquiries."""

    base = "https://gazette.example"
    terms = ("bells",)


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


def test_of_days_of_the_past_govuk_is_asked_for_those_alone_and_may_have_nothing() -> None:
    spider = make_spider(Departments, since="2025-03-01", until="2025-03-04")
    [request] = spider.ask_lists()
    asked = query_of(request)
    assert {name for name, _ in asked} <= govuk.PARAMETERS
    assert ("filter_public_timestamp", "from:2025-02-28,to:2025-03-05") in asked
    assert urls(spider.parse_search(answer(results("/a", total=1)), start=0)) == [
        "https://gazette.example/api/content/a"
    ]
    assert list(spider.parse_search(answer(results(total=0)), start=0)) == []
    assert tally_of(spider).empty_lists == []
    for days in ({}, {"since": "2025-03-01"}, {"since": "2025-03-01", "until": "9999-12-31"}):
        [request] = make_spider(Departments, **days).ask_lists()
        assert "filter_public_timestamp" not in dict(query_of(request))


def test_a_search_of_govuk_that_finds_nothing_is_told() -> None:
    spider = make_spider(Departments)
    assert list(spider.parse_search(answer(results(total=0)), start=0)) == []
    assert len(tally_of(spider).empty_lists) == 1


def test_the_search_of_hansard_uses_the_specifications_names() -> None:
    first, second = make_spider(Lords, since="2025-03-01").ask_lists()
    asked = dict(query_of(first))
    assert asked.keys() <= SPOKEN.keys()
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
    request = next(iter(spider.ask_lists()))
    asked = dict(query_of(request))
    assert asked.keys() <= WRITTEN.keys()
    assert asked["sessionStatus"] == "Any"
    assert asked["tabledWhenFrom"] == "2025-03-01"
    body = {"totalResults": 70, "results": [{"value": {"id": 5, "dateTabled": "2025-03-04T00:00:00"}}]}
    page, following = spider.parse_search(answer(json.dumps(body)), **request.cb_kwargs)
    assert page.url == "https://gazette.example/api/writtenquestions/questions/5?expandMember=true"
    assert ("skip", "1") in query_of(following)
    assert ("tabledWhenFrom", "2025-03-01") in query_of(following)


def test_answers_and_corrections_are_found_by_their_own_day_however_old_the_question_is() -> None:
    spider = make_spider(Questions, since="2025-03-01")
    tabled, answered, corrected = spider.ask_lists()
    assert [
        [name for name, _ in query_of(each) if name.endswith("From")] for each in (tabled, answered, corrected)
    ] == [
        ["tabledWhenFrom"],
        ["answeredWhenFrom"],
        ["correctedWhenFrom"],
    ]
    late = {"id": 5, "dateTabled": "2025-01-05T00:00:00", "dateAnswered": "2025-03-12T00:00:00"}
    body = answer(json.dumps({"totalResults": 1, "results": [{"value": late}]}))
    assert list(spider.parse_search(body, **tabled.cb_kwargs)) == []
    [page] = spider.parse_search(body, **answered.cb_kwargs)
    assert page.url.endswith("/questions/5?expandMember=true")


def listed(*items: dict[str, Any], total: int | None = None) -> str:
    return json.dumps({"items": items, "totalResults": len(items) if total is None else total, "itemsPerPage": 20})


def ask(spider: Any, callback: str, body: str, path: str, skip: int = 0) -> list[Request]:
    return list(getattr(spider, callback)(answer(body), asked=Asked(path, {"SearchTerm": "bells"}, skip)))


def test_a_bill_is_asked_by_its_id_and_its_stages_after_it() -> None:
    spider = make_spider(Bills, since="2025-03-01")
    body = listed(
        {"billId": 7, "lastUpdate": "2025-03-04T09:00:00"}, {"billId": 8, "lastUpdate": "2025-02-04T09:00:00"}
    )
    bill, stages = ask(spider, "parse_search", body, "/api/v1/Bills")
    assert (bill.url, purpose_of(bill)) == ("https://gazette.example/api/v1/Bills/7", "page")
    assert (urlsplit(stages.url).path, purpose_of(stages)) == ("/api/v1/Bills/7/Stages", "list")


def test_without_since_bills_that_changed_some_days_back_are_asked() -> None:
    [request] = make_spider(Bills).ask_lists()
    assert dict(query_of(request)) == {
        "SearchTerm": "Bells",
        "SortOrder": "DateUpdatedDescending",
        "Skip": "0",
        "Take": "20",
    }
    now = datetime.now(UTC)
    changed = [
        {"billId": number, "lastUpdate": f"{now - timedelta(days=61 - number):%Y-%m-%d}"} for number in (0, 1, 60)
    ]
    pages = ask(make_spider(Bills), "parse_search", listed(*changed), "/api/v1/Bills")
    asked = [urlsplit(request.url).path for request in pages if purpose_of(request) == "page"]
    assert asked == ["/api/v1/Bills/1", "/api/v1/Bills/60"]


def test_a_bill_without_a_day_is_asked() -> None:
    spider = make_spider(Bills, since="2025-03-01")
    for unknown in ({}, {"lastUpdate": None}, {"lastUpdate": "soon"}, {"lastUpdate": 7}):
        assert len(ask(spider, "parse_search", listed({"billId": 7, **unknown}), "/api/v1/Bills")) == 2


@pytest.mark.parametrize(
    ("sittings", "is_asked"),
    [
        ([], True),
        (None, True),
        ([{"date": "2025-02-04T00:00:00"}], False),
        ([{"date": "2025-02-04T00:00:00"}, {"date": "2025-03-01T00:00:00"}], True),
        ([{"date": None}], True),
        (["2025-02-04"], True),
        (7, True),
    ],
)
def test_a_stage_is_left_out_only_where_all_its_sittings_lie_before_the_day(sittings: Any, is_asked: bool) -> None:
    spider = make_spider(Bills, since="2025-03-01")
    body = listed({"id": 9, "stageSittings": sittings})
    found = [urlsplit(url).path for url in urls(ask(spider, "parse_stages", body, "/api/v1/Bills/7/Stages"))]
    stage = "/api/v1/Bills/7/Stages/9"
    assert found == ([stage, f"{stage}/Amendments"] if is_asked else [])


def test_while_the_houses_settle_a_bill_their_motions_are_asked_for() -> None:
    spider = make_spider(Bills)
    stage = "/api/v1/Bills/7/Stages/9"
    [following] = ask(spider, "parse_amendments", listed(), f"{stage}/Amendments")
    assert urlsplit(following.url).path == f"{stage}/PingPongItems"
    items = ({"amendment": {"id": 3}}, {"motion": {"id": 4}}, {"motion": None}, {"amendment": {"id": "x"}})
    found = urls(ask(spider, "parse_ping_pong", listed(*items), f"{stage}/PingPongItems"))
    assert found == [f"https://gazette.example{stage}/PingPongItems/{number}" for number in (3, 4)]


def test_the_next_page_keeps_what_was_asked_for() -> None:
    spider = make_spider(Inquiries, since="2025-03-01")
    found = ask(spider, "parse_search", listed({"id": 7}, total=41), "/api/CommitteeBusiness", skip=20)
    assert dict(query_of(found[-1])) == {"SearchTerm": "bells", "Skip": "21", "Take": "20"}
    [*_, last] = ask(spider, "parse_search", listed({"id": 7}, total=41), "/api/CommitteeBusiness", skip=40)
    assert urlsplit(last.url).path == "/api/Publications"


def test_evidence_that_is_no_html_is_left_out() -> None:
    spider = make_spider(Inquiries)
    html, pdf = {"files": [{"fileDataFormat": "Html"}]}, {"files": [{"fileDataFormat": "Pdf"}]}
    documents: tuple[Any, ...] = (html, pdf, None, {}, {"files": None}, {"files": ["Html"]}, "Html")
    items = [{"id": number, "document": document} for number, document in enumerate(documents)]
    found = urls(ask(spider, "parse_evidence", listed(*items), "/api/OralEvidence"))
    assert found == ["https://gazette.example/api/OralEvidence/0/Document/Html"]


def test_reports_are_asked_for_where_they_are_published_on_parliaments_site() -> None:
    spider = make_spider(Inquiries)
    pages = ("https://gazette.example/report", "https://elsewhere.example/a", " ", None, 7)
    items = [{"id": number, "additionalContentUrl": page} for number, page in enumerate(pages)]
    assert urls(ask(spider, "parse_publications", listed(*items), "/api/Publications")) == [pages[0]]
    assert tally_of(spider).offsite == 1


@pytest.mark.parametrize("kind", [Departments, Lords, Questions, Bills, Inquiries])
@pytest.mark.parametrize("body", ["<html>Down</html>", "[]", "{}", '{"results": 4, "Results": 4, "items": 4}'])
def test_an_answer_of_another_shape_is_told(kind: type[PublisherSpider], body: str) -> None:
    spider: Any = make_spider(kind)
    arguments = next(iter(spider.ask_lists())).cb_kwargs
    assert list(spider.parse_search(answer(body), **arguments)) == []
    assert "it is not an answer of the search" in tally_of(spider).failed_lists[0]
