"""Parliament's APIs as their documents have them, with made-up bills, inquiries and debates."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.spiders.parliament.specification import find_api, find_path

DAY = "2025-03-04T00:00:00"
LARGEST_TAKE = {"bills-api": 20, "committees-api": 100, "questions-statements-api": 100, "hansard-api": 100}
"""Items that a page has at most, whatever is asked for."""
SITTINGS = ("2025-03-04", "2025-03-03", "2025-02-28", "2025-02-27", "2025-02-26", "2025-02-25")
"""Newest first."""
SECTIONS = ("Debate", "Westminster Hall", "Written Statements", "Petitions")
AMENDMENTS, MOTIONS, WRITTEN, SPOKEN, EVIDENCE = 25, 3, 101, 120, 23
STAGES = (
    {"id": 10, "description": "2nd reading", "house": "Commons", "stageSittings": [{"date": "2024-01-10T00:00:00"}]},
    {"id": 11, "description": "Committee stage", "house": "Lords", "stageSittings": [{"date": DAY}]},
    {"id": 12, "description": "Consideration", "house": "Commons", "stageSittings": []},
)
HTML = "<html><body><p>Written evidence submitted by Quenby Foundry (BEL0001)</p><p>We cast bells.</p></body></html>"
Asked = dict[str, str]


def answer(url: str) -> str:
    """The JSON at an address; `LookupError` where there is nothing. What is unknown of a query is ignored."""
    api = find_api(url)
    found = find_path(api, url) if api else None
    if api is None or found is None or found[0] not in ANSWERS:
        raise LookupError(url)
    template, values = found
    asked = {**values, **dict(parse_qsl(urlsplit(unquote(url) if api == "hansard-api" else url).query))}
    asked["largest"] = str(LARGEST_TAKE[api])
    return json.dumps(ANSWERS[template](asked))


def cut_page(items: Sequence[Any], asked: Asked, prefix: str = "") -> list[Any]:
    """The part that is asked for; without `take` as many as the API likes, which is 20."""
    names = {name.removeprefix(prefix).casefold(): value for name, value in asked.items()}
    skip, take = int(names.get("skip", "0")), int(names.get("take", "20"))
    return list(items[skip : skip + min(take, int(asked["largest"]))])


def list_items(make: Callable[[int], dict[str, Any]], count: int) -> Callable[[Asked], dict[str, Any]]:
    """A list of the bills and committees APIs."""

    def give(asked: Asked) -> dict[str, Any]:
        page = cut_page([make(number) for number in range(1, count + 1)], asked)
        return {"items": page, "totalResults": count, "itemsPerPage": len(page)}

    return give


def make_bill(number: int) -> dict[str, Any]:
    """A bill as the search gives it; the third has not changed for long."""
    changed = DAY if number < 3 else "2023-06-01T00:00:00"
    return {"billId": number, "shortTitle": f"Bells Bill {number}", "lastUpdate": changed}


def list_amendments(asked: Asked) -> dict[str, Any]:
    """Amendments to the stage before the Lords' committee; none while the houses settle the bill."""
    count = AMENDMENTS if asked["billStageId"] == "11" else 0
    return list_items(lambda number: {"id": number, "amendmentId": 1000 + number}, count)(asked)


def make_motion(number: int) -> dict[str, Any]:
    """An amendment or a motion between the houses, in turn."""
    part = {"id": number, "billId": 1, "billStageId": 12}
    is_motion = number % 2 == 0
    return {"type": "Motion" if is_motion else "Amendment", **({"motion": part} if is_motion else {"amendment": part})}


def make_evidence(number: int) -> dict[str, Any]:
    """Every tenth is kept as a PDF only."""
    kind = "Pdf" if number % 10 == 0 else "Html"
    files = [{"fileName": "a", "fileDataFormat": "OriginalFormat"}, {"fileName": "b", "fileDataFormat": kind}]
    return {"id": number, "publicationDate": DAY, "document": {"documentId": number, "files": files}}


def make_report(number: int) -> dict[str, Any]:
    """The second has no page, the third one elsewhere."""
    pages = {1: f"https://publications.parliament.uk/pa/bells/{number}.html", 3: "https://bells.example/report"}
    return {"id": number, "publicationStartDate": DAY, "additionalContentUrl": pages.get(number)}


def give_file(asked: Asked) -> dict[str, Any]:
    """A piece of evidence."""
    data = base64.b64encode(HTML.encode()).decode()
    return {"fileName": "a.html", "fileDataFormat": asked["fileDataFormat"], "url": None, "data": data}


def list_written(date: str) -> Callable[[Asked], dict[str, Any]]:
    """Written statements or questions."""

    def give(asked: Asked) -> dict[str, Any]:
        values = [{"value": {"id": number, date: DAY}, "links": []} for number in range(1, WRITTEN + 1)]
        return {"totalResults": WRITTEN, "results": cut_page(values, asked)}

    return give


def search_spoken(asked: Asked) -> dict[str, Any]:
    """Two contributions to each debate."""
    spoken = [{"DebateSectionExtId": f"D{number // 2}", "SittingDate": DAY} for number in range(SPOKEN)]
    return {"Results": cut_page(spoken, asked, "queryParameters."), "TotalResultCount": SPOKEN}


def give_linked(asked: Asked) -> dict[str, Any]:
    """The sittings beside one."""
    before = next((f"{day}T00:00:00" for day in SITTINGS if day < asked["date"]), None)
    return {"PreviousSittingDate": before, "NextSittingDate": None}


def give_trees(asked: Asked) -> list[dict[str, Any]]:
    """A debate about bells, its part, and another."""
    name = f"{asked['date']}-{asked['section'].replace(' ', '')}"
    titles = {"bells": "Bells and Encryption Bill", "clause": "Clause 3", "other": "Harbour Dues"}
    items = [{"Id": 1, "Title": title, "ExternalId": f"{name}-{key}"} for key, title in titles.items()]
    return [{"Title": asked["section"], "SectionTreeItems": items}, {"Title": "Empty", "SectionTreeItems": None}]


ANSWERS: dict[str, Callable[[Asked], Any]] = {
    "/api/v1/Bills": list_items(make_bill, 3),
    "/api/v1/Bills/{billId}/Stages": list_items(lambda number: dict(STAGES[number - 1]), len(STAGES)),
    "/api/v1/Bills/{billId}/Stages/{billStageId}/Amendments": list_amendments,
    "/api/v1/Bills/{billId}/Stages/{billStageId}/PingPongItems": list_items(make_motion, MOTIONS),
    "/api/CommitteeBusiness": list_items(lambda number: {"id": number, "title": f"Inquiry {number}"}, 2),
    "/api/OralEvidence": list_items(make_evidence, 2),
    "/api/WrittenEvidence": list_items(make_evidence, EVIDENCE),
    "/api/OralEvidence/{id}/Document/{fileDataFormat}": give_file,
    "/api/WrittenEvidence/{id}/Document/{fileDataFormat}": give_file,
    "/api/Publications": list_items(make_report, 3),
    "/api/writtenquestions/questions": list_written("dateTabled"),
    "/api/writtenstatements/statements": list_written("dateMade"),
    "/search/contributions/{contributionType}.{format}": search_spoken,
    "/overview/lastsittingdate.{format}": lambda _: f"{SITTINGS[0]}T00:00:00",
    "/overview/linkedsittingdates.{format}": give_linked,
    "/overview/sectionsforday.{format}": lambda _: list(SECTIONS),
    "/overview/sectiontrees.{format}": give_trees,
}
