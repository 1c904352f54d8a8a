"""What a person put right is shown as such, and so is what a statement says of a change of position."""

import csv
import io
import json
from datetime import UTC, datetime

import feedparser
import pytest

from clausewatch.cli.formats import write_csv, write_json, write_rss, write_table
from clausewatch.index.protocol import Corrected, Hit
from clausewatch.models import ChangeClaim
from tests.cli.test_formats import make_hit, write

# Half past eleven at night in Greenwich is the next day in London's summer.
AT = datetime(2024, 6, 30, 23, 30, tzinfo=UTC)
SPEAKER = Corrected(part="speaker", why="it was\nher", at=AT)
STANCE = Corrected(part="stance", target="clause", why="irony <i>", at=AT)
TOLD = "speaker corrected 2024-07-01: it was her; stance on clause corrected 2024-07-01: irony <i>"


def correct(*corrected: Corrected, claim: ChangeClaim | None = None) -> Hit:
    hit = make_hit()
    statement = hit.entry.statement.model_copy(update={"claims_change": claim})
    entry = hit.entry.model_copy(update={"statement": statement})
    return hit.model_copy(update={"entry": entry, "corrected": corrected})


def test_a_block_of_the_table_says_what_was_put_right_and_why() -> None:
    lines = write(write_table, correct(SPEAKER, STANCE)).splitlines()
    assert lines[0].rstrip().endswith("AGAINST, corrected")
    assert lines[-1].strip() == TOLD


def test_a_stance_on_another_target_keeps_its_confidence() -> None:
    other = STANCE.model_copy(update={"target": "other"})
    assert write(write_table, correct(other)).splitlines()[0].rstrip().endswith("AGAINST 0.90")
    assert write(write_table, correct(SPEAKER)).splitlines()[0].rstrip().endswith("AGAINST 0.90")


def test_what_nobody_put_right_has_no_line_for_it() -> None:
    assert len(write(write_table, make_hit()).splitlines()) == 3
    (row,) = csv.DictReader(io.StringIO(write(write_csv, make_hit())))
    assert (row["corrected"], row["claims_change"]) == ("", "")
    row = json.loads(write(write_json, make_hit()))
    assert (row["corrected"], row["claims_change"]) == ([], None)


def test_a_spreadsheet_has_it_in_one_cell() -> None:
    (row,) = csv.DictReader(io.StringIO(write(write_csv, correct(SPEAKER, STANCE))))
    assert row["corrected"] == TOLD


def test_scripts_have_part_target_reason_and_time() -> None:
    row = json.loads(write(write_json, correct(STANCE)))
    assert row["corrected"] == [
        {"part": "stance", "target": "clause", "why": "irony <i>", "at": "2024-06-30T23:30:00Z"}
    ]


def test_a_feed_has_it_as_text() -> None:
    (entry,) = feedparser.parse(write(write_rss, correct(STANCE))).entries
    assert "<p>AGAINST, corrected</p>" in entry.summary
    assert "irony &lt;i&gt;" in entry.summary


@pytest.mark.parametrize("claim", ["denies", "announces"])
def test_a_claim_about_a_change_of_position_is_shown(claim: ChangeClaim) -> None:
    hit = correct(claim=claim)
    assert write(write_table, hit).splitlines()[-1].endswith(f"({claim} a change of position)")
    assert json.loads(write(write_json, hit))["claims_change"] == claim
    (row,) = csv.DictReader(io.StringIO(write(write_csv, hit)))
    assert row["claims_change"] == claim
