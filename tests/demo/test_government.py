"""The government's search and content APIs, beside what GOV.UK documents."""

import pytest

from clausewatch.demo.server import DemoWeb
from tests.demo.conftest import Ask

ORAL = "/government/speeches/oral-statement-encrypted-messages"
WITHDRAWN = "/government/news/guidance-for-messaging-services"


def test_search_finds_the_newest_first_by_default(ask: Ask) -> None:
    answer = ask("government", "/api/search.json").json()
    stamps = [result["public_timestamp"] for result in answer["results"]]
    assert answer["total"] == len(stamps) == 7
    assert stamps == sorted(stamps, reverse=True)
    assert answer["results"][0]["link"] == ORAL


def test_search_pages_with_start_and_count(ask: Ask) -> None:
    whole = ask("government", "/api/search.json").json()["results"]
    parts = [ask("government", f"/api/search.json?start={start}&count=3").json() for start in (0, 3, 6, 9)]
    assert [result for part in parts for result in part["results"]] == whole
    assert [len(part["results"]) for part in parts] == [3, 3, 1, 0]
    assert {part["total"] for part in parts} == {7}


def test_search_filters_by_type_organisation_and_words(ask: Ask) -> None:
    def links(query: str) -> set[str]:
        return {result["link"] for result in ask("government", f"/api/search.json?{query}").json()["results"]}

    written = "/government/speeches/written-statement-clause-122"
    types = "filter_content_store_document_type=oral_statement&filter_content_store_document_type[]=written_statement"
    assert links(types) == {ORAL, written}
    assert links("filter_organisations=security-office") == {"/government/news/safety-technology-fund"}
    assert links("q=solar+storms") == {"/government/news/space-weather-chair"}
    assert links("q=solar&filter_organisations=security-office") == set()


def test_search_filters_by_days(ask: Ask) -> None:
    whole = ask("government", "/api/search.json").json()["results"]
    day = whole[0]["public_timestamp"][:10]
    for asked, wanted in (
        (f"from:{day},to:{day}", [result for result in whole if result["public_timestamp"][:10] == day]),
        (f"from:{day}", [result for result in whole if result["public_timestamp"][:10] >= day]),
        ("to:2001-01-01", []),
    ):
        found = ask("government", f"/api/search.json?filter_public_timestamp={asked}").json()
        assert (found["results"], found["total"]) == (wanted, len(wanted))


def test_search_in_the_other_order_begins_with_the_oldest(ask: Ask) -> None:
    results = ask("government", "/api/search.json?order=public_timestamp&count=1").json()["results"]
    assert results[0]["link"] == WITHDRAWN


def test_search_gives_only_the_fields_that_were_asked_for(ask: Ask) -> None:
    (result,) = ask("government", "/api/search.json?count=1&fields=title&fields=link").json()["results"]
    assert set(result) == {"title", "link", "_id", "index", "es_score", "document_type"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("colour=red", "Unexpected parameters: colour"),
        ("per_page=10&page=2", "Unexpected parameters: page, per_page"),
        ("count=many", "Invalid value 'many'"),
        ("count=1501", "Invalid value '1501'"),
        ("start=-1", "Invalid value '-1'"),
        ("order=-colour", "not a valid sort field"),
        ("count=1&count=2", "Too many values"),
        ("filter_public_timestamp=from:soon", "Invalid value 'from:soon'"),
        ("filter_public_timestamp=2025-03-04", "Invalid value '2025-03-04'"),
    ],
)
def test_search_refuses_what_it_does_not_know(ask: Ask, query: str, message: str) -> None:
    answer = ask("government", f"/api/search.json?{query}")
    assert answer.status_code == 422
    assert message in answer.json()["error"]


def test_search_is_304_until_something_new_is_there(web: DemoWeb, ask: Ask) -> None:
    first = ask("government", "/api/search.json")
    assert ask("government", "/api/search.json", If_None_Match=first.headers["ETag"]).status_code == 304
    web.day = 2
    assert ask("government", "/api/search.json", If_None_Match=first.headers["ETag"]).status_code == 200


def test_content_names_the_minister_who_spoke(ask: Ask) -> None:
    item = ask("government", f"/api/content{ORAL}").json()
    assert item["document_type"] == "oral_statement"
    assert item["schema_name"] == "speech"
    assert item["base_path"] == ORAL
    assert item["first_published_at"] == "2025-03-04T13:05:00.000+00:00"
    assert item["details"]["delivered_on"] == "2025-03-04T12:30:00.000+00:00"
    assert item["details"]["body"].startswith('<div class="govspeak"><p>With permission, Mr Speaker')
    assert [person["title"] for person in item["links"]["people"]] == ["The Rt Hon Helena Marsh MP"]
    assert item["links"]["speaker"] == item["links"]["people"]
    assert [role["document_type"] for role in item["links"]["roles"]] == ["ministerial_role"]
    assert item["links"]["organisations"][0]["title"] == "Department for Technology and Communications"
    assert item["withdrawn_notice"] == {}


def test_content_of_a_press_release_may_name_nobody(ask: Ask) -> None:
    item = ask("government", f"/api/content{WITHDRAWN}").json()
    assert item["schema_name"] == "news_article"
    assert "people" not in item["links"]
    assert "delivered_on" not in item["details"]


def test_change_notes_move_the_public_time_of_a_speech(ask: Ask) -> None:
    item = ask("government", "/api/content/government/speeches/marsh-safer-networks-speech").json()
    assert item["first_published_at"] == "2025-02-19T14:00:00.000+00:00"
    assert item["public_updated_at"] == "2025-02-21T10:15:00.000+00:00"
    assert [change["note"] for change in item["details"]["change_history"]] == [
        "Corrected the name of the conference.",
        "First published.",
    ]
    assert item["details"]["location"] == "Fenbridge"


def test_a_withdrawn_page_leaves_the_search_and_stays_in_the_content_api(web: DemoWeb, ask: Ask) -> None:
    before = ask("government", f"/api/content{WITHDRAWN}").json()
    web.day = 2
    after = ask("government", f"/api/content{WITHDRAWN}").json()
    assert after["withdrawn_notice"]["withdrawn_at"] == "2025-03-05T10:00:00.000+00:00"
    assert "being revised" in after["withdrawn_notice"]["explanation"]
    assert after["details"] == before["details"]
    assert after["public_updated_at"] == before["public_updated_at"]
    found = ask("government", "/api/search.json?count=100").json()["results"]
    assert WITHDRAWN not in {result["link"] for result in found}
    assert "This was withdrawn on 5 March 2025" in ask("government", WITHDRAWN).text


def test_content_that_is_not_there_is_404(ask: Ask) -> None:
    assert ask("government", "/api/content/government/news/nothing").status_code == 404


def test_every_result_has_its_content_and_its_page(web: DemoWeb, ask: Ask) -> None:
    web.day = 2
    for result in ask("government", "/api/search.json?count=100").json()["results"]:
        item = ask("government", f"/api/content{result['link']}").json()
        assert item["title"] == result["title"]
        assert item["public_updated_at"] == result["public_timestamp"]
        assert ask("government", result["link"]).status_code == 200
