"""A crawl is not stopped for memory that its parent used."""

import subprocess
import sys

from clausewatch.settings import Settings
from spiders.process import make_scrapy_settings

MEASURE = """
import resource
from scrapy.utils.test import get_crawler
from spiders.memory import OwnMemoryUsage
guard = OwnMemoryUsage(get_crawler())
print(guard.get_virtual_size(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""

TAKE = """
from scrapy.utils.test import get_crawler
from spiders.memory import OwnMemoryUsage
guard = OwnMemoryUsage(get_crawler())
before = guard.get_virtual_size()
ballast = b"x" * 100_000_000
print(before, guard.get_virtual_size())
"""


def test_the_guard_of_memory_is_our_own() -> None:
    extensions = make_scrapy_settings(Settings(), "run").getdict("EXTENSIONS")
    assert extensions["scrapy.extensions.memusage.MemoryUsage"] is None
    assert "spiders.memory.OwnMemoryUsage" in extensions


def test_what_the_parent_used_does_not_count() -> None:
    ballast = bytearray(400_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    own, most = (int(number) for number in done.stdout.split())
    assert 10_000_000 < own < 300_000_000
    assert most > own


def test_memory_taken_here_counts() -> None:
    done = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=True)
    before, after = (int(number) for number in done.stdout.split())
    assert after - before > 90_000_000
