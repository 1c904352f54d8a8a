"""People and bodies told apart by the words around their names."""

import time

import pytest

from nlp.components.speakers.cast import Cast
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.words import read_words

REGISTRY = Registry(())
SECONDS = 6.0


def cast_of(text: str, quoted: list[tuple[int, int]] | None = None) -> Cast:
    return read_cast(text, "", read_words(text), [], REGISTRY, quoted or [])


def kind_of(text: str, name: str = "Zolta Quy", quoted: list[tuple[int, int]] | None = None) -> tuple[str, bool]:
    figure = next(figure for figure in cast_of(text, quoted).figures if figure.name == name)
    return figure.kind, figure.told


@pytest.mark.parametrize(
    "text",
    [
        "Zolta Quy, which bakes bread, left.",
        "Zolta Quy, a messaging app, left.",
        "Zolta Quy, the Corve-based charity, left.",
        "Zolta Quy, a start-up founded by bakers, left.",
        "Zolta Quy is a charity.",
        "The bakery chain Zolta Quy left.",
        "He met the founder of Zolta Quy.",
        "She is head and founder of Zolta Quy.",
        "An engineer at Zolta Quy left.",
        "The head of policy at Zolta Quy left.",
        "Zolta Quy’s chief executive left.",
        "Zolta Quy's own co-founder left.",
        "Zolta Quy boss Ada Moor left.",
        "Zolta Quy users left.",
        "Zolta Quy has 300 staff.",
        "Zolta Quy has more than two million users.",
        "Zolta Quy now has a million British users.",
        "Zolta Quy said it would not comply.",
        "Zolta Quy told peers it had never been asked.",
        "Zolta Quy said on Monday that it was considering an appeal.",
        "Zolta Quy said that its users were safe.",
        "Zolta Quy left. Its users stayed.",
        "Zolta Quy left. It has made a loss.",
        "Zolta Quy left. The company made a loss.",
        "Zolta Quy left. But the street is full.\nThe app made a loss.",
        "Zolta Quy left. The messaging firm made a loss.",
    ],
)
def test_a_body_is_told_by_the_words_around_it(text: str) -> None:
    assert kind_of(text) == ("organisation", True)


@pytest.mark.parametrize(
    "text",
    [
        "Zolta Quy, who bakes bread, left.",
        "Zolta Quy, 34, left.",
        "Zolta Quy, a baker, left.",
        "Zolta Quy is a baker.",
        "The baker Zolta Quy left.",
        "The developer Zolta Quy left.",
        "Zolta Quy, whose bread is dark, left.",
        "Zolta Quy said he was late.",
        "Zolta Quy left. She took her coat.",
        "“No,” said Zolta Quy. He left.",
        "Zolta Quy left. Ms Quy was late.",
    ],
)
def test_a_person_is_told_by_the_words_around_the_name(text: str) -> None:
    assert kind_of(text)[0] == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Zolta Quy left.",
        "Zolta Quy said it would rain.",
        "Zolta Quy said it was late.",
        "They saw Zolta Quy and its shadow.",
        "Zolta Quy thanked Ada Moor. She left.",
        "Zolta Quy left.\n\nHe was late.",
        "Zolta Quy left. “It is late.” He left.",
        "Zolta Quy met Bluefern. The company made a loss.",
        "Bluefern met Zolta Quy. The company made a loss.",
        "He stared at Zolta Quy.",
    ],
)
def test_nothing_is_told_where_the_words_may_be_about_somebody_else(text: str) -> None:
    assert kind_of(text) == ("unknown", False)


def test_pronouns_within_a_quotation_do_not_count() -> None:
    text = "“Zolta Quy said that its users are safe.”"
    assert kind_of(text) == ("organisation", True)
    assert kind_of(text, quoted=[(0, len(text))]) == ("unknown", False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tom Quarles, which makes pills, left.", "organisation"),
        ("Tom Quarles left. Its users stayed.", "person"),
        ("Mr Tom Quarles, which makes pills, left.", "person"),
        ("Tom Quarles, who makes pills, left.", "person"),
    ],
)
def test_a_name_that_looks_like_a_person_s_is_one_unless_the_text_says_outright(text: str, kind: str) -> None:
    assert kind_of(text, "Tom Quarles")[0] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Zolta said he was late.", "Zolta", "person"),
        ("The Zoltas, who came late, left.", "Zoltas", "unknown"),
        ("Some Zoltas, who came late, left.", "Zoltas", "unknown"),
        ("The ZQB said he was late.", "ZQB", "organisation"),
        ("It is contrary to Zolta that he saw.", "Zolta", "unknown"),
        ("Amber left. The app has 20 users. Amber has 20 staff.", "Amber", "organisation"),
        ("A baker from Zolta, who left.", "Zolta", "unknown"),
    ],
)
def test_a_single_word_needs_more_to_be_a_person(text: str, name: str, kind: str) -> None:
    assert kind_of(text, name)[0] == kind


def test_a_surname_alone_says_nothing_of_a_body_with_that_word_in_its_name() -> None:
    assert kind_of("Zolta Quy left. Quy said that its users were safe.")[0] == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Zolta Quy left. It " * 8_000,
        "Zolta Quy, a " + "big " * 60_000,
        "Zolta Quy's " * 12_000,
        "Zolta Quy" + " " * 200_000 + "\n" * 200_000 + "The company.",
        " ".join(f"Zolta{n} Quy{n} said that it" for n in range(6_000)),
        "the founder and founder of " * 20_000 + "Zolta Quy",
    ],
    ids=["many", "long-apposition", "possessives", "blank", "names", "leaders"],
)
def test_kinds_are_told_in_linear_time(text: str) -> None:
    begun = time.process_time()
    cast_of(text)
    assert time.process_time() - begun < SECONDS
