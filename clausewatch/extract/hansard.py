"""Debates of the Hansard API to documents: one for each contribution, whose words are the member's."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from clausewatch.errors import ExtractError
from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.json_values import as_list, one_line
from clausewatch.extract.members import read_member
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.models import Document, Publisher, RawResponse, Record

PUBLIC = "https://hansard.parliament.uk"
WESTMINSTER = ZoneInfo("Europe/London")
DEEPEST = 20
"""Levels of debates within debates."""
PLACE = re.compile(
    r"(?:house of )?(?:commons|lords)(?: chamber)?|westminster hall|grand committee|moses room|debates?|"
    r"(?:public bill|general|delegated legislation) committees?",
    re.IGNORECASE,
)
"""Where members sit: above a debate in the contents of a day, and no part of what it is about."""
Item = dict[str, Any]


class Contribution(NamedTuple):
    """What one member said until another spoke."""

    id: str
    record: Record
    paragraphs: list[str]
    timecode: str | None


def is_debate(content: Item) -> bool:
    """Whether an answer has the shape of a debate."""
    return isinstance(content.get("Overview"), dict) and isinstance(content.get("Items"), list)


def read_debate(debate: Item, response: RawResponse, publisher: Publisher) -> tuple[Document, ...]:
    """A document for each contribution of a debate and of those within it, in order."""
    if not debate["Overview"].get("ExtId"):
        raise ExtractError("the debate has no ExtId")
    documents = tuple(_read_all(debate, response, publisher, list_titles_above(debate)[-DEEPEST:]))
    if not documents:
        raise ExtractError("the debate holds no contribution of a member")
    return documents


def list_titles_above(debate: Item) -> tuple[str, ...]:
    """The titles of the debates that this one is part of, the outermost first: of a clause that of its bill."""
    overview = debate["Overview"]
    parts = [part for part in as_list(debate.get("Navigator")) if isinstance(part, dict)]
    known = {number: part for part in parts if (number := _read_number(part.get("Id"))) is not None}
    location = one_line(overview.get("Location")).casefold()
    found: list[str] = []
    part = next((part for part in parts if part.get("ExternalId") == overview["ExtId"]), None)
    while part is not None:
        # Taken out, so that parts that are above each other come to an end.
        known.pop(_read_number(part.get("Id")) or 0, None)
        part = known.get(_read_number(part.get("ParentId")) or 0)
        title = one_line(part.get("Title")) if part else ""
        if title and title.casefold() != location and not PLACE.fullmatch(title):
            found.append(title)
    return tuple(reversed(found))


def _read_all(debate: Item, response: RawResponse, publisher: Publisher, above: tuple[str, ...]) -> Iterator[Document]:
    overview = debate.get("Overview")
    if not isinstance(overview, dict) or not overview.get("ExtId") or len(above) > DEEPEST:
        return
    address = _public_address(overview, response)
    titles = (*above, one_line(overview.get("Title")))
    title = ": ".join(filter(None, titles))
    day = _keep_plausible(parse_time(one_line(overview.get("Date"))[:10]), response)
    for contribution in group_contributions(as_list(debate.get("Items"))):
        dated = _keep_plausible(_date(contribution.timecode, day), response)
        yield Document(
            url=f"{address}#contribution-{contribution.id}",
            title=title,
            text="\n\n".join(contribution.paragraphs),
            publisher=publisher.name,
            kind="official",
            language="en",
            authors=(contribution.record.name,) if contribution.record.kind == "person" else (),
            published_at=dated.at if dated else None,
            published_precision=dated.precision if dated else None,
            published_confidence=dated.confidence if dated else None,
            document_type="contribution",
            record=contribution.record,
        )
    for child in as_list(debate.get("ChildDebates")):
        if isinstance(child, dict):
            yield from _read_all(child, response, publisher, titles)


def group_contributions(items: list[Any]) -> Iterator[Contribution]:
    """Contributions with text; items of the same member that follow each other with no name between are one.

    A member who spoke for an office earlier in the debate speaks for it still; so are constituencies kept, which are
    told once.
    """
    offices: dict[int, Record] = {}
    current: Contribution | None = None
    member: int | None = None
    for place, item in enumerate(items, 1):
        if not isinstance(item, dict) or item.get("ItemType") != "Contribution":
            continue
        attributed, number = one_line(item.get("AttributedTo")), _read_number(item.get("MemberId"))
        paragraphs = read_fragment(item["Value"]) if isinstance(item.get("Value"), str) else []
        if current and not attributed and number and number == member:
            current.paragraphs.extend(paragraphs)
            continue
        if current and current.paragraphs:
            yield current
        current, member = None, number
        record = read_member(attributed)
        if record is None and number in offices:
            record = offices[number]
        if record is None:
            continue
        record = _keep_office(record, number, offices)
        current = Contribution(
            str(item.get("ExternalId") or item.get("ItemId") or place), record, paragraphs, item.get("Timecode")
        )
    if current and current.paragraphs:
        yield current


def _read_number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _keep_plausible(dated: Dated | None, response: RawResponse) -> Dated | None:
    return dated if dated and is_plausible(dated.at, response.fetched_at) else None


def _keep_office(record: Record, number: int | None, offices: dict[int, Record]) -> Record:
    if not number:
        return record
    known = offices.get(number)
    if known and (record.role is None or (known.category == "government" and record.role.startswith("MP for"))):
        return known
    offices[number] = record
    return record


def _date(timecode: str | None, day: Dated | None) -> Dated | None:
    """When it was said where that is noted, which is in the time of Westminster; else the day of the sitting."""
    dated = parse_time(timecode) if isinstance(timecode, str) else None
    if dated is None or dated.precision == "day":
        return day
    local = datetime.combine(dated.at.date(), dated.at.time(), WESTMINSTER)
    return dated._replace(at=local)


def _public_address(overview: Item, response: RawResponse) -> str:
    """Of the debate, on the host that answered where that is not Parliament's API."""
    parts = urlsplit(response.url)
    is_elsewhere = (
        parts.scheme in ("http", "https") and parts.path.startswith("/debates/") and "parliament.uk" not in parts.netloc
    )
    base = f"{parts.scheme}://{parts.netloc}" if is_elsewhere else PUBLIC
    day = str(overview.get("Date") or "")[:10]
    words = re.findall(r"\w+", str(overview.get("Title") or ""))
    camel = "".join(word[:1].upper() + word[1:] for word in words)
    house = overview.get("House") or "Commons"
    return f"{base}/{house}/{day}/debates/{overview.get('ExtId')}/{camel or 'Debate'}"
