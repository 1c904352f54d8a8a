"""House style, marks and light words make no difference; what decides is marked."""

import pytest

from nlp.copies.words import read_tokens


def keys(text: str) -> list[str]:
    return [token.key for token in read_tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We won’t go", "we will not go"),
        ("They can't", "They cannot"),
        ("I'm sure you've heard it", "I am sure you have heard it"),
        ("It’s done", "It is done"),
        ("organise the labour of a programme", "organize the labor of the program"),
        ("analysed and travelled", "analyzed traveled"),
        ("the theatre at the centre", "the theater at the center"),
        ("five thousand", "5 thousand"),
        ("£21m", "21 million"),
        ("43 per cent of it", "43% of it"),
        ("Mr Moor said “no”", "Moor said 'no'"),
        ("the minister's words", "the minister words"),
        ("naïve façade", "naive facade"),
        ("on Tuesday, that is", "on Tuesday is"),
    ],
)
def test_two_ways_to_write_it_are_one(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("must", "may"), ("5 million", "5 billion"), ("I'm", "m"), ("four hours", "for hours"), ("safe", "unsafe")],
)
def test_other_words_are_others(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("text", "deciding"),
    [
        ("nobody will ever do it unless asked", ["nobody", "will", "ever", "unless"]),
        ("Ada Moor met 14 people in June", ["ada", "moor", "14", "june"]),
        ("we don't", ["not"]),
        ("The debate is on Tuesday", []),
        ("they refuse to support it", ["refuse", "support"]),
        ("a calm and honest look", []),
    ],
)
def test_names_numbers_negations_conditions_and_sides_decide(text: str, deciding: list[str]) -> None:
    assert [token.key for token in read_tokens(text) if token.decides] == deciding


def test_a_text_without_words_has_none() -> None:
    assert read_tokens("") == read_tokens("“…” — !") == ()
