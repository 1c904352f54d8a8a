"""The comparison of GOV.UK's items with our documents finds what is wrong, and says how much is right."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.govuk import SITE, compare, expect, list_lines, main
from tests.extract.items import link, make_item

WITHDRAWN = {"explanation": "<p>It was replaced.</p>", "withdrawn_at": "2024-01-02T03:04:05+00:00"}
HISTORY = [
    {"public_timestamp": "2023-06-01T10:00:00.000+01:00", "note": "Added a table."},
    {"public_timestamp": "2023-05-04T09:30:11.000+00:00", "note": "First published."},
]
BODY = (
    "<h2>Why</h2><p>She   said:</p><blockquote><p>It is care, <em>only</em> care.</p></blockquote>"
    "<ul><li>One</li><li>Two<br>lines</li></ul><table><tr><td>3</td><td>4</td></tr></table>"
    "<figure><img alt='x'><figcaption>A caption</figcaption></figure>"
)
ITEMS: dict[str, dict[str, Any]] = {
    "speech": make_item(details={"body": BODY, "change_history": HISTORY}, public_updated_at="2023-06-01T10:00:00Z"),
    "press release": make_item("press_release", withdrawn_notice=WITHDRAWN),
    "bare speaker": make_item(links={}, details={"speaker_without_profile": "The Reeve of Thornby"}),
    "abroad": make_item("world_news_story", {"worldwide_organisations": [link("Mission to Thornby")]}),
}


def write(folder: Path, **items: dict[str, Any]) -> Path:
    for name, item in items.items():
        (folder / f"{name}.json").write_text(json.dumps(item), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ITEMS)
def test_all_fields_of_a_good_item_are_right(name: str, tmp_path: Path) -> None:
    pairs = list(compare(write(tmp_path, item=ITEMS[name]) / "item.json"))
    assert [wrong for _, wrong in pairs if wrong] == []
    assert len(pairs) == len(expect(ITEMS[name])) == 14


def test_markup_is_read_line_by_line_without_captions() -> None:
    expected = ["Why", "She said:", "It is care, only care.", "One", "Two", "lines", "3", "4"]
    assert list_lines(BODY) == expected
    assert list_lines("<p>“Marks” &amp; entities</p>") == ["Marks & entities"]


def test_what_is_expected_comes_from_the_item_alone() -> None:
    expected = expect(ITEMS["press release"])
    assert expected["address"] == f"{SITE}/government/speeches/on-care"
    assert expected["whose words"] == ["Department for Technology"]
    assert (expected["withdrawal reason"], str(expected["withdrawn"])) == (
        "It was replaced.",
        "2024-01-02 03:04:05+00:00",
    )


def test_a_field_that_is_wrong_is_named_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A date before there was a web is no date to our parser.
    old = make_item(first_published_at="1066-10-14T09:00:00+00:00", public_updated_at="1066-10-14T09:00:00+00:00")
    folder = write(tmp_path, good=ITEMS["speech"], old=old)
    monkeypatch.setattr(sys, "argv", ["govuk", str(folder)])
    assert main() == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("old.json: first published: '1066-10-14 09:00:00+00:00' expected, 'None' found")
    assert "first published       1 of 2" in told
    assert told[-1] == "27 of 28 fields of 2 items are right: 96.4%"
    monkeypatch.setattr(sys, "argv", ["govuk", str(folder), "--least", "0.99"])
    assert main() == 1


def test_an_item_that_gives_no_document_has_no_field_right(tmp_path: Path) -> None:
    empty = make_item(details={"body": "<figure></figure>"})
    wrong = [one for _, one in compare(write(tmp_path, item=empty) / "item.json") if one]
    assert len(wrong) == 14
    assert {one.found for one in wrong} == {"no document"}


def test_a_folder_without_items_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["govuk", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        main()
