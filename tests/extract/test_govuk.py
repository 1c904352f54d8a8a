"""Items of GOV.UK's content API."""

import json
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.models import Document
from tests.extract.answers import make_publisher, respond
from tests.extract.items import TEXT, link, make_item

API = "https://www.gov.uk/api/content/government/speeches/on-care"


def read(item: dict[str, Any], url: str = API) -> Document:
    (document,) = extract_documents(respond(json.dumps(item), url, "application/json"), make_publisher())
    return document


@pytest.mark.parametrize("document_type", ["speech", "oral_statement", "written_statement", "authored_article"])
def test_a_speech_or_statement_is_the_ministers_words(document_type: str) -> None:
    record = read(make_item(document_type)).record
    assert record is not None
    assert record.model_dump() == {
        "name": "The Rt Hon Helena Marsh MP",
        "kind": "person",
        "role": "Secretary of State for Technology",
        "organisation": "Department for Technology",
        "category": "government",
    }


@pytest.mark.parametrize("document_type", ["press_release", "news_story", "government_response", "world_news_story"])
def test_a_press_release_is_the_organisations_words(document_type: str) -> None:
    document = read(make_item(document_type))
    assert document.record is not None
    assert (document.record.name, document.record.kind, document.record.role) == (
        "Department for Technology",
        "organisation",
        None,
    )
    assert document.authors == ()


def test_the_speaker_goes_before_the_people() -> None:
    links = {
        "speaker": [link("Lord Ashby")],
        "people": [link("Helena Marsh MP")],
        "organisations": [link("Security Office")],
    }
    document = read(make_item(links=links))
    assert document.record is not None
    assert (document.record.name, document.record.role) == ("Lord Ashby", None)
    assert document.authors == ("Lord Ashby",)


def test_a_speaker_without_a_page_of_their_own_is_named() -> None:
    record = read(make_item(links={}, details={"speaker_without_profile": "The Reeve of Thornby"})).record
    assert record is not None
    assert (record.name, record.kind) == ("The Reeve of Thornby", "person")


def test_the_organisation_that_publishes_comes_first() -> None:
    links = {
        "primary_publishing_organisation": [link("Security Office")],
        "organisations": [link("Department for Technology")],
    }
    record = read(make_item("news_story", links)).record
    assert record is not None
    assert record.name == "Security Office"


def test_an_item_of_nobody_has_no_record() -> None:
    assert read(make_item("news_story", {})).record is None


def test_people_roles_and_organisations_are_kept_once_each_whoever_speaks() -> None:
    links = {
        "organisations": [link("Department for Technology"), link("Security Office")],
        "primary_publishing_organisation": [link("Security Office")],
        "worldwide_organisations": [link("Mission to Thornby")],
        "people": [link("Helena Marsh MP"), link("Lord Ashby")],
        "speaker": [link("Lord Ashby")],
        "roles": [link("Minister for Codes"), link("Minister for Locks")],
    }
    for document_type in ("speech", "press_release"):
        document = read(make_item(document_type, links))
        assert document.people == ("Lord Ashby", "Helena Marsh MP")
        assert document.roles == ("Minister for Codes", "Minister for Locks")
        assert document.organisations == ("Security Office", "Department for Technology", "Mission to Thornby")


def test_a_speaker_without_a_page_is_one_of_the_people_only_where_there_is_no_other() -> None:
    bare = {"speaker_without_profile": "The  Reeve of Thornby"}
    assert read(make_item(links={}, details=bare)).people == ("The Reeve of Thornby",)
    assert read(make_item(links={"people": [link("Lord Ashby")]}, details=bare)).people == ("Lord Ashby",)
    assert read(make_item(links={})).people == ()


def test_the_facts_of_an_item_are_kept() -> None:
    document = read(make_item(public_updated_at="2023-06-01T10:00:00.000+01:00"))
    assert (
        document.text
        == "I have always said that the power would be used with care, and that has not changed.\n\nIt will not."
    )
    assert (document.url, document.title, document.language) == (
        "https://www.gov.uk/government/speeches/on-care",
        "On care",
        "en",
    )
    assert (document.kind, document.document_type) == ("official", "speech")
    assert document.published_at is not None
    assert document.modified_at is not None
    assert document.published_at.isoformat() == "2023-05-04T09:30:11+00:00"
    assert document.modified_at.isoformat() == "2023-06-01T10:00:00+01:00"
    assert (document.published_precision, document.published_confidence) == ("second", "high")


