"""A statement is about a target by its words, by its paragraph or by the document around it."""

import time

from nlp.components.targets import Target
from nlp.components.targets.matching import PhraseFinder, TargetMatcher
from nlp.components.targets.stems import stem

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
