"""What may pass is asked again: later each time, never in step with others, and not for ever."""

from collections.abc import Iterator

import pytest
from elastic_transport import ConnectionError as UnreachableError
from elastic_transport import ConnectionTimeout, TlsError

from clausewatch.index.elastic.failures import ItemError
from clausewatch.index.elastic.patience import FIRST_WAIT_S, LONGEST_WAIT_S, Patience, ask_patiently

BUSY = ItemError(429, "too busy")


class Clock:
    """Time that goes by only while somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.pauses: list[float] = []

    def wait(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def read(self) -> float:
        return self.now

    def patience(self, seconds: float) -> Patience:
        return Patience(seconds, self.wait, self.read)


def bear_to_the_end(patience: Patience, error: Exception = BUSY) -> None:
    while True:
        patience.bear(error)


def test_each_wait_is_about_twice_the_one_before_up_to_the_longest() -> None:
    clock = Clock()
    with pytest.raises(ItemError):
        bear_to_the_end(clock.patience(200))
    for turn, pause in enumerate(clock.pauses[:-1]):
        whole = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**turn)
        assert whole / 2 <= pause <= whole
    assert max(clock.pauses) > LONGEST_WAIT_S / 2


def test_patience_ends_after_its_time_with_the_last_error() -> None:
    clock = Clock()
    with pytest.raises(ItemError, match="too busy"):
        bear_to_the_end(clock.patience(20))
    assert sum(clock.pauses) == pytest.approx(20)


def test_time_that_the_server_takes_to_fail_counts() -> None:
    clock = Clock()
    patience = clock.patience(20)
    patience.bear(BUSY)
    clock.now += 60
    with pytest.raises(ItemError):
        patience.bear(BUSY)


def test_two_never_wait_in_step() -> None:
    first, second = Clock(), Clock()
    for clock in (first, second):
        with pytest.raises(ItemError):
            bear_to_the_end(clock.patience(60))
    assert first.pauses != second.pauses


def test_what_succeeds_begins_it_anew() -> None:
    clock = Clock()
    patience = clock.patience(10)
    for _ in range(3):
        patience.bear(BUSY)
    patience.renew()
    clock.now += 60
    patience.bear(BUSY)
    assert clock.pauses[-1] <= FIRST_WAIT_S


def test_no_patience_waits_for_nothing() -> None:
    clock = Clock()
    with pytest.raises(ItemError):
        clock.patience(0).bear(BUSY)
    assert clock.pauses == []


@pytest.mark.parametrize(
    "error",
    [ItemError(400, "wrong"), ItemError(403, "not you"), ItemError(429, "flood-stage watermark"), TlsError("who?")],
    ids=["wrong", "forbidden", "full", "certificate"],
)
def test_what_will_not_pass_is_raised_at_once(error: Exception) -> None:
    clock = Clock()
    with pytest.raises(type(error)) as caught:
        clock.patience(60).bear(error)
    assert caught.value is error
    assert clock.pauses == []


@pytest.mark.parametrize(
    "error",
    [ItemError(500, "x"), ItemError(502, "x"), ItemError(503, "x"), UnreachableError("x"), ConnectionTimeout("x")],
    ids=["500", "502", "503", "away", "slow"],
)
def test_what_may_pass_is_waited_for(error: Exception) -> None:
    clock = Clock()
    clock.patience(60).bear(error)
    assert len(clock.pauses) == 1


def test_a_question_is_asked_until_it_is_answered() -> None:
    clock = Clock()
    failures: Iterator[Exception] = iter([BUSY, UnreachableError("away"), ConnectionTimeout("slow")])

    def ask() -> str:
        for failure in failures:
            raise failure
        return "here"

    assert ask_patiently(ask, 60, clock.wait) == "here"
    assert len(clock.pauses) == 3


def test_our_own_errors_are_not_asked_again() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        ask_patiently(ask, 60)
    assert asked == [1]
