"""Measures ten kinds of search on the embedded index, filled with generated statements of real length and skew.

    python bench/search.py [--statements 200000] [--rounds 30] [--users 1] [--folder DIR]

Prints how long filling took, the file's size, and p50 and p95 of each kind of search, by the clock and of CPU time:
on a machine that has other work to do only the latter says much.
"""

import argparse
import itertools
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clausewatch.index import open_index
from clausewatch.index.protocol import DocumentFacts, Index, IndexEntry, Query
from clausewatch.models import Category, Speaker, Stance, StanceLabel, Statement, StatementKind

SYNONYMS = (("client-side scanning", "device-side scanning", "on-device scanning", "spy clause"),)
SUBJECT = (
    "encryption messages scanning privacy safety children platform regulator clause Bill notice technology feasible "
    "accredited power minister companies abuse images private services proportionate security risk law evidence"
)
SMALL = "the of to and a in that is it for be on with as we this not by are will would have has at from"
CATEGORIES: tuple[Category, ...] = ("government", "parliament", "regulator", "platform", "child-safety", "expert")
LABELS: tuple[StanceLabel, ...] = ("NONE", "NONE", "FAVOR", "AGAINST")
KINDS: tuple[StatementKind, ...] = ("direct", "direct", "indirect", "mixed", "primary")
START = datetime(2019, 1, 1, tzinfo=UTC)
DAYS = 2000
SPEAKERS, PUBLISHERS, VOCABULARY = 3000, 60, 30_000
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pu ra"


def make_words() -> list[str]:
    """Invented words, the commonest first, after the real ones of the debate."""
    names = ("".join(parts) for size in (2, 3, 4) for parts in itertools.product(SYLLABLES.split(), repeat=size))
    return [*SMALL.split(), *SUBJECT.split(), *itertools.islice(names, VOCABULARY)]


