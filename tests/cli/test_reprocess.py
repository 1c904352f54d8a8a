"""`clausewatch reprocess` annotates again what was annotated before, and says what it did."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from clausewatch.index import open_index
from clausewatch.index.protocol import Query
from clausewatch.ledger.annotations import Selection, count_by_annotator
from clausewatch.ledger.documents import save_version
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.queue import claim, count, finish
from clausewatch.models import Document, RecordAddress
from clausewatch.settings import Settings
from clausewatch.steps.reprocess import request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from nlp.versions import find_version
from tests.cli.shell import Shell, settings, shell
from tests.collected import collect
from tests.index.contract.examples import replace_document

__all__ = ["settings", "shell"]

COMMAND = import_module("clausewatch.cli.commands.reprocess")


@pytest.fixture(scope="module")
def annotators() -> dict[str, Annotator]:
    return {}


@pytest.fixture(autouse=True)
def _collected(settings: Settings, annotators: dict[str, Annotator], monkeypatch: pytest.MonkeyPatch) -> None:
    """Three documents that somebody annotated whom nobody knows; the models are loaded once for all tests."""

    def load(targets: Path, speakers: Path) -> Annotator:
        version = find_version(targets, speakers)
        if version not in annotators:
            annotators[version] = load_annotator(targets, speakers)
        return annotators[version]

    monkeypatch.setattr(COMMAND, "load_annotator", load)
    collect(settings)
    with open_stores(settings) as stores:
        finish_all(stores)


def finish_all(stores: Stores) -> None:
    with stores.ledger.begin() as session:
        for step in ("annotate", "alert"):
            finish(session, step, claim(session, step, 100))


@pytest.fixture
def stores(settings: Settings) -> Iterator[Stores]:
    with open_stores(settings) as opened:
        yield opened


@pytest.fixture
def version(settings: Settings) -> str:
    return find_version(settings.targets, settings.speakers)


def annotated(stores: Stores) -> dict[str, int]:
    with stores.ledger.read() as session:
        return count_by_annotator(session)


def test_everything_is_annotated_again_and_nothing_is_left_to_do(shell: Shell, stores: Stores, version: str) -> None:
    answer = shell("reprocess")
    assert answer == (0, "", f"3 documents annotated again by {version}.\n")
    assert annotated(stores) == {version: 3}
    with stores.ledger.read() as session:
        assert {state for _, state in count(session)} == {"done"}


def test_what_the_annotator_in_force_read_is_not_stale(shell: Shell, stores: Stores, version: str) -> None:
    assert shell("reprocess", "--stale", "--publisher", "order-gov").err.startswith("1 document annotated")
    assert annotated(stores) == {"unknown": 2, version: 1}
    assert shell("reprocess", "--stale").err.startswith("2 documents annotated")
    assert shell("reprocess", "--stale") == (0, "", f"0 documents annotated again by {version}.\n")


def test_documents_are_chosen_by_who_read_them(shell: Shell, version: str) -> None:
    assert shell("reprocess", "--made-by", version).err.startswith("0 documents")
    assert shell("reprocess", "--made-by", "unknown").err.startswith("3 documents")
    assert shell("reprocess", "--made-by", version).err.startswith("3 documents")


def test_a_day_is_one_in_london(shell: Shell) -> None:
    assert shell("reprocess", "--since", "2024-07-01", "--until", "2024-07-02").err.startswith("1 document ")
    assert shell("reprocess", "--since", "2024-07-01T00:00Z").err.startswith("0 documents")


def test_the_index_is_made_anew_or_changed_in_place(shell: Shell, settings: Settings) -> None:
    with closing(open_index(settings.index_url, ())) as index:
        (hit, *_) = index.search(Query()).hits
        stray = hit.entry.model_copy(update={"document": hit.entry.document.model_copy(update={"id": "stray"})})
        replace_document(index, "stray", [stray.model_copy(update={"id": "stray-1"})])

        def has_stray() -> bool:
            return "stray-1" in {hit.entry.id for hit in index.search(Query(limit=100)).hits}

        assert shell("reprocess", "--no-rebuild").status == 0
        assert has_stray()
    assert shell("reprocess").status == 0
    with closing(open_index(settings.index_url, ())) as index:
        assert "stray-1" not in {hit.entry.id for hit in index.search(Query(limit=100)).hits}


def test_what_waits_to_be_annotated_for_the_first_time_is_left_and_told(shell: Shell, settings: Settings) -> None:
    collect_more(settings)
    answer = shell("reprocess")
    assert answer.status == 0
    assert "3 documents annotated again" in answer.err
    assert "1 wait to be annotated for the first time (`clausewatch run`)" in answer.err


def collect_more(settings: Settings) -> None:
    with open_stores(settings) as stores, stores.ledger.begin() as session:
        document = Document(url="urn:note:2", text="It rained.", publisher="local-files")
        save_version(session, document, fetch=None, seen_at=datetime(2024, 3, 6, tzinfo=UTC))


def test_a_run_that_was_stopped_is_gone_on_with(shell: Shell, stores: Stores, version: str) -> None:
    request_reprocessing(stores, Selection())
    assert shell("reprocess", "--made-by", "nobody").err == f"3 documents annotated again by {version}.\n"


RULES = "rules: [{name: encryption, kind: statement, query: {text: breaks encryption}, channels: [console]}]"


@pytest.mark.parametrize("announce", [True, False])
def test_alerts_are_sent_only_where_they_are_asked_for(
    shell: Shell, stores: Stores, monkeypatch: pytest.MonkeyPatch, announce: bool
) -> None:
    rules = stores.settings.data.parent / "rules.yaml"
    rules.write_text(RULES, encoding="utf-8")
    monkeypatch.setenv("CLAUSEWATCH_RULES", str(rules))
    answer = shell("reprocess", *(["--announce"] if announce else []))
    assert answer.status == 0
    assert ("The spy clause breaks encryption" in answer.out) is announce
    assert ("1 alerts sent" in answer.err) is announce


def test_a_page_that_cannot_be_extracted_again_is_named_and_the_status_is_3(shell: Shell, stores: Stores) -> None:
    at, url = datetime(2024, 3, 6, tzinfo=UTC), "https://harbour.example/lost"
    address = RecordAddress(file="harbour-post/lost.warc.gz", offset=0, length=1, sha256="0" * 64)
    with stores.ledger.begin() as session:
        fetch = record_fetch(
            session,
            publisher="harbour-post",
            url=url,
            status=200,
            outcome="fresh",
            fetched_at=at,
            run="r",
            address=address,
        )
        document = Document(url=url, text="It rained.", publisher="harbour-post")
        save_version(session, document, fetch=fetch, seen_at=at)
        finish(session, "extract", claim(session, "extract", 9))
    finish_all(stores)
    answer = shell("reprocess", "--extract", "--publisher", "harbour-post")
    assert answer.status == 3
    assert f"reextract: harbour-post: {url}: " in answer.err
    assert "2 documents annotated again" in answer.err


def test_a_publisher_of_whom_nothing_is_kept_is_an_error(shell: Shell) -> None:
    answer = shell("reprocess", "--publisher", "harbor-post")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("Error: nothing of a publisher 'harbor-post' is kept")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--stale", "--made-by", "v1"), "--stale and --made-by exclude each other"),
        (("--since", "soon"), "'soon' is no date: write 2023-09-06"),
        (("extra",), "unexpected extra argument"),
    ],
)
def test_wrong_use_is_told(shell: Shell, arguments: tuple[str, ...], told: str) -> None:
    answer = shell("reprocess", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err


def test_status_and_doctor_tell_the_annotator_in_force_and_who_read_how_much(shell: Shell, version: str) -> None:
    shell("reprocess", "--publisher", "order-gov")
    lines = shell("status").out.splitlines()
    place = lines.index(f"annotator  {version} is in force")
    assert [line.split() for line in lines[place + 1 : place + 3]] == [
        ["2", "documents", "annotated", "by", "unknown"],
        ["1", "document", "annotated", "by", version],
    ]
    assert "reannotate 1 done" in lines
    assert f"the annotator is version {version}" in shell("doctor").out
