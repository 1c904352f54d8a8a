"""A statement is about a target by its words, by its paragraph or by the document around it."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlp.components.targets import Target
from nlp.components.targets.matching import DENSITY, FEWEST, REACH, PhraseFinder, TargetMatcher
from nlp.components.targets.stems import read_stems, stem

TARGET = Target(
    id="clause",
    name="The clause",
    proposition="Messages should be scanned",
    keywords=("end-to-end encryption", "scanning messages", "clause 122"),
    synonyms=(("clause 122", "spy clause"), ("ferry", "boat")),
    examples={"FAVOR": ("Scan them.",), "AGAINST": ("Do not.",)},
)


def about(text: str, statement: str, title: str = "") -> bool:
    start = text.index(statement)
    return TargetMatcher(TARGET).match(text, title, [[(start, start + len(statement))]])[0]


def test_forms_of_a_word_have_one_stem() -> None:
    for words in ("scan scans scanned scanning scanner", "message messages messaging", "encrypt encrypts encrypted"):
        assert len({stem(word) for word in words.split()}) == 1
    assert stem("Encryption") == stem("encrypted")
    assert stem("call") == stem("called")


def test_phrases_are_found_in_any_form_and_with_any_dash() -> None:
    finder = PhraseFinder(["end-to-end encryption", "scanned messages"])
    assert finder.find("Is end‑to‑end ENCRYPTED chat safe?") == [3]
    assert finder.find("Scanning of messages; scan message") == [22]
    assert finder.find("The end of encryption") == []


def test_a_phrase_of_signs_alone_is_never_found() -> None:
    assert PhraseFinder(["--"]).find("a -- b") == []


def test_a_statement_with_a_keyword_is_about_the_target() -> None:
    assert about("Clause 122 must go.", "Clause 122 must go.")


def test_a_synonym_of_a_keyword_counts_and_other_synonyms_do_not() -> None:
    assert about("The spy clause must go.", "must go")
    assert not about("The boat must go.", "must go")


def test_a_keyword_in_the_paragraph_counts() -> None:
    assert about("Of clause 122 she said: it must go.\n\nIt rained.", "it must go")


def test_a_far_paragraph_counts_only_when_the_document_is_on_the_subject() -> None:
    text = "Clause 122 is back.\n\nIt was a warm day.\n\nShe said that it must go."
    assert not about(text, "it must go")
    assert about(text, "it must go", title="Peers on end-to-end encryption")


def test_a_document_that_names_keywords_often_is_on_the_subject() -> None:
    text = "Clause 122, the spy clause, is about end-to-end encryption.\n\nShe said that it must go."
    assert about(text, "it must go")


def test_a_statement_far_from_every_keyword_is_not_about_the_target() -> None:
    text = "Clause 122 is back.\n\n" + "It was a warm day. " * 60 + "\n\nShe said that it must go."
    assert not about(text, "it must go", title="Clause 122")


def test_a_document_without_keywords_has_no_statement_about_the_target() -> None:
    assert not about("It must go.", "It must go.", title="Clause 122")


def test_matching_takes_time_linear_in_the_text() -> None:
    text = "clause clause scanning " * 40_000
    began = time.process_time()
    TargetMatcher(TARGET).match(text, "", [[(number, number + 1)] for number in range(2000)])
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("agencies", "agency", id="ies and y"),
        pytest.param("backed", "back", id="past"),
        pytest.param("planned", "plans", id="a doubled letter"),
        pytest.param("falling", "falls", id="a doubled l that belongs"),
        pytest.param("CODES", "coding", id="capitals"),
        pytest.param("STRASSE", "straße", id="sharp s"),
    ],
)
def test_forms_that_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("police", "policy"), ("bus", "bu"), ("code", "coat"), ("ties", "tease"), ("bees", "bed"), ("red", "r")],
)
def test_words_that_do_not_meet(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="abs ing'-–é🚀0_\n", max_size=80))
def test_words_begin_where_they_stand(text: str) -> None:
    words = read_stems(text)
    assert [start for start, _ in words] == sorted({start for start, _ in words})
    for start, word in words:
        assert text[start].isalnum()
        assert not start or not text[start - 1].isalnum()
        assert word


@given(st.text(alphabet="ab .“\n", min_size=1, max_size=60).filter(str.strip), st.booleans())
def test_a_keyword_in_the_next_paragraph_counts_only_on_the_subject(text: str, on_subject: bool) -> None:
    title = "Clause 122" if on_subject else "Weather"
    spans = [[(0, len(text.rstrip("\n")))]]
    assert TargetMatcher(TARGET).match(f"{text}\n\nClause 122 is back.", title, spans) == [on_subject]


def test_an_endless_word_is_no_keyword() -> None:
    assert PhraseFinder(["a" * 60]).find("a" * 100_000) == [0]
    assert PhraseFinder(["a" * 59]).find("a" * 100_000) == []


@pytest.mark.parametrize(
    ("keywords", "on_subject"),
    [pytest.param(FEWEST - 1, False, id="one too few"), pytest.param(FEWEST, True, id="enough")],
)
def test_how_many_keywords_put_a_document_on_the_subject(keywords: int, on_subject: bool) -> None:
    text = "Clause 122. " * keywords + "\n\nIt must go."
    assert about(text, "It must go.") == on_subject


def test_keywords_far_apart_do_not_put_a_long_document_on_the_subject() -> None:
    rain = "It rained all day. " * (DENSITY // 15)
    text = f"{rain}Clause 122. {rain}Clause 122. {rain}Clause 122.\n\nIt must go."
    assert not about(text, "It must go.")
    assert about(text, "It must go.", title="The spy clause")


@pytest.mark.parametrize(
    ("gap", "is_near"), [pytest.param(REACH - 20, True, id="within"), pytest.param(REACH + 20, False, id="beyond")]
)
def test_how_far_a_keyword_reaches(gap: int, is_near: bool) -> None:
    text = f"It must go.\n\n{'x' * gap}\n\nClause 122."
    assert about(text, "It must go.", title="Clause 122") == is_near


def test_a_statement_over_paragraphs_is_about_what_stands_in_any_of_them() -> None:
    text = "It must go.\n\nClause 122 is wrong.\n\nIt rained."
    spans = [(0, 11), (text.index("It rained"), len(text))]
    assert TargetMatcher(TARGET).match(text, "", [spans, spans[:1], spans[1:]]) == [True, False, False]


def test_no_statements_match_nothing() -> None:
    assert TargetMatcher(TARGET).match("Clause 122.", "", []) == []


@given(st.text(alphabet="a \n", max_size=40), st.integers(0, 40), st.integers(0, 40))
@example("a\n\n\na", 4, 5)
def test_a_paragraph_lies_between_blank_lines(before: str, one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    text = f"{before} clause 122"
    begin, finish = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    keyword = len(before) + 1
    is_within = (begin + 2 if begin >= 0 else 0) <= keyword < (finish if finish >= 0 else len(text))
    assert TargetMatcher(TARGET).match(text, "", [[(start, end)]]) == [is_within]


def test_tens_of_thousands_of_statements_in_one_paragraph_take_linear_time() -> None:
    text = "The clause 122 " + "lamp " * 200_000
    begun = time.process_time()
    found = TargetMatcher(TARGET).match(text, "", [[(place, place + 4)] for place in range(15, 1_000_000, 50)])
    assert time.process_time() - begun < 10
    assert all(found)
