"""What is worth extracting is told from a page's address and raw bytes, and nothing that the annotator would find is
passed over.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.settings import SHIPPED
from clausewatch.steps.page_filter import PageFilter, PhraseSearch
from nlp.components.targets import load_targets
from nlp.components.targets.matching import PhraseFinder
from tests.extract.answers import make_publisher

PHRASES = tuple(phrase for target in load_targets(SHIPPED / "targets") for phrase in target.phrases())
SHIPPED_SEARCH = PhraseSearch(PHRASES)


@pytest.mark.parametrize(
    "body",
    [
        "<p>End-to-<b>end</b>&nbsp;Encrypted messages",
        "“accredited technologies”",
        "under CLAUSE\n\t122.",
        "scanned <i class='x'>messages</i>",
        "a back‑door",
        "please verify your ages",
        "Part&#160;5",
        "E2EE",
        "encryption",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_keyword_is_found_in_any_form_markup_and_encoding(body: str, encoding: str) -> None:
    assert SHIPPED_SEARCH.is_in(f"<html>{body}</html>".encode(encoding, "xmlcharrefreplace"))


@pytest.mark.parametrize(
    "body", ["", "x", "e2", "clause 1220", "encrypt1", "scan the old messages", "unencrypted", "part of page 5"]
)
def test_other_words_are_no_keyword(body: str) -> None:
    assert not SHIPPED_SEARCH.is_in(body.encode())


def test_letters_that_each_encoding_writes_in_another_way_are_any() -> None:
    search = PhraseSearch(["Ärztekammer", "café society"])
    for encoding in ("utf-8", "latin-1"):
        assert search.is_in("die ärztekammer rief".encode(encoding))
        assert search.is_in("the Café Societies".encode(encoding))
    assert search.is_in(b"the caf&eacute; society")
    assert not search.is_in(b"the cafe was closed")


def test_where_there_is_no_phrase_nothing_is_found() -> None:
    assert not PhraseSearch([]).is_in(b"encryption")


WORDS = st.sampled_from([*{word for phrase in PHRASES for word in phrase.split()}, "the", "messaged", "technologies"])
JOINTS = st.sampled_from([" ", "-", "\n", ", ", " – ", ". "])


@given(st.lists(st.tuples(WORDS, JOINTS), max_size=8))
def test_what_the_annotator_finds_in_a_text_is_found_in_its_bytes(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + joint for word, joint in parts)
    found = bool(PhraseFinder(PHRASES).find(text))
    assert not found or SHIPPED_SEARCH.is_in(text.encode())


def test_a_page_is_of_a_publisher_whose_domain_it_is_on_or_below() -> None:
    chosen = PageFilter([make_publisher(domains=("harbour.example", "gov.albion.example"))], ["scanning"])
    wanted = ["https://harbour.example/a", "http://WWW.Harbour.example:8080/a", "https://a.b.gov.albion.example."]
    others = ["https://myharbour.example/", "https://albion.example/", "https://example/", "https://[a", "urn:x", ""]
    assert [chosen.takes_address(url) for url in wanted] == [True] * 3
    assert [chosen.takes_address(url) for url in others] == [False] * 6


def test_its_key_is_that_of_what_it_takes() -> None:
    one, two = make_publisher(domains=("a.example",)), make_publisher(domains=("b.example",))
    key = PageFilter([one, two], ["x", "y"]).key
    assert PageFilter([two, one], ["y", "x", "y"]).key == key
    assert PageFilter([one], ["x", "y"]).key != key
    assert PageFilter([one, two], ["x"]).key != key
