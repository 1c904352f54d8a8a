"""From a quotation to its origin: exact words first, meaning second, and what says too little."""

from collections.abc import Sequence
from typing import NoReturn

import pytest

from clausewatch.models import Origin, StatementKind
from nlp.origins import Passage, Quotation, find_origin, pool_passages
from tests.nlp.origins.pairs import encode, make_pool

RECORD = (
    "We will publish the guidance in July, and Parliament will debate it before the summer.",
    "There is no intention to weaken the encryption that people rely on.",
    "The regulator cannot require a tool that does not exist.",
    "It is not right to say that ministers have retreated from the plan to scan messages.",
)


def find(kind: StatementKind, text: str, cue: str = "said") -> Origin | None:
    return find_origin(Quotation(kind, text, lambda: cue), make_pool(RECORD), encode)


def no_encoder(texts: Sequence[str]) -> NoReturn:
    raise AssertionError(f"encoded: {texts}")


@pytest.mark.parametrize(
    ("kind", "text", "verdict", "statements"),
    [
        ("direct", "“We will publish the guidance in July,”", "verbatim", ("0",)),
        ("direct", "We will publish the guidance … before the summer", "shortened", ("0",)),
        ("direct", "There's no intention to weaken encryption that people rely on", "changed", ("1",)),
        ("direct", "We will publish the guidance in May", "not-found", ("0",)),
        ("direct", "Nobody has asked me about guidance", "not-found", ()),
        ("indirect", "ministers had no intention of weakening the encryption people rely on", "paraphrase", ("1",)),
        ("indirect", "there is no intention to weaken the encryption", "verbatim", ("1",)),
        ("indirect", "ministers intended to weaken the encryption that people rely on", "not-found", ("1",)),
        ("indirect", "that there is no intention to weaken the encryption", "verbatim", ("1",)),
        ("mixed", "the regulator could not ask for “a tool that does not exist”", "verbatim", ("2",)),
        ("mixed", "guidance would be published in July and debated “before the summer”", "paraphrase", ("0",)),
    ],
)
def test_the_best_origin(kind: StatementKind, text: str, verdict: str, statements: tuple[str, ...]) -> None:
    origin = find(kind, text)
    assert origin is not None
    assert (origin.verdict, origin.statements) == (verdict, statements)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("direct", "“Show me,”"),
        ("direct", "I do not"),
        ("indirect", "the Bill"),
        ("mixed", "“quite so”"),
        ("direct", ""),
    ],
)
def test_what_says_too_little_is_not_looked_for(kind: StatementKind, text: str) -> None:
    assert find(kind, text) is None


def test_only_changes_have_edits() -> None:
    verbatim = find("direct", "We will publish the guidance in July")
    changed = find("direct", "We shall publish the guidance in July")
    assert verbatim is not None
    assert changed is not None
    assert verbatim.edits == ()
    assert [(edit.kind, edit.text) for edit in changed.edits] == [
        ("same", "We"),
        ("left-out", "will"),
        ("put-in", "shall"),
        ("same", "publish the guidance in July"),
    ]


def test_the_nearest_of_what_was_not_found_is_shown_with_the_difference() -> None:
    origin = find("direct", "We will publish the guidance in May")
    assert origin is not None
    assert [edit.text for edit in origin.edits if edit.kind != "same"] == ["July", "May"]


def test_what_somebody_denied_is_the_denial_of_the_record() -> None:
    text = "that ministers had retreated from the plan to scan messages"
    denied, claimed = find("indirect", text, "denied"), find("indirect", text, "said")
    assert denied is not None
    assert claimed is not None
    assert (denied.verdict, claimed.verdict) == ("paraphrase", "not-found")


def test_of_the_same_words_the_preferred_passage_is_named() -> None:
    text = "The regulator cannot require a tool."
    passages = [Passage(name, text, name, 0, len(text)) for name in ("newest", "older")]
    origin = find_origin(Quotation("direct", text), pool_passages(passages), no_encoder)
    assert origin is not None
    assert origin.statements == ("newest",)


def test_exact_words_need_no_encoder_and_neither_does_an_empty_pool() -> None:
    assert find_origin(Quotation("direct", "We will publish the guidance"), make_pool(RECORD), no_encoder) is not None
    origin = find_origin(Quotation("indirect", "guidance would be published soon"), pool_passages([]), no_encoder)
    assert origin == Origin(verdict="not-found", confidence=0.9)


def test_longer_matches_are_surer() -> None:
    short, long = find("direct", "publish the guidance"), find("direct", "We will publish the guidance in July")
    assert short is not None
    assert long is not None
    assert short.confidence < long.confidence < 1


def test_a_quotation_of_many_sentences_is_found_whole() -> None:
    origin = find("direct", " ".join(RECORD))
    assert origin is not None
    assert (origin.verdict, origin.statements) == ("verbatim", ("0", "1", "2", "3"))


def test_words_left_out_with_the_negation_that_they_hang_on_are_another_claim() -> None:
    pool = make_pool(("Three engineers said that the bridge was safe for cars but not for lorries.",))
    turned = find_origin(Quotation("direct", "“the bridge was safe for lorries”"), pool, encode)
    assert turned is not None
    assert turned.verdict == "not-found"
    kept = find_origin(Quotation("direct", "“the bridge was safe … but not for lorries”"), pool, encode)
    assert kept is not None
    assert kept.verdict == "shortened"
