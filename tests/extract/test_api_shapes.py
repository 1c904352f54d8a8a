"""Official answers in which any one value is of another type: documents still, or a reason, never a crash."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.sources import find_source
from clausewatch.identifiers import is_address
from tests.extract.answers import FETCHED, make_publisher, respond
from tests.extract.items import (
    TEXT,
    link,
    make_amendment,
    make_bill,
    make_debate,
    make_file,
    make_item,
    make_motion,
    make_stage,
    said,
)

API = "https://www.gov.uk/api/content/x"
JUNK: tuple[Any, ...] = (
    None, 7, -1.5, True, "x", "", [], {}, [[1]], [{}], {"a": [1]}, "\ud800 half", "<p>a</p>",
    "2099-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", ["x"], "\x00",
)  # fmt: skip
KINDS = ("organisations", "people", "roles", "speaker", "primary_publishing_organisation")
DETAILS = {
    "body": [{"content_type": "text/html", "content": TEXT}],
    "parts": [{"title": "First", "body": TEXT}],
    "change_history": [{"public_timestamp": "2023-06-01T10:00:00Z", "note": "Added a table."}],
    "first_public_at": "2023-01-01",
    "speaker_without_profile": "The Reeve of Thornby",
}
WRITTEN = {
    "id": 5,
    "uin": "HCWS7",
    "dateMade": "2023-05-04T00:00:00",
    "title": "Notices",
    "text": "<p>I am publishing the code.</p>",
    "member": {"name": "Helena Marsh"},
    "memberRole": "Secretary of State for Technology",
    "answeringBodyName": "Department for Technology",
}
QUESTION = {
    "id": 6,
    "uin": "12345",
    "dateTabled": "2023-05-01T00:00:00",
    "dateAnswered": "2023-05-09T00:00:00",
    "heading": "Encryption",
    "questionText": "To ask whether the power has been used.",
    "answerText": "<p>It has not.</p>",
    "askingMember": {"name": "Imogen Farraday"},
    "answeringMember": {"name": "Helena Marsh"},
}
CHILD = make_debate(said("Baroness Carrow (Cwl)", "Inner.", 8, 2), ExtId="DEF-2")
ANSWERS: dict[str, dict[str, Any]] = {
    "item": make_item(
        details=DETAILS,
        links={kind: [link("Ada Moor")] for kind in KINDS},
        withdrawn_notice={"withdrawn_at": "2024-01-02T03:04:05Z", "explanation": "<p>It was replaced.</p>"},
    ),
    "debate": make_debate(
        said("Lord Coldbrook (CB)", "One.", Timecode="2023-07-06T15:04:05"),
        said("Baroness Carrow (Cwl)", "Two.", 8, 2),
        children=(CHILD,),
    )
    | {"Navigator": [{"Id": 2, "Title": "Bells", "ParentId": 1, "ExternalId": "ABC-1"}, {"Id": 1, "Title": "Bills"}]},
    "statement": {"value": WRITTEN},
    "answer": {"value": QUESTION},
    "question": {"value": {**QUESTION, "answerText": None}},
    "statement found by its id": {"totalResults": 1, "results": [{"value": WRITTEN}]},
    "bill": make_bill(billWithdrawn="2025-02-05T00:00:00"),
    "stage": make_stage(committee={"id": 1, "name": "Bells Bill Committee"}),
    "amendment": make_amendment(decision="Withdrawn"),
    "motion": make_motion("motion"),
    "amendment between the houses": make_motion("amendment"),
    "evidence": make_file("<p>Written evidence submitted by Quenby Foundry (BEL0042)</p><p>4 February 2025</p>"),
}
Path = tuple[str | int, ...]


def list_places(value: Any, above: Path = ()) -> Iterator[Path]:
    """Every place in a value, outermost first."""
    yield above
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from list_places(item, (*above, key))


def replace(value: Any, place: Path, junk: Any) -> Any:
    """A copy with something else in one place."""
    if not place:
        return junk
    copy = deepcopy(value)
    target = copy
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = junk
    return copy


CASES = [(name, place) for name, answer in ANSWERS.items() for place in list_places(answer)]


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_itself_gives_documents(name: str) -> None:
    assert extract_documents(respond(json.dumps(ANSWERS[name]), API, "application/json"), make_publisher())


@pytest.mark.parametrize(("name", "place"), CASES, ids=[f"{n}-{'.'.join(map(str, p)) or 'all'}" for n, p in CASES])
def test_a_value_of_another_type_gives_documents_or_a_reason(name: str, place: Path) -> None:
    for junk in JUNK:
        body = json.dumps(replace(ANSWERS[name], place, junk))
        try:
            documents = extract_documents(respond(body, API, "application/json"), make_publisher())
        except ExtractError:
            continue
        for document in documents:
            assert document.model_dump_json().encode(), junk
            assert "None" not in document.url, junk
            assert document.published_at is None or document.published_at.year <= FETCHED.year, junk
            assert len({other.url for other in documents}) == len(documents), junk


@pytest.mark.parametrize("name", ANSWERS)
def test_the_address_of_a_file_with_a_value_of_another_type_is_one_or_none(name: str) -> None:
    for place in list_places(ANSWERS[name]):
        for junk in JUNK:
            url = find_source(json.dumps(replace(ANSWERS[name], place, junk)).encode()).url
            assert url is None or is_address(url), (place, junk)


@pytest.mark.parametrize(
    ("name", "place", "reason"),
    [
        ("item", ("base_path",), "no known API"),
        ("item", ("document_type",), "no known API"),
        ("debate", ("Overview", "ExtId"), "the debate has no ExtId"),
        ("debate", ("Items",), "no known API"),
        ("statement", ("value", "uin"), "no uin"),
        ("statement", ("value", "text"), "no text"),
        ("question", ("value", "questionText"), "no text"),
    ],
)
def test_a_value_that_is_needed_is_named_where_it_is_missing(name: str, place: Path, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        extract_documents(respond(json.dumps(replace(ANSWERS[name], place, None)), API), make_publisher())


def test_a_date_in_the_future_is_no_date_of_a_debate_or_statement() -> None:
    for name, place in (("debate", ("Overview", "Date")), ("statement", ("value", "dateMade"))):
        body = json.dumps(replace({**ANSWERS[name], "ChildDebates": []}, place, "2099-05-04T00:00:00"))
        last = extract_documents(respond(body, API), make_publisher())[-1]
        assert (last.published_at, last.published_precision, last.published_confidence) == (None, None, None)


def test_contributions_without_any_number_are_told_apart_by_their_place() -> None:
    items = [said("Lord Coldbrook (CB)", "One.", 7), said("Baroness Carrow (Cwl)", "Two.", 8)]
    bare = [{key: value for key, value in item.items() if key not in ("ExternalId", "ItemId")} for item in items]
    first, second = extract_documents(respond(json.dumps(make_debate(*bare)), API), make_publisher())
    assert first.url != second.url
