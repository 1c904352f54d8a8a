"""The lists of verbs are made from texts, and figures are given by verb."""

import pytest

from bench.cues import OTHER, SIGN, count_verbs, name_verb, rank_verbs
from clausewatch.models import Span
from nlp.attribution import Attribution
from nlp.evaluation.quotes import GoldAttribution, GoldText


def spans(text: str, part: str) -> tuple[Span, ...]:
    start = text.index(part)
    return ((start, start + len(part)),)


def marked(content: str, cue: str) -> GoldText:
    text = f"{content} {cue} Ada Moor"
    said = GoldAttribution(content=spans(text, content), source=spans(text, "Ada Moor"), cue=spans(text, cue))
    return GoldText(id=text, text=text, attributions=(said,))


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "say"),
        ("has told", "tell"),
        ("According to", "according"),
        (":", SIGN),
        ("plans to", OTHER),
        ("", OTHER),
    ],
)
def test_a_cue_is_named_by_its_verb(cue: str, verb: str) -> None:
    assert name_verb(cue) == verb


def test_verbs_are_ranked_by_how_often_they_report() -> None:
    texts = [marked("It snows", "warned")] * 2 + [marked("It rains", "said")] * 3
    texts += [marked("It hails", ":")] * 4 + [marked("It hails", "planned")] * 5
    assert rank_verbs(texts) == ["say", "warn"]


def test_right_ones_are_counted_with_the_verb_of_the_mark() -> None:
    text = marked('"It rains."', "said")
    [gold] = text.attributions
    right = Attribution(kind="direct", content=gold.content, source=gold.source, cue=gold.cue)
    wrong = Attribution(kind="direct", content=gold.content, source=gold.cue, cue=gold.cue)
    counts = count_verbs([text, text, text], [[right], [wrong], []])
    assert (counts.gold["say"], counts.found["say"], counts.right["say"]) == (3, 2, 1)
    assert counts.f1({"say"}) == pytest.approx(2 / 5)
    assert counts.f1({"warn"}) == 0
