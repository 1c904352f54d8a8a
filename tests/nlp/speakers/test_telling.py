"""Attributions within the words of another one are found, and those of the same speaker dropped."""

from dataclasses import replace

from clausewatch.models import Speaker
from nlp.attribution import Attribution
from nlp.components.speakers.telling import drop_own, find_outer
from tests.nlp.speakers.cases import read_marks

MOOR = Speaker(name="Ada Moor", kind="person", resolved_by="quoted-name", confidence=0.9)
RENN = Speaker(name="Lord Renn", kind="person", resolved_by="quoted-name", confidence=0.9)


def read(marked: str, *speakers: Speaker | None) -> tuple[str, list[Attribution]]:
    text, found = read_marks(marked)
    given = speakers or (None,) * len(found)
    return text, [replace(found[number], speaker=given[number - 1]) for number in sorted(found)]


def test_an_attribution_within_the_words_of_another_has_that_one_around_it() -> None:
    _, found = read("{s1:Moor} said {c1:that {s2:Renn} had said {c2:no}}. {s3:Hale} said {c3:yes}.")
    assert find_outer(found) == {1: 0}


def test_the_nearest_of_several_around_is_taken() -> None:
    _, found = read("{s1:Moor} said {c1:that {s2:Renn} had said {c2:that {s3:Hale} had said {c3:no}}}.")
    assert find_outer(found) == {1: 0, 2: 1}


def test_a_source_outside_of_the_words_is_not_within_them() -> None:
    _, found = read("{c1:“The lamp is out,”} said {s1:Moor}. {s2:Hale} added {c2:that the oil was gone}.")
    assert find_outer(found) == {}


def test_a_content_that_goes_on_outside_is_not_within() -> None:
    _, found = read("{c1:“As {s2:Renn} said,”} said {s1:Moor}, {c2:it was out}.")
    assert find_outer(found) == {}


def test_two_with_the_same_content_are_not_within_each_other() -> None:
    _, (one,) = read("{c1:The lamp, {s1:Moor} said, is out}.")
    assert find_outer([one, one]) == {}


def test_what_a_speaker_tells_of_their_own_words_is_dropped() -> None:
    text, found = read("{s1:Ada Moor} said {c1:{s2:she} had warned {c2:that it was out}}.", MOOR, MOOR)
    assert drop_own(text, found) == (found[0],)


def test_what_a_speaker_tells_of_others_is_kept() -> None:
    text, found = read("{s1:Ada Moor} said {c1:that {s2:Renn} had warned {c2:that it was out}}.", MOOR, RENN)
    assert drop_own(text, found) == tuple(found)


def test_those_of_whom_one_is_unknown_are_not_the_same() -> None:
    marked = "{s1:A voice} said {c1:that {s2:the other} had warned {c2:that it was out}}."
    text, found = read(marked, None, None)
    assert drop_own(text, found) == tuple(found)


def test_the_own_words_in_a_turn_of_a_transcript_are_kept() -> None:
    text, found = read("{s1:MOOR}: {c1:{s2:I} said {c2:that it was out}.}", MOOR, MOOR)
    assert drop_own(text, found) == tuple(found)
