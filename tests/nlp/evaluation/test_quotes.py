"""The measure of statements found."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
OTHER = [Attribution("indirect", ((40, 48),), ((30, 34),), ((35, 40),), "attitude")]
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


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("gold.jsonl", None, "No such file", id="missing"),
        pytest.param("gold.jsonl", b"\xff\xfe", "can't decode", id="not UTF-8"),
        pytest.param("gold.jsonl.gz", b"{}", "Not a gzipped file", id="not gzipped"),
        pytest.param("gold.jsonl.gz", gzip.compress(b"{}" * 99)[:-9], "ended before", id="cut short"),
        pytest.param("gold.jsonl.gz", gzip.compress(b"{}")[:10] + b"\xff" * 20, "decompressing", id="broken within"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=rf"^{name}: .*{reason}"):
        list(read_gold(tmp_path / name))


def test_an_empty_file_has_no_texts(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b"")
    assert list(read_gold(tmp_path / "gold.jsonl")) == []


COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda counts: Tally(right=min(counts), gold=counts[1], found=counts[2])
)


@given(COUNTS, COUNTS)
def test_counts_add_up_and_shares_are_shares(one: Tally, other: Tally) -> None:
    assert one + other == other + one
    assert one + Tally() == one
    whole = one + other
    assert whole.gold == one.gold + other.gold
    assert all(0 <= share <= 1 for share in (whole.precision, whole.recall, whole.f1))
    assert min(whole.precision, whole.recall) <= whole.f1 <= max(whole.precision, whole.recall)


def test_what_is_found_as_it_was_marked_is_all_right() -> None:
    found = [Attribution("direct", one.content, one.source, one.cue) for one in GOLD.attributions]
    tallies, misses = score_quotes([GOLD, GOLD], [found, found[::-1]])
    assert tallies["all"] == Tally(right=4, gold=4, found=4)
    assert misses == []


def test_a_finding_counts_once_though_two_marked_ones_share_its_words() -> None:
    gold = GOLD.model_copy(update={"attributions": GOLD.attributions[:1] * 2})
    tallies, misses = score_quotes([gold], [[FIRST]])
    assert tallies["all"] == Tally(right=1, gold=2, found=1)
    assert [miss.what for miss in misses] == ["not found"]


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        pytest.param((), (), 1, id="neither has one"),
        pytest.param(((24, 28),), (), 0, id="none was found"),
        pytest.param((), ((24, 28),), 0, id="none was marked"),
        pytest.param(((24, 28),), ((19, 26),), 1, id="they overlap"),
    ],
)
def test_when_sources_agree(gold: tuple[tuple[int, int], ...], found: tuple[tuple[int, int], ...], right: int) -> None:
    text = GoldText(id="a", text=TEXT, attributions=(GoldAttribution(content=((0, 18),), source=gold),))
    tallies, _ = score_quotes([text], [[Attribution("direct", ((0, 18),), found)]])
    assert tallies["all"].right == right


def test_an_error_says_who_what_and_how() -> None:
    _, (miss,) = score_quotes([GOLD], [[Attribution("direct", ((0, 18),), ((30, 34),), ((19, 23),), "speech"), *OTHER]])
    assert (miss.document, miss.what, miss.kind, miss.cue_type) == ("a1", "wrong source", "direct", "speech")
    assert (miss.source, miss.cue, miss.content) == ("Moor", "said", "“The lamp is out,”")


def test_as_many_texts_as_lists_of_findings_are_needed() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_quotes([GOLD, GOLD], [[]])
