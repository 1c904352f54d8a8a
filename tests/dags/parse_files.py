"""Parses each DAG file in a process that has imported Airflow and nothing else; told as JSON on standard output.

{file: [seconds, [heavy packages that were imported], number of DAGs]}. The seconds are those of a processor, so that
what else the machine does is not counted: reading a DAG file waits for nothing.
"""

import json
import os
import sys
from time import process_time

from airflow.dag_processing.dagbag import DagBag

from tests.dags.airflow_home import DAGS

HEAVY = ("spacy", "scrapy", "transformers", "sklearn", "onnxruntime", "lxml", "twisted", "tokenizers", "trafilatura")


def parse(file: str) -> tuple[float, list[str], int]:
    """Seconds, heavy packages and DAGs of a file."""
    before = set(sys.modules)
    begun = process_time()
    bag = DagBag(file)
    seconds = process_time() - begun
    return seconds, [name for name in HEAVY if name in set(sys.modules) - before], len(bag.dags)


def parse_in_fork(file: str) -> tuple[float, list[str], int]:
    """The same in a process of its own, as Airflow's own processor parses a file."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(parse(file)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        seconds, heavy, number = json.loads(pipe.read())
    os.waitpid(child, 0)
    return seconds, heavy, number


if __name__ == "__main__":
    told = sys.stdout
    sys.stdout = sys.stderr
    found = {file.name: parse_in_fork(str(file)) for file in sorted(DAGS.glob("*.py")) if file.name != "__init__.py"}
    print(json.dumps(found), file=told)
