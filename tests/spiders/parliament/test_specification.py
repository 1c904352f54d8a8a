"""The specification tells a wrong request from a right one, and `apis.yaml` from a document that differs."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench import parliament
from tests.spiders.parliament.specification import APIS, explain

BILLS = "https://bills-api.parliament.uk/api/v1/Bills"
GOOD = (
    f"{BILLS}?SearchTerm=Bells&SortOrder=DateUpdatedDescending&Skip=0&Take=20",
    f"{BILLS}/7/Stages/8/Amendments/9",
    "https://hansard-api.parliament.uk/overview/sectiontrees.json?house=Lords&date=2031-03-04&section=Grand%20Committee",
    "https://committees-api.parliament.uk/api/OralEvidence/7/Document/Html",
)
WRONG = {
    f"{BILLS}?searchTerm=Bells": "searchTerm does not exist",
    f"{BILLS}?Skip=ten": "Skip=ten is no integer",
    f"{BILLS}?Skip=0&Skip=20": "Skip is sent twice",
    f"{BILLS}?SortOrder=Newest": "SortOrder=Newest is no [",
    f"{BILLS}/seven": "billId=seven is no integer",
    f"{BILLS}/7/Clauses": "is no address of the APIs",
    "https://bells-api.parliament.uk/api/v1/Bills": "is no address of the APIs",
    "https://committees-api.parliament.uk/api/OralEvidence?StartDate=4%20March": "StartDate=4 March is no date",
    "https://committees-api.parliament.uk/api/OralEvidence/7/Document/Word": "fileDataFormat=Word is no [",
    "https://questions-statements-api.parliament.uk/api/writtenquestions/questions/7?expandMember=yes": "no boolean",
}
REFERENCE = "#/components/schemas/"
DOCUMENT: dict[str, Any] = {
    "paths": {
        "/api/Bells": {
            "get": {
                "parameters": [
                    {"name": "Take", "schema": {"type": "integer"}},
                    {"name": "From", "schema": {"type": "string", "format": "date-time"}},
                    {"name": "Order", "schema": {"$ref": f"{REFERENCE}Order"}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": f"{REFERENCE}Result"}}}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Order": {"enum": ["Up", "Down"]},
            "Result": {"properties": {"items": {"type": "array", "items": {"$ref": f"{REFERENCE}Bell"}}}},
            "Bell": {"properties": {"id": {"type": "integer"}}},
        }
    },
}
RELIED_ON = {
    "/api/Bells": {
        "parameters": {"Take": "integer", "From": "date", "Order": ["Up", "Down"]},
        "reads": ["items.id"],
    }
}


@pytest.mark.parametrize("url", GOOD)
def test_a_right_request_is_one_of_the_specification(url: str) -> None:
    assert explain(url) == []


@pytest.mark.parametrize("url", WRONG)
def test_what_the_api_would_ignore_or_refuse_is_named(url: str) -> None:
    [reason] = explain(url)
    assert WRONG[url] in reason


def change(*keys: str, to: Any) -> dict[str, Any]:
    document: Any = deepcopy(DOCUMENT)
    part = document
    for key in keys[:-1]:
        part = part[int(key) if isinstance(part, list) else key]
    part[keys[-1]] = to
    return dict(document)


OPERATION = ("paths", "/api/Bells", "get")
CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "path": (change("paths", to={}), "/api/Bells: it does not exist"),
    "name": (change(*OPERATION, "parameters", "0", "name", to="Count"), "Take is None, not integer"),
    "kind": (change(*OPERATION, "parameters", "0", "schema", to={"type": "string"}), "Take is string, not integer"),
    "words": (change("components", "schemas", "Order", "enum", to=["Up"]), "Order is ['Up'], not ['Up', 'Down']"),
    "field": (change("components", "schemas", "Bell", "properties", to={}), "answers have no items.id"),
    "list": (change("components", "schemas", "Result", "properties", to={}), "answers have no items.id"),
    "needed": (change(*OPERATION, "parameters", to=[*DOCUMENT["paths"]["/api/Bells"]["get"]["parameters"],
               {"name": "Key", "required": True, "schema": {"type": "string"}}]), "Key is required and not sent"),
}  # fmt: skip


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> None:
    """One API of one path instead of those of Parliament."""
    monkeypatch.setattr(parliament, "APIS", {"bells-api": RELIED_ON})
    monkeypatch.setattr(parliament, "FILES", {"bells-api": "bells.json"})


@pytest.mark.usefixtures("bells")
def test_a_document_that_has_all_does_not_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bells.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert parliament.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "4 parameters and fields compared, 0 differ\n"


@pytest.mark.usefixtures("bells")
@pytest.mark.parametrize("name", CHANGED)
def test_what_a_document_has_otherwise_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, told = CHANGED[name]
    (tmp_path / "bells.json").write_text(json.dumps(document), encoding="utf-8")
    assert parliament.main([str(tmp_path)]) == 1
    assert told in capsys.readouterr().out


def test_an_api_of_the_second_edition_is_read_too() -> None:
    operation = {"responses": {"200": {"schema": {"type": "string"}}}}
    assert parliament.read_answer(operation) == {"type": "string"}
    assert parliament.read_kind({}, {"name": "house", "type": "string"}) == "string"


def test_each_api_has_a_file_to_be_held_against() -> None:
    assert parliament.FILES.keys() == APIS.keys()
