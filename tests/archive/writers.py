"""What the tests of the writer run in processes of their own."""

import itertools
import random
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from clausewatch.archive import Archive, RecordAddress
from tests.archive.examples import make_response


def write_pages(folder: Path, first: int, together: Barrier, out: "Connection[list[RecordAddress], None]") -> None:
    """Keep ten pages under a run that others use at the same time, and report their addresses."""
    together.wait(timeout=30)
    with Archive(folder).writer("harbour", "shared") as writer:
        out.send([writer.write(make_response(number)) for number in range(first, first + 10)])


def write_forever(folder: Path, out: "Connection[RecordAddress, None]") -> None:
    """Keep large pages, reporting each, until the process is killed."""
    body = random.Random(1).randbytes(500_000)
    with Archive(folder).writer("harbour", "killed") as writer:
        for number in itertools.count():
            out.send(writer.write(make_response(number, body=body)))
