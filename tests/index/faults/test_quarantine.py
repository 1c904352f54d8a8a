"""From a refusal of a real server to its end, by the commands."""

import json
from pathlib import Path

import pytest

from clausewatch.cli.main import run
from tests.index.faults.conftest import Place, opened_stores
from tests.index.faults.pages import save_pages
from tests.index.faults.test_refused import AGE, make_narrower, read_mappings, save_refused

pytestmark = [pytest.mark.server, pytest.mark.more_servers]


def test_a_refused_document_is_listed_and_tried_again_when_the_mapping_is_right(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mappings = read_mappings()
    del mappings["properties"]["cue_type"]
    make_narrower(place, mappings)
    with opened_stores(tmp_path, place.open()) as stores:
        save_pages(stores, 1)
        page = save_refused(stores)
        monkeypatch.setenv("CLAUSEWATCH_TARGETS", str(stores.settings.targets))
        options = ["--data", str(stores.settings.data), "--index", place.url]
    assert run(["index", "replay", *options]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("index: harbour-post: https://harbour.example/odd: the index refuses it: 400: ")
    assert lines[1:] == ["1 documents indexed; 1 refused"]
    assert run(["index", "quarantine", "--format", "json", *options]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert (listed["document"], listed["url"]) == (page.id, "https://harbour.example/odd")
    assert run(["index", "replay", page.id, *options]) == 3
    place.ask("PUT", f"{place.version}/_mapping", {"properties": {"cue_type": {"type": "keyword"}}})
    assert run(["index", "replay", page.id, *options]) == 0
    assert run(["index", "quarantine", *options]) == 0
    assert run(["search", "years", "--format", "json", *options]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["text"] == AGE
