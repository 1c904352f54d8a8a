"""How far a file was read is kept whole, once a file and selection."""

import pytest

from clausewatch.errors import LedgerError
from clausewatch.ledger import Ledger
from clausewatch.ledger.ingests import Ingest, RecordCounts, find_ingest, keep_ingest, read_ingest

PLACE = "s3://harbour/2023/a.warc.gz"
HALF = Ingest(
    place=PLACE, identity='"e1" 900', offset=2**33, counts=RecordCounts(read=9, other_sites=4, fresh=3, faulty=1)
)


def test_what_is_kept_is_found_by_its_key_and_by_its_number(ledger: Ledger) -> None:
    with ledger.begin() as session:
        number = keep_ingest(session, "k1", HALF)
    with ledger.read() as session:
        assert find_ingest(session, "k1") == read_ingest(session, number) == HALF
        assert find_ingest(session, "k2") is None


def test_what_is_kept_again_takes_the_place_and_keeps_its_number(ledger: Ledger) -> None:
    done = HALF.model_copy(update={"is_done": True, "offset": 2**34})
    with ledger.begin() as session:
        numbers = [keep_ingest(session, "k1", HALF), keep_ingest(session, "k2", HALF), keep_ingest(session, "k1", done)]
    assert numbers[0] == numbers[2] != numbers[1]
    with ledger.read() as session:
        assert find_ingest(session, "k1") == done
        assert find_ingest(session, "k2") == HALF


def test_a_number_that_nothing_has_is_an_error(ledger: Ledger) -> None:
    with ledger.read() as session, pytest.raises(LedgerError, match="no file 7"):
        read_ingest(session, 7)


def test_the_counts_of_two_files_add_up() -> None:
    first = RecordCounts(read=5, other_sites=1, without_keywords=1, fresh=1, known=1, faulty=1)
    assert first + RecordCounts(read=2, known=1) == first.model_copy(update={"read": 7, "known": 2})
