"""Written statements, and written questions with their answers, of Parliament's API to documents."""

from typing import Any
from urllib.parse import urlsplit

from clausewatch.errors import ExtractError
from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.json_values import one_line
from clausewatch.extract.official import make_official
from clausewatch.extract.times import is_plausible, parse_time
from clausewatch.models import Category, Document, Publisher, RawResponse, Record

PUBLIC = "https://questions-statements.parliament.uk"
Item = dict[str, Any]


def is_written(content: Item) -> bool:
    """Whether an answer has the shape of one written statement or question."""
    value = find_value(content)
    return value is not None and "uin" in value and ("text" in value or "questionText" in value)


def find_value(content: Item) -> Item | None:
    """The statement or question itself. The specification gives a statement asked for by its id as a search that
    found one; elsewhere, as the API answers, it stands alone.
    """
    results = content.get("results")
    one = results[0] if isinstance(results, list) and len(results) == 1 else content
    value = one.get("value") if isinstance(one, dict) else None
    return value if isinstance(value, dict) else None


def read_written(content: Item, response: RawResponse, publisher: Publisher) -> Document:
    """The document of a minister's statement, of the answer to a question, or of the question while it has none."""
    value = find_value(content)
    if value is None or not value.get("uin"):
        raise ExtractError("the statement or question has no uin")
    if "questionText" not in value:
        return _make(value, "written-statements", "text", "dateMade", "member", response, publisher)
    if value.get("answerText"):
        return _make(value, "written-questions", "answerText", "dateAnswered", "answeringMember", response, publisher)
    return _make(value, "written-questions", "questionText", "dateTabled", "askingMember", response, publisher)


def _make(
    value: Item, branch: str, text: str, date: str, member: str, response: RawResponse, publisher: Publisher
) -> Document:
    paragraphs = read_fragment(value[text]) if isinstance(value.get(text), str) else []
    if not paragraphs:
        raise ExtractError("the statement or question has no text")
    first = str(value.get("dateTabled") or value.get(date) or "")[:10]
    dated = parse_time(one_line(value.get(date)))
    dated = dated if dated and is_plausible(dated.at, response.fetched_at) else None
    corrected = parse_time(one_line(value.get("dateAnswerCorrected"))) if text == "answerText" else None
    is_corrected = corrected and dated and dated.at < corrected.at and is_plausible(corrected.at, response.fetched_at)
    record = _make_record(value, member, is_question=text == "questionText")
    parts = urlsplit(response.url)
    is_elsewhere = (
        parts.scheme in ("http", "https") and "parliament.uk" not in parts.netloc and parts.path.startswith("/api/")
    )
    base = f"{parts.scheme}://{parts.netloc}" if is_elsewhere else PUBLIC
    return make_official(
        publisher,
        f"{base}/{branch}/detail/{first}/{value['uin']}",
        one_line(value.get("title") or value.get("heading")),
        paragraphs,
        {"text": "written_statement", "answerText": "written_answer"}.get(text, "written_question"),
        dated=dated,
        record=record,
        modified_at=corrected.at if corrected and is_corrected else None,
    )


def _make_record(value: Item, member: str, *, is_question: bool) -> Record | None:
    category: Category = "parliament" if is_question else "government"
    organisation = None if is_question else one_line(value.get("answeringBodyName")) or None
    person = value.get(member)
    if isinstance(person, dict) and (name := one_line(person.get("name"))):
        role = one_line(value.get("memberRole")) or None
        return Record(name=name, role=role, organisation=organisation, category=category)
    if organisation:
        return Record(name=organisation, kind="organisation", organisation=organisation, category=category)
    return None
