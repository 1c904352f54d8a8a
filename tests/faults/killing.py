"""Run the worker through two days of the fictional web, and kill it on the way."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from tests.faults.worker import STEPS

ROOT = Path(__file__).resolve().parents[2]
KILLED_STEPS = STEPS[:-1]
DAYS: tuple[Day, Day] = (1, 2)
Durations = dict[tuple[Day, str], float]
"""Seconds that a step of a day takes when nobody disturbs it."""


class Kill(NamedTuple):
    """A kill that was tried: seconds after its step began, and whether the worker was still there."""

    day: Day
    step: str
    after: float
    hit: bool


def run_unbroken(folder: Path, web: DemoWeb) -> Durations:
    """Both days to their end."""
    durations: Durations = {}
    for day in DAYS:
        web.day = day
        begun = dict(_run_to_end(folder, web, "crawl"))
        names = [*STEPS, "end"]
        durations |= {(day, step): begun[names[place + 1]] - begun[step] for place, step in enumerate(STEPS)}
    return durations


def run_broken(folder: Path, web: DemoWeb, durations: Durations, chance: random.Random) -> list[Kill]:
    """Both days, the worker killed in every step but the last and begun again at that step; at last to the end."""
    kills = []
    for day in DAYS:
        web.day = day
        first = "crawl"
        for step in KILLED_STEPS:
            after = chance.uniform(0, durations[day, step])
            kills.append(Kill(day, step, after, _kill_in(folder, web, first, step, after)))
            first = step
        list(_run_to_end(folder, web, first))
    return kills


def _start(folder: Path, web: DemoWeb, first: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.worker", str(folder), str(web.port), first]
    # A session of its own, so that the crawl processes are killed together with the one that waits for them.
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True)


def _run_to_end(folder: Path, web: DemoWeb, first: str) -> Iterator[tuple[str, float]]:
    """When each step began, and the end, in seconds of a clock."""
    with _start(folder, web, first) as worker:
        for line in worker.stdout or ():
            yield line.strip(), time.monotonic()
    if worker.returncode != 0:
        raise RuntimeError(f"the worker ended with status {worker.returncode}")


def _kill_in(folder: Path, web: DemoWeb, first: str, step: str, after: float) -> bool:
    """Kill the worker so many seconds after a step began; false where it had ended by then."""
    with _start(folder, web, first) as worker:
        for line in worker.stdout or ():
            if line.strip() == step:
                break
        time.sleep(after)
        os.killpg(worker.pid, signal.SIGKILL)
    return worker.returncode == -signal.SIGKILL
