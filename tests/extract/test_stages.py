"""Stages of bills."""

import json
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.sources import find_source
from clausewatch.models import Document
from tests.extract.answers import make_publisher, respond
from tests.extract.items import make_stage

API = "https://bills-api.parliament.uk/api/v1/Bills/7/Stages/8"
PUBLIC = "https://bills.parliament.uk/bills/7/stages/8"


def read(answer: dict[str, Any], url: str = API) -> Document:
    (document,) = extract_documents(respond(json.dumps(answer), url, "application/json"), make_publisher())
    return document


def test_a_stage_says_in_which_house_it_is_and_on_which_days() -> None:
    document = read(make_stage())
    assert document.text == "Stage: Committee stage in the House of Lords, 6 February 2025, 4 February 2025."
    assert (document.title, document.document_type) == ("Committee stage in the House of Lords", "bill_stage")
    assert (document.url, document.record, document.authors) == (PUBLIC, None, ())


def test_its_date_is_that_of_its_first_sitting() -> None:
    document = read(make_stage())
    assert str(document.published_at) == "2025-02-04 00:00:00+00:00"
    assert (document.published_precision, document.published_confidence) == ("day", "high")


@pytest.mark.parametrize("sittings", [[], None, [{"billId": 7, "date": "2099-01-01T00:00:00"}], [{"date": "soon"}, 7]])
def test_a_stage_that_is_to_come_has_no_date(sittings: Any) -> None:
    document = read(make_stage(stageSittings=sittings))
    assert (document.published_at, document.published_confidence) == (None, None)
    assert document.text.startswith("Stage: Committee stage in the House of Lords")


def test_another_sitting_is_another_version_of_the_same_stage() -> None:
    before, after = read(make_stage(stageSittings=[])), read(make_stage())
    assert (before.id, before.version == after.version) == (after.id, False)


def test_the_committee_that_sits_is_named() -> None:
    document = read(make_stage(committee={"id": 1, "name": "Bells Bill Committee"}, house="Unassigned"))
    assert document.text.startswith("Stage: Committee stage, 6 February 2025")
    assert document.text.endswith("\n\nCommittee: Bells Bill Committee.")
    assert document.organisations == ("Bells Bill Committee",)


@pytest.mark.parametrize(
    ("answer", "url", "address"),
    [
        (make_stage(), "file:///stage.json", PUBLIC),
        (make_stage(stageSittings=[]), API, PUBLIC),
        (
            make_stage(),
            "http://bills.localhost:8000/api/v1/Bills/7/Stages/8",
            "http://bills.localhost:8000/bills/7/stages/8",
        ),
    ],
    ids=["handed in", "without sittings", "a copy of the API"],
)
def test_of_which_bill_it_is_stands_in_its_sittings_or_in_its_address(
    answer: dict[str, Any], url: str, address: str
) -> None:
    assert read(answer, url).url == address


@pytest.mark.parametrize(
    ("answer", "url"), [(make_stage(stageSittings=[]), "file:///stage.json"), (make_stage(description=None), API)]
)
def test_a_stage_that_tells_nothing_is_an_error(answer: dict[str, Any], url: str) -> None:
    with pytest.raises(ExtractError, match="the stage does not say what it is, or of which bill"):
        read(answer, url)


def test_a_file_says_where_it_was_taken_from() -> None:
    assert find_source(json.dumps(make_stage()).encode()).url == API
    assert find_source(json.dumps(make_stage(stageSittings=[])).encode()).url is None
