"""Answers of official APIs, with fictional people and offices."""

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
