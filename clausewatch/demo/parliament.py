"""The fictional parliament's record, which answers as the Hansard API does: unknown parameters are ignored."""

import re
import uuid
from datetime import datetime
from http import HTTPStatus
from typing import Any

from clausewatch.demo.answers import BEFORE_ALL, Answer, Request, answer_json
from clausewatch.demo.markup import render_markup
from clausewatch.demo.pages import Page
from clausewatch.demo.sites import Member

SEARCH = re.compile(r"/search/contributions/(spoken|written|corrections|petitions)\.json", re.IGNORECASE)
DEBATE = re.compile(r"/debates/debate/([0-9A-Fa-f-]+)\.json")
PUBLIC = re.compile(r"/(?:Lords|Commons)/\d{4}-\d\d-\d\d/debates/([0-9A-Fa-f-]+)(?:/.*)?")
PREFIX = "queryparameters."
CUT = 255
"""Characters of a contribution that a list shows."""
NAMESPACE = uuid.UUID("b2f1b6c8-3f2d-5c35-8f0e-6a4d0c6f7e11")


def answer_parliament(request: Request) -> Answer | None:
    """The answer of the API, or none where another part of the site is asked."""
    if match := SEARCH.fullmatch(request.path):
        return _answer_search(request, match[1].lower())
    if match := DEBATE.fullmatch(request.path):
        return _answer_debate(request, match[1])
    return None


def find_debate(request: Request) -> Page | None:
    """The debate at a public address, whatever its title is in the address."""
    match = PUBLIC.fullmatch(request.path)
    return _debate(request, match[1]) if match else None


def _debate(request: Request, ext_id: str) -> Page | None:
    debates = request.site.pages_on(request.day)
    return next((page for page in debates if page.ext_id.casefold() == ext_id.casefold()), None)


def make_items(page: Page, members: dict[str, Member]) -> list[dict[str, Any]]:
    """What was said and noted in a debate, in order: `@member`, `!timestamp` and `!para` blocks of the page."""
    items: list[dict[str, Any]] = []
    for match in re.finditer(r"^([@!])(\w+) ?([^\n]*)\n?((?:(?!^[@!]).*\n?)*)", page.body, re.MULTILINE):
        sign, name, rest, text = match.groups()
        item = _spoken(members[name], rest, text) if sign == "@" else _noted(name, rest)
        order = len(items) + 1
        items.append(item | _place(page, order))
    return items


def _spoken(member: Member, attributed: str, text: str) -> dict[str, Any]:
    return {
        "ItemType": "Contribution",
        "MemberId": member.id,
        "AttributedTo": attributed or member.attributed,
        "Value": render_markup(text),
        "HRSTag": "hs_Para",
    }


def _noted(kind: str, value: str) -> dict[str, Any]:
    is_time = kind == "timestamp"
    return {
        "ItemType": "Timestamp" if is_time else "Contribution",
        "MemberId": None,
        "AttributedTo": None,
        "Value": value,
        "HRSTag": "hs_Timeline" if is_time else "hs_AmendmentHeading",
    }


def _place(page: Page, order: int) -> dict[str, Any]:
    return {
        "ItemId": page.section_id * 100 + order,
        "OrderInSection": order,
        "Timecode": None,
        "ExternalId": str(uuid.uuid5(NAMESPACE, f"{page.ext_id}/{order}")).upper(),
        "HansardSection": None,
        "UIN": None,
        "IsReiteration": False,
    }


def _answer_debate(request: Request, ext_id: str) -> Answer:
    page = _debate(request, ext_id)
    if page is None:
        return answer_json({"Message": "No debate has that id."}, BEFORE_ALL, HTTPStatus.NOT_FOUND)
    debate = {
        "Overview": _overview(page),
        "Navigator": [
            {"Id": page.section_id, "Title": page.title, "ParentId": None, "SortOrder": 1, "ExternalId": page.ext_id}
        ],
        "Items": make_items(page, request.site.facts.members),
        "ChildDebates": [],
    }
    return answer_json(debate, page.modified)


