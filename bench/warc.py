"""How quickly is a file of Common Crawl's kind passed over? Ours beside warcio and, where it is installed, FastWARC.

    python -m bench.warc [--pages 2000] [--rounds 3] [--fastwarc-python ENVIRONMENT/bin/python]

The file is generated, a gzip member a record, as Common Crawl's crawlers write them: for each page a request, the
response of 20 to 80 kB, and metadata; one in twenty is a revisit, one in fifty was cut off by the crawler. No page is
wanted: by its site, or because no keyword of the targets that ship stands in it. Ours is the whole step, with the
ledger that is told how far it came; the others only walk from record to record. In turns, in seconds of CPU.
"""

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.figures import table
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.ingest import Ingester
from clausewatch.steps.local_files import Facts
from clausewatch.steps.page_filter import make_filter
from clausewatch.steps.stores import open_stores
from clausewatch.steps.warc_sources import list_inputs

FLOOR = 1500
SIZES = (20_000, 80_000)
SYLLABLES = ("ba", "do", "fen", "gol", "hum", "ka", "lor", "mi", "nep", "quo", "rus", "sti", "tav", "ul", "wex", "zo")
FASTWARC = """
import sys, time
from fastwarc.warc import ArchiveIterator, WarcRecordType
begin = time.process_time()
with open(sys.argv[1], "rb") as file:
    for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
        record.headers.get("WARC-Target-URI")
print(time.process_time() - begin)
"""


class Generated(NamedTuple):
    """A file, and what is in it."""

    path: Path
    pages: int
    records: int
    size: int


def generate(path: Path, pages: int) -> Generated:
    """The same file for the same number."""
    chance = random.Random(7)  # noqa: S311  Words, no secrets.
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)]
    records, full = 1, 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "bench"}))
        for number in range(pages):
            url = f"https://www.paper{chance.randrange(400)}.example/{chance.choice(words)}/{number}"
            kind = "revisit" if chance.random() < 0.05 else "response"
            full += kind == "response"
            for record in make_records(writer, url, kind, b"" if kind == "revisit" else make_page(words, chance)):
                writer.write_record(record)
                records += 1
                record.raw_stream.close()
    return Generated(path, full, records, path.stat().st_size)


def make_page(words: list[str], chance: random.Random) -> bytes:
    """A page of invented words, in markup."""
    most, parts, size = chance.randint(*SIZES), [], 0
    while size < most:
        text = " ".join(chance.choices(words, k=50)).capitalize()
        parts.append(
            f'<div class="c{chance.randrange(90)}"><p>{text}.</p><a href="/{chance.choice(words)}">more</a></div>'
        )
        size += len(parts[-1])
    return f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>".encode()


def make_records(writer: WARCWriter, url: str, kind: str, page: bytes) -> Iterator[ArcWarcRecord]:
    """What the crawler keeps of one visit."""
    asked = StatusAndHeaders("GET / HTTP/1.1", [("User-Agent", "bench"), ("Accept", "text/html")], is_http_request=True)
    yield writer.create_warc_record(url, "request", payload=BytesIO(), http_headers=asked)
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Server", "bench"), ("Cache-Control", "max-age=60")]
    answer = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    facts = {"WARC-IP-Address": "192.0.2.7", "WARC-Identified-Payload-Type": "text/html"}
    if len(page) % 50 == 0:
        facts["WARC-Truncated"] = "length"
    yield writer.create_warc_record(
        url, kind, payload=BytesIO(page), length=len(page), http_headers=answer, warc_headers_dict=facts
    )
    note = b"fetchTimeMs: 120\r\nlanguages-cld2: {}\r\n"
    yield writer.create_warc_record(url, "metadata", payload=BytesIO(note), warc_content_type="application/warc-fields")


def time_ours(file: Generated, domains: tuple[str, ...]) -> float:
    """Seconds of CPU of the step on a new ledger; `domains`: of the publishers that are known."""
    known = [Publisher(name="bench", title="", kind="coverage", category="news", domains=domains)]
    with tempfile.TemporaryDirectory() as folder, open_stores(Settings(data=Path(folder))) as stores:
        wanted = make_filter(stores.settings, known)
        begin = time.process_time()
        with Ingester(stores, known, Facts(), wanted) as ingester:
            for entry in list_inputs([str(file.path)], stores.settings):
                ingester.take(entry)
        seconds, counts = time.process_time() - begin, ingester.result.records
    passed = counts.without_keywords if domains else counts.other_sites
    if (counts.read, passed) != (file.records, file.pages):
        raise SystemExit(f"of {file.records} records and {file.pages} pages ours saw {counts!r}")
    return seconds


def time_warcio(file: Generated, *, parse: bool) -> float:
    """The same of warcio, with the headers of HTTP or without."""
    begin = time.process_time()
    with file.path.open("rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=not parse):
            record.rec_headers.get_header("WARC-Target-URI")
    return time.process_time() - begin


def time_fastwarc(file: Generated, python: str) -> float:
    """The same of FastWARC, in the environment that has it."""
    command = [python, "-c", FASTWARC, str(file.path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(file: Generated, rounds: int, fastwarc: str | None) -> dict[str, list[float]]:
    """Seconds of each way in each round."""
    ways: dict[str, Callable[[], float]] = {
        "clausewatch, pages of other sites": lambda: time_ours(file, ()),
        "clausewatch, pages of publishers without keywords": lambda: time_ours(file, ("example",)),
        "warcio": lambda: time_warcio(file, parse=True),
        "warcio, HTTP not parsed": lambda: time_warcio(file, parse=False),
    }
    if fastwarc:
        ways["FastWARC, HTTP not parsed"] = lambda: time_fastwarc(file, fastwarc)
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return found


def show(file: Generated, found: dict[str, list[float]]) -> str:
    """The table, under a line that says what was read."""
    rows = []
    for name, seconds in found.items():
        median = statistics.median(seconds)
        each = ", ".join(f"{file.pages / one:,.0f}" for one in seconds)
        rows.append([name, f"{file.pages / median:,.0f}", each, f"{file.records / median:,.0f}"])
    heads = ("way", "pages a second of CPU", "in each round", "records a second of CPU")
    told = (
        f"{file.pages:,} pages in {file.records:,} records, {file.size / 1e6:.0f} MB packed; at least {FLOOR:,} asked"
    )
    return "\n".join([told, "", *table(heads, rows)])


def main() -> None:
    """Generate, measure, show; exit status 1 where ours is below the floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--fastwarc-python", metavar="PYTHON", help="Python of an environment that has FastWARC")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = generate(Path(folder) / "bench.warc.gz", options.pages)
        found = measure(file, options.rounds, options.fastwarc_python)
    print(show(file, found))
    if not options.fastwarc_python:
        print("\nFastWARC was not measured: give --fastwarc-python")
    ours = [statistics.median(seconds) for name, seconds in found.items() if name.startswith("clausewatch")]
    if file.pages / max(ours) < FLOOR:
        sys.exit(1)


if __name__ == "__main__":
    main()
