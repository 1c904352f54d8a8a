"""Answers of official APIs, with fictional people and offices."""

import base64
from typing import Any

TEXT = "<p>I have always said that the power would be used with care, and that has not changed.</p><p>It will not.</p>"


def link(title: str) -> dict[str, str]:
    """A link of GOV.UK's content API."""
    return {"title": title, "base_path": f"/government/x/{title.lower().replace(' ', '-')}"}


def make_item(
    document_type: str = "speech", links: dict[str, list[dict[str, str]]] | None = None, **facts: Any
) -> dict[str, Any]:
    """An item of GOV.UK's content API; `details` are joined with the usual ones."""
    usual_links = {
        "organisations": [link("Department for Technology")],
        "people": [link("The Rt Hon Helena Marsh MP")],
        "roles": [link("Secretary of State for Technology")],
    }
    details = {"body": f"<div class='govspeak'>{TEXT}</div>", **facts.pop("details", {})}
    return {
        "base_path": "/government/speeches/on-care",
        "document_type": document_type,
        "title": "On care",
        "locale": "en",
        "first_published_at": "2023-05-04T09:30:11.000+00:00",
        "public_updated_at": "2023-05-04T09:30:11.000+00:00",
        "withdrawn_notice": {},
        "details": details,
        "links": usual_links if links is None else links,
        **facts,
    }


def said(attributed: str | None, value: str, member: int | None = 7, number: int = 1, **facts: Any) -> dict[str, Any]:
    """An item of a debate in the Hansard API."""
    kinds = {"ItemType": "Contribution", "HRSTag": "hs_Para", "Timecode": None}
    return {
        **kinds,
        "ItemId": number,
        "MemberId": member,
        "AttributedTo": attributed,
        "Value": value,
        "ExternalId": f"EXT-{number}",
        **facts,
    }


def make_debate(*items: dict[str, Any], children: tuple[dict[str, Any], ...] = (), **overview: Any) -> dict[str, Any]:
    """A debate of the Hansard API."""
    usual = {
        "Id": 1,
        "ExtId": "ABC-1",
        "Title": "Online Safety Bill",
        "Date": "2023-07-06T00:00:00",
        "House": "Lords",
        "Location": "Lords Chamber",
    }
    return {"Overview": {**usual, **overview}, "Navigator": [], "Items": list(items), "ChildDebates": list(children)}


def make_bill(**facts: Any) -> dict[str, Any]:
    """A bill of the bills API."""
    sittings = [{"id": 1, "date": "2025-02-04T00:00:00"}, {"id": 2, "date": "2025-02-06T00:00:00"}]
    return {
        "billId": 7,
        "shortTitle": "Bells Bill",
        "longTitle": "A Bill to make provision for bells.",
        "summary": "<p>It says which bells may listen.</p><p>Nobody has to ring one.</p>",
        "lastUpdate": "2025-02-07T10:11:12.123",
        "billWithdrawn": None,
        "isDefeated": False,
        "isAct": False,
        "currentStage": {"id": 8, "description": "Committee stage", "house": "Lords", "stageSittings": sittings},
        "sponsors": [
            {"member": {"name": "Helena Marsh"}, "organisation": {"name": "Department for Technology"}, "sortOrder": 1}
        ],
        **facts,
    }


def make_stage(**facts: Any) -> dict[str, Any]:
    """A stage of that bill."""
    days = ("2025-02-06", "2025-02-04")
    sittings = [{"id": n, "billStageId": 8, "billId": 7, "date": f"{day}T00:00:00"} for n, day in enumerate(days)]
    return {
        "id": 8,
        "stageId": 3,
        "sessionId": 38,
        "description": "Committee stage",
        "abbreviation": "CS",
        "house": "Lords",
        "stageSittings": sittings,
        "sortOrder": 4,
        "committee": None,
        "nextStageBillStageId": None,
        "previousStageBillStageId": 6,
        "lastUpdate": "2025-02-07T10:11:12.123",
        "hasMotions": False,
        **facts,
    }


def make_amendment(**facts: Any) -> dict[str, Any]:
    """An amendment of the bills API."""
    return {
        "id": 1,
        "amendmentId": 900,
        "billId": 7,
        "billStageId": 8,
        "decision": None,
        "marshalledListText": "31",
        "clause": 12,
        "schedule": None,
        "sponsors": [
            {"name": "Lord Coldbrook", "house": "Lords", "memberFrom": "Life peer", "isLead": False},
            {"name": "Imogen Farraday", "house": "Commons", "memberFrom": "Thornby", "isLead": True},
        ],
        "amendmentLines": [
            {"text": "Page 9, line 4, leave out “may” and insert “must not”", "isImage": False},
            {"text": "bell.png", "isImage": True},
        ],
        "explanatoryTextPrefix": "Member's explanatory statement",
        "explanatoryText": "<p>This leaves private bells alone.</p>",
        **facts,
    }


def make_motion(kind: str) -> dict[str, Any]:
    """A `motion` or `amendment` by which one house answers the other."""
    lines = [{"text": "That this House do disagree with the Lords in their amendment.", "isImage": False}]
    part = {
        "id": 5,
        "billId": 7,
        "billStageId": 8,
        "number": "A",
        "decision": "NoDecision",
        "sponsors": [{"name": "Helena Marsh", "house": "Commons", "memberFrom": None, "isLead": True}],
        "summary": "Bells of ships",
        f"{kind}Groups": [{"text": lines, "amendments": [], "sortOrder": 0}],
    }
    return {"type": kind.title(), "amendment": None, "motion": None, kind: part}


def make_file(markup: str, url: str | None = None, encoding: str = "utf-8") -> dict[str, Any]:
    """A file of the committees API."""
    body = markup.encode(encoding)
    data = base64.b64encode(body).decode()
    return {"fileName": "a.html", "fileSize": len(body), "fileDataFormat": "Html", "url": url, "data": data}
