"""Three readings of a page: what an editor changed stands in the third, and what the page shows anew does not."""

from collections.abc import Iterable

import pytest

from clausewatch.alerts.lasting import Comparison, Hunk, PastChange, Sentence, Verdict, judge_readings
from clausewatch.models import Document

STORY = (
    "The harbour council has put off its vote on the crane.",
    "“We will not use a crane that leans,” said Tobias Renn. He left at once.",
    "The report puts the cost at £2.5m a year.",
    "Members return to the question in May.",
)
NEITHER, BOTH = Verdict(False, False), Verdict(True, True)
FIRST_ONLY, SECOND_ONLY = Verdict(True, False), Verdict(False, True)
ADVERTS = ("Warm boots for cold quays.", "Learn the accordion in spring.", "New: the harbour card.", "Eat more eels.")


def make(*blocks: str, title: str = "A vote") -> Document:
    return Document(url="https://news.example/vote", title=title, text="\n\n".join(blocks), publisher="courier")


def edit(before: str, after: str) -> tuple[str, ...]:
    edited = tuple(block.replace(before, after) for block in STORY)
    assert edited != STORY
    return edited


def put(story: tuple[str, ...], *blocks: str, at: int = 2) -> Document:
    return make(*story[:at], *blocks, *story[at:])


def judge(readings: Iterable[Document]) -> Verdict:
    old, first, second = readings
    return judge_readings(old, first, second)


DEARER = edit("£2.5m", "£25m")


def test_an_edit_that_stands_is_news() -> None:
    assert judge_readings(make(*STORY), make(*DEARER), make(*DEARER)).is_first_news


def test_what_is_another_at_each_reading_is_none() -> None:
    assert judge(put(STORY, advert) for advert in ADVERTS[:3]) == NEITHER


@pytest.mark.parametrize("count", [(0, 1, 0), (0, 1, 1), (1, 2, 1), (1, 1, 2), (2, 3, 2)])
def test_so_is_what_is_more_at_one_reading_and_less_at_the_next(count: tuple[int, int, int]) -> None:
    adverts = iter(f"Advert {number} of many for boots." for number in range(9))
    readings = [put(STORY, *(next(adverts) for _ in range(number))) for number in count]
    assert judge(readings) == NEITHER


def test_a_title_that_stands_is_news_and_one_that_does_not_is_none() -> None:
    titles = [make(*STORY, title=title) for title in ("Crane vote off", "Ten reasons to keep a crane", "Crane!")]
    assert judge_readings(titles[0], titles[1], titles[1]).is_first_news
    assert not judge(titles).is_first_news


def test_an_edit_that_comes_with_furniture_is_news_and_the_furniture_is_none() -> None:
    readings = [put(story, advert) for story, advert in zip((STORY, DEARER, DEARER), ADVERTS, strict=False)]
    assert judge(readings) == FIRST_ONLY


def test_an_edit_beside_furniture_is_news() -> None:
    readings = [put(story, advert, at=3) for story, advert in zip((STORY, DEARER, DEARER), ADVERTS, strict=False)]
    assert judge(readings) == FIRST_ONLY


@pytest.mark.parametrize("at", [0, 1, 2, 4])
def test_a_sentence_that_was_taken_out_is_news_also_with_furniture(at: int) -> None:
    shorter = edit(" He left at once.", "")
    readings = [put(story, advert, at=at) for story, advert in zip((STORY, shorter, shorter), ADVERTS, strict=False)]
    assert judge(readings).is_first_news


def test_a_paragraph_that_was_added_is_news_also_with_furniture() -> None:
    longer = (*STORY, "A vote is due in June.")
    readings = [put(story, advert) for story, advert in zip((STORY, longer, longer), ADVERTS, strict=False)]
    assert judge(readings) == FIRST_ONLY


def test_a_paragraph_that_was_moved_is_news_also_with_furniture() -> None:
    moved = (STORY[0], STORY[2], STORY[3], STORY[1])
    readings = [put(story, advert) for story, advert in zip((STORY, moved, moved), ADVERTS, strict=False)]
    assert judge(readings).is_first_news
    assert judge_readings(make(*STORY), make(*moved), make(*moved)).is_first_news


def test_links_in_another_order_at_each_reading_are_none() -> None:
    orders = (ADVERTS, ADVERTS[::-1], (ADVERTS[1], ADVERTS[3], ADVERTS[0], ADVERTS[2]))
    assert judge(put(STORY, *order) for order in orders) == NEITHER


