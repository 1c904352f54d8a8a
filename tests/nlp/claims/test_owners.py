"""Who `we` are in a text: marks of the speaker's own side, and of nobody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.claims.owners import MOST_NAMES, expand, mark_own


def mark(text: str, source: str = "", *, is_reported: bool = False) -> str:
    return mark_own(expand(text), source, is_reported=is_reported)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("We’ve NOT\n changed", "we have not changed", id="capitals, line ends and a curly apostrophe"),
        pytest.param("It won't, can't, cannot", "it will not, can not, can not", id="will and can"),
        pytest.param("They didn't; I'm sure we'll", "they did not; i am sure we will", id="not, am and will"),
        pytest.param("There's no U-turn, that's it", "there is no u-turn, that is it", id="is"),
        pytest.param("The trust's policy", "the trust's policy", id="a genitive stays"),
        pytest.param("‘No’", "'no'", id="quotation marks that are apostrophes"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_contractions_are_written_out(text: str, plain: str) -> None:
    assert expand(text) == plain


@given(st.text(alphabet="we'’ntiI \n vlm", max_size=40))
def test_expanding_again_changes_nothing(text: str) -> None:
    once = expand(expand(text))
    assert expand(once) == once
    assert "\n" not in once


@pytest.mark.parametrize(
    ("text", "source", "marked"),
    [
        pytest.param("we and our friends", "", "WE and OUR friends", id="first person"),
        pytest.param("I told my friends", "", "WE told OUR friends", id="first person alone"),
        pytest.param("owen saw the wei river", "", "owen saw the wei river", id="letters within words"),
        pytest.param("Pigeonpost will stay", "Pigeonpost", "WE will stay", id="a name"),
        pytest.param("Pigeonpost's plan", "Pigeonpost", "OUR plan", id="a genitive"),
        pytest.param("the trusts' plan", "trusts", "OUR plan", id="a genitive of several"),
        pytest.param("The Lantern Trust is firm", "Lantern Trust", "WE is firm", id="a name of two words"),
        pytest.param("the trust-worthy plan", "Lantern Trust", "the trust-worthy plan", id="a part of a longer word"),
        pytest.param("Moor is ill", "a spokesman for Quill", "moor is ill", id="somebody else"),
        pytest.param("the spokesman is ill", "a spokesman", "the spokesman is ill", id="a word that names nobody"),
        pytest.param("ministers are firm", "the Home Office", "WE are firm", id="the government by any of its names"),
        pytest.param("ministers are firm", "shadow Home Office spokesman", "ministers are firm", id="its opposition"),
        pytest.param("ministers are firm", "Open Lines", "ministers are firm", id="the government of others"),
        pytest.param("(c++) is fine", "c++", "(c++) is fine", id="a name of signs"),
    ],
)
def test_whose_side_is_marked(text: str, source: str, marked: str) -> None:
    assert mark(text, source) == marked


@pytest.mark.parametrize(
    ("text", "source", "marked"),
    [
        pytest.param("she and her plan", "Ada Moor", "WE and OUR plan", id="she"),
        pytest.param("it kept its word", "the trust", "WE kept OUR word", id="it"),
        pytest.param("they kept their word", "the trust", "WE kept OUR word", id="they, of one body"),
        pytest.param("they kept its word", "the firms", "WE kept its word", id="several are never it"),
        pytest.param("he left", "MPs", "he left", id="members are several"),
        pytest.param("he left", "James Pettigrass", "WE left", id="a name that ends in s is one"),
        pytest.param("he left", "the boss", "WE left", id="a word that ends in ss is one"),
        pytest.param("he left", "critics of the boss", "he left", id="the head word counts"),
        pytest.param("he left", "", "WE left", id="nobody is one"),
    ],
)
def test_whose_pronouns_they_are_in_reported_speech(text: str, source: str, marked: str) -> None:
    assert mark(text, source, is_reported=True) == marked
    assert "WE" not in mark(text, source)


def test_names_beyond_the_first_dozen_are_not_looked_for() -> None:
    source = " ".join(f"name{number:02}" for number in range(MOST_NAMES + 1))
    assert mark("name00 and name11 and name12", source) == "WE and WE and name12"
