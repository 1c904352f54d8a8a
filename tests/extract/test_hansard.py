"""Debates, written statements and written questions of Parliament."""

import json
from typing import Any

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.members import read_member
from clausewatch.models import Document
from tests.extract.answers import make_publisher, respond
from tests.extract.items import make_debate, said

API = "https://hansard-api.parliament.uk/debates/debate/ABC-1.json"
OFFICE = "The Parliamentary Under-Secretary of State, Department for Technology (Lord Ashby of Wexcombe) (Civic)"


def read(content: dict[str, Any], url: str = API) -> tuple[Document, ...]:
    return extract_documents(respond(json.dumps(content), url, "application/json"), make_publisher())


MEMBERS = {
    "Lord Coldbrook (CB)": ("Lord Coldbrook", None, None, "parliament"),
    "The Earl of Hexley (Civic)": ("The Earl of Hexley", None, None, "parliament"),
    "The Lord Bishop of Thornby": ("The Lord Bishop of Thornby", None, None, "parliament"),
    "Imogen Farraday (Fenbridge South) (Cwl)": ("Imogen Farraday", "MP for Fenbridge South", None, "parliament"),
    "Mr Speaker": ("Mr Speaker", None, None, "parliament"),
    OFFICE: (
        "Lord Ashby of Wexcombe",
        "Parliamentary Under-Secretary of State, Department for Technology",
        "Department for Technology",
        "government",
    ),
    "The Secretary of State for Technology (Helena Marsh)": (
        "Helena Marsh",
        "Secretary of State for Technology",
        None,
        "government",
    ),
    "The Prime Minister (Rufus Tarn)": ("Rufus Tarn", "Prime Minister", None, "government"),
    "Madam Deputy Speaker (Dame Joan Ivory)": ("Dame Joan Ivory", "Madam Deputy Speaker", None, "parliament"),
    "The Lord Chancellor and Secretary of State for Justice (Orla Finch)": (
        "Orla Finch",
        "Lord Chancellor and Secretary of State for Justice",
        None,
        "government",
    ),
    "The Lord Speaker (Lord Umber of Thornby)": ("Lord Umber of Thornby", "Lord Speaker", None, "parliament"),
    "The Shadow Minister for Technology (Bryn Castellow)": (
        "Bryn Castellow",
        "Shadow Minister for Technology",
        None,
        "parliament",
    ),
}


@pytest.mark.parametrize("line", MEMBERS)
def test_name_and_office_are_read_from_the_line_above_a_contribution(line: str) -> None:
    record = read_member(line)
    assert record is not None
    assert (record.name, record.role, record.organisation, record.category) == MEMBERS[line]


def test_a_crowd_is_collective_and_nobody_is_none() -> None:
    crowd = read_member("Noble Lords")
    assert crowd is not None
    assert crowd.kind == "collective"
    assert read_member("") is None


def test_each_contribution_is_a_document_with_its_member() -> None:
    first, second = read(
        make_debate(
            said("Lord Coldbrook (CB)", "<p>I beg to move.</p><p>It is late.</p>"),
            said("Baroness Carrow (Cwl)", "I agree.", 8, 2),
        )
    )
    assert first.text == "I beg to move.\n\nIt is late."
    assert (
        first.url == "https://hansard.parliament.uk/Lords/2023-07-06/debates/ABC-1/OnlineSafetyBill#contribution-EXT-1"
    )
    assert (first.title, first.kind, first.document_type) == ("Online Safety Bill", "official", "contribution")
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2023-07-06T00:00:00+00:00"
    assert (first.published_precision, first.published_confidence) == ("day", "high")
    assert second.record is not None
    assert (second.record.name, second.authors) == ("Baroness Carrow", ("Baroness Carrow",))


def test_items_of_one_member_in_a_row_are_one_contribution() -> None:
    noted = said(None, "15:02:00", None, 9, ItemType="Timestamp")
    documents = read(
        make_debate(
            said("Lord Coldbrook (CB)", "One."),
            noted,
            said(None, "Two.", 7, 2),
            said("Baroness Carrow (Cwl)", "Three.", 8, 3),
        )
    )
    assert [document.text for document in documents] == ["One.\n\nTwo.", "Three."]


