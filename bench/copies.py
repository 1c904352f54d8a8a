"""Measures how long it takes to find the groups of new statements beside very many that are kept.

    python -m bench.copies [--kept 1000000] [--pages 100] [--statements 30] [--copies 0.2]

The ledger is filled with the leaders of so many groups, each with eight keys as a statement has them. Then pages of
statements come, each in a transaction as `annotate` writes them; a share of the statements repeats what was said before
with a word left out. Prints CPU milliseconds a statement, the share of copies that were put into the right group, and
the size of the database.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.generated import SPEAKERS, make_words
from clausewatch.ledger import Ledger, open_ledger
from clausewatch.ledger.copies import read_leaders
from clausewatch.models import Speaker, Statement
from clausewatch.steps.copies import group_statements
from nlp.copies.statements import BANDS

REMEMBERED = 2000


class Said(NamedTuple):
    """A statement; `first` where it repeats that one."""

    statement: Statement
    first: Statement | None


def fill(path: Path, kept: int) -> None:
    """Leaders with random keys, in the order of the keys, as that is the quickest to write."""
    words = "said " * 25
    drawn = np.random.default_rng(7)
    keys = np.sort(drawn.integers(-(2**63), 2**63 - 1, kept * BANDS))
    leaders = drawn.integers(0, kept, kept * BANDS)
    with closing(sqlite3.connect(path)) as connection:
        rows = ((f"{number:020}", f"{number:020}", words) for number in range(kept))
        connection.executemany("INSERT INTO copies (member, leader, words) VALUES (?, ?, ?)", rows)
        pairs = ((key, f"{leader:020}") for key, leader in zip(keys.tolist(), leaders.tolist(), strict=True))
        connection.executemany("INSERT INTO copy_keys VALUES (?, ?)", pairs)
        connection.commit()


def generate(seed: int, copies: float) -> Iterator[Said]:
    """Without end: 12 to 30 words by Zipf's law, of speakers of whom a few say most."""
    chance = random.Random(seed)  # noqa: S311
    words = make_words()
    word_weights = list(accumulate(1 / (place + 2) for place in range(len(words))))
    speaker_weights = list(accumulate(1 / (place + 2) for place in range(SPEAKERS)))
    before: deque[Statement] = deque(maxlen=REMEMBERED)
    while True:
        if before and chance.random() < copies:
            first = chance.choice(before)
            parts = first.text.split()
            del parts[chance.randrange(len(parts))]
            yield Said(first.model_copy(update={"text": " ".join(parts)}), first)
            continue
        (speaker,) = chance.choices(range(SPEAKERS), cum_weights=speaker_weights)
        text = " ".join(chance.choices(words, cum_weights=word_weights, k=chance.randint(12, 30)))
        before.append(make_statement(text, f"speaker-{speaker}"))
        yield Said(before[-1], None)


def make_statement(text: str, speaker: str) -> Statement:
    """A direct quotation."""
    known = Speaker(id=speaker, name=speaker, kind="person", resolved_by="full-name", confidence=1.0)
    return Statement(document="d", version="v", kind="direct", text=text, content=((0, len(text)),), speaker=known)


def share_right(ledger: Ledger, said: Sequence[Said]) -> float:
    """The share of copies whose group is that of the first."""
    pairs = [(one.statement.subject, one.first.subject) for one in said if one.first is not None]
    with ledger.read() as session:
        leaders = read_leaders(session, {subject for pair in pairs for subject in pair})
    return sum(leaders[one] == leaders[first] for one, first in pairs) / max(1, len(pairs))


def main() -> None:
    """Fill a ledger, group pages of statements and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--statements", type=int, default=30)
    parser.add_argument("--copies", type=float, default=0.2)
    options = parser.parse_args()
    source = generate(1, options.copies)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with closing(open_ledger(f"sqlite:///{path}")) as ledger:
            fill(path, options.kept)
            said: list[Said] = []
            spent = 0.0
            for _ in range(options.pages):
                page = [next(source) for _ in range(options.statements)]
                began = time.process_time()
                with ledger.begin() as session:
                    group_statements(session, [one.statement for one in page])
                spent += time.process_time() - began
                said += page
            print(f"{options.kept:,} kept: {spent / len(said) * 1000:.2f} ms of CPU a statement")
            print(f"{share_right(ledger, said):.1%} of copies in their group; {path.stat().st_size >> 20} MiB")


if __name__ == "__main__":
    main()
