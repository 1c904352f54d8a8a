"""Stages and amendments are named after their bill."""

import json

import pytest

from clausewatch.extract import extract_documents
from clausewatch.extract.wholes import find_whole
from clausewatch.models import RawResponse
from tests.extract.answers import make_publisher, respond
from tests.extract.items import make_amendment, make_bill, make_motion, make_stage

API = "https://bills-api.parliament.uk/api/v1/Bills/7"
STAGE = f"{API}/Stages/8"


def reply(answer: object, url: str = API) -> RawResponse:
    return respond(json.dumps(answer), url, "application/json")


@pytest.mark.parametrize(
    ("answer", "url", "title"),
    [
        (make_stage(), STAGE, "Bells Bill: Committee stage in the House of Lords"),
        (
            make_amendment(decision="Withdrawn"),
            f"{STAGE}/Amendments/900",
            "Bells Bill: Amendment 31 to clause 12: withdrawn",
        ),
        (make_motion("motion"), f"{STAGE}/PingPongItems/5", "Bells Bill: Motion A"),
    ],
)
def test_a_part_of_a_bill_is_named_after_it(answer: dict[str, object], url: str, title: str) -> None:
    assert find_whole(url) == API
    part, bill = reply(answer, url), reply(make_bill())
    (named,) = extract_documents(part, make_publisher(), whole=bill)
    (alone,) = extract_documents(part, make_publisher())
    assert (named.title, f"Bells Bill: {alone.title}") == (title, title)
    assert (named.id, named.text, named.record) == (alone.id, alone.text, alone.record)


@pytest.mark.parametrize(
    "whole",
    [
        reply({"shortTitle": None}),
        reply(["Bells Bill"]),
        reply("Bells Bill"),
        respond("<p>Go away</p>", API, "text/html"),
        respond("", API, "application/json"),
    ],
)
def test_a_bill_that_does_not_say_its_title_names_nothing(whole: RawResponse) -> None:
    (stage,) = extract_documents(reply(make_stage(), STAGE), make_publisher(), whole=whole)
    assert stage.title == "Committee stage in the House of Lords"


@pytest.mark.parametrize(
    "url",
    [
        API,
        f"{STAGE}/Amendments",
        f"{STAGE}/Publications/4",
        "https://hansard-api.parliament.uk/debates/debate/A-1.json",
        "https://news.example/bills/7/stages/8",
        "file:///stage.json",
    ],
)
def test_what_is_no_part_of_a_bill_is_part_of_nothing(url: str) -> None:
    assert find_whole(url) is None


def test_of_a_copy_of_the_api_the_bill_is_asked_for_there() -> None:
    copy = "http://bills.localhost:8000/api/v1/Bills/7"
    assert find_whole(f"{copy}/Stages/8?x=1") == copy