def test_two_edits_one_after_the_other_are_both_news() -> None:
    later = tuple(block.replace("in May", "in July") for block in DEARER)
    assert judge_readings(make(*STORY), make(*DEARER), make(*later)) == BOTH


def test_so_they_are_with_furniture() -> None:
    later = tuple(block.replace("in May", "in July") for block in DEARER)
    readings = [put(story, advert) for story, advert in zip((STORY, DEARER, later), ADVERTS, strict=False)]
    assert judge(readings) == BOTH


def test_an_edit_between_the_readings_is_news_though_the_furniture_before_was_none() -> None:
    readings = [put(story, advert) for story, advert in zip((STORY, STORY, DEARER), ADVERTS, strict=False)]
    assert judge(readings) == SECOND_ONLY


@pytest.mark.parametrize("meanwhile", [DEARER, edit(" He left at once.", ""), STORY[1:]], ids=["edit", "gone", "cut"])
@pytest.mark.parametrize("adverts", [("", "", ""), ADVERTS[:3]], ids=["alone", "with furniture"])
def test_what_was_changed_and_taken_back_is_news_twice(meanwhile: tuple[str, ...], adverts: tuple[str, ...]) -> None:
    stories = (STORY, meanwhile, STORY)
    readings = [put(story, *filter(None, [advert]), at=1) for story, advert in zip(stories, adverts, strict=True)]
    assert judge(readings) == BOTH


def test_a_sentence_that_is_known_to_come_and_go_is_none() -> None:
    shown, hidden = put(STORY, "Sign up for our letter."), make(*STORY)
    assert judge_readings(shown, hidden, shown) == BOTH
    past = [PastChange(shown, hidden, False), PastChange(hidden, shown, False)]
    assert judge_readings(shown, hidden, shown, past) == NEITHER
    dropped = put(STORY, "Eat more eels.")
    assert not judge_readings(shown, hidden, dropped, past).is_first_news


def test_a_sentence_that_is_gone_since_then_is_not_one_that_comes_and_goes() -> None:
    shorter = edit(" He left at once.", "")
    old, *since = (put(story, advert, at=3) for story, advert in zip((STORY, *[shorter] * 3), ADVERTS, strict=True))
    past = [PastChange(old, since[0], True)]
    assert judge_readings(old, since[1], since[2], past).is_first_news


def test_text_that_came_and_went_before_is_news_where_both_readings_have_it() -> None:
    old, new = make(*STORY), make(*DEARER)
    assert judge_readings(new, old, old, [PastChange(old, new, False)]).is_first_news


def test_what_went_with_a_passing_change_is_none_though_two_readings_in_turn_have_it() -> None:
    one, other, third = (put(STORY, advert) for advert in ADVERTS[:3])
    past = [PastChange(other, third, True)]
    assert judge_readings(one, other, other).is_first_news
    assert judge_readings(one, other, other, past) == NEITHER


def test_one_of_two_texts_in_turn_is_told_of_once_at_most() -> None:
    one, other = put(STORY, "Warm boots for cold quays."), put(STORY, "Walk where you would have driven.")
    assert judge_readings(one, other, one) == NEITHER


def test_marks_and_capitals_count_nowhere() -> None:
    shouted = tuple(block.upper().replace("“", '"').replace("”", '"') for block in DEARER)
    assert judge_readings(make(*STORY), make(*DEARER), make(*shouted)).is_first_news


def test_a_number_within_a_sentence_that_is_another_each_time_is_none() -> None:
    readings = [put(STORY, f"The chest holds £{number} of what it needs.") for number in (100, 250, 419)]
    assert judge(readings) == NEITHER


def sentences(text: str) -> list[Sentence]:
    return [(letter,) for letter in text]


def test_two_readings_are_compared_once_and_near_differences_are_one() -> None:
    compared = Comparison(sentences("abcdefghijk"), sentences("aBcghijklm"))
    # `b` became `B`, and `d`, `e` and `f` went, with one sentence between; `l` and `m` came far behind.
    assert compared.hunks == [Hunk(range(1, 6), range(1, 3)), Hunk(range(11, 11), range(8, 10))]
    assert compared.hunks is compared.hunks
    assert compared.dropped == {1, 2, 3, 4, 5}


def test_what_was_put_in_and_taken_out_counts_each_time_that_it_stands() -> None:
    compared = Comparison(sentences("aabc"), sentences("abbd"))
    assert compared.put_in == {("b",): 1, ("d",): 1}
    assert compared.taken_out == {("a",): 1, ("c",): 1}
