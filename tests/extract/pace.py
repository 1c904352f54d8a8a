"""How slow a machine is just now, so that bounds of time judge the code and not the machine."""

import time
from pathlib import Path

import trafilatura

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
USUAL = 1 / 630
"""Seconds of the processor in which trafilatura reads one of these pages on the machine that the bounds are meant for
(`python -m bench.extract`): work of the same kind, by code that is not ours.
"""
ROUNDS = 3


def measure_slowness() -> float:
    """How many times as long this machine takes as that one; at least 1."""
    bodies = [page.read_bytes() for page in PAGES]
    return max(1.0, min(_read_all(bodies) for _ in range(ROUNDS)) / (USUAL * len(bodies)))


def _read_all(bodies: list[bytes]) -> float:
    begin = time.process_time()
    for body in bodies:
        trafilatura.bare_extraction(
            body, with_metadata=True, favor_precision=True, include_comments=False, include_tables=False
        )
    return time.process_time() - begin
