"""Two sentences can claim the same only where numbers, negations and opposites agree."""

import pytest

from nlp.origins.claims import agree_in_direction, agree_in_numbers, is_denied, is_turned_nowhere, read_numbers
from nlp.origins.words import Word, read_words


def words(text: str) -> tuple[Word, ...]:
    return read_words(text).words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("£21m", {"21", "million"}),
        ("21 million pounds", {"21", "million"}),
        ("twenty nurses, and one more", {"20"}),
        ("1,340 by 16 March", {"1340", "16", "march"}),
        ("by 16 May we may go", {"16", "may"}),
        ("in May, when we may go", {"may"}),
        ("the fifth month", {"5th"}),
        ("m is a letter", set()),
        ("in the spring of 2026", {"spring", "2026"}),
    ],
)
def test_numbers_are_the_same_however_they_are_written(text: str, numbers: set[str]) -> None:
    assert read_numbers(words(text)) == numbers


def test_a_report_may_leave_a_number_out_and_put_none_in() -> None:
    primary = words("We received 1,340 reports in 2023")
    assert agree_in_numbers(words("received 1340 reports"), primary)
    assert not agree_in_numbers(words("received 3,140 reports"), primary)
    assert not agree_in_numbers(words("received 1,340 reports in March"), primary)


@pytest.mark.parametrize(
    ("said", "primary", "agree"),
    [
        ("there was no evidence of harm", "There is no evidence of harm", True),
        ("there was evidence of harm", "There is no evidence of harm", False),
        ("nothing showed harm", "We have not seen harm", True),
        ("firms would be unable to scan", "Firms will not be able to scan", True),
        ("scanning would end privacy", "Scanning is not a compromise; it would end privacy", True),
        ("the boat would carry cars", "The boat will carry passengers but not cars", False),
        ("he opposed the clause", "I support the clause", False),
        ("he did not support the clause", "I oppose the clause", True),
        ("peers should keep the clause", "Peers must not remove the clause", True),
        ("bills would rise", "Bills will fall", False),
        ("bills would rise and fall", "Bills will fall and rise", True),
        ("those who fail to comply will pay", "Those who do not comply will pay", True),
        ("they would leave rather than comply", "We will leave and not comply", True),
    ],
)
def test_a_report_must_not_turn_the_claim_round(said: str, primary: str, agree: bool) -> None:
    assert agree_in_direction(words(said), words(primary)) is agree


def test_a_denial_turns_what_follows_round() -> None:
    said, primary = words("that it is retreating"), words("We are not retreating")
    assert agree_in_direction(said, primary, denied=True)
    assert not agree_in_direction(said, primary)


def test_quoted_words_may_not_even_turn_twice() -> None:
    said, primary = words("recommended refusal, and I do not agree"), words("recommended approval, and I agree")
    assert agree_in_direction(said, primary)
    assert not is_turned_nowhere(said, primary)


@pytest.mark.parametrize("cue", ["denied", "has denied", "denies", "rejected suggestions", "refused", "declined"])
def test_cues_of_denial_are_known(cue: str) -> None:
    assert is_denied(cue)


@pytest.mark.parametrize("cue", ["said", "", "did not say", "insisted"])
def test_other_cues_deny_nothing(cue: str) -> None:
    assert not is_denied(cue)
