"""The fictional web, crawled and annotated by the real models, and annotated again."""

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.settings import make_settings
from clausewatch.index.protocol import Query
from clausewatch.ledger.alerts import list_alerts
from clausewatch.ledger.annotations import Selection, count_by_annotator
from clausewatch.ledger.deliveries import DeliveryState, count_deliveries
from clausewatch.ledger.documents import iterate_documents
from clausewatch.ledger.events import list_events
from clausewatch.ledger.queue import count
from clausewatch.ledger.statements import iterate_current
from clausewatch.models import Statement
from clausewatch.settings import SHIPPED, Settings
from clausewatch.steps.crawl import crawl
from clausewatch.steps.index import index_batch
from clausewatch.steps.process import deliver_all, process_all
from clausewatch.steps.rebuild import rebuild_index
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.reprocess import reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from spiders.run import list_publishers

CLAUSE = "encryption-clause"
FEW = 30
"""Examples of each label, so that the stances are quickly learnt."""


class State(NamedTuple):
    """What a user could see a difference in, and nothing of when it was made."""

    statements: dict[str, Statement]
    searched: dict[str, Statement]
    alerts: list[str]
    deliveries: dict[tuple[str, DeliveryState], int]
    events: int
    sent: str
    versions: list[str]


def look(stores: Stores) -> State:
    hits = stores.index.search(Query(limit=10_000)).hits
    with stores.ledger.read() as session:
        return State(
            {one.id: one for _, said in iterate_current(session) for one in said},
            {hit.entry.id: hit.entry.statement for hit in hits},
            [alert.id for alert in list_alerts(session, limit=10_000)],
            count_deliveries(session),
            len(list_events(session, limit=10_000)),
            stores.settings.alerts_path.read_text(encoding="utf-8"),
            [document.version for document in iterate_documents(session)],
        )


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    settings = make_settings(Path())
    return load_annotator(settings.targets, settings.speakers)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """The data folder of both days of two publishers."""
    folder = tmp_path_factory.mktemp("demo")
    settings = make_settings(folder)
    with DemoWeb() as web, pytest.MonkeyPatch.context() as patch, open_stores(settings) as stores:
        patch.setitem(os.environ, PORT_VARIABLE, str(web.port))
        publishers = list_publishers(settings)
        for day in (1, 2):
            web.day = day
            crawls = list(crawl(stores, ["albion-ledger", "harbour-news"]))
            if ill := [result.reason for result in crawls if not result.healthy]:
                raise RuntimeError(f"a crawl is unhealthy: {ill[0]}")
            process_all(stores, annotator, publishers, console=io.StringIO())
    return folder


@pytest.fixture
def stores(collected: Path, tmp_path: Path) -> Iterator[Stores]:
    shutil.copytree(collected, tmp_path / "data")
    with open_stores(make_settings(tmp_path / "data")) as opened:
        yield opened


def reprocess(stores: Stores, annotator: Annotator, *, extract: bool = False) -> int:
    """As the command does it; how many documents were annotated."""
    request_reprocessing(stores, Selection(older_versions=True), extract=extract)
    _, annotated, _ = reprocess_waiting(stores, annotator, list_publishers(stores.settings))
    rebuild_index(stores)
    repeat_until_done("index", lambda: index_batch(stores))
    deliver_all(stores, io.StringIO())
    with stores.ledger.read() as session:
        assert {state for _, state in count(session)} == {"done"}
    return annotated.done


def test_there_is_something_to_compare(stores: Stores, annotator: Annotator) -> None:
    state = look(stores)
    assert len(state.statements) >= 20
    assert len(state.alerts) >= 5
    assert state.statements == state.searched
    with stores.ledger.read() as session:
        assert count_by_annotator(session) == {annotator.version: len(state.versions)}


@pytest.mark.parametrize("extract", [False, True], ids=["annotated again", "extracted and annotated again"])
def test_with_the_same_models_nothing_changes(stores: Stores, annotator: Annotator, extract: bool) -> None:
    before = look(stores)
    assert reprocess(stores, annotator, extract=extract) >= len(before.versions)
    assert look(stores) == before


def write_target(folder: Path) -> Path:
    """The clause as somebody sees it who takes for what others take against."""
    target = yaml.safe_load((SHIPPED / "targets" / f"{CLAUSE}.yaml").read_text(encoding="utf-8"))
    examples = {label: texts[:FEW] for label, texts in target["examples"].items()}
    target["examples"] = examples | {"FAVOR": examples["AGAINST"], "AGAINST": examples["FAVOR"]}
    folder.mkdir()
    (folder / "clause.yaml").write_text(yaml.safe_dump(target, allow_unicode=True), encoding="utf-8")
    return folder


def without_stances(said: dict[str, Statement]) -> dict[str, Statement]:
    return {name: one.model_copy(update={"stances": ()}) for name, one in said.items()}


def label(statement: Statement) -> str | None:
    return next((stance.label for stance in statement.stances if stance.target == CLAUSE), None)


def test_with_another_target_file_only_the_stances_change(
    stores: Stores, annotator: Annotator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings: Settings = stores.settings.model_copy(update={"targets": write_target(tmp_path / "targets")})
    other = load_annotator(settings.targets, settings.speakers)
    assert other.version != annotator.version
    before = look(stores)
    with open_stores(settings) as changed:
        reprocess(changed, other)
        after = look(changed)
        with changed.ledger.read() as session:
            assert count_by_annotator(session) == {other.version: len(before.versions)}
    assert without_stances(after.statements) == without_stances(before.statements)
    assert after.searched == after.statements
    moved = [name for name, one in before.statements.items() if label(one) != label(after.statements[name])]
    assert len(moved) >= 5
    assert after._replace(statements={}, searched={}) == before._replace(statements={}, searched={})
