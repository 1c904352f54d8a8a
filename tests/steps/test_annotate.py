"""The annotate step: who read a version is kept with what was found, also by a worker that was killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from clausewatch.ledger.annotations import Selection, forget_annotation, read_annotation
from clausewatch.ledger.embeddings import embedding_id, read_embeddings
from clausewatch.ledger.queue import claim, count, finish
from clausewatch.ledger.statements import read_statements
from clausewatch.settings import SHIPPED
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.reprocess import request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from nlp.components.encoder import load_encoder
from tests.alerts.builders import make_statement
from tests.steps.publishing import ADA, alerts, make_settings
from tests.steps.rereading import Reader, bring, read_again, read_new, waiting

WANTED = make_statement("We want scanning", ADA, "FAVOR .9")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def read_by(stores: Stores, version: str) -> str | None:
    with stores.ledger.read() as session:
        annotation = read_annotation(session, version)
    return annotation.annotator if annotation else None


def texts(stores: Stores, version: str) -> list[str]:
    with stores.ledger.read() as session:
        return [statement.text for statement in read_statements(session, version)]


def test_each_version_is_kept_with_who_read_it(stores: Stores) -> None:
    spoken, silent = bring(stores, "We want scanning"), bring(stores, "It rained.", url="https://courier.example/b")
    assert read_by(stores, spoken.version) is None
    report = annotate_batch(stores, Reader("v1", WANTED))
    assert (report.step, report.claimed, report.done) == ("annotate", 2, 2)
    assert texts(stores, spoken.version) == ["We want scanning"]
    assert {read_by(stores, document.version) for document in (spoken, silent)} == {"v1"}


def test_what_was_encoded_for_a_stance_is_kept_for_the_index(stores: Stores) -> None:
    about, other = "“Scanning breaks encryption for everybody,”", "“The lamp is out,”"
    bring(stores, f"{about} said Ada Moor.")
    bring(stores, f"{other} said Lord Renn.", url="https://courier.example/b")
    annotate_batch(stores, load_annotator(SHIPPED / "targets", SHIPPED / "speakers"))
    ids = {text: embedding_id(load_encoder().fingerprint, text) for text in (about, other)}
    with stores.ledger.read() as session:
        assert set(read_embeddings(session, ids.values())) == {ids[about]}


def test_documents_in_another_language_are_counted(stores: Stores) -> None:
    welsh = bring(stores, "Dywedodd y cyngor y bydd y lamp yn llosgi drwy’r gaeaf.", url="https://courier.example/cy")
    english = bring(stores, "The council said the lamp would burn all winter.")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("language_marker")
    report = annotate_batch(stores, Annotator(pipeline))
    assert (report.claimed, report.done, report.foreign) == (2, 2, 1)
    assert (report + report).foreign == 2
    assert [texts(stores, document.version) for document in (welsh, english)] == [[], []]


def test_a_pipeline_of_ones_own_is_told_from_what_ships(stores: Stores) -> None:
    document = bring(stores, "We want scanning")
    annotate_batch(stores, Annotator(spacy.blank("en")))
    assert read_by(stores, document.version) == "custom"


def test_work_done_again_is_claimed_from_a_queue_of_its_own(stores: Stores) -> None:
    bring(stores, "We want scanning")
    assert annotate_batch(stores, Reader("v1"), step="reannotate").claimed == 0
    assert waiting(stores) == {"annotate": 1}


def test_reading_the_same_again_changes_nothing_but_who_read_it(stores: Stores) -> None:
    document = bring(stores, "We want scanning")
    read_new(stores, Reader("v1", WANTED))
    index_batch(stores)
    read_again(stores, Reader("v2", WANTED))
    assert waiting(stores) == {}
    assert read_by(stores, document.version) == "v2"


def test_what_nobody_knows_the_reader_of_is_indexed_anew_though_it_is_the_same(stores: Stores) -> None:
    document = bring(stores, "It rained.")
    read_new(stores, Reader("v1"))
    with stores.ledger.begin() as session:
        finish(session, "index", claim(session, "index", 9))
        forget_annotation(session, document.version)
    read_again(stores, Reader("v1"))
    assert waiting(stores) == {"index": 1}


DIES = """
import os, signal, sys
from pathlib import Path
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.stores import open_stores
from tests.steps.publishing import load_settings
from tests.steps.rereading import Reader
from tests.steps.test_annotate import WANTED

class Dies(Reader):
    def read(self, documents):
        for number, found in enumerate(super().read(documents)):
            if number == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            yield found

with open_stores(load_settings(data=Path(sys.argv[1]), targets=Path(sys.argv[2]))) as stores:
    annotate_batch(stores, Dies("v2", WANTED), step="reannotate")
"""


def test_a_worker_killed_in_the_middle_leaves_the_rest_to_the_next(stores: Stores) -> None:
    read = [bring(stores, f"We want scanning, {n}", url=f"https://courier.example/{n}") for n in range(4)]
    read_new(stores, Reader("v1"))
    request_reprocessing(stores, Selection())
    command = [sys.executable, "-c", DIES, str(stores.settings.data), str(stores.settings.targets)]
    done = subprocess.run(command, check=False, env=dict(os.environ), cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    assert sorted(str(read_by(stores, document.version)) for document in read) == ["v1", "v1", "v2", "v2"]
    read_again(stores, Reader("v2", WANTED), stale_for="v2")
    assert [texts(stores, document.version) for document in read] == [["We want scanning"]] * 4
    assert {read_by(stores, document.version) for document in read} == {"v2"}
    assert alert_batch(stores).claimed == 0
    assert alerts(stores) == []
    with stores.ledger.read() as session:
        assert {key: number for key, number in count(session).items() if key[1] != "done"} == {("index", "waiting"): 4}
