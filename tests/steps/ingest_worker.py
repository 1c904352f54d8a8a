"""Ingests a WARC file and says when it begins: a process that a test kills."""

import sys
from pathlib import Path

from clausewatch.steps.stores import open_stores
from tests.collected import make_settings
from tests.steps.handing_in import take_chosen

if __name__ == "__main__":
    with open_stores(make_settings(Path(sys.argv[1]))) as stores:
        sys.stdout.write("begins\n")
        sys.stdout.flush()
        take_chosen(stores, sys.argv[2])
