"""What each answer becomes in archive and ledger."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.errors import ArchiveError
from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import count
from clausewatch.models import RawResponse
from clausewatch.settings import Settings
from spiders.recorder import Answer, Recorder
from spiders.requests import Purpose
from tests.spiders.conftest import make_settings

URL = "https://gazette.example/1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture
def recorder(settings: Settings) -> Iterator[Recorder]:
    with Recorder(settings, "gazette", "run-1") as opened:
        yield opened


def respond(status: int = 200, body: bytes = b"One.", **headers: str) -> RawResponse:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return RawResponse(url=URL, status=status, headers=named, body=body, fetched_at=datetime.now(UTC))


def record(recorder: Recorder, response: RawResponse, purpose: Purpose = "page") -> str:
    [outcome] = recorder.record([Answer(response, purpose, recorder.find_known(URL))])
    return outcome


def waiting(settings: Settings) -> int:
    with closing(open_ledger(settings.database_url)) as ledger, ledger.read() as session:
        return count(session).get(("extract", "waiting"), 0)


def test_a_new_page_is_fresh_and_waits_for_extraction(recorder: Recorder, settings: Settings) -> None:
    assert record(recorder, respond()) == "fresh"
    assert waiting(settings) == 1


def test_the_same_body_under_new_headers_is_unchanged(recorder: Recorder, settings: Settings) -> None:
    record(recorder, respond(ETag='"a"'))
    assert record(recorder, respond(ETag='"b"')) == "unchanged"
    assert waiting(settings) == 1
    known = recorder.find_known(URL)
    assert known is not None
    assert known.etag == '"b"'


def test_another_body_is_fresh(recorder: Recorder) -> None:
    record(recorder, respond())
    assert record(recorder, respond(body=b"Another.")) == "fresh"


def test_not_modified_is_unchanged_and_the_body_can_be_replayed(recorder: Recorder) -> None:
    record(recorder, respond(Content_Type="text/html"))
    assert record(recorder, respond(304, b"")) == "unchanged"
    known = recorder.find_known(URL)
    assert known is not None
    kept = recorder.replay(known)
    assert (kept.body, kept.header("Content-Type")) == (b"One.", "text/html")


def test_not_modified_of_what_we_never_had_is_a_failure(recorder: Recorder) -> None:
    assert record(recorder, respond(304, b"")) == "failed"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_can_be_gone_and_come_back(recorder: Recorder, status: int) -> None:
    record(recorder, respond())
    assert record(recorder, respond(status, b"")) == "gone"
    known = recorder.find_known(URL)
    assert known is not None
    assert known.reason == f"HTTP {status}"
    assert record(recorder, respond()) == "fresh"


def test_a_list_that_is_gone_has_failed(recorder: Recorder) -> None:
    assert record(recorder, respond(404), "list") == "failed"


def test_a_missing_robots_txt_is_no_failure(recorder: Recorder) -> None:
    assert record(recorder, respond(404), "robots") == "gone"


@pytest.mark.parametrize("status", [301, 400, 403, 429, 500, 503, 204])
def test_other_answers_are_failures(recorder: Recorder, status: int) -> None:
    assert record(recorder, respond(status)) == "failed"


def test_a_list_does_not_wait_for_extraction(recorder: Recorder, settings: Settings) -> None:
    assert record(recorder, respond(), "list") == "fresh"
    assert waiting(settings) == 0


def test_no_answer_at_all_is_kept_with_its_reason_and_forgets_nothing(recorder: Recorder) -> None:
    record(recorder, respond(ETag='"a"'))
    recorder.record_failure(URL, None, "it took too long", "page")
    known = recorder.find_known(URL)
    assert known is not None
    assert (known.outcome, known.reason, known.etag) == ("failed", "it took too long", '"a"')


def test_a_body_that_was_lost_cannot_be_replayed(recorder: Recorder, settings: Settings) -> None:
    record(recorder, respond())
    known = recorder.find_known(URL)
    assert known is not None
    for file in (settings.data / "archive").rglob("*.gz"):
        file.unlink()
    with pytest.raises(ArchiveError, match="no such file"):
        recorder.replay(known)


def test_a_body_that_never_was_cannot_be_replayed(recorder: Recorder) -> None:
    recorder.record_failure(URL, 500, "HTTP 500", "page")
    known = recorder.find_known(URL)
    assert known is not None
    with pytest.raises(ValueError, match="no archived body"):
        recorder.replay(known)