class Generator:
    """Statements as they come: a few speakers and words make most of them."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._words = make_words()
        # Zipf's law, which the words of a language and the speakers of a debate follow.
        self._weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(self._words))))
        self._speakers = [self._make_speaker(number) for number in range(SPEAKERS)]
        self._speaker_weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(SPEAKERS)))

    def _make_speaker(self, number: int) -> Speaker:
        return Speaker(
            id=f"speaker-{number}",
            name=f"{self._words[200 + number].title()} {self._words[9000 + number].title()}",
            kind="person",
            organisation=f"{self._words[300 + number % 400].title()} Office",
            category=CATEGORIES[number % len(CATEGORIES)],
            resolved_by="registry",
            confidence=0.9,
        )

    def _write(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=words))

    def make_document(self, number: int) -> Iterator[IndexEntry]:
        """About four statements of about 25 words, of one document."""
        at = START + timedelta(days=self._chance.randrange(DAYS), seconds=self._chance.randrange(86_400))
        publisher = f"publisher-{min(int(self._chance.expovariate(0.1)), PUBLISHERS)}"
        facts = DocumentFacts(
            id=f"{number:020x}",
            url=f"https://news.example/{number}",
            title=self._write(9),
            publisher=publisher,
            kind="coverage",
            published_at=at,
        )
        for place in range(self._chance.randrange(1, 8)):
            text = self._write(max(4, int(self._chance.lognormvariate(3.1, 0.5))))
            if self._chance.random() < 0.02:
                text += " " + self._chance.choice(SYNONYMS[0])
            speaker = self._chance.choices(self._speakers, cum_weights=self._speaker_weights)[0]
            statement = Statement(
                document=facts.id,
                version=f"v{number}",
                kind=self._chance.choice(KINDS),
                text=text,
                content=((place * 300, place * 300 + len(text)),),
                speaker=speaker if self._chance.random() < 0.8 else None,
                stances=(Stance(target="clause", label=self._chance.choice(LABELS), confidence=0.8),),
            )
            yield IndexEntry(id=statement.id, statement=statement, document=facts)

    def make_statements(self, count: int) -> Iterator[IndexEntry]:
        """As many statements as asked for."""
        documents = itertools.chain.from_iterable(self.make_document(number) for number in itertools.count())
        return itertools.islice(documents, count)


Search = Callable[[Index, random.Random], object]


def _ask(**conditions: object) -> Query:
    return Query.model_validate(conditions)


def _pick(chance: random.Random) -> str:
    return chance.choice(SUBJECT.split())


SEARCHES: dict[str, Search] = {
    "one word, best first": lambda i, c: i.search(_ask(text=_pick(c), sort="best")),
    "one word, newest first": lambda i, c: i.search(_ask(text=_pick(c))),
    "two words": lambda i, c: i.search(_ask(text=f"{_pick(c)} {_pick(c)}", sort="best")),
    "phrase": lambda i, c: i.search(_ask(text=f'"{_pick(c)} {_pick(c)}"', sort="best")),
    "prefix": lambda i, c: i.search(_ask(text=f"{_pick(c)[:4]}*", sort="best")),
    "word without another": lambda i, c: i.search(_ask(text=f"{_pick(c)} -{_pick(c)}", sort="best")),
    "synonyms": lambda i, c: i.search(_ask(text=c.choice(SYNONYMS[0]), sort="best")),
    "word and filters": lambda i, c: i.search(
        _ask(text=_pick(c), category=c.choice(CATEGORIES), stance="AGAINST", target="clause", sort="best")
    ),
    "speaker, newest first": lambda i, c: i.search(_ask(speaker=f"speaker-{c.randrange(50)}")),
    "all seven facets of a word": lambda i, c: _count_facets(i, _ask(text=_pick(c))),
    "newest of everything": lambda i, c: i.search(_ask(offset=c.randrange(500))),
    "all seven facets of everything": lambda i, _: _count_facets(i, _ask()),
}


def _count_facets(index: Index, query: Query) -> None:
    for facet in ("speaker", "organisation", "category", "stance", "publisher", "kind", "month"):
        index.count_facet(query, facet)


def measure(index: Index, search: Search, rounds: int, users: int) -> list[tuple[float, float]]:
    """Milliseconds by the clock and of CPU of each search, by as many users at once."""

    def time_one(seed: int) -> tuple[float, float]:
        chance = random.Random(seed)  # noqa: S311
        began, cpu = time.perf_counter(), time.thread_time()
        search(index, chance)
        return (time.perf_counter() - began) * 1000, (time.thread_time() - cpu) * 1000

    time_one(0)
    with ThreadPoolExecutor(users) as pool:
        return list(pool.map(time_one, range(1, rounds + 1)))


def main() -> None:
    """Fill an index, search it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--users", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the index here, and use the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (options.folder or Path(scratch)) / "bench.db"
        with closing(open_index(f"sqlite:///{path}", SYNONYMS)) as index:
            fill(index, options.statements)
            print(f"{index.count()} statements, {path.stat().st_size / 1e6:.0f} MB, {options.users} users")
            for name, search in SEARCHES.items():
                wall, cpu = zip(*measure(index, search, options.rounds, options.users), strict=True)
                print(f"{name:32} {describe(wall)}   CPU {describe(cpu)}", flush=True)
            print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def describe(times: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"p50 {statistics.median(times):7.1f} ms  p95 {statistics.quantiles(times, n=20)[-1]:7.1f} ms"


def fill(index: Index, count: int) -> None:
    """By a rebuild, unless it holds as many already; then some documents one by one."""
    if index.count() != count:
        began, cpu = time.perf_counter(), time.process_time()
        index.rebuild(Generator().make_statements(count))
        wall, used = time.perf_counter() - began, time.process_time() - cpu
        print(f"rebuilt in {wall:.1f} s ({used:.1f} s of CPU, generating included)", flush=True)
    began = time.perf_counter()
    for number in range(100):
        entries = list(Generator(seed=number).make_document(10**9 + number)) if number < 3 else []
        index.replace_document(f"{10**9 + number:020x}", entries)
        index.replace_document(f"{10**9 + number:020x}", [])
    print(f"one document replaced in {(time.perf_counter() - began) / 200 * 1000:.1f} ms")


if __name__ == "__main__":
    main()
