"""Which primary statements are looked at, and together with which neighbours."""

from nlp.origins.pool import MOST_ENCODED, MOST_WINDOWS, Passage, pool_passages
from nlp.origins.words import read_words
from tests.nlp.origins.pairs import make_pool

RECORD = (
    "The power will be used only where it is feasible.",
    "Nobody wants the companies to leave.",
    "The regulator will report to this House each year.",
    "I beg leave to withdraw the amendment.",
)


def test_a_quotation_over_two_sentences_is_looked_for_in_both_together() -> None:
    said = read_words("only where it is feasible. Nobody wants the companies")
    assert list(make_pool(RECORD).find_windows(said)) == [(0,), (1,), (0, 1)]


def test_a_sentence_that_was_left_out_between_two_is_put_in() -> None:
    said = read_words("it is feasible … report to this House")
    assert (0, 1, 2) in list(make_pool(RECORD).find_windows(said))


def test_sentences_of_other_pages_or_far_apart_are_not_joined() -> None:
    for group, start in (("other", 60), ("page", 600)):
        passages = [Passage("0", RECORD[0], "page", 0, 50), Passage("1", RECORD[1], group, start, start + 40)]
        said = read_words("only where it is feasible. Nobody wants the companies")
        assert list(pool_passages(passages).find_windows(said)) == [(0,), (1,)]


def test_nothing_is_looked_at_without_a_run_of_words_in_common() -> None:
    assert list(make_pool(RECORD).find_windows(read_words("the House will leave"))) == []
    assert list(make_pool(RECORD).find_windows(read_words(""))) == []


def test_the_number_of_windows_is_bounded() -> None:
    pool = make_pool(tuple(f"The power will be used {number} times." for number in range(500)))
    assert len(list(pool.find_windows(read_words("The power will be used 7 times")))) <= MOST_WINDOWS


def test_what_has_most_of_the_words_is_related() -> None:
    pool = make_pool(RECORD)
    wanted = read_words("the regulator would report every year").content
    assert [number for number, _ in pool.find_related(wanted)] == [2]
    assert pool.find_related(read_words("the weather was fine").content) == []


def test_the_number_of_related_statements_is_bounded_and_the_preferred_come_first() -> None:
    pool = make_pool(("The regulator will report.",) * 50)
    found = pool.find_related(read_words("regulator report").content)
    assert [number for number, _ in found] == list(range(MOST_ENCODED))


def test_a_pool_may_be_empty() -> None:
    assert pool_passages([]).find_related(frozenset({"a"})) == []
