"""The same article as another newsroom would set it."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.training.quotations.augment import augment, curl
from nlp.training.quotations.corpus import Article, Gold, read_marked_articles

BRITISH = read_marked_articles(Path(__file__).parents[3] / "nlp" / "training" / "quotations" / "british")[::6]
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


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(BRITISH))
def test_words_and_their_spans_survive_every_change(seed: int, article: Article) -> None:
    variant = augment(article, random.Random(seed))
    assert len(variant.text) == len(article.text)
    assert [gold.source for gold in variant.attributions] == [gold.source for gold in article.attributions]
    for gold in variant.attributions:
        for start, end in (*gold.content, *gold.source):
            assert words(variant.text[start:end]) == words(article.text[start:end])


def words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_the_same_draw_makes_the_same_variant() -> None:
    assert augment(ARTICLE, random.Random(7)) == augment(ARTICLE, random.Random(7))


def test_a_quotation_of_several_parts_is_neither_signed_nor_scripted() -> None:
    parts = (*span("“The lamp is out,”"), *span("“The lamp is the harbour's lamp, and we shall keep it.”"))
    article = Article("a", TEXT, (Gold(parts, span("Moor"), ((19, 23),)),))
    variants = [augment(article, random.Random(seed)) for seed in range(200)]
    assert all("said Moor" in variant.text and variant.attributions[0].cue for variant in variants)


@given(st.text(alphabet="ab \"'“”‘’([—\n", max_size=40))
def test_curling_keeps_the_length_and_leaves_no_straight_mark(text: str) -> None:
    curly = curl(text)
    assert len(curly) == len(text)
    assert not set(curly) & set("\"'")
    assert curl(curly) == curly
