"""Pages that say outright that a site is closed: two are enough to call its publisher ill."""

import pytest

from clausewatch.alerts.health import judge_publisher
from clausewatch.ledger.history import History
from tests.alerts.histories import DAY, MONDAY, days_from, make_history, morning, on_weekdays
from tests.alerts.test_health import FIVE_WEEKS, find, judge_after


def failing(day: int, pages: int, reason: str) -> History:
    """A publisher with a few pages a day, all of which fail from a day on, whatever came before."""
    stop = MONDAY + FIVE_WEEKS * DAY
    level = on_weekdays(pages, pages, pages, pages, pages, 0, 0)
    history = make_history(days_from(MONDAY, day), level, outcome=lambda day: "done" if day < stop else "failed")
    told = [page.model_copy(update={"reason": reason}) if page.reason else page for page in history.pages]
    return history.model_copy(update={"pages": tuple(told)})


@pytest.mark.parametrize(
    "reason",
    [
        "implausible body: it is a page that says the site is suspended",
        "implausible body: it is a consent page",
        "implausible body: it is a captcha page",
        "implausible body: it is an error page",
        "implausible headline: it is a captcha page",
        "the body is empty",
    ],
)
def test_two_pages_that_say_outright_that_the_site_is_closed_are_enough_and_one_is_not(reason: str) -> None:
    told = f"harbour: https://harbour.example/a: {reason}"
    day = FIVE_WEEKS + 1
    (finding,) = judge_publisher(failing(day, 2, told), morning(MONDAY + day * DAY))
    assert (finding.kind, finding.reason) == (
        "zero-yield",
        f"the last 2 pages gave no document; the newest: {told}",
    )
    assert find(failing(day, 1, told), MONDAY + day * DAY) == []


@pytest.mark.parametrize(
    "reason", ["implausible body: 5 words are no article", "implausible body: it is empty", "the consent page is long"]
)
def test_two_pages_that_gave_nothing_for_another_reason_wait_for_the_next_day(reason: str) -> None:
    told = f"harbour: https://harbour.example/a: {reason}"
    assert find(failing(FIVE_WEEKS + 1, 2, told), MONDAY + (FIVE_WEEKS + 1) * DAY) == []
    assert find(failing(FIVE_WEEKS + 2, 2, told), MONDAY + (FIVE_WEEKS + 2) * DAY) == ["zero-yield"]


def test_the_first_pages_of_a_publisher_may_be_closed_already() -> None:
    assert judge_after(1, on_weekdays(2, 2, 2, 2, 2, 0, 0), outcome=lambda _: "failed") == ["zero-yield"]
    assert judge_after(1, on_weekdays(1, 1, 1, 1, 1, 0, 0), outcome=lambda _: "failed") == []
