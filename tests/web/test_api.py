"""The REST API answers as `clausewatch search --format json` does."""

import io
import json
from pathlib import Path

import httpx
import pytest

from clausewatch.cli.formats import write_json
from clausewatch.index.protocol import Query
from clausewatch.steps.stores import Stores
from tests.web.conftest import open_example, serve_in_background
from tests.web.examples import make_news


def test_health_counts_the_statements(client: httpx.Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "statements": 3})


def test_a_visitor_is_not_told_where_a_broken_index_lies(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_example(tmp_path) as stores, serve_in_background(stores) as address:
        index = Path(stores.settings.index_url.removeprefix("sqlite:///"))
        stores.index.close()
        for beside in index.parent.glob("index.db-*"):
            beside.unlink()
        index.write_bytes(b"no database " * 1000)
        answer = httpx.get(f"{address}/health")
    assert answer.status_code == 503
    assert answer.json()["error"] == "the index or the ledger cannot be read just now; the log of this server says why"
    assert f"/health: index sqlite:///{index}" in caplog.text


def test_a_search_gives_what_the_command_gives(client: httpx.Client, stores: Stores) -> None:
    stream = io.StringIO()
    write_json(stores.index.search(Query()), stream)
    answer = client.get("/api/search").json()
    assert answer["results"] == [json.loads(line) for line in stream.getvalue().splitlines()]
    assert (answer["total"], answer["offset"], answer["limit"]) == (3, 0, 20)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=reckless", 1),
        ("q=%22technically+feasible%22", 1),
        ("q=feasible+-technically", 0),
        ("stance=AGAINST", 1),
        ("stance=FAVOR&target=encryption-clause", 1),
        ("target=other", 0),
        ("speaker=moor", 1),
        ("organisation=openline", 1),
        ("category=government", 1),
        ("publisher=example-news", 2),
        ("kind=primary", 1),
        ("since=2023-09-01", 2),
        ("until=2023-09-01", 1),
        ("since=2023-09-06T17:00:00Z&until=2023-09-06T17:00:01Z", 2),
        ("since=2023-09-06T17:00:01", 0),
        ("month=2023-07", 1),
        ("month=2023-06", 0),
        ("month=2023-09&until=2023-09-02", 0),
        ("stance=&speaker=&q=", 3),
        ("limit=0", 3),
        ("like=privacy&stance=AGAINST", 1),
        ("like=privacy&limit=1", 3),
        ("like=+&q=reckless", 1),
    ],
)
def test_the_filters_are_those_of_the_command(asked: str, found: int, client: httpx.Client) -> None:
    assert client.get(f"/api/search?{asked}").json()["total"] == found


def test_the_nearest_in_meaning_come_first(client: httpx.Client) -> None:
    parameters = {"like": "the power is used only if the technology works", "sort": "newest"}
    near = [hit["text"] for hit in client.get("/api/search", params=parameters).json()["results"]]
    assert near[0] == "It will only be used where technically feasible."
    beside = client.get("/api/search", params={**parameters, "q": "debate"}).json()
    assert {hit["text"] for hit in beside["results"][:2]} == {near[0], "The debate goes on next week."}


def test_limit_and_offset_turn_the_pages(client: httpx.Client) -> None:
    everything = [hit["id"] for hit in client.get("/api/search").json()["results"]]
    pages = [client.get(f"/api/search?limit=1&offset={number}").json()["results"][0]["id"] for number in range(3)]
    assert pages == everything
    assert client.get("/api/search?offset=3").json()["results"] == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("stance=MAYBE", "stance"),
        ("since=yesterday", "since"),
        ("month=2023-13", "month"),
        ("month=0000-01", "month"),
        ("month=9999-12", "month"),
        ("month=٢٠٢٣-09", "month"),
        ("since=0001-01-01T00:00%2B14:00", "since"),
        ("until=9999-12-31T23:00-12:00", "until"),
        ("limit=-1", "limit"),
        ("limit=5000", "limit"),
        ("colour=red", "colour"),
        (f"q={'x' * 501}", "q"),
        (f"like={'x' * 501}", "like"),
    ],
)
def test_a_wrong_parameter_is_named(asked: str, field: str, client: httpx.Client) -> None:
    answer = client.get(f"/api/search?{asked}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == field


def test_facets_count_the_found_statements(client: httpx.Client) -> None:
    facets = client.get("/api/facets?target=encryption-clause").json()
    assert facets["speaker"] == [{"value": "Ada Moor", "count": 1}, {"value": "Sir Tobias Renn", "count": 1}]
    assert {each["value"]: each["count"] for each in facets["stance"]} == {"AGAINST": 1, "FAVOR": 1, "NONE": 1}
    assert facets["month"] == [{"value": "2023-07", "count": 1}, {"value": "2023-09", "count": 2}]
    assert list(facets) == ["stance", "speaker", "organisation", "category", "publisher", "kind", "month"]


def test_facets_count_what_is_near_in_meaning(client: httpx.Client) -> None:
    asked = {"like": "a promise about technology", "kind": "primary", "q": "debate"}
    assert client.get("/api/facets", params=asked).json()["speaker"] == [{"value": "Sir Tobias Renn", "count": 1}]


def test_as_many_values_of_a_facet_as_are_asked_for(client: httpx.Client) -> None:
    facets = client.get("/api/facets?values=1").json()
    assert {name: len(values) for name, values in facets.items()} == dict.fromkeys(facets, 1)
    assert facets["stance"][0]["count"] == max(each["count"] for each in client.get("/api/facets").json()["stance"])
    assert facets["month"] == [{"value": "2023-09", "count": 2}]


@pytest.mark.parametrize("wrong", ["0", "-1", "10001", "many"])
def test_an_absurd_number_of_values_is_refused(wrong: str, client: httpx.Client) -> None:
    answer = client.get(f"/api/facets?values={wrong}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][-1] == "values"


def test_fifty_values_of_a_facet_are_given_where_no_number_is_asked_for(client: httpx.Client) -> None:
    asked = client.get("/api/openapi.json").json()["paths"]["/api/facets"]["get"]["parameters"]
    values = next(each for each in asked if each["name"] == "values")
    assert values["schema"]["default"] == 50


def test_a_statement_by_its_id(client: httpx.Client) -> None:
    listed = client.get("/api/search?speaker=moor").json()["results"][0]
    statement = client.get(f"/api/statements/{listed['id']}").json()
    assert statement["speaker"] == listed["speaker"]
    assert statement["document"]["url"] == "https://news.example/1"
    assert statement["document"]["current"] is True


def test_a_document_by_its_id_with_text_versions_and_statements(client: httpx.Client) -> None:
    news = make_news()
    document = client.get(f"/api/documents/{news.id}").json()
    assert document["text"] == news.text
    assert [version["id"] for version in document["versions"]] == [news.version]
    assert len(document["statements"]) == 2
    same = client.get(f"/api/documents/{news.id}?version={news.version}").json()
    assert same == document


@pytest.mark.parametrize("path", ["statements/none", "documents/none", f"documents/{make_news().id}?version=none"])
def test_what_is_not_kept_is_not_found(path: str, client: httpx.Client) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("There is no ")


def test_the_api_describes_itself(client: httpx.Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/health", "/api/search", "/api/facets"} <= paths.keys()
    named = {each["name"] for each in paths["/api/search"]["get"]["parameters"]}
    assert {"q", "target", "stance", "speaker", "organisation", "category", "publisher", "kind", "since"} <= named
