"""All steps after the crawl, in order, to the end of the work."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import spacy

from clausewatch.ledger.queue import count
from clausewatch.models import RawResponse
from clausewatch.steps.process import process_all
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator
from spiders.recorder import Answer, Recorder
from tests.spiders.conftest import make_settings
from tests.spiders.making import GAZETTE

GOOD = (
    "<html><head><title>Bells of {n}</title></head><body><article><h1>Bells of {n}</h1>{body}</article></body></html>"
)
PARAGRAPH = "<p>The bell founders of the island met for the {n}th time and spoke about their bells until dusk.</p>"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


@pytest.fixture
def annotator() -> Annotator:
    """A pipeline that finds nothing: what is found is another room's matter."""
    return Annotator(spacy.blank("en"))


def fetch(stores: Stores, *bodies: str) -> None:
    """Pages as if crawled."""
    with Recorder(stores.settings, "gazette", "run-1") as recorder:
        for number, body in enumerate(bodies):
            url = f"https://gazette.example/{number}"
            headers = (("Content-Type", "text/html; charset=utf-8"),)
            response = RawResponse(
                url=url, status=200, headers=headers, body=body.encode(), fetched_at=datetime.now(UTC)
            )
            recorder.record([Answer(response, "page")])


def make_page(number: int) -> str:
    return GOOD.format(n=number, body="".join(PARAGRAPH.format(n=n) for n in range(4, 9)))


def test_everything_is_done_and_each_step_reports(stores: Stores, annotator: Annotator) -> None:
    fetch(stores, *(make_page(number) for number in range(3)))
    seen: list[StepReport] = []
    console = io.StringIO()
    reports = process_all(stores, annotator, [GAZETTE], console=console, watch=seen.append)
    assert [report.step for report in reports] == ["extract", "annotate", "index", "alert", "deliver"]
    assert [report.done for report in reports[:2]] == [3, 3]
    with stores.ledger.read() as session:
        assert {state for _, state in count(session)} == {"done"}
    assert sum(report.done for report in seen if report.step == "extract") == 3
    assert console.getvalue() == ""


def test_a_page_that_gives_nothing_is_named_and_costs_no_other(stores: Stores, annotator: Annotator) -> None:
    fetch(stores, make_page(0), "<html><body></body></html>")
    extract = process_all(stores, annotator, [GAZETTE], console=io.StringIO())[0]
    assert (extract.claimed, extract.done) == (2, 1)
    assert extract.failures[0].reason.startswith("gazette: https://gazette.example/1: ")


def test_a_second_time_there_is_nothing_to_do(stores: Stores, annotator: Annotator) -> None:
    fetch(stores, make_page(0))
    process_all(stores, annotator, [GAZETTE], console=io.StringIO())
    assert all(report.claimed == 0 for report in process_all(stores, annotator, [GAZETTE], console=io.StringIO()))
