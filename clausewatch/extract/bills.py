"""Bills and amendments of Parliament's bills API to documents."""

import re
from collections.abc import Iterator
from typing import Any

from clausewatch.errors import ExtractError
from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.json_values import as_list, one_line
from clausewatch.extract.official import make_official
from clausewatch.extract.stages import describe_stage, find_public_site, say_day
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.models import Document, Publisher, RawResponse, Record

UNDECIDED = ("", "NoDecision")
Item = dict[str, Any]


def is_bill(content: Item) -> bool:
    """Whether an answer has the shape of one bill."""
    return type(content.get("billId")) is int and "shortTitle" in content and "longTitle" in content


def is_amendment(content: Item) -> bool:
    """Whether an answer has the shape of one amendment, or of an amendment or motion between the houses."""
    numbers = (_part(content).get(name) for name in ("id", "billId", "billStageId"))
    return all(type(number) is int for number in numbers)


def read_bill(bill: Item, response: RawResponse, publisher: Publisher) -> Document:
    """What a bill is for and where it stands; nobody's own words. Its date is that of the last change."""
    markups = (bill.get("longTitle"), bill.get("summary"))
    paragraphs = [line for markup in markups if isinstance(markup, str) for line in read_fragment(markup)]
    paragraphs += _describe_progress(bill)
    if not paragraphs:
        raise ExtractError("the bill has no text")
    dated = _read_date(bill.get("lastUpdate"), response)
    sponsors = [sponsor for sponsor in as_list(bill.get("sponsors")) if isinstance(sponsor, dict)]
    return make_official(
        publisher,
        f"{find_public_site(response)}/bills/{bill['billId']}",
        one_line(bill.get("shortTitle")),
        paragraphs,
        "bill",
        dated=dated._replace(confidence="low") if dated else None,
        people=_names(sponsor.get("member") for sponsor in sponsors),
        organisations=_names(sponsor.get("organisation") for sponsor in sponsors),
    )


def read_amendment(content: Item, response: RawResponse, publisher: Publisher) -> Document:
    """What an amendment changes and why, in the words of the member who leads it. It has no date of its own."""
    amendment = _part(content)
    paragraphs = [*_list_lines(amendment), *_explain(amendment)]
    if not paragraphs:
        raise ExtractError("the amendment has no text")
    sponsors = [sponsor for sponsor in as_list(amendment.get("sponsors")) if isinstance(sponsor, dict)]
    # Python sorts stably: after the member who leads the others stay as they come.
    sponsors.sort(key=lambda sponsor: sponsor.get("isLead") is not True)
    record = _make_record(sponsors)
    return make_official(
        publisher,
        _public_address(content, response),
        _make_title(content),
        paragraphs,
        "amendment",
        record=record,
        people=_names(sponsors),
    )


def find_bill_path(content: Item) -> str:
    """The path of the API at which a bill or amendment is."""
    if is_bill(content):
        return f"/api/v1/Bills/{content['billId']}"
    amendment = _part(content)
    stage = f"/api/v1/Bills/{amendment['billId']}/Stages/{amendment['billStageId']}"
    if amendment is not content:
        return f"{stage}/PingPongItems/{amendment['id']}"
    return f"{stage}/Amendments/{_number(amendment)}"


def _number(amendment: Item) -> int:
    """By which the API finds it, which is another than that of the row it came from."""
    number = amendment.get("amendmentId")
    return number if type(number) is int else int(amendment["id"])


def _part(content: Item) -> Item:
    """An amendment stands alone, or in an item between the houses as its amendment or motion."""
    for part in (content.get("amendment"), content.get("motion")):
        if isinstance(part, dict):
            return part
    return content


def _describe_progress(bill: Item) -> Iterator[str]:
    stage = bill.get("currentStage")
    if isinstance(stage, dict) and (described := describe_stage(stage)):
        yield f"Stage: {described}."
    withdrawn = parse_time(one_line(bill.get("billWithdrawn")))
    if withdrawn:
        yield f"The bill was withdrawn on {say_day(withdrawn)}."
    if bill.get("isDefeated") is True:
        yield "The bill was defeated."
    if bill.get("isAct") is True:
        yield "The bill is an Act of Parliament."


def _list_lines(amendment: Item) -> Iterator[str]:
    groups = [*as_list(amendment.get("amendmentGroups")), *as_list(amendment.get("motionGroups"))]
    texts = [group.get("text") for group in groups if isinstance(group, dict)]
    for lines in (amendment.get("amendmentLines"), *texts):
        for line in as_list(lines):
            if isinstance(line, dict) and not line.get("isImage") and isinstance(line.get("text"), str):
                yield from read_fragment(line["text"])


def _explain(amendment: Item) -> list[str]:
    """The explanatory statement, under its heading; of an item between the houses its summary."""
    found: list[str] = []
    for name in ("explanatoryTextPrefix", "explanatoryText", "summary"):
        markup = amendment.get(name)
        found += read_fragment(markup) if isinstance(markup, str) and markup.strip() else []
    return found


def _make_title(content: Item) -> str:
    """`Amendment 12 to clause 3: withdrawn`, so that a decision is a new version of the document."""
    amendment = _part(content)
    kind = "Motion" if isinstance(content.get("motion"), dict) else "Amendment"
    number = one_line(amendment.get("marshalledListText")) or one_line(amendment.get("number"))
    places = [f"{name} {amendment[name]}" for name in ("clause", "schedule") if type(amendment.get(name)) is int]
    decision = one_line(amendment.get("decision"))
    said = "" if decision in UNDECIDED else f": {' '.join(re.findall('[A-Z][a-z]*', decision)).lower() or decision}"
    return f"{kind} {number}".strip() + (f" to {places[0]}" if places else "") + said


def _make_record(sponsors: list[Item]) -> Record | None:
    """The first of them with a name."""
    for sponsor in sponsors:
        if name := one_line(sponsor.get("name")):
            place = one_line(sponsor.get("memberFrom"))
            role = f"MP for {place}" if place and sponsor.get("house") == "Commons" else None
            return Record(name=name, role=role, category="parliament")
    return None


def _names(described: Any) -> tuple[str, ...]:
    names = (one_line(one.get("name")) for one in described if isinstance(one, dict))
    return tuple(dict.fromkeys(name for name in names if name))


def _public_address(content: Item, response: RawResponse) -> str:
    amendment = _part(content)
    stage = f"{find_public_site(response)}/bills/{amendment['billId']}/stages/{amendment['billStageId']}/amendments"
    if amendment is not content:
        return f"{stage}#{'motion' if isinstance(content.get('motion'), dict) else 'amendment'}-{amendment['id']}"
    return f"{stage}/{_number(amendment)}"


def _read_date(value: Any, response: RawResponse) -> Dated | None:
    dated = parse_time(one_line(value))
    return dated if dated and is_plausible(dated.at, response.fetched_at) else None
