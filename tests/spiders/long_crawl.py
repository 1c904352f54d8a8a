"""A crawl of a feed of very many pages, and how much memory its process takes as it goes on."""

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from clausewatch.settings import Settings
from spiders.children import COMMAND
from spiders.orders import make_order
from spiders.runs import new_run
from spiders.tally import Tally
from tests.spiders.local_web import LocalWeb, Reply, feed

NAME = "long-feed"
WORDS = ("founders", "island", "bells", "dusk", "ferry", "harbour", "letter", "council", "clause", "message", "reply")
HTML = {"Content-Type": "text/html; charset=utf-8"}


class LongWeb(LocalWeb):
    """A site with a feed of so many pages, each of its own words."""

    def __init__(self, pages: int, size: int = 20_000) -> None:
        super().__init__({})
        self._feed = feed(f"/{number}" for number in range(pages))
        lot = random.Random(1)
        self._text = " ".join(lot.choices(WORDS, k=size // 3))
        self._size = size
        self.pages = 0
        """Answered so far."""

    def reply_to(self, host: str, path: str) -> Reply:
        """The feed, a page by its number, or nothing."""
        del host
        if path == "/feed.xml":
            return self._feed
        number = path[1:]
        if not number.isdecimal():
            return Reply(b"", 404)
        self.pages += 1
        begin = int(number) * 7 % self._size
        text = self._text[begin:] + self._text[:begin]
        return Reply(f"<html><body><h1>{number}</h1><p>{text[: self._size]}</p></body></html>".encode(), headers=HTML)


class Memory(NamedTuple):
    """What the crawl process held at a moment."""

    pages: int
    """Pages that it had asked for."""
    resident: int
    """Bytes now."""
    peak: int
    """Most bytes so far."""


def read_memory(pid: int, pages: int) -> Memory | None:
    """As the kernel tells; none where the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return None
    pairs = (line.partition(":") for line in lines if line.endswith("kB"))
    sizes = {name: int(rest.split()[0]) * 1024 for name, _, rest in pairs}
    return Memory(pages, sizes["VmRSS"], sizes["VmHWM"]) if "VmRSS" in sizes else None


def crawl_watched(
    name: str,
    settings: Settings,
    count_pages: Callable[[], int] = lambda: 0,
    every: int = 1000,
    watch: Callable[[Memory], None] = lambda _: None,
) -> tuple[Tally, list[Memory]]:
    """Crawl a site in a process of its own; what it counted, and its memory each time so many more pages were asked
    for, and at the end.
    """
    order = make_order(name, new_run(), settings, None).model_dump_json().encode() + b"\n"
    seen: list[Memory] = []
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        if child.stdin is None or child.stdout is None:
            raise TypeError("a crawl process without pipes")
        child.stdin.write(order)
        child.stdin.flush()
        last = Memory(0, 0, 0)
        while child.poll() is None:
            last = read_memory(child.pid, count_pages()) or last
            if last.pages >= every * (len(seen) + 1):
                seen.append(last)
                watch(last)
            time.sleep(0.02)
        return Tally.model_validate_json(child.stdout.read()), [*seen, last]