def test_a_minister_speaks_for_the_office_all_through_a_debate() -> None:
    documents = read(
        make_debate(
            said(OFFICE, "One.", 7),
            said("Lord Coldbrook (CB)", "Two.", 8, 2),
            said("Lord Ashby of Wexcombe (Civic)", "Three.", 7, 3),
            said("", "Four.", 8, 4),
            said("", "Five.", 7, 5),
        )
    )
    roles = [document.record.role if document.record else "" for document in documents]
    assert roles[0] == roles[2] == roles[4] == "Parliamentary Under-Secretary of State, Department for Technology"
    assert roles[1] is None
    assert [document.text for document in documents][3:] == ["Four.", "Five."]


def test_what_nobody_says_is_left_out() -> None:
    heading = said(None, "Clause 122", None, 2, HRSTag="hs_AmendmentHeading")
    empty = said("Lord Illing (CB)", "", 9, 3)
    assert len(read(make_debate(said("Lord Coldbrook (CB)", "One."), heading, empty))) == 1


def test_debates_within_a_debate_are_read() -> None:
    child = make_debate(said("Baroness Carrow (Cwl)", "Inner.", 8, 2), ExtId="DEF-2", Title="Clause 122: notices")
    first, second = read(make_debate(said("Lord Coldbrook (CB)", "Outer."), children=(child,)))
    assert first.text == "Outer."
    assert "/debates/DEF-2/Clause122Notices#" in second.url


def make_part(number: int, title: Any, above: Any, ext_id: str = "") -> dict[str, Any]:
    return {
        "Id": number,
        "Title": title,
        "ParentId": above,
        "SortOrder": number,
        "ExternalId": ext_id or f"EXT-{number}",
    }


CONTENTS = [
    make_part(1, "House of Lords", None),
    make_part(2, "Lords Chamber", 1),
    make_part(3, "Bells Bill", 2, "ABC-1"),
    make_part(4, "Clause 122: notices", 3, "DEF-2"),
]


def test_a_part_of_a_debate_is_called_by_the_whole_too() -> None:
    clause = make_debate(said("Baroness Carrow (Cwl)", "Inner.", 8, 2), ExtId="DEF-2", Title="Clause 122: notices")
    whole = make_debate(said("Lord Coldbrook (CB)", "Outer."), children=(clause,), Title="Bells Bill")
    outer, within = read(whole | {"Navigator": CONTENTS})
    assert (outer.title, within.title) == ("Bells Bill", "Bells Bill: Clause 122: notices")
    (alone,) = read(clause | {"Navigator": CONTENTS})
    # Found by either way it is the same document.
    assert alone == within


@pytest.mark.parametrize(
    ("contents", "title"),
    [
        ([], "Clause 122"),
        (None, "Clause 122"),
        ([None, "x", {"Id": "1"}, make_part(4, "Clause 122", None, "DEF-2")], "Clause 122"),
        ([make_part(4, "Clause 122", 3, "DEF-2")], "Clause 122"),
        ([make_part(4, "Clause 122", 3, "DEF-2"), make_part(3, "Bells", 3)], "Bells: Clause 122"),
        ([make_part(4, "Clause 122", 4, "DEF-2")], "Clause 122"),
        ([make_part(4, "Clause 122", [3], "DEF-2"), make_part(3, "Bells", 1)], "Clause 122"),
        (
            [make_part(3, None, 1), make_part(4, "Clause 122", 3, "DEF-2"), make_part(1, "Bells", None)],
            "Bells: Clause 122",
        ),
        ([make_part(3, "Grand Committee", None), make_part(4, "Clause 122", 3, "DEF-2")], "Clause 122"),
        ([make_part(3, "The Shed", None), make_part(4, "Clause 122", 3, "DEF-2")], "Clause 122"),
    ],
)
def test_odd_contents_of_a_day_cost_no_more_than_the_title_of_the_whole(contents: Any, title: str) -> None:
    clause = make_debate(said("Lord Coldbrook (CB)", "One."), ExtId="DEF-2", Title="Clause 122", Location="The Shed")
    (document,) = read(clause | {"Navigator": contents})
    assert document.title == title


def test_the_time_of_a_contribution_is_the_time_of_westminster() -> None:
    (document,) = read(make_debate(said("Lord Coldbrook (CB)", "One.", Timecode="2023-07-06T15:04:05")))
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-07-06T15:04:05+01:00"


