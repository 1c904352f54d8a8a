"""The measure of statements found."""

import gzip
import json
from pathlib import Path

import pytest

from clausewatch.errors import InputError
from nlp.attribution import Attribution
from nlp.evaluation.quotes import GoldAttribution, GoldText, Tally, read_gold, score_quotes

TEXT = "“The lamp is out,” said Moor. Hale wants it sold."
SPANS = {"content": ((0, 18),), "source": ((24, 28),), "cue": ((19, 23),)}
GOLD = GoldText(
    id="a1",
    text=TEXT,
    attributions=(GoldAttribution(**SPANS), GoldAttribution(content=((40, 48),), source=((30, 34),), cue=((35, 40),))),
)
FIRST = Attribution("direct", SPANS["content"], SPANS["source"], SPANS["cue"], "speech")


def test_a_statement_with_its_source_is_right() -> None:
    tallies, misses = score_quotes([GOLD], [[FIRST]])
    assert (tallies["all"].precision, tallies["all"].recall) == (1, 0.5)
    assert tallies["direct"] == Tally(right=1, gold=1, found=1)
    assert tallies["attitude"] == Tally(right=0, gold=1, found=0)
    assert [(miss.what, miss.source) for miss in misses] == [("not found", "Hale")]


def test_a_wrong_source_is_an_error_on_both_sides() -> None:
    wrong = Attribution("direct", SPANS["content"], ((30, 34),), SPANS["cue"], "speech")
    tallies, misses = score_quotes([GOLD], [[wrong]])
    assert tallies["speech"] == Tally(right=0, gold=1, found=1)
    assert misses[0].what == "wrong source"


def test_what_nobody_marked_counts_against_precision() -> None:
    extra = Attribution("indirect", ((5, 9),), ((24, 28),), (), None)
    tallies, misses = score_quotes([GOLD], [[FIRST, extra]])
    assert tallies["all"] == Tally(right=1, gold=2, found=2)
    assert {miss.what for miss in misses} == {"not found", "not in the gold"}
    assert tallies["all"].f1 == 0.5


def test_nothing_found_and_nothing_marked_is_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_both_without_a_source_agree() -> None:
    gold = GoldText(id="a", text=TEXT, attributions=(GoldAttribution(content=SPANS["content"]),))
    tallies, _ = score_quotes([gold], [[Attribution("direct", SPANS["content"])]])
    assert tallies["all"].right == 1


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_gold_is_read_plain_and_gzipped(tmp_path: Path, name: str) -> None:
    line = (GOLD.model_dump_json() + "\n").encode()
    (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith(".gz") else line)
    assert list(read_gold(tmp_path / name)) == [GOLD]


@pytest.mark.parametrize("line", ["no json", json.dumps({"id": "a"}), "[]"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{GOLD.model_dump_json()}\n{line}\n")
    with pytest.raises(InputError, match=r"gold\.jsonl: line 2"):
        list(read_gold(path))
