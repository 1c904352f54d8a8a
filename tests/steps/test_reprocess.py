"""What was annotated before is annotated again, and what is found anew in it is known and no news."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from clausewatch.errors import InputError
from clausewatch.index.protocol import Query
from clausewatch.ledger.alerts import count_noted
from clausewatch.ledger.annotations import Selection, count_by_annotator
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.events import list_events
from clausewatch.ledger.queue import enqueue
from clausewatch.steps.alert import alert_batch
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.index import index_batch
from clausewatch.steps.reprocess import Request, read_time, reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import NOON, make_statement
from tests.steps.publishing import ADA, alerts, make_settings, say, titles
from tests.steps.rereading import Reader, bring, read_again, read_new, waiting

WANTED = make_statement("We want scanning", ADA, "FAVOR .9")
TITLE = "Ada Moor on Encryption clause (FAVOR) in “A page”: “We want scanning”"
HOUR = timedelta(hours=1)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def noted(stores: Stores) -> int:
    with stores.ledger.read() as session:
        return count_noted(session)


def test_what_is_found_anew_is_searched_and_noted_and_nobody_is_told(stores: Stores) -> None:
    bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    read_again(stores, Reader("v2", WANTED))
    index_batch(stores)
    assert stores.index.search(Query(text="scanning")).total == 1
    assert (alerts(stores), noted(stores)) == ([], 1)
    with stores.ledger.read() as session:
        assert count_deliveries(session) == {}
        assert list_events(session) == []
        assert count_by_annotator(session) == {"v2": 1}


def test_what_was_noted_is_known_when_the_page_is_corrected_later(stores: Stores) -> None:
    document = bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    read_again(stores, Reader("v2", WANTED))
    with stores.ledger.begin() as session:
        enqueue(session, "alert", f"version:{document.version}")
    assert alert_batch(stores).claimed == 1
    assert alerts(stores) == []


def test_what_is_new_in_another_page_is_told_all_the_same(stores: Stores) -> None:
    bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    read_again(stores, Reader("v2", WANTED))
    other = make_statement("It must be scanned", ADA, "FAVOR .9")
    bring(stores, "It must be scanned", url="https://courier.example/b")
    read_new(stores, Reader("v2", WANTED, other))
    assert len(alerts(stores)) == 1


def test_what_is_found_anew_is_told_where_that_is_asked_for(stores: Stores) -> None:
    bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    read_again(stores, Reader("v2", WANTED), announce=True)
    assert (titles(stores), noted(stores)) == ([TITLE], 0)


def test_what_waits_to_be_annotated_for_the_first_time_is_left_to_that_and_told(stores: Stores) -> None:
    bring(stores, "We want scanning")
    assert request_reprocessing(stores, Selection()) == Request(versions=0, new=1)
    reprocess_waiting(stores, Reader("v2", WANTED), ())
    assert alerts(stores) == []
    read_new(stores, Reader("v2", WANTED))
    assert titles(stores) == [TITLE]


def test_what_comes_in_new_while_it_waits_to_be_annotated_again_is_told(stores: Stores) -> None:
    document = bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    request_reprocessing(stores, Selection())
    with stores.ledger.begin() as session:
        enqueue(session, "annotate", document.version)
    reprocess_waiting(stores, Reader("v2", WANTED), ())
    assert (alerts(stores), noted(stores)) == ([], 0)
    read_new(stores, Reader("v2", WANTED))
    assert titles(stores) == [TITLE]


def test_what_was_annotated_but_not_told_yet_is_told_once(stores: Stores) -> None:
    bring(stores, "We want scanning")
    annotate_batch(stores, Reader("v1", WANTED))
    surer = make_statement("We want scanning", ADA, "FAVOR .95")
    request_reprocessing(stores, Selection())
    annotate_batch(stores, Reader("v2", surer), step="reannotate")
    assert waiting(stores)["alert"] == 2
    while alert_batch(stores, limit=1).claimed:
        pass
    assert (titles(stores), noted(stores)) == ([TITLE], 0)


def test_a_shift_that_is_found_anew_is_known_and_not_told(stores: Stores) -> None:
    favour, against = say("FAVOR .9", "I support it", "It is needed"), say("AGAINST .9", "I doubt it", "It is wrong")
    unsure = say("NONE .9", "I doubt it", "It is wrong")
    bring(stores, "I support it. It is needed.")
    bring(stores, "I doubt it. It is wrong.", url="https://courier.example/b", published_at=NOON + HOUR)
    read_new(stores, Reader("v1", *favour, *unsure))
    read_again(stores, Reader("v2", *favour, *against))
    assert (alerts(stores), noted(stores)) == ([], 1)
    later = say("AGAINST .9", "I am against it", "I will vote against it")
    text = "I am against it. I will vote against it."
    bring(stores, text, url="https://courier.example/c", published_at=NOON + 2 * HOUR)
    read_new(stores, Reader("v2", *favour, *against, *later))
    assert alerts(stores) == []


def test_only_what_another_annotator_read_is_read_again(stores: Stores) -> None:
    bring(stores, "We want scanning")
    read_new(stores, Reader("v1"))
    bring(stores, "We want scanning", url="https://courier.example/b")
    read_new(stores, Reader("v2"))
    assert request_reprocessing(stores, Selection(stale_for="v2")) == Request(versions=1)
    assert waiting(stores)["reannotate"] == 1
    read_again(stores, Reader("v2"), stale_for="v2")
    assert request_reprocessing(stores, Selection(stale_for="v2")) == Request()


def test_an_older_version_is_read_again_and_leaves_no_alert(stores: Stores) -> None:
    bring(stores, "We want scanning")
    bring(stores, "We want it no more", NOON + HOUR)
    read_new(stores, Reader("v1"))
    before = titles(stores)
    read_again(stores, Reader("v2", WANTED), older_versions=True)
    index_batch(stores)
    assert titles(stores) == before
    assert noted(stores) == 0
    assert stores.index.count() == 0


def test_to_ask_twice_is_as_to_ask_once(stores: Stores) -> None:
    for number in range(3):
        bring(stores, "It rained.", url=f"https://courier.example/{number}")
    read_new(stores, Reader("v1"))
    assert request_reprocessing(stores, Selection()) == request_reprocessing(stores, Selection()) == Request(versions=3)
    assert waiting(stores)["reannotate"] == 3
    watched: list[int] = []
    reports = reprocess_waiting(stores, Reader("v2"), (), watch=lambda report: watched.append(report.claimed))
    assert [(report.step, report.done) for report in reports] == [("reextract", 0), ("reannotate", 3), ("alert", 0)]
    assert sum(watched) == 3


def test_a_publisher_of_whom_nothing_is_kept_is_named(stores: Stores) -> None:
    bring(stores, "It rained.")
    with pytest.raises(InputError, match="nothing of a publisher 'corier' is kept"):
        request_reprocessing(stores, Selection(publishers=("courier", "corier")))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-01-05", datetime(2024, 1, 5, tzinfo=UTC)),
        ("2024-07-05", datetime(2024, 7, 4, 23, tzinfo=UTC)),
        (date(2024, 7, 5), datetime(2024, 7, 4, 23, tzinfo=UTC)),
        ("2024-07-05T10:00", datetime(2024, 7, 5, 10, tzinfo=UTC)),
        ("2024-07-05T10:00:00+02:00", datetime(2024, 7, 5, 8, tzinfo=UTC)),
        (NOON, NOON),
    ],
)
def test_a_day_begins_at_midnight_in_london(given: str | date, expected: datetime) -> None:
    assert read_time(given) == expected
    assert read_time(given).tzinfo is not None


@pytest.mark.parametrize("given", ["", "soon", "2024-13-01", "0001-01-01T00:00:00+05:00"])
def test_what_is_no_time_is_told(given: str) -> None:
    with pytest.raises(InputError, match="is no date: write"):
        read_time(given)