def test_the_address_is_on_the_host_that_answered() -> None:
    (document,) = read(
        make_debate(said("Lord Coldbrook (CB)", "One.")), "http://parliament.localhost:8000/debates/debate/ABC-1.json"
    )
    assert document.url.startswith("http://parliament.localhost:8000/Lords/2023-07-06/debates/ABC-1/")


def test_a_debate_in_which_nobody_speaks_is_an_error() -> None:
    with pytest.raises(ExtractError, match="no contribution"):
        read(make_debate())


def test_odd_items_and_children_cost_nothing_else() -> None:
    debate = make_debate(said("Lord Coldbrook (CB)", "One."))
    debate["Items"] += [None, "x", {"ItemType": "Contribution"}]
    debate["ChildDebates"] = [None, {"Overview": None}, {}]
    assert len(read(debate)) == 1


STATEMENT = {
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
    "heading": "Encryption",
    "questionText": "To ask whether the power has been used.",
    "askingMember": {"name": "Imogen Farraday"},
    "answeringBodyName": "Department for Technology",
}
WRITTEN_API = "https://questions-statements-api.parliament.uk/api/writtenstatements/statements/5"


def test_a_written_statement_is_the_ministers_words() -> None:
    (document,) = read({"value": STATEMENT, "links": []}, WRITTEN_API)
    assert document.text == "I am publishing the code."
    assert document.url == "https://questions-statements.parliament.uk/written-statements/detail/2023-05-04/HCWS7"
    assert document.record is not None
    assert (document.record.name, document.record.role) == ("Helena Marsh", "Secretary of State for Technology")
    assert (document.record.organisation, document.record.category) == ("Department for Technology", "government")
    assert (document.title, document.document_type) == ("Notices", "written_statement")


def test_an_answer_is_the_ministers_and_a_question_without_one_the_members() -> None:
    answered = {
        **QUESTION,
        "answerText": "<p>It has not.</p>",
        "dateAnswered": "2023-05-09T00:00:00",
        "answeringMember": {"name": "Helena Marsh"},
    }
    (answer,) = read({"value": answered}, WRITTEN_API)
    (question,) = read({"value": QUESTION}, WRITTEN_API)
    assert (
        answer.url
        == question.url
        == "https://questions-statements.parliament.uk/written-questions/detail/2023-05-01/12345"
    )
    assert (answer.text, answer.document_type) == ("It has not.", "written_answer")
    assert (question.document_type, question.authors) == ("written_question", ("Imogen Farraday",))
    assert answer.published_at is not None
    assert answer.published_at.day == 9
    assert question.record is not None
    assert question.record.category == "parliament"


def test_a_statement_of_no_member_is_the_departments() -> None:
    (document,) = read({"value": {**STATEMENT, "member": None}}, WRITTEN_API)
    assert document.record is not None
    assert (document.record.name, document.record.kind) == ("Department for Technology", "organisation")


def test_a_written_statement_without_text_is_an_error() -> None:
    with pytest.raises(ExtractError, match="no text"):
        read({"value": {**STATEMENT, "text": ""}}, WRITTEN_API)


def test_an_answer_that_was_corrected_says_when() -> None:
    answered = {
        **QUESTION,
        "answerText": "<p>It has, twice.</p>",
        "dateAnswered": "2023-05-09T00:00:00",
        "dateAnswerCorrected": "2023-05-11T00:00:00",
        "answeringMember": {"name": "Helena Marsh"},
    }
    (answer,) = read({"value": answered}, WRITTEN_API)
    assert answer.modified_at is not None
    assert (answer.published_at, answer.modified_at.day) == (answer.modified_at.replace(day=9), 11)
    for wrong in (None, "2023-05-09T00:00:00", "2099-05-11T00:00:00", "soon"):
        (answer,) = read({"value": {**answered, "dateAnswerCorrected": wrong}}, WRITTEN_API)
        assert answer.modified_at is None


def test_a_member_keeps_the_constituency_that_is_told_once() -> None:
    farraday, marsh = 7, 8
    debate = make_debate(
        said("Imogen Farraday (Fenbridge South) (Cwl)", "<p>One.</p>", farraday, 1),
        said("Helena Marsh", "<p>Two.</p>", marsh, 2),
        said("Imogen Farraday", "<p>Three.</p>", farraday, 3),
    )
    roles = [document.record.role for document in read(debate) if document.record]
    assert roles == ["MP for Fenbridge South", None, "MP for Fenbridge South"]
