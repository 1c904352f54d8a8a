"""Stages of bills, as Parliament's bills API has them, to documents: in which house, before whom, and on which days."""

import re
from typing import Any
from urllib.parse import urlsplit

from clausewatch.errors import ExtractError
from clausewatch.extract.json_values import as_list, one_line
from clausewatch.extract.official import make_official
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.models import Document, Publisher, RawResponse

PUBLIC = "https://bills.parliament.uk"
API_PATH = re.compile(r"/api/v1/Bills/(\d+)/Stages/\d+")
Item = dict[str, Any]


def is_stage(content: Item) -> bool:
    """Whether an answer has the shape of one stage of a bill."""
    return all(type(content.get(name)) is int for name in ("id", "stageId")) and "stageSittings" in content


def read_stage(stage: Item, response: RawResponse, publisher: Publisher) -> Document:
    """Where a bill stands or stood; nobody's own words. Its date is that of its first sitting; one to come has none."""
    bill = find_bill(stage) or _bill_of_path(response.url)
    described = describe_stage(stage)
    if bill is None or not described:
        raise ExtractError("the stage does not say what it is, or of which bill")
    days = list_days(stage)
    first = min(days, key=lambda dated: dated.at, default=None)
    committee = stage.get("committee")
    name = one_line(committee.get("name")) if isinstance(committee, dict) else ""
    return make_official(
        publisher,
        f"{find_public_site(response)}/bills/{bill}/stages/{stage['id']}",
        _name_stage(stage),
        [f"Stage: {described}.", *([f"Committee: {name}."] if name else [])],
        "bill_stage",
        dated=first if first and is_plausible(first.at, response.fetched_at) else None,
        organisations=(name,) if name else (),
    )


def find_stage_path(stage: Item) -> str | None:
    """The path of the API at which a stage is; none where it does not say of which bill it is."""
    bill = find_bill(stage)
    return None if bill is None else f"/api/v1/Bills/{bill}/Stages/{stage['id']}"


def find_bill(stage: Item) -> int | None:
    """The number of the bill, which only the sittings of a stage name."""
    sittings = (sitting for sitting in as_list(stage.get("stageSittings")) if isinstance(sitting, dict))
    return next((number for sitting in sittings if type(number := sitting.get("billId")) is int), None)


def describe_stage(stage: Item) -> str:
    """`Committee stage in the House of Lords, 4 February 2025, 6 February 2025`; empty where it has no name."""
    name = _name_stage(stage)
    return ", ".join([name, *map(say_day, list_days(stage))]) if name else ""


def _name_stage(stage: Item) -> str:
    name, house = one_line(stage.get("description")), one_line(stage.get("house"))
    return f"{name} in the House of {house}" if name and house in ("Commons", "Lords") else name


def list_days(stage: Item) -> list[Dated]:
    """The days on which it sat or is to sit."""
    sittings = (sitting.get("date") for sitting in as_list(stage.get("stageSittings")) if isinstance(sitting, dict))
    return [dated._replace(precision="day") for day in sittings if isinstance(day, str) and (dated := parse_time(day))]


def say_day(dated: Dated) -> str:
    """As people write it."""
    return f"{dated.at.day} {dated.at:%B %Y}"


def find_public_site(response: RawResponse) -> str:
    """Parliament's own, or the host that answered where that is a copy of the API."""
    parts = urlsplit(response.url)
    is_api = parts.scheme in ("http", "https") and parts.path.startswith("/api/v1/Bills")
    return f"{parts.scheme}://{parts.netloc}" if is_api and "parliament.uk" not in parts.netloc else PUBLIC


def _bill_of_path(url: str) -> int | None:
    found = API_PATH.fullmatch(urlsplit(url).path)
    return int(found[1]) if found else None
