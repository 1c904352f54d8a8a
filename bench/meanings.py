"""How good and how quick is a search by meaning? nDCG@10 by words, by meaning and by both, and times.

    python -m tests.servers.running python -m bench.meanings [--statements 200000] [--write docs/performance.md]

The searches are judged by hand (tests/index/relevance). The embedded index and the servers that tests share are asked;
without `tests.servers.running` it is the embedded one alone. Times are those of an embedded index that is filled with
generated statements whose vectors are made by chance, as wide as the encoder's: how near they are changes no time.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.figures import table, write_into
from bench.generated import SYNONYMS, Generator, Source
from bench.relevance import open_stores
from clausewatch.index import open_index
from clausewatch.index.protocol import Index, IndexEntry, Query, Replacement, Vector
from nlp.components.encoder import load_encoder
from tests.index.relevance.corpus import fill, read_meant, read_meant_demo
from tests.index.relevance.judgments import Answer, mean
from tests.index.relevance.meanings import WAYS, JudgedMeaning, Way, ask_by, count_better, read_meanings, read_searches

MARKS = ("<!-- meanings -->", "<!-- /meanings -->")
ROUNDS = 20


def main() -> None:
    """Measure both and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=200_000, help="of the times; 0 leaves them out")
    parser.add_argument("--list", action="store_true", help="print each search, too")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page of the docs")
    options = parser.parse_args()
    lines = list(describe_answers(list_each=options.list))
    if options.statements:
        lines += ["", *describe_times(options.statements)]
    print("\n".join(lines))
    if options.write:
        write_into(options.write, "\n".join(lines), MARKS)


def describe_answers(*, list_each: bool) -> Iterator[str]:
    """A table of how good the ways are in each store."""
    meanings, searches = read_meanings(), read_searches()
    asked_of = f"encoder of width {load_encoder().width}"
    yield f"nDCG@10 in the mean ({asked_of}); in brackets, how many are better (+) and worse (−) than by words:"
    yield ""
    rows = [
        *compare(f"{len(meanings)} sentences, with words for each", read_meant(), meanings, list_each=list_each),
        *compare(
            f"{len(searches)} searches for words, meant as they are", read_meant_demo(), searches, list_each=list_each
        ),
    ]
    yield from table(("searches", "store", "the sentence typed", *WAYS[1:]), rows)


def compare(
    name: str, entries: Sequence[IndexEntry], judged: Sequence[JudgedMeaning], *, list_each: bool
) -> Iterator[list[str]]:
    """A row a store."""
    with open_stores() as stores:
        for store, index in stores.items():
            fill(index, entries)
            ways = WAYS if "vectors" in index.capabilities else WAYS[:2]
            found = {way: ask_by(way, index, judged) for way in ways}
            yield [name, store, *(describe(way, found) for way in WAYS)]
            if list_each:
                print_each(store, judged, found)


def describe(way: Way, found: dict[Way, list[Answer]]) -> str:
    """One cell."""
    if way not in found:
        return "none"
    better, worse = count_better(found[way], found["words"])
    return f"{mean(found[way]):.3f}" + (f" (+{better} −{worse})" if way in {"meaning", "hybrid"} else "")


def print_each(store: str, judged: Sequence[JudgedMeaning], found: dict[Way, list[Answer]]) -> None:
    """How good each search is in each way."""
    for number, one in enumerate(judged):
        print(f"{store:16} {one.like[:60]:60}", *(f"{answers[number].ndcg:.3f}" for answers in found.values()))


def describe_times(count: int) -> Iterator[str]:
    """A table of how long searches by meaning take on the embedded index."""
    with tempfile.TemporaryDirectory() as folder:
        path, width = Path(folder) / "index.db", load_encoder().width
        with closing(open_index(f"sqlite:///{path}", SYNONYMS)) as index:
            index.rebuild(Source(make_documents(count, width), count))
        size = path.stat().st_size / 1e6
        with closing(open_index(f"sqlite:///{path}", SYNONYMS)) as index:
            rows = list(time_searches(index, make_vectors(1, width, seed=count)[0]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    filled = f"{count:,} statements with vectors of {width} numbers"
    sizes = f"{size:,.0f} MB on disk, {memory:,.0f} MB of memory at most, filling and encoder included"
    yield f"Embedded index, {filled} ({sizes}), one user, medians of {ROUNDS}:"
    yield ""
    yield from table(("search", "ms by the clock", "ms of CPU"), rows)


def time_searches(index: Index, asked: Vector) -> Iterator[list[str]]:
    """Rows of how long searches take; the first reads all vectors."""
    near = Query(like=asked)
    yield ["the first since a write", *measure(lambda: index.search(near), rounds=1)]
    yield ["by meaning", *measure(lambda: index.search(near))]
    narrowed = near.model_copy(update={"category": "government"})
    yield ["by meaning, one category", *measure(lambda: index.search(narrowed))]
    both = near.model_copy(update={"text": "clause"})
    yield ["by meaning and a word", *measure(lambda: index.search(both))]
    yield ["one facet of the nearest", *measure(lambda: index.count_facet(near, "speaker", 9))]
    yield ["by a word alone, best first", *measure(lambda: index.search(Query(text="clause", sort="best")))]


def measure(ask: Callable[[], object], rounds: int = ROUNDS) -> list[str]:
    """Milliseconds that a question takes in the median: by the clock, and of CPU time of all threads."""
    times = []
    for _ in range(rounds):
        began, cpu = time.perf_counter(), time.process_time()
        ask()
        times.append(((time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000))
    return [f"{statistics.median(column):,.0f}" for column in zip(*times, strict=True)]


def make_documents(count: int, width: int) -> Iterator[Replacement]:
    """Generated statements, each with a vector."""
    for number, document in enumerate(Generator().make_documents(count)):
        vectors = make_vectors(len(document.entries), width, seed=number)
        pairs = zip(document.entries, vectors, strict=True)
        entries = tuple(entry.model_copy(update={"embedding": vector}) for entry, vector in pairs)
        yield document.model_copy(update={"entries": entries})


def make_vectors(count: int, width: int, seed: int) -> list[Vector]:
    """Unit vectors by chance."""
    rows: NDArray[np.float64] = np.random.default_rng(seed).standard_normal((count, width))
    return [tuple((row / np.linalg.norm(row)).tolist()) for row in rows]


if __name__ == "__main__":
    main()
