"""Known pages that lead to a front page for good: some were withdrawn, most of them at once are a fault of the site."""

from spiders.moved import PERMANENT
from spiders.recorder import Answer

MOST_WITHDRAWN = 3
"""Of a crawl, where they are more than half of the known pages that it asked for."""


class MovedPages:
    """Kept back until the crawl has asked for all, as only then it is known which of both it is."""

    def __init__(self) -> None:
        self._answers: list[Answer] = []
        self._asked = 0

    def keep_back(self, answer: Answer) -> bool:
        """Count what a page answered; whether it is kept back, as it may be withdrawn."""
        if answer.purpose != "page" or not answer.has_body:
            return False
        self._asked += 1
        is_moved = answer.response.status in PERMANENT and answer.response.header("Location") is not None
        if is_moved:
            self._answers.append(answer)
        return is_moved

    def take(self) -> list[Answer]:
        """Those that were kept back."""
        answers, self._answers = self._answers, []
        return answers

    def explain(self) -> str | None:
        """What is wrong with the site; none: each of the pages is gone by itself."""
        moved = len(self._answers)
        if moved <= MOST_WITHDRAWN or 2 * moved <= self._asked:
            return None
        return f"{moved} of {self._asked} known pages lead to a front page for good"
