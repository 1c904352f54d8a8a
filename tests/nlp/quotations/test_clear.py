"""What is clearly a report of words within the words of others, told by its source, cue, content and what is around."""

import pytest

from clausewatch.models import Span
from nlp.components.quotations.clear import CLEAR_VERBS, has_clear_verb, is_clear, read_teller
from nlp.components.quotations.cues import REPORTING_VERBS
from nlp.components.quotations.turns import Passage
from nlp.evaluation.marked_text import parse_marked


def judge(marked: str) -> bool:
    """Whether what is marked in somebody's words is clear."""
    read = parse_marked("words", marked)
    (one,) = read.attributions
    return is_clear(read.text, (0, len(read.text)), Passage(one.content, one.source, one.cue))


@pytest.mark.parametrize(
    "marked",
    [
        "[S1 The minister] [C1 told] us [Q1 that encryption would stay]",
        "[S1 the minister] [C1 has also told] the House on Monday [Q1 that encryption would stay]",
        "[S1 Lord Renn] [C1 said] [Q1 nobody would be scanned]",
        "[S1 He] [C1 said], [Q1 ‘Not a chance of that.’]",
        "[S1 Ministers] [C1 say] [Q1 that nobody is to be scanned]",
        "[S1 Ministers] [C1 are telling] us [Q1 that nobody is to be scanned]",
        "[Q1 Nobody will be scanned], [S1 the minister] [C1 said]",
        "It rained. [Q1 Nobody will be scanned], [C1 said] [S1 Lord Renn]",
        "[C1 According to] [S1 Ofwen], [Q1 nobody will be scanned]",
        "[Q1 Nobody will be scanned], [C1 according to] [S1 Ofwen]",
        "[S1 Lord Renn] [C1 asked] [Q1 whether anybody read it]",
        "[S1 Mr Lindow] [C1 denied] [Q1 ever seeing the bell]",
        "[S1 Ministers] [C1 keep saying] [Q1 that nothing will change]",
        "and [S1 they] [C1 ’ve told] us [Q1 they will not be scanned]",
    ],
)
def test_a_report_is_clear(marked: str) -> None:
    assert judge(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "if [S1 the minister] [C1 says] [Q1 that encryption will stay]",
        "as [S1 the minister] [C1 says], [Q1 encryption will stay for good]",
        "did [S1 the minister] [C1 say] [Q1 that encryption would stay]",
        "[S1 The minister] [C1 would say] [Q1 that encryption will stay]",
        "[S1 The minister] [C1 never said] [Q1 that encryption will stay]",
        "[S1 The minister] [C1 was told] [Q1 that encryption will stay]",
        "with [S1 the minister] [C1 saying] [Q1 that encryption will stay]",
        "[S1 The minister] [C1 say] [Q1 that encryption will stay]",
        "[S1 The minister] [C1 called for] [Q1 a ban that would have teeth]",
        "[S1 The minister] [C1 wants] [Q1 a ban that would have teeth]",
        "[S1 The minister] [C1 denied] [Q1 a plan for scanning messages]",
        "[S1 The minister] [C1 promised] [Q1 to look at what was said]",
        "[S1 The minister] [C1 tells] so many lies [Q1 that nobody is listening]",
        "[S1 He] [C1 says] [Q1 he is]",
        "[S1 We] [C1 told] ministers [Q1 that encryption would stay]",
        "[S1 Everybody] [C1 says] [Q1 that encryption will stay]",
        "[S1 Some people] [C1 say] [Q1 that encryption will stay]",
        "[S1 74 percent of voters] [C1 said] [Q1 that encryption should stay]",
        "[S1 The Bill] [C1 states] [Q1 that encryption will stay]",
        "the calls that [S1 Lord Renn] [C1 said] [Q1 were dismissed by ministers]",
        "[S1 The Bible] [C1 tells] us [Q1 that everybody is a sinner]",
        "[S1 They] [C1 only ask] [Q1 that encryption should stay]",
        "a plan [Q1 which would be scanned], [S1 the minister] [C1 said]",
        "[Q1 Encryption], [S1 the minister] [C1 said], [Q1 would stay for good]",
        "[C1 said] [Q1 that encryption would stay]",
        "[S1 The minister] [Q1 that encryption would stay]",
    ],
)
def test_what_only_looks_like_a_report_is_not(marked: str) -> None:
    assert not judge(marked)


def test_marks_around_both_parts_make_a_parted_report_clear() -> None:
    assert judge("[Q1 ‘Encryption,’] [S1 the minister] [C1 said], [Q1 ‘will stay for good’]")


@pytest.mark.parametrize("source", ["he", "Lord Renn", "the minister", "Ofwen", "the council", "his wife"])
def test_one_may_report(source: str) -> None:
    assert read_teller(source) == "one"


@pytest.mark.parametrize("source", ["they", "Ministers", "the company’s lawyers", "police"])
def test_several_may_report(source: str) -> None:
    assert read_teller(source) == "several"


@pytest.mark.parametrize("source", ["I", "who", "anyone", "people", "some", "the report", "9 percent", "", "a table"])
def test_nobody_in_particular_and_things_do_not(source: str) -> None:
    assert read_teller(source) is None


def test_a_source_too_long_to_be_one_is_none() -> None:
    assert read_teller("the minister " * 10) is None


def test_every_clear_verb_is_a_reporting_verb_and_is_seen_in_a_text() -> None:
    assert len(CLEAR_VERBS) >= 25
    assert CLEAR_VERBS <= REPORTING_VERBS
    assert all(has_clear_verb(f"they {verb} that it is so") for verb in CLEAR_VERBS)


@pytest.mark.parametrize(
    "words",
    [
        "she SAID so",
        "he told us",
        "they wrote",
        "according to him",
        "he ’s also warning us",
        "said",
        "Moor states that",
    ],
)
def test_forms_of_the_verbs_are_seen(words: str) -> None:
    assert has_clear_verb(words)


@pytest.mark.parametrize(
    "words",
    [
        "the lamp was out and nobody minded",
        "all the states",
        "a report on it",
        "I said so",
        "did not say",
        "to ask",
        "by asking",
    ],
)
def test_words_without_one_need_not_be_read_again(words: str) -> None:
    assert not has_clear_verb(words)


def test_a_source_is_not_looked_before_the_words_of_the_other() -> None:
    text = "if the minister said that encryption would stay"
    spans: list[Span] = [(3, 15), (16, 20), (21, 47)]
    inner = Passage((spans[2],), (spans[0],), (spans[1],))
    assert not is_clear(text, (0, 47), inner)
    assert is_clear(text, (3, 47), inner)
