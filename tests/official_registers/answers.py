"""Builds answers of the registers; everybody in them is made up."""

import json
from collections.abc import Mapping
from typing import Any

from tests.spiders.local_web import LocalWeb, Reply, Route

Item = dict[str, Any]


def member(number: int, name: str, gender: str = "F") -> Item:
    """One member, as an item of the Members API."""
    value = {"id": number, "nameListAs": name, "nameDisplayAs": name, "nameFullTitle": f"Rt Hon {name}"}
    return {"value": value | {"nameAddressAs": None, "gender": gender, "thumbnailUrl": None}, "links": []}


def search(*items: Item) -> Item:
    return {"items": list(items), "totalResults": len(items), "resultContext": "", "skip": 0, "take": 20, "links": []}


def entry(name: str, since: str, until: str | None = None, of: str | None = None, house: int = 1) -> Item:
    """A post, seat or party of a biography; `of`: the department."""
    dates = {"startDate": f"{since}T00:00:00", "endDate": f"{until}T00:00:00" if until else None}
    return {"house": house, "name": name, "id": 7, **dates, "additionalInfo": of, "additionalInfoLink": None}


def biography(**sections: list[Item]) -> Item:
    names = ["representations", "electionsContested", "houseMemberships", "governmentPosts", "oppositionPosts"]
    names += ["otherPosts", "partyAffiliations", "committeeMemberships"]
    return {"value": {name: sections.get(name, []) for name in names}, "links": []}


def post(title: str, *holders: Item, department: tuple[int, str] | None = None) -> Item:
    """A post of the lists of posts."""
    departments = [{"id": department[0], "name": department[1], "url": None, "imageUrl": None}] if department else []
    value = {"type": 0, "name": title, "hansardName": title, "id": 9, "postHolders": list(holders)}
    return {"value": value | {"governmentDepartments": departments, "order": 1}, "links": []}


def holder(item: Item, since: str, until: str | None = None) -> Item:
    end = f"{until}T00:00:00" if until else None
    return {
        "member": item,
        "startDate": f"{since}T00:00:00",
        "endDate": end,
        "layingMinisterName": None,
        "isPaid": True,
    }


def page(title: str, *appointments: Item, kind: str = "person") -> Item:
    """A page of GOV.UK's content API."""
    links = {"role_appointments": list(appointments)} if appointments else {}
    return {"document_type": kind, "schema_name": kind, "title": title, "locale": "en", "details": {}, "links": links}


def appointment(title: str, since: str, until: str | None = None, of: str | None = None) -> Item:
    """An appointment of such a page, its times as GOV.UK writes them."""
    details = {"started_on": since, "ended_on": until, "current": until is None, "person_appointment_order": 1}
    organisations = {"ordered_parent_organisations": [{"title": of, "document_type": "organisation"}]} if of else {}
    role = {"title": title, "document_type": "ministerial_role", "links": organisations}
    return {"document_type": "role_appointment", "details": details, "links": {"role": [role]}}


def reply(answer: object) -> Reply:
    return Reply(json.dumps(answer).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


def serve(members: Mapping[str, Route | object], govuk: Mapping[str, Route | object]) -> LocalWeb:
    """Both registers on loopback, at `members.localhost` and `govuk.localhost`; what is no `Reply` is JSON."""

    def make(answers: Mapping[str, Route | object]) -> dict[str, Route]:
        return {
            path: answer if isinstance(answer, Reply) or callable(answer) else reply(answer)
            for path, answer in answers.items()
        }

    return LocalWeb({"members": make(members), "govuk": make(govuk)})
