"""Which language a passage is in."""

from collections import Counter
from pathlib import Path

import pytest

from clausewatch.demo.sites import load_web
from clausewatch.settings import SHIPPED
from nlp.components.languages.telling import ENGLISH, READ, tell_language
from nlp.evaluation.marked_text import read_marked_folder

PASSAGES = [
    line.split(": ", 1)
    for line in (Path(__file__).parent / "foreign.txt").read_text(encoding="utf-8").splitlines()
    if line
]
OURS = [SHIPPED / "evaluation" / "gold", SHIPPED / "training" / "quotations" / "british"]


def test_the_passages_are_enough_to_judge_by() -> None:
    numbers = Counter(language for language, _ in PASSAGES)
    assert numbers["fr"] == numbers["cy"] == 20
    assert min(numbers["de"], numbers["es"], numbers["pl"]) >= 4
    assert sum(len(text.split()) < 12 for _, text in PASSAGES) >= 15
    assert ENGLISH not in numbers


@pytest.mark.parametrize("language", sorted({language for language, _ in PASSAGES}))
def test_passages_in_other_languages_are_told_in_19_of_20_cases(language: str) -> None:
    told = [tell_language(text) for code, text in PASSAGES if code == language]
    assert told.count(language) >= 0.95 * len(told)


@pytest.mark.parametrize("folder", OURS, ids=lambda folder: folder.name)
def test_no_line_of_our_english_texts_is_taken_for_another_language(folder: Path) -> None:
    lines = [line for marked in read_marked_folder(folder) for line in marked.text.splitlines()]
    assert len(lines) > 200
    assert [line for line in lines if tell_language(line) not in (ENGLISH, None)] == []


def test_no_line_of_the_demo_s_pages_is_taken_for_another_language() -> None:
    bodies = [page.body for site in load_web().values() for page in site.pages_on(2)]
    lines = [line for body in bodies for line in body.splitlines()]
    assert len(lines) > 200
    assert [line for line in lines if tell_language(line) not in (ENGLISH, None)] == []


@pytest.mark.parametrize(
    "passage",
    [
        "“Go,” said Moor.",
        "Ruth Pell MP",
        "Bogdan Wojcik, kitchen porter, Thornby",
        "EMBARGOED UNTIL 00.01 WEDNESDAY 14 SEPTEMBER",
        "Canon R. T. Mumby",
        "Angela Merkel, Emmanuel Macron, Pedro Sánchez, Mario Draghi, Viktor Orbán, Mette Frederiksen",
        "<div class='a'><p lang='fr'><b></b></p></div>",
        "https://news.example/fr/politique/loi-securite-en-ligne",
        "3F8D21A7-0C9E-46A4-8B57-9D0E4C7AC202",
        "WANTED: lamp keeper, Thornby harbour, nights.",
        "“” « » !!! 12 34",
        "",
    ],
)
def test_what_is_short_or_no_prose_is_not_foreign(passage: str) -> None:
    assert tell_language(passage) in (ENGLISH, None)


@pytest.mark.parametrize(
    "passage",
    [
        "The minister told Le Soir: “Il faut protéger les enfants sans ouvrir la porte aux criminels, voilà tout.”",
        "“Dydyn ni ddim yn mynd i wanhau’r gwasanaeth, a dyna ddiwedd arni,” Ada Moor told reporters in Welsh.",
        "Asked about it, he replied: «No vamos a debilitar el cifrado de nadie, y eso es todo lo que diré».",
    ],
)
def test_a_quotation_in_another_language_leaves_an_english_paragraph_english(passage: str) -> None:
    assert tell_language(passage) == ENGLISH


def test_of_a_long_passage_its_middle_and_end_are_read_too() -> None:
    french = "Le conseil municipal s’est réuni hier soir pour parler du port et de la lampe du phare. "
    english = "The council met last night and spoke of the harbour and of the lamp that they had bought. "
    assert tell_language(french * (READ // 20)) == "fr"
    assert tell_language(french * 5 + english * READ) == ENGLISH