def _overview(page: Page) -> dict[str, Any]:
    return {
        "Id": page.section_id,
        "ExtId": page.ext_id,
        "Title": page.title,
        "HRSTag": "NewDebate",
        "Date": _midnight(page.published),
        "Location": page.location,
        "House": page.house,
        "Source": 2,
        "VolumeNo": page.volume,
        "ContentLastUpdated": f"{page.modified:%Y-%m-%dT%H:%M:%S}",
        "DebateTypeId": 1,
        "SectionType": 1,
        "NextDebateExtId": None,
        "NextDebateTitle": None,
        "PreviousDebateExtId": None,
        "PreviousDebateTitle": None,
    }


def _midnight(at: datetime) -> str:
    """Hansard's dates have no zone."""
    return f"{at:%Y-%m-%d}T00:00:00"


def _answer_search(request: Request, kind: str) -> Answer:
    asked = {name.casefold().removeprefix(PREFIX): value for name, value in request.query}
    debates = [page for page in request.site.listed_on(request.day) if _is_asked(page, asked)]
    if asked.get("orderby", "").casefold() == "sittingdateasc":
        debates.reverse()
    members = request.site.facts.members
    found = [entry for page in debates for entry in _entries(page, members, asked)] if kind == "spoken" else []
    start = _number(asked, "skip", 0)
    body = {
        "SearchTerms": [asked["searchterm"]] if asked.get("searchterm") else [],
        "SpokenResultCount": len(found),
        "WrittenResultCount": 0,
        "CorrectionsResultCount": 0,
        "DivisionsResultCount": 0,
        "Results": found[start : start + _number(asked, "take", len(found))],
        "TotalResultCount": len(found),
    }
    return answer_json(body, max((page.modified for page in debates), default=BEFORE_ALL))


def _number(asked: dict[str, str], name: str, default: int) -> int:
    """A value that is no number is ignored, as Parliament does."""
    value = asked.get(name, "")
    return int(value) if value.isdecimal() else default


def _is_asked(page: Page, asked: dict[str, str]) -> bool:
    day = f"{page.published:%Y-%m-%d}"
    return (
        asked.get("house", page.house).casefold() == page.house.casefold()
        and asked.get("startdate", day)[:10] <= day <= asked.get("enddate", day)[:10]
        and asked.get("date", day)[:10] == day
        and _number(asked, "debatesectionid", page.section_id) == page.section_id
    )


def _entries(page: Page, members: dict[str, Member], asked: dict[str, str]) -> list[dict[str, Any]]:
    names = {member.id: member.name for member in members.values()}
    wanted = _number(asked, "memberid", 0)
    return [
        _entry(page, item, names[item["MemberId"]])
        for item in make_items(page, members)
        if item["MemberId"] and (not wanted or item["MemberId"] == wanted) and _matches(item["Value"], asked)
    ]


def _matches(value: str, asked: dict[str, str]) -> bool:
    """Every word and "phrase" of the search term stands in the text."""
    terms = re.findall(r'"([^"]+)"|(\S+)', asked.get("searchterm", ""))
    text = _plain(value).casefold()
    return all((phrase or word).casefold() in text for phrase, word in terms)


def _plain(value: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", value).split())


def _entry(page: Page, item: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "MemberName": name,
        "MemberId": item["MemberId"],
        "AttributedTo": item["AttributedTo"],
        "ItemId": item["ItemId"],
        "ContributionExtId": item["ExternalId"],
        "ContributionText": _plain(item["Value"])[:CUT],
        "ContributionTextFull": item["Value"],
        "HRSTag": item["HRSTag"],
        "HansardSection": None,
        "Timecode": None,
        "DebateSection": page.title,
        "DebateSectionId": page.section_id,
        "DebateSectionExtId": page.ext_id,
        "SittingDate": _midnight(page.published),
        "Section": page.location,
        "House": page.house,
        "OrderInDebateSection": item["OrderInSection"],
        "DebateSectionOrder": 1,
        "Rank": 0,
    }