def test_change_notes_are_kept_oldest_first() -> None:
    history = [
        {"public_timestamp": "2023-06-01T10:00:00.000+01:00", "note": "Added a  table."},
        {"public_timestamp": "2023-05-04T09:30:11.000+00:00", "note": "First published."},
        {"public_timestamp": "never", "note": "left out"},
        "not a note",
    ]
    notes = read(make_item(details={"change_history": history})).change_notes
    assert [note.note for note in notes] == ["First published.", "Added a table."]


def test_a_withdrawal_is_kept() -> None:
    document = read(make_item(withdrawn_notice={"explanation": "x", "withdrawn_at": "2024-01-02T03:04:05+00:00"}))
    assert document.withdrawn_at is not None
    assert document.withdrawn_at.isoformat() == "2024-01-02T03:04:05+00:00"


def test_the_reason_for_a_withdrawal_is_a_change_note_after_the_others() -> None:
    notice = {
        "explanation": "<div class='govspeak'><p>The code was <b>replaced</b>.</p><p>See the new one.</p></div>",
        "withdrawn_at": "2024-01-02T03:04:05+00:00",
    }
    history = [{"public_timestamp": "2023-05-04T09:30:11Z", "note": "First published."}]
    document = read(make_item(withdrawn_notice=notice, details={"change_history": history}))
    assert [note.note for note in document.change_notes] == [
        "First published.",
        "Withdrawn: The code was replaced. See the new one.",
    ]
    assert document.change_notes[-1].at == document.withdrawn_at


@pytest.mark.parametrize("explanation", [None, "", " ", 7, "<p></p>"])
def test_a_withdrawal_without_a_reason_is_no_change_note(explanation: Any) -> None:
    notice = {"explanation": explanation, "withdrawn_at": "2024-01-02T03:04:05+00:00"}
    document = read(make_item(withdrawn_notice=notice))
    assert (document.change_notes, document.withdrawn_at is None) == ((), False)


@pytest.mark.parametrize("notice", [None, {}, {"withdrawn_at": "soon"}, {"explanation": "<p>Why.</p>"}])
def test_no_withdrawal_is_none(notice: Any) -> None:
    document = read(make_item(withdrawn_notice=notice))
    assert (document.withdrawn_at, document.change_notes) == (None, ())


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://www.gov.uk/api/content/government/speeches/on-care", "https://www.gov.uk"),
        (
            "http://government.localhost:8000/api/content/government/speeches/on-care",
            "http://government.localhost:8000",
        ),
        ("https://content-api.publishing.service.gov.uk/api/content/x", "https://www.gov.uk"),
        ("file:///items/on-care.json", "https://www.gov.uk"),
    ],
)
def test_the_public_address_is_on_the_host_that_answered(url: str, base: str) -> None:
    assert read(make_item(), url).url == f"{base}/government/speeches/on-care"


def test_block_quotations_get_marks_and_captions_are_left_out() -> None:
    body = (
        "<p>She said:</p><blockquote><p>It is care.</p><p>It is only "
        "<em>care</em>.</p></blockquote><figure><figcaption>A "
        "caption</figcaption></figure><blockquote><p>“Marked”</p></blockquote>"
    )
    text = read(make_item(details={"body": body})).text
    assert text.split("\n\n") == ["She said:", "“It is care.", "“It is only care.”", "“Marked”"]


def test_a_body_in_several_types_and_parts_are_read() -> None:
    both = [{"content_type": "text/govspeak", "content": "x"}, {"content_type": "text/html", "content": TEXT}]
    assert read(make_item(details={"body": both})).text.startswith("I have always said")
    parts = [{"title": "First part", "body": TEXT}, {"title": None, "body": "<p>Second.</p>"}, 7]
    assert read(make_item(details={"body": "", "parts": parts})).text.split("\n\n")[::3] == ["First part", "Second."]


def test_an_item_without_text_is_an_error() -> None:
    with pytest.raises(ExtractError, match="type speech has no text"):
        read(make_item(details={"body": "<div class='govspeak'></div>"}))


def test_a_date_in_the_future_gives_way_to_the_next() -> None:
    document = read(
        make_item(first_published_at="2099-01-01T00:00:00Z", details={"first_public_at": "2023-01-02T03:04:05Z"})
    )
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-01-02T03:04:05+00:00"


def test_an_item_without_dates_has_none() -> None:
    document = read(make_item(first_published_at=None, public_updated_at=None))
    assert (document.published_at, document.published_confidence) == (None, None)
