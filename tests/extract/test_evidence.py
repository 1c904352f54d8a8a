"""Evidence to select committees: a file within an answer of the committees API."""

import json
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.sources import find_source
from clausewatch.models import Document
from tests.extract.answers import make_publisher, respond
from tests.extract.items import make_file

API = "https://committees-api.parliament.uk/api"
ORAL, WRITTEN = f"{API}/OralEvidence/7/Document/Html", f"{API}/WrittenEvidence/8/Document/Html"
TRANSCRIPT = (
    "<p>Bells Committee</p><p>Oral evidence: <i>Listening bells</i>, HC 9</p><p>Tuesday 4 February 2025</p>"
    "<p>Ordered by the House of Commons to be published on 6 February 2025.</p>"
    "<p><b>Q1</b>&nbsp;&nbsp; <b>Chair:</b> Can a bell\n listen?</p><p><b>Dr Moor:</b> It cannot.</p>"
)
SUBMISSION = "<p>Written evidence submitted by {} (BEL0042)</p><p>We cast bells.</p><p>4 February 2025</p>"


def read(answer: dict[str, Any], url: str = WRITTEN) -> Document:
    (document,) = extract_documents(respond(json.dumps(answer), url, "application/json"), make_publisher())
    return document


def test_a_transcript_keeps_who_says_what_line_by_line() -> None:
    document = read(make_file(TRANSCRIPT), ORAL)
    assert document.text.split("\n\n")[-3:] == ["Q1", "Chair: Can a bell listen?", "Dr Moor: It cannot."]
    assert (document.title, document.document_type) == ("Oral evidence: Listening bells, HC 9", "oral_evidence")
    assert (document.record, document.authors) == (None, ())
    assert document.url == "https://committees.parliament.uk/oralevidence/7/html/"


@pytest.mark.parametrize("line", ["Q12 of the inquiry is about bells.", "Q12", "Question 1 Chair: Why?"])
def test_what_is_no_numbered_question_stays_as_it_is(line: str) -> None:
    assert read(make_file(f"{TRANSCRIPT}<p>{line}</p>"), ORAL).text.split("\n\n")[-1] == line


def test_the_date_of_a_transcript_is_the_day_of_the_meeting() -> None:
    document = read(make_file(TRANSCRIPT), ORAL)
    assert str(document.published_at) == "2025-02-04 00:00:00+00:00"
    assert (document.published_precision, document.published_confidence) == ("day", "low")


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Quenby Foundry Ltd", "organisation"),
        ("Bells", "organisation"),
        ("the Society of Bell Founders", "organisation"),
        ("Friends of Bells in Thornby", "organisation"),
        ("Ringing Institute", "organisation"),
        ("Dr Ada Moor", "person"),
        ("Professor Ada Moor, Chair of Ringing, University of Thornby", "person"),
        ("Tobias Renn", "person"),
        ("Tobias J. Renn", "person"),
        ("Baroness Plover", "person"),
        ("The Rt Hon Lord Wexcombe", "person"),
    ],
)
def test_what_was_sent_in_is_the_words_of_who_sent_it(who: str, kind: str) -> None:
    document = read(make_file(SUBMISSION.format(who)))
    assert document.record is not None
    assert (document.record.name, document.record.kind) == (who.removeprefix("the "), kind)
    assert document.authors == ((who,) if kind == "person" else ())
    assert (document.document_type, str(document.published_at)) == ("written_evidence", "2025-02-04 00:00:00+00:00")
    assert document.url == "https://committees.parliament.uk/writtenevidence/8/html/"


@pytest.mark.parametrize(
    "line",
    [
        "Written evidence submitted by Quenby Foundry (BEL0042)",
        "Supplementary written evidence from Quenby Foundry [BEL0042]",
        "Further evidence submitted by: Quenby Foundry",
        "Written submission from Quenby Foundry (BEL42)",
        "Quenby Foundry – Written evidence (BEL0042)",
    ],
)
def test_a_submission_is_told_by_its_first_lines(line: str) -> None:
    document = read(make_file(f"<p>HOUSE OF LORDS</p><h1>{line}</h1><p>We cast bells.</p>"))
    assert document.record is not None
    assert document.record.name == "Quenby Foundry"
    assert document.title == line


def test_a_submission_of_nobody_has_no_record_and_its_first_line_as_title() -> None:
    document = read(make_file("<h1>On bells</h1><p>They ring. Nobody wrote on 4 May 2024 that they listen.</p>" * 3))
    assert (document.record, document.title, document.published_at) == (None, "On bells", None)


def test_pictures_styles_and_scripts_are_left_out() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><figure><figcaption>A bell</figcaption></figure>"
        "<script>ring()</script><p>We cast bells.</p></body></html>"
    )
    assert read(make_file(page)).text == "We cast bells."


def test_the_encoding_of_the_file_is_found_out() -> None:
    assert "“bell”" in read(make_file("<p>A “bell” is a £5 bell.</p>", encoding="cp1252")).text


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"fileDataFormat": "Pdf"}, "the evidence is no HTML; ask for the Html format of it"),
        ({"data": "no base 64!"}, "the file in the answer cannot be decoded"),
        ({"data": "é"}, "the file in the answer cannot be decoded"),
        ({"data": ""}, "the evidence has no text"),
        ({"data": "IAo="}, "the evidence has no text"),
        ({"data": "JVBERi0xLjQ="}, "the body is a PDF file"),
        ({"data": "PHA+PC9wPg=="}, "the evidence has no text"),
    ],
    ids=["pdf", "no code", "letters", "empty", "white", "a pdf inside", "empty tags"],
)
def test_a_file_that_is_no_text_is_an_error(facts: dict[str, str], reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read({**make_file(TRANSCRIPT), **facts})


@pytest.mark.parametrize(
    ("url", "address", "expected"),
    [
        (ORAL, None, "https://committees.parliament.uk/oralevidence/7/html/"),
        (ORAL.replace("https://committees-api.parliament.uk", "http://c.localhost:80"), None,
         "http://c.localhost:80/oralevidence/7/html/"),
        ("file:///a.json", "https://committees.parliament.uk/oralevidence/9/html/",
         "https://committees.parliament.uk/oralevidence/9/html/"),
        ("file:///a.json", "not an address", "file:///a.json"),
    ],
)  # fmt: skip
def test_the_public_address_is_the_pages(url: str, address: str | None, expected: str) -> None:
    assert read(make_file(TRANSCRIPT, url=address), url).url == expected


def test_a_file_says_where_it_was_taken_from() -> None:
    address = "https://committees.parliament.uk/oralevidence/9/html/"
    assert find_source(json.dumps(make_file(TRANSCRIPT, url=address)).encode()).url == address
    assert find_source(json.dumps(make_file(TRANSCRIPT)).encode()).url is None
