"""How good is what each store puts first? nDCG@10 over searches judged by hand, side by side.

    python -m tests.servers.running python -m bench.relevance [--real DATA] [--missing]

Searches the embedded index and the servers that tests share. DATA is a folder that `clausewatch ingest` filled with
the pages of the part "real"; their text is not in this project. Without it only the part "demo" is measured. Prints
a line a search and the means; a star marks searches whose first ten have statements that nobody has judged.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from clausewatch.index import open_index
from clausewatch.index.protocol import Index, IndexEntry
from clausewatch.settings import SHIPPED
from nlp.components.targets import load_targets, synonym_groups
from tests.index.relevance.corpus import fill, make_key, read_all, read_demo
from tests.index.relevance.judgments import Answer, Judged, ask_all, mean, read_judgments
from tests.servers.running import SHARED, borrow_server, clear_server, variable


@contextmanager
def open_stores() -> Iterator[dict[str, Index]]:
    """An empty index of each kind, by name; all are removed at the end."""
    prefix, synonyms = f"bench{uuid4().hex[:8]}", synonym_groups(load_targets(SHIPPED / "targets"))
    servers = [name for name in SHARED if variable(name) in os.environ]
    with tempfile.TemporaryDirectory() as folder:
        urls = {"embedded": f"sqlite:///{folder}/index.db"}
        urls |= {name: f"{borrow_server(name)}/{prefix}" for name in servers}
        opened = {name: open_index(url, synonyms) for name, url in urls.items()}
        try:
            yield opened
        finally:
            for index in opened.values():
                index.close()
            for name in servers:
                clear_server(name, prefix)


def measure(part: str, entries: Sequence[IndexEntry], judged: Sequence[Judged], *, list_missing: bool) -> None:
    """Print a part's table."""
    with open_stores() as stores:
        answers: dict[str, list[Answer]] = {}
        for name, index in stores.items():
            fill(index, entries)
            answers[name] = ask_all(index, judged)
        print(f"\n{part}: {len(judged)} searches, {len(entries)} statements, nDCG@10 (found)")
        print(f"{'':40}" + "".join(f"{name:>20}" for name in answers))
        for number, one in enumerate(judged):
            print(f"{one.query:40}" + "".join(f"{describe(found[number]):>20}" for found in answers.values()))
        print(f"{'mean':40}" + "".join(f"{mean(found):14.4f}      " for found in answers.values()))
        if list_missing:
            print_missing(stores, judged)


def describe(answer: Answer) -> str:
    """One cell."""
    return f"{answer.ndcg:.3f} ({answer.total}){'*' if answer.unjudged else ' '}"


def print_missing(stores: dict[str, Index], judged: Sequence[Judged]) -> None:
    """What is still to be judged: among the first fifteen of any store."""
    for one in judged:
        found = {make_key(hit.entry): hit for index in stores.values() for hit in index.search(one.as_query(15)).hits}
        for key in sorted(found.keys() - one.grades.keys()):
            speaker = found[key].entry.statement.speaker
            print(f"{one.query}\t{key}\t{speaker.name if speaker else '?'}\t{found[key].entry.statement.text}")


def main() -> None:
    """Measure both parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, metavar="DATA", help="folder of data with the real pages ingested")
    parser.add_argument("--missing", action="store_true", help="print what nobody has judged among the first 15")
    options = parser.parse_args()
    judgments = read_judgments()
    measure("demo", read_demo(), judgments.demo, list_missing=options.missing)
    if options.real is None:
        print("\nreal: not measured, see --real", file=sys.stderr)
        return
    with closing(open_index(f"sqlite:///{options.real.resolve() / 'index.db'}", ())) as index:
        entries = read_all(index)
    measure("real", entries, judgments.real, list_missing=options.missing)


if __name__ == "__main__":
    main()
