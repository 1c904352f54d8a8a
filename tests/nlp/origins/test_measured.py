"""How well origins are found, on pairs that were written for it; no threshold was chosen by the held-out ones."""

from collections import Counter

import pytest

from clausewatch.models import OriginVerdict
from tests.nlp.origins.pairs import VERDICTS, Result, measure, read_pairs

PRECISION, RECALL = 0.95, 0.85
PARTS = ("development", "held_out")


def tabulate(results: tuple[Result, ...]) -> str:
    """Right verdicts down, found ones across."""
    counts = Counter((result.pair.verdict, result.verdict) for result in results)
    rows = [f"{right:12}" + "".join(f"{counts[right, found]:12}" for found in VERDICTS) for right in VERDICTS]
    return "\n".join((" " * 12 + "".join(f"{found:>12}" for found in VERDICTS), *rows))


@pytest.mark.parametrize("part", PARTS)
def test_what_is_found_is_right_and_most_is_found(part: str) -> None:
    results = measure(part)
    right = sum(result.is_right for result in results)
    found = sum(result.is_found for result in results)
    there = sum(result.pair.verdict != "not-found" for result in results)
    assert right / found >= PRECISION, tabulate(results)
    assert right / there >= RECALL, tabulate(results)


@pytest.mark.parametrize("part", PARTS)
def test_the_verdict_is_right_as_often(part: str) -> None:
    results = [result for result in measure(part) if result.is_found]
    right = sum(result.is_right and result.verdict == result.pair.verdict for result in results)
    assert right / len(results) >= PRECISION, tabulate(tuple(results))


@pytest.mark.parametrize("verdict", ["verbatim", "shortened", "changed"])
def test_quoted_words_are_nearly_always_found(verdict: OriginVerdict) -> None:
    results = [result for part in PARTS for result in measure(part) if result.pair.verdict == verdict]
    assert sum(result.is_right for result in results) / len(results) >= PRECISION


def test_paraphrases_are_mostly_found() -> None:
    results = [result for result in measure("held_out") if result.pair.verdict == "paraphrase"]
    assert sum(result.is_right for result in results) / len(results) >= 0.75


def test_sure_origins_are_right_more_often_than_doubtful_ones() -> None:
    results = [(result.origin, result.is_right) for part in PARTS for result in measure(part) if result.is_found]
    sure = [is_right for origin, is_right in results if origin and origin.confidence >= 0.9]
    doubtful = [is_right for origin, is_right in results if origin and origin.confidence < 0.9]
    assert sum(sure) / len(sure) > sum(doubtful) / len(doubtful)


def test_there_are_enough_pairs_and_near_misses() -> None:
    pairs = [pair for part in PARTS for pair in read_pairs(part)]
    assert len(pairs) >= 160
    assert sum(pair.verdict == "not-found" for pair in pairs) >= 60
    assert sum(pair.verdict == "not-found" for pair in read_pairs("held_out")) >= 60


def test_no_pair_stands_twice_and_no_speaker_is_in_both_parts() -> None:
    pairs = [pair for part in PARTS for pair in read_pairs(part)]
    assert len({(pair.speaker, pair.kind, pair.text) for pair in pairs}) == len(pairs)
    speakers = [{pair.speaker for pair in read_pairs(part)} for part in PARTS]
    assert not speakers[0] & speakers[1]
