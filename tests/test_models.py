"""The values are frozen, checked once on entry, and know their ids."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from clausewatch.models import Document, Publisher, RawResponse, Speaker, Statement

NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


def make_document(**changes: object) -> Document:
    facts: dict[str, object] = {"url": "https://news.example/a", "text": "Ada Moor said no.", "publisher": "ledger"}
    return Document.model_validate(facts | changes)


def make_statement(**changes: object) -> Statement:
    facts: dict[str, object] = {
        "document": "d",
        "version": "v",
        "kind": "direct",
        "text": "It is safe",
        "content": ((1, 11),),
    }
    return Statement.model_validate(facts | changes)


def make_speaker(name: str, **changes: object) -> Speaker:
    facts: dict[str, object] = {"name": name, "kind": "person", "resolved_by": "full-name", "confidence": 0.9}
    return Speaker.model_validate(facts | changes)


def test_a_document_keeps_its_id_when_its_text_changes() -> None:
    before, after = make_document(), make_document(text="Ada Moor said yes.")
    assert before.id == after.id
    assert before.version != after.version


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="text"):
        make_document(text="")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="published_at"):
        make_document(published_at=NOON.replace(tzinfo=None))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        make_document(colour="red")


def test_a_value_cannot_be_changed() -> None:
    document = make_document()
    with pytest.raises(ValidationError, match="frozen"):
        document.__setattr__("title", "Other")


def test_a_document_survives_json() -> None:
    document = make_document(published_at=NOON, authors=("Ada Moor",))
    assert Document.model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize("span", [(3, 3), (5, 2)])
def test_an_empty_span_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="empty"):
        make_statement(source=(span,))


def test_a_span_before_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="greater than or equal"):
        make_statement(content=((-1, 3),))


def test_a_statement_without_content_is_refused() -> None:
    with pytest.raises(ValidationError, match="content"):
        make_statement(content=())


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_is_between_nought_and_one(confidence: float) -> None:
    with pytest.raises(ValidationError, match="confidence"):
        make_speaker("Ada Moor", confidence=confidence)


def test_the_subject_is_the_same_in_a_copy_with_other_marks() -> None:
    one = make_statement(speaker=make_speaker("Ada Moor"), text="“It is safe”")
    copy = make_statement(version="w", speaker=make_speaker("Ada Moor"), text="It is  safe.")
    assert one.subject == copy.subject
    assert one.id != copy.id


def test_the_subject_differs_by_speaker() -> None:
    one = make_statement(speaker=make_speaker("Ada Moor"))
    assert one.subject != make_statement(speaker=make_speaker("Ben Frost")).subject
    assert one.subject != make_statement().subject


def test_a_speaker_in_the_registry_is_known_by_id_whatever_the_name_in_the_text() -> None:
    one = make_statement(speaker=make_speaker("Ada Moor", id="ada-moor"))
    assert one.subject == make_statement(speaker=make_speaker("Dr Moor", id="ada-moor")).subject


def test_headers_are_found_whatever_their_case() -> None:
    response = RawResponse(
        url="https://a.example/", status=200, headers=(("ETag", '"1"'), ("etag", '"2"')), body=b"", fetched_at=NOON
    )
    assert response.header("etag") == '"1"'
    assert response.header("age") is None


@pytest.mark.parametrize("name", ["BBC News", "-x", "", "a_b"])
def test_a_publisher_name_is_a_slug(name: str) -> None:
    with pytest.raises(ValidationError, match="name"):
        Publisher(name=name, title="T", kind="coverage", category="news", domains=("a.example",))


@pytest.mark.parametrize("url", ["", "news.example/a", "https://news.example/a b", "https://[news.example/a"])
def test_a_response_without_a_whole_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="is not an absolute address without white space"):
        RawResponse(url=url, status=200, body=b"", fetched_at=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("field", ["url", "title", "text", "publisher", "language", "document_type"])
def test_half_a_surrogate_pair_in_a_document_is_refused_with_its_field_and_place(field: str) -> None:
    with pytest.raises(ValidationError, match=rf"{field}\n.*half of a surrogate pair at character 3 is no text"):
        make_document(**{field: "abc\ud83d"})


def test_half_a_surrogate_pair_in_a_list_or_record_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"authors\.1\n.*half of a surrogate pair"):
        make_document(authors=("Ada Moor", "\ude00"))
    for field in ("name", "role", "organisation"):
        with pytest.raises(ValidationError, match=rf"record\.{field}\n.*half of a surrogate pair"):
            make_document(record={"name": "Ada Moor", field: "\ude00"})
    with pytest.raises(ValidationError, match=r"change_notes\.0\.note\n.*half of a surrogate pair"):
        make_document(change_notes=({"at": NOON, "note": "\ude00"},))


@pytest.mark.parametrize("title", ["", "Zoë’s 😀", "\x00", "\u2028", "\ufffe", "\U0010ffff", "e\u0301"])
def test_any_whole_characters_are_a_title_with_a_version(title: str) -> None:
    assert len(make_document(title=title).version) == 20
