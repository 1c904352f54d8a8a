"""The extract step: fetched responses to document versions, and failures with their reasons."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clausewatch.ledger.documents import iterate_documents
from clausewatch.ledger.fetches import record_fetch
from clausewatch.ledger.queue import count
from clausewatch.models import Document, RawResponse
from clausewatch.steps.extract import extract_batch
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings
from tests.extract.answers import make_page, make_publisher
from tests.extract.items import make_amendment, make_bill, make_debate, make_stage, said

AT = datetime(2023, 9, 6, tzinfo=UTC)
NEWS = make_publisher()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def fetch(
    stores: Stores, body: str, url: str = "https://news.example/a", publisher: str = "news", run: str = "r1"
) -> Path:
    response = RawResponse(url=url, status=200, body=body.encode(), fetched_at=AT)
    with stores.archive.writer(publisher, run) as writer:
        address = writer.write(response)
    with stores.ledger.begin() as session:
        record_fetch(
            session, publisher=publisher, url=url, status=200, outcome="fresh", fetched_at=AT, run=run, address=address
        )
    return writer.path


def documents(stores: Stores) -> list[Document]:
    with stores.ledger.read() as session:
        return list(iterate_documents(session))


def test_a_fetched_page_becomes_a_document_that_waits_to_be_annotated(stores: Stores) -> None:
    fetch(stores, make_page())
    report = extract_batch(stores, [NEWS])
    assert (report.claimed, report.done, report.failures) == (1, 1, ())
    assert [document.url for document in documents(stores)] == ["https://news.example/a"]
    with stores.ledger.read() as session:
        assert count(session) == {("extract", "done"): 1, ("annotate", "waiting"): 1}


def test_a_debate_becomes_a_document_for_each_contribution(stores: Stores) -> None:
    debate = make_debate(said("Lord Coldbrook (CB)", "One."), said("Baroness Carrow (Cwl)", "Two.", 8, 2))
    fetch(stores, json.dumps(debate), "https://hansard-api.parliament.uk/debates/debate/ABC-1.json")
    extract_batch(stores, [NEWS])
    assert sorted(document.text for document in documents(stores)) == ["One.", "Two."]


BILL = "https://bills-api.parliament.uk/api/v1/Bills/7"


def test_an_amendment_is_named_after_the_bill_that_a_crawl_came_to(stores: Stores) -> None:
    fetch(stores, json.dumps(make_bill()), BILL)
    fetch(stores, json.dumps(make_amendment()), f"{BILL}/Stages/8/Amendments/900", run="r2")
    fetch(stores, json.dumps(make_stage()), "https://bills-api.parliament.uk/api/v1/Bills/9/Stages/8", run="r3")
    assert extract_batch(stores, [NEWS]).done == 3
    assert sorted(document.title for document in documents(stores)) == [
        "Bells Bill",
        "Bells Bill: Amendment 31 to clause 12",
        "Committee stage in the House of Lords",
    ]


def test_an_amendment_is_read_though_its_bill_is_gone_from_the_archive(stores: Stores) -> None:
    bill = fetch(stores, json.dumps(make_bill()), BILL)
    extract_batch(stores, [NEWS])
    bill.unlink()
    fetch(stores, json.dumps(make_amendment()), f"{BILL}/Stages/8/Amendments/900", run="r2")
    assert extract_batch(stores, [NEWS]).failures == ()
    assert {document.title for document in documents(stores)} == {"Bells Bill", "Amendment 31 to clause 12"}


def test_a_page_that_gives_no_document_fails_with_publisher_address_and_reason(stores: Stores) -> None:
    fetch(stores, "<html><body><p>Verify you are human.</p></body></html>")
    fetch(stores, make_page(), "https://news.example/b", run="r2")
    report = extract_batch(stores, [NEWS])
    assert report.done == 1
    (failure,) = report.failures
    assert failure.reason == "news: https://news.example/a: implausible body: it is a captcha page"
    assert [document.url for document in documents(stores)] == ["https://news.example/b"]


def test_a_body_that_is_gone_from_the_archive_is_a_failure(stores: Stores) -> None:
    fetch(stores, make_page()).unlink()
    (failure,) = extract_batch(stores, [NEWS]).failures
    assert "there is no such file" in failure.reason


def test_a_publisher_that_nobody_defined_is_coverage(stores: Stores) -> None:
    fetch(stores, make_page(), publisher="my-paper")
    extract_batch(stores, [NEWS])
    (document,) = documents(stores)
    assert (document.publisher, document.kind) == ("my-paper", "coverage")


def test_nothing_to_claim_is_an_empty_report(stores: Stores) -> None:
    assert extract_batch(stores, [NEWS]).claimed == 0
