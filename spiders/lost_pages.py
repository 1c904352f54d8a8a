"""Known pages that are not found or lead to a front page: some were withdrawn, most at once are a site's fault."""

from spiders.moved import PERMANENT
from spiders.recorder import Answer

MOST_WITHDRAWN = 3
"""Pages of a crawl that lead to a front page, where they are more than half of the known pages that it asked for."""
MOST_NOT_FOUND = 10
"""The same of pages that are not found: as that is said outright, more of them are needed to doubt it."""
NOT_FOUND = 404
"""Not 410: no server says by mistake that a page was taken away for good."""


class LostPages:
    """Kept back until the crawl has asked for all, as only then it is known which of both it is."""

    def __init__(self) -> None:
        self._answers: list[Answer] = []
        self._asked = 0

    def keep_back(self, answer: Answer) -> bool:
        """Count what a page answered; whether it is kept back, as it may be withdrawn."""
        if answer.purpose != "page" or not answer.has_body:
            return False
        self._asked += 1
        response = answer.response
        is_moved = response.status in PERMANENT and response.header("Location") is not None
        is_lost = is_moved or response.status == NOT_FOUND
        if is_lost:
            self._answers.append(answer)
        return is_lost

    def take(self) -> list[Answer]:
        """Those that were kept back."""
        answers, self._answers = self._answers, []
        return answers

    def explain(self) -> str | None:
        """What is wrong with the site; none: each of the pages is gone by itself."""
        lost = len(self._answers)
        missing = sum(answer.response.status == NOT_FOUND for answer in self._answers)
        moved = lost - missing
        if self._is_most(moved, MOST_WITHDRAWN):
            return f"{moved} of {self._asked} known pages lead to a front page for good"
        if self._is_most(lost, MOST_NOT_FOUND):
            also = f", and {moved} lead to a front page for good" if moved else ""
            return f"{missing} of {self._asked} known pages are not found (404){also}"
        return None

    def _is_most(self, lost: int, most: int) -> bool:
        return lost > most and 2 * lost > self._asked
