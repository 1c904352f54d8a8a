"""Kill the pipeline at many points and compare the final state: `python -m bench.kill [--points 100] [--seed 1]`.

Each round kills the worker of `tests/faults` once in every step of both days, at points drawn by lot, runs it again
from there, and holds ledger, index and outbox against those of a run that nobody disturbed.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from clausewatch.demo.server import DemoWeb
from tests.faults.killing import DAYS, KILLED_STEPS, Durations, run_broken, run_unbroken
from tests.faults.state import dump_state


def main() -> int:
    """1 where any state differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rounds = -(-options.points // (len(DAYS) * len(KILLED_STEPS)))
    with DemoWeb() as web, tempfile.TemporaryDirectory() as folder:
        durations = run_unbroken(Path(folder, "unbroken"), web)
        wanted = dump_state(Path(folder, "unbroken"))
        seeds = range(options.seed, options.seed + rounds)
        outcomes = [run_round(web, Path(folder, str(seed)), durations, wanted, seed) for seed in seeds]
    print(f"{sum(hits for hits, _ in outcomes)} kills, {sum(same for _, same in outcomes)} of {rounds} rounds the same")
    return 0 if all(same for _, same in outcomes) else 1


def run_round(
    web: DemoWeb, folder: Path, durations: Durations, wanted: dict[str, object], seed: int
) -> tuple[int, bool]:
    """How many kills hit, and whether the state is the wanted one."""
    kills = run_broken(folder, web, durations, random.Random(seed))  # noqa: S311 - points by lot
    state = dump_state(folder)
    differing = [part for part in wanted if state[part] != wanted[part]]
    points = " ".join(f"{kill.day}:{kill.step}+{kill.after:.2f}{'' if kill.hit else '(ended)'}" for kill in kills)
    print(f"seed {seed}: {f'DIFFERS in {differing}' if differing else 'the same'}; {points}", flush=True)
    for part in differing:
        show_difference(part, state[part], wanted[part])
    return sum(kill.hit for kill in kills), not differing


def show_difference(part: str, found: object, wanted: object) -> None:
    """The first entry that is not as it should be."""
    pairs = (
        zip(found, wanted, strict=False) if isinstance(found, list) and isinstance(wanted, list) else [(found, wanted)]
    )
    one, other = next(((a, b) for a, b in pairs if a != b), (found, wanted))
    print(f"  {part}: found  {one!r}\n  {part}: wanted {other!r}")


if __name__ == "__main__":
    sys.exit(main())
