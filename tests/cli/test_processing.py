"""What `run` and `ingest` do after the crawl: failures named, alerts printed and only then marked as sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.cli.processing import DONE, process, summarise
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.queue import Failure
from clausewatch.settings import Settings
from clausewatch.steps.extraction_pool import ENOUGH
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import open_stores
from nlp.annotator import load_annotator
from tests.cli.shell import Shell, settings, shell

__all__ = ["settings", "shell"]

HOURS = "".join(
    f"<p>In hour {n} rain fell on the town hall, and the scanning of letters was still on the list.</p>"
    for n in range(6)
)
PAGE = (
    "<html><head><title>A vote</title></head><body><article><p>“The scanning of letters is wrong,” said Ada Moor, the "
    f"chief executive of Openline, on Monday.</p>{HOURS}</article></body></html>"
)


@pytest.fixture
def page(tmp_path: Path, shell: Shell) -> Path:
    assert shell("alert", "add", "--name", "letters", "--query", "scanning").status == 0
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page.html"


def console(settings: Settings) -> dict[str, int]:
    with open_stores(settings) as stores, stores.ledger.read() as session:
        return {state: number for (channel, state), number in count_deliveries(session).items() if channel == "console"}


def test_alerts_are_printed_with_the_results(shell: Shell, settings: Settings, page: Path) -> None:
    answer = shell("ingest", str(page))
    assert answer.status == 0, answer.err
    assert "rule letters" in answer.out
    assert "1 pages read, 1 documents annotated, 1 documents indexed" in answer.err
    assert console(settings) == {"delivered": 1}


def test_an_alert_that_nobody_read_waits_and_is_told_next_time(shell: Shell, settings: Settings, page: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [f"{Path(sys.executable).parent}/clausewatch", "ingest", str(page)]
    with os.fdopen(writing, "wb") as nobody:
        subprocess.run(command, stdout=nobody, stderr=subprocess.DEVNULL, check=False)
    assert console(settings) == {"waiting": 1}
    assert "rule letters" in shell("alert", "check").out
    assert console(settings) == {"delivered": 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_alert_that_found_no_room_is_a_failure_and_waits(settings: Settings, page: Path) -> None:
    command = [f"{Path(sys.executable).parent}/clausewatch", "ingest", str(page)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "console: No space left on device" in done.stderr
    assert console(settings) == {"waiting": 1}


def test_what_a_step_could_not_do_is_named_with_the_step(shell: Shell, page: Path) -> None:
    page.write_text("<html><body><p>Soon.</p></body></html>", encoding="utf-8")
    answer = shell("ingest", str(page))
    (failure, summary) = answer.err.splitlines()
    assert failure.startswith("extract: local-files: file:///")
    assert summary.endswith("; 1 failed")


def test_what_a_pool_has_read_meanwhile_is_told_with_the_rest(
    settings: Settings, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del page
    annotator = load_annotator(settings.targets, settings.speakers)
    failure = Failure(step="extract", subject="7", reason="gazette: it is empty")
    with open_stores(settings) as stores:
        read = StepReport(step="extract", claimed=3, done=2, failures=(failure,))
        reports = process(stores, annotator, [], read=read)
    assert (reports[0].step, reports[0].claimed, reports[0].done) == ("extract", 3, 2)
    assert "extract: gazette: it is empty" in capsys.readouterr().err


def test_many_pages_are_each_told_once_whoever_reads_them(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(2 * ENOUGH):
        text = PAGE.replace("town hall", f"town hall of island {number}")
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    answer = shell("ingest", str(folder))
    assert answer.status == 0, answer.err
    assert f"{2 * ENOUGH} pages read, {2 * ENOUGH} documents annotated, {2 * ENOUGH} documents indexed" in answer.err


def test_every_step_is_told_in_words() -> None:
    reports = [StepReport(step=step, claimed=2, done=2) for step in DONE]
    assert summarise(reports).count("2 ") == len(DONE)
    report = StepReport(step="annotate", claimed=3, done=3, foreign=2)
    assert summarise([report]) == "3 documents annotated (2 in another language than English)"
    reread = StepReport(step="reread", claimed=4, done=3, passing=5)
    assert summarise([reread]) == "3 changed pages read a second time (5 changes did not stand)"
    gone = StepReport(step="extract", claimed=5, done=3, gone=2)
    assert summarise([gone]) == "3 pages read (2 more say that they are gone)"
    assert summarise([gone + gone]) == "6 pages read (4 more say that they are gone)"
    away = StepReport(step="health", claimed=95, done=90, unreachable=5)
    assert summarise([away]) == "90 publishers judged without a finding (5 more could not be reached)"
    failures = tuple(Failure(step="deliver", subject="", reason="full") for _ in range(3))
    assert summarise([StepReport(step="deliver", failures=failures)]) == "0 alerts sent; 3 failed"
