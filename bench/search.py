"""Measures kinds of search on the embedded index, filled with generated statements of real length and skew.

    python -m bench.search [--statements 200000] [--rounds 30] [--users 1] [--folder DIR]

Prints how long filling took, the file's size, and p50 and p95 of each kind of search, by the clock and of CPU time:
on a machine that has other work to do only the latter says much.
"""

import argparse
import resource
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.generated import SYNONYMS, Generator, Source
from bench.searches import LONGER_FACETS, MORE, SEARCHES, measure
from clausewatch.index import open_index
from clausewatch.index.protocol import Index, Replacement

SINGLE = 100
"""Documents that are replaced one by one."""


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
            for name, search in (SEARCHES | LONGER_FACETS | MORE).items():
                print(f"{name:32} {measure(index, search, options.rounds, options.users).describe()}", flush=True)
            print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def fill(index: Index, count: int) -> None:
    """By a rebuild, unless it holds as many already; then some documents one by one."""
    if index.count() != count:
        began, cpu = time.perf_counter(), time.process_time()
        index.rebuild(Source(Generator().make_documents(count), count))
        wall, used = time.perf_counter() - began, time.process_time() - cpu
        print(f"rebuilt in {wall:.1f} s ({used:.1f} s of CPU, generating included)", flush=True)
    documents = [Generator(seed=1).make_document(10**9 + number) for number in range(SINGLE)]
    began = time.perf_counter()
    for document in documents:
        index.replace([document])
        index.replace([Replacement(document=document.document)])
    print(f"one document replaced in {(time.perf_counter() - began) / SINGLE / 2 * 1000:.1f} ms")


if __name__ == "__main__":
    main()
