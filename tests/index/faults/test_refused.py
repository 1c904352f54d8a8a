"""What the server does not take is set aside with its reason, costs nothing else, and can be tried again."""

import json
from pathlib import Path
from typing import Any

import pytest

from clausewatch.index.protocol import Query, Replacement
from clausewatch.ledger.queue import list_failed, retry_failed
from clausewatch.models import Document
from clausewatch.steps.index import index_batch
from clausewatch.steps.rebuild import rebuild_index
from clausewatch.steps.stores import Stores
from tests.collected import save
from tests.index.contract.examples import find, make_entry, make_speaker
from tests.index.contract.examples import replace_document as put
from tests.index.faults.conftest import Place, opened_stores
from tests.index.faults.pages import index_states, list_texts, save_pages

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
MAPPINGS = Path(__file__).resolve().parents[3] / "index_mappings" / "index_templates" / "clausewatch-statements.json"
AGE = "the clause is nine years old"


def read_mappings() -> dict[str, Any]:
    """Those that ship, with analysers that need no settings."""
    shipped = json.loads(MAPPINGS.read_text(encoding="utf-8"), object_hook=_without_analyzer)
    mappings: dict[str, Any] = shipped["template"]["mappings"]
    return mappings


def _without_analyzer(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key != "analyzer"}


def make_narrower(place: Place, mappings: dict[str, Any]) -> None:
    """A version made by hand, live and written through its alias."""
    aliases: dict[str, Any] = {name: {} for name in (f"{place.prefix}-statements", f"{place.version}-write")}
    place.ask("PUT", place.version, {"mappings": mappings, "aliases": aliases})


@pytest.fixture
def without_cues(place: Place) -> Place:
    """A server that knows no cue types: `strict` makes it refuse what has one."""
    mappings = read_mappings()
    del mappings["properties"]["cue_type"]
    make_narrower(place, mappings)
    return place


def save_refused(stores: Stores) -> Document:
    """A page whose statement has a cue type."""
    page = Document(url="https://harbour.example/odd", title="Odd", text=f"He claimed {AGE}.", publisher="harbour-post")
    save(stores, page, {"text": AGE, "kind": "indirect", "cue": "claimed", "cue_type": "speech"})
    return page


def test_a_field_that_the_mapping_does_not_know_sets_just_that_document_aside(
    without_cues: Place, tmp_path: Path
) -> None:
    with opened_stores(tmp_path, without_cues.open()) as stores:
        save_pages(stores, 2)
        page = save_refused(stores)
        report = index_batch(stores)
        assert (report.claimed, report.done) == (3, 2)
        (failure,) = report.failures
        assert (failure.step, failure.subject) == ("index", page.id)
        said = "harbour-post: https://harbour.example/odd: the index refuses it: 400: "
        assert failure.reason.startswith(said)
        assert "[cue_type]" in failure.reason
        assert "\n" not in failure.reason
        with stores.ledger.read() as session:
            assert list_failed(session, step="index") == [failure]
        assert index_states(stores) == {"done": 2, "failed": 1}
        assert len(list_texts(stores.index)) == 4
        assert index_batch(stores).claimed == 0


def test_it_is_taken_when_the_mapping_is_right_and_it_is_asked_for(without_cues: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, without_cues.open()) as stores:
        save_pages(stores, 1)
        page = save_refused(stores)
        assert len(index_batch(stores).failures) == 1
        right = {"properties": {"cue_type": {"type": "keyword"}}}
        without_cues.ask("PUT", f"{without_cues.version}/_mapping", right)
        with stores.ledger.begin() as session:
            retry_failed(session, "index", page.id)
        assert index_batch(stores).done == 1
        assert index_states(stores) == {"done": 2}
        assert list_texts(stores.index).count(AGE) == 1


def test_a_new_version_of_the_document_is_tried_by_itself(without_cues: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, without_cues.open()) as stores:
        page = save_refused(stores)
        assert len(index_batch(stores).failures) == 1
        save(stores, page.model_copy(update={"text": f"He said that {AGE}."}), {"text": AGE})
        assert index_batch(stores).done == 1
        assert list_texts(stores.index) == [AGE]


def test_a_rebuild_makes_the_mapping_right(without_cues: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, without_cues.open()) as stores:
        save_pages(stores, 1)
        save_refused(stores)
        assert len(index_batch(stores).failures) == 1
        assert rebuild_index(stores) == 3
        assert list_texts(stores.index).count(AGE) == 1
        assert index_states(stores) == {"done": 2}


def test_a_rebuild_that_meets_a_document_which_is_refused_sets_it_aside(place: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, place.open()) as stores:
        save_pages(stores, 1)
        stores.index.replace([Replacement(document="none")])
        page = save_refused(stores)
        template = place.ask("GET", f"_index_template/{place.prefix}-statements").json()
        kept = template["index_templates"][0]["index_template"]
        # The server adds dates, which it does not take back.
        body = {key: value for key, value in kept.items() if "date" not in key}
        del body["template"]["mappings"]["properties"]["cue_type"]
        place.ask("PUT", f"_index_template/{place.prefix}-statements", body)
        assert rebuild_index(stores) == 2
        with stores.ledger.read() as session:
            (failure,) = list_failed(session, step="index")
        assert failure.subject == page.id
        assert failure.reason.startswith("harbour-post: https://harbour.example/odd: the index refuses it: 400: ")


def test_a_value_that_does_not_fit_its_field_is_refused(place: Place) -> None:
    mappings = read_mappings()
    mappings["properties"]["speaker"]["properties"]["role"] = {"type": "integer"}
    make_narrower(place, mappings)
    index = place.open()
    odd = make_entry("odd", "words", speaker=make_speaker("Ada Moor", role="chief executive"))
    fine = make_entry("fine", "words", speaker=make_speaker("Ada Moor"))
    wanted = [Replacement(document=one.document.id, entries=(one,)) for one in (odd, fine)]
    (refusal,) = index.replace(wanted)
    assert refusal.document == "odd"
    assert refusal.reason.startswith("400: ")
    assert "speaker.role" in refusal.reason
    assert find(index) == {"fine"}
    index.close()


def test_a_document_of_which_some_statements_are_refused_is_refused_once(without_cues: Place) -> None:
    index = without_cues.open()
    entries = [make_entry("a", f"words {place}", place=place) for place in range(3)]
    for place in (0, 2):
        statement = entries[place].statement.model_copy(update={"cue_type": "speech"})
        entries[place] = entries[place].model_copy(update={"statement": statement})
    (refusal,) = index.replace([Replacement(document="a", entries=tuple(entries), revision=1)])
    assert refusal.document == "a"
    index.close()


def test_a_kept_version_that_is_too_old_refuses_nothing(without_cues: Place, tmp_path: Path) -> None:
    with opened_stores(tmp_path, without_cues.open()) as stores:
        save_pages(stores, 1)
        assert index_batch(stores).done == 1
        assert rebuild_index(stores) == 2
        save_refused(stores)
        report = index_batch(stores)
        assert (report.done, report.failures) == (1, ())
        assert stores.index.search(Query(text="years")).total == 1
        put(stores.index, "other", [])
