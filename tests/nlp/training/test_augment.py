"""The same article as another newsroom would set it."""

import random

import pytest

from nlp.training.quotations.augment import augment, curl
from nlp.training.quotations.corpus import Article, Gold

TEXT = "“The lamp is out,” said Moor.\n\nHale said, “The lamp is the harbour's lamp, and we shall keep it.”"


def span(words: str) -> tuple[tuple[int, int], ...]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


ARTICLE = Article(
    "a1",
    TEXT,
    (
        Gold(span("“The lamp is out,”"), span("Moor"), ((19, 23),)),
        Gold(span("“The lamp is the harbour's lamp, and we shall keep it.”"), span("Hale"), ((36, 40),)),
    ),
)
VARIANTS = [augment(ARTICLE, random.Random(seed)) for seed in range(300)]


def test_every_variant_is_as_long_and_keeps_its_contents() -> None:
    for variant in VARIANTS:
        assert len(variant.text) == len(TEXT)
        assert [gold.content for gold in variant.attributions] == [gold.content for gold in ARTICLE.attributions]


def test_marks_come_straight_curly_and_british() -> None:
    texts = [variant.text for variant in VARIANTS]
    assert any('"The lamp is out' in text for text in texts)
    assert any("‘The lamp is out" in text for text in texts)
    assert any("'The lamp is out" in text for text in texts)


def test_some_quotations_are_signed_and_lose_their_cue() -> None:
    signed = [variant for variant in VARIANTS if not variant.attributions[0].cue]
    assert signed
    assert all(any(dash in variant.text for dash in "–—-") and "said Moor" not in variant.text for variant in signed)


def test_some_quotations_look_like_a_transcript() -> None:
    read = ["".join(variant.text.split()) for variant in VARIANTS]
    assert any("Hale:The" in text for text in read)


@pytest.mark.parametrize(
    ("plain", "curly"),
    [
        ('"Out," he said.', "“Out,” he said."),
        ("It's 'out'.", "It’s ‘out’."),
        ('He said: "It\'s out."', "He said: “It’s out.”"),
    ],
)
def test_straight_marks_are_made_curly(plain: str, curly: str) -> None:
    assert curl(plain) == curly
