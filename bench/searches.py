"""Kinds of search with words by chance, and how long they take."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple

from bench.generated import CATEGORIES, DAYS, START, SUBJECT, SYNONYMS
from clausewatch.index.protocol import Index, Query

Search = Callable[[Index, random.Random], object]
DEEPEST = 9_980
"""Offset of the last page that a server gives without being led to it from page to page."""

SHOWN = 9
"""Values of a facet that the pages ask for: eight to show, and whether there are more."""


class Times(NamedTuple):
    """Milliseconds of a kind of search."""

    p50: float
    p95: float
    cpu: float
    """Of this process, in the median; a search server's is not in it."""

    def describe(self) -> str:
        """Both on a line."""
        return f"p50 {self.p50:7.1f} ms  p95 {self.p95:7.1f} ms   own CPU {self.cpu:6.1f} ms"


def _ask(**conditions: object) -> Query:
    return Query.model_validate(conditions)


def _pick(chance: random.Random) -> str:
    return chance.choice(SUBJECT.split())


def _ask_since(chance: random.Random) -> Query:
    """All words or one, from a moment that nobody asked for before, so that no answer is a remembered one."""
    since = START + timedelta(seconds=chance.randrange(DAYS // 2 * 86_400))
    return _ask(text=_pick(chance) if chance.random() < 0.5 else "", since=since)


SEARCHES: dict[str, Search] = {
    "word": lambda i, c: i.search(_ask(text=_pick(c))),
    "best first": lambda i, c: i.search(_ask(text=f"{_pick(c)} {_pick(c)}", sort="best")),
    "phrase": lambda i, c: i.search(_ask(text=f'"{_pick(c)} {_pick(c)}"', sort="best")),
    "prefix": lambda i, c: i.search(_ask(text=f"{_pick(c)[:4]}*", sort="best")),
    "exclusion": lambda i, c: i.search(_ask(text=f"{_pick(c)} -{_pick(c)}", sort="best")),
    "synonyms": lambda i, c: i.search(_ask(text=c.choice(SYNONYMS[0]), sort="best")),
    "filters": lambda i, c: i.search(
        _ask(text=_pick(c), category=c.choice(CATEGORIES), stance="AGAINST", target="clause", sort="best")
    ),
    "facet": lambda i, c: i.count_facet(_ask_since(c), c.choice(("speaker", "organisation", "stance")), SHOWN),
    "months": lambda i, c: i.count_facet(_ask_since(c), "month"),
    "deep page": lambda i, c: i.search(_ask(text=_pick(c), offset=c.randrange(5_000, DEEPEST))),
}
"""The ten that are promised to be quick."""

LONGER_FACETS: dict[str, Search] = {
    "facet, 50 values": lambda i, c: i.count_facet(_ask_since(c), c.choice(("speaker", "organisation", "stance")), 50),
    "facet, all values": lambda i, c: i.count_facet(_ask_since(c), c.choice(("speaker", "organisation", "stance"))),
}
"""As the API asks for them by default, and every value."""

MORE: dict[str, Search] = {
    "one word, best first": lambda i, c: i.search(_ask(text=_pick(c), sort="best")),
    "speaker, newest first": lambda i, c: i.search(_ask(speaker=f"speaker-{c.randrange(50)}")),
    "newest of everything": lambda i, c: i.search(_ask(offset=c.randrange(500))),
    "all seven facets of a word": lambda i, c: _count_facets(i, _ask(text=_pick(c))),
    "all seven facets of everything": lambda i, _: _count_facets(i, _ask()),
}


def _count_facets(index: Index, query: Query) -> None:
    for facet in ("speaker", "organisation", "category", "stance", "publisher", "kind", "month"):
        index.count_facet(query, facet, SHOWN)


def measure(index: Index, search: Search, rounds: int, users: int, warm: int = 1) -> Times:
    """Each of so many rounds by one of as many users at once, after `warm` that do not count."""

    def time_one(seed: int) -> tuple[float, float]:
        chance = random.Random(seed)  # noqa: S311
        began, cpu = time.perf_counter(), time.thread_time()
        search(index, chance)
        return (time.perf_counter() - began) * 1000, (time.thread_time() - cpu) * 1000

    with ThreadPoolExecutor(users) as pool:
        list(pool.map(time_one, range(rounds, rounds + warm)))
        wall, used = zip(*pool.map(time_one, range(rounds)), strict=True)
    return Times(statistics.median(wall), _find_p95(wall), statistics.median(used))


def _find_p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
