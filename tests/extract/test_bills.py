"""Bills and amendments of Parliament's bills API."""

import json
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.sources import find_source
from clausewatch.models import Document, Record
from tests.extract.answers import make_publisher, respond
from tests.extract.items import make_amendment, make_bill, make_motion

API = "https://bills-api.parliament.uk/api/v1/Bills/7"
STAGE = f"{API}/Stages/8"
PUBLIC = "https://bills.parliament.uk/bills/7"


def read(answer: dict[str, Any], url: str = API) -> Document:
    (document,) = extract_documents(respond(json.dumps(answer), url, "application/json"), make_publisher())
    return document


def test_a_bill_says_what_it_is_for_and_where_it_stands() -> None:
    document = read(make_bill())
    assert document.text.split("\n\n") == [
        "A Bill to make provision for bells.",
        "It says which bells may listen.",
        "Nobody has to ring one.",
        "Stage: Committee stage in the House of Lords, 4 February 2025, 6 February 2025.",
    ]
    assert (document.url, document.title, document.document_type) == (PUBLIC, "Bells Bill", "bill")
    assert (document.people, document.organisations) == (("Helena Marsh",), ("Department for Technology",))


def test_a_bill_is_nobodys_own_words() -> None:
    document = read(make_bill())
    assert (document.record, document.authors) == (None, ())


def test_the_date_of_a_bill_is_that_of_its_last_change_and_not_sure() -> None:
    document = read(make_bill())
    assert str(document.published_at) == "2025-02-07 10:11:12+00:00"
    assert (document.published_precision, document.published_confidence) == ("second", "low")
    unknown = read(make_bill(lastUpdate="2099-01-01T00:00:00"))
    assert (unknown.published_at, unknown.published_confidence) == (None, None)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"isAct": True}, "The bill is an Act of Parliament."),
        ({"isDefeated": True}, "The bill was defeated."),
        ({"billWithdrawn": "2025-02-05T00:00:00"}, "The bill was withdrawn on 5 February 2025."),
        ({"currentStage": {"description": "1st reading", "house": "Unassigned"}}, "Stage: 1st reading."),
        ({"currentStage": {"description": "1st reading", "house": "Commons"}}, "1st reading in the House of Commons."),
    ],
)
def test_how_far_a_bill_came_is_its_last_line(facts: dict[str, Any], told: str) -> None:
    assert read(make_bill(**facts)).text.endswith(told)


def test_another_stage_is_another_version_of_the_same_bill() -> None:
    before, after = read(make_bill()), read(make_bill(currentStage={"description": "Report stage", "house": "Lords"}))
    assert (before.id, before.version == after.version) == (after.id, False)


def test_a_bill_without_text_is_an_error() -> None:
    with pytest.raises(ExtractError, match="the bill has no text"):
        read(make_bill(longTitle=None, summary="<p> </p>", currentStage=None))


def test_an_amendment_is_the_words_of_the_member_who_leads_it() -> None:
    document = read(make_amendment(), f"{STAGE}/Amendments/900")
    assert document.text.split("\n\n") == [
        "Page 9, line 4, leave out “may” and insert “must not”",
        "Member's explanatory statement",
        "This leaves private bells alone.",
    ]
    assert document.record == Record(name="Imogen Farraday", role="MP for Thornby", category="parliament")
    assert document.people == ("Imogen Farraday", "Lord Coldbrook")
    assert document.authors == ("Imogen Farraday",)
    assert document.url == f"{PUBLIC}/stages/8/amendments/900"
    assert (document.title, document.document_type) == ("Amendment 31 to clause 12", "amendment")
    assert document.published_at is None


def test_without_a_mark_the_first_member_leads_and_a_lord_has_no_constituency() -> None:
    sponsors = [{"name": " "}, {"name": "Lord Coldbrook", "house": "Lords", "memberFrom": "Life peer"}]
    assert read(make_amendment(sponsors=sponsors)).record == Record(name="Lord Coldbrook", category="parliament")
    nobodys = read(make_amendment(sponsors=None))
    assert (nobodys.record, nobodys.authors, nobodys.people) == (None, (), ())


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"decision": "NoDecision"}, "Amendment 31 to clause 12"),
        ({"decision": "NegativedOnDivision"}, "Amendment 31 to clause 12: negatived on division"),
        ({"decision": "agreed"}, "Amendment 31 to clause 12: agreed"),
        ({"clause": None, "schedule": 2}, "Amendment 31 to schedule 2"),
        ({"clause": None, "marshalledListText": None}, "Amendment"),
    ],
)
def test_the_title_of_an_amendment_says_what_it_changes_and_what_became_of_it(
    facts: dict[str, Any], title: str
) -> None:
    assert read(make_amendment(**facts)).title == title


def test_a_decision_is_another_version_of_the_same_amendment() -> None:
    before, after = read(make_amendment()), read(make_amendment(decision="Withdrawn"))
    assert (before.id, before.version == after.version) == (after.id, False)


def test_an_amendment_as_lists_cut_it_is_an_error() -> None:
    cut = {"id": 1, "amendmentId": 900, "billId": 7, "billStageId": 8, "summaryText": ["Page 9, line 4, leave out …"]}
    with pytest.raises(ExtractError, match="the amendment has no text"):
        read(cut)


def test_motions_and_amendments_between_the_houses_are_read() -> None:
    motion = read(make_motion("motion"), f"{STAGE}/PingPongItems/5")
    assert motion.text == "That this House do disagree with the Lords in their amendment.\n\nBells of ships"
    assert (motion.url, motion.title) == (f"{PUBLIC}/stages/8/amendments#motion-5", "Motion A")
    amendment = read(make_motion("amendment"), f"{STAGE}/PingPongItems/5")
    assert (amendment.url, amendment.title) == (f"{PUBLIC}/stages/8/amendments#amendment-5", "Amendment A")
    assert motion.id != amendment.id
    assert motion.record is not None
    assert motion.record.name == "Helena Marsh"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        (f"{STAGE}/Amendments/900", "https://bills.parliament.uk"),
        ("http://bills.localhost:8000/api/v1/Bills/7/Stages/8/Amendments/900", "http://bills.localhost:8000"),
        ("file:///amendment.json", "https://bills.parliament.uk"),
        ("https://mirror.example/other/900", "https://bills.parliament.uk"),
    ],
)
def test_the_public_address_is_on_the_host_that_answered_where_that_is_a_copy_of_the_api(url: str, base: str) -> None:
    assert read(make_amendment(), url).url == f"{base}/bills/7/stages/8/amendments/900"


@pytest.mark.parametrize(
    ("answer", "url"),
    [
        (make_bill(), API),
        (make_amendment(), f"{STAGE}/Amendments/900"),
        (make_amendment(amendmentId=None), f"{STAGE}/Amendments/1"),
        (make_motion("motion"), f"{STAGE}/PingPongItems/5"),
    ],
    ids=["bill", "amendment", "without its number", "motion"],
)
def test_a_file_says_where_it_was_taken_from(answer: dict[str, Any], url: str) -> None:
    assert find_source(json.dumps(answer).encode()).url == url
