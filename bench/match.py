"""Measures how long it takes to hold saved searches against new statements, on every store, side by side in one run.

    python -m tests.servers.running python -m bench.match [--rules 1000] [--statements 1000] [--rounds 5]

Without the first part only the embedded index is measured. Each round has new statements, and the stores take turns.
Prints seconds by the clock: of the first round, in which a server that keeps searches gets them all, and the median and
longest of the others. Exit status 1 where a store answers differently.
"""

import argparse
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from bench.generated import CATEGORIES, SUBJECT, SYNONYMS, Generator
from clausewatch.index import open_index
from clausewatch.index.protocol import IndexEntry, Query, Replacement
from tests.servers.running import SHARED, borrow_server, clear_server, variable

Answers = tuple[frozenset[str], ...]
Match = Callable[[Sequence[Query], Sequence[IndexEntry]], Answers]


class Store(NamedTuple):
    """A way to match."""

    name: str
    match: Match


def make_rules(count: int, seed: int = 1) -> list[Query]:
    """Searches as people save them: words, phrases, synonyms, prefixes and exclusions, most of them with conditions."""
    chance = random.Random(seed)  # noqa: S311
    words = SUBJECT.split()
    rules: dict[Query, None] = {}
    while len(rules) < count:
        one, two, three = chance.sample(words, 3)
        shapes = [one, f"{one} {two}", f'"{one} {two}"', f"{one[:5]}*", f"{one} -{three}", SYNONYMS[0][0], ""]
        query = Query(
            text=chance.choice(shapes),
            category=chance.choice([None, *CATEGORIES]),
            stance=chance.choice([None, None, "FAVOR", "AGAINST"]),
            speaker=chance.choice([None, None, f"speaker-{chance.randrange(50)}"]),
            publisher=chance.choice([None, None, f"publisher-{chance.randrange(20)}"]),
        )
        rules[query] = None
    return list(rules)


def make_statements(count: int, seed: int) -> list[IndexEntry]:
    """New ones for each round."""
    return list(itertools.chain.from_iterable(page.entries for page in Generator(seed).make_documents(count)))


def search_each(queries: Sequence[Query], entries: Sequence[IndexEntry]) -> Answers:
    """A new embedded index that holds only the statements, searched once a rule, snippets and all."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_index(f"sqlite:///{Path(folder) / 'index.db'}", SYNONYMS)) as index,
    ):
        by_document = itertools.groupby(entries, lambda entry: entry.document.id)
        index.replace([Replacement(document=name, entries=tuple(found)) for name, found in by_document])
        shown = [query.model_copy(update={"limit": 10_000}) for query in queries]
        return tuple(frozenset(hit.entry.id for hit in index.search(query).hits) for query in shown)


def open_stores(stack: ExitStack) -> Iterator[Store]:
    """All stores, their indices empty; what is made on a server is taken away at the end."""
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    embedded = stack.enter_context(closing(open_index(f"sqlite:///{Path(folder) / 'index.db'}", SYNONYMS)))
    yield Store("embedded, each rule searched", search_each)
    yield Store("embedded, matcher", embedded.match)
    for name in SHARED:
        if variable(name) in os.environ:
            prefix = f"bench{uuid.uuid4().hex[:8]}"
            stack.callback(clear_server, name, prefix)
            index = stack.enter_context(closing(open_index(f"{borrow_server(name)}/{prefix}", SYNONYMS)))
            how = "percolator" if "percolator" in index.prepare() else "matcher"
            yield Store(f"{name} {SHARED[name].version}, {how}", index.match)


def main() -> int:
    """Match on all stores and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rules = make_rules(options.rules)
    seconds: dict[str, list[float]] = {}
    matches: list[int] = []
    with ExitStack() as stack:
        stores = list(open_stores(stack))
        for number in range(options.rounds):
            entries = make_statements(options.statements, seed=number)
            answers = {}
            for store in stores:
                began = time.perf_counter()
                answers[store.name] = store.match(rules, entries)
                seconds.setdefault(store.name, []).append(time.perf_counter() - began)
            matches.append(sum(map(len, answers[stores[0].name])))
            for name, found in answers.items():
                if found != answers[stores[0].name]:
                    print(f"{name} gives other answers than {stores[0].name}", file=sys.stderr)
                    return 1
    print(f"{len(rules)} rules x {options.statements} statements, {options.rounds} rounds, {os.cpu_count()} cores;")
    print(f"{min(matches)} to {max(matches)} matches a round, the same on every store\n")
    print(f"| {'store':34} | first, s | median of the others, s | longest, s |")
    print(f"|{'-' * 36}|---------:|------------------------:|-----------:|")
    for name, (first, *others) in seconds.items():
        print(f"| {name:34} | {first:8.2f} | {statistics.median(others):23.2f} | {max(others):10.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
