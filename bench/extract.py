"""Pages a CPU second: ours beside trafilatura with metadata, in one run on the same pages.

Usage: python -m bench.extract [FOLDER of HTML files] [--rounds N]; default: the pages of the tests.
"""

import argparse
import logging
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.models import Publisher, RawResponse

PAGES = Path(__file__).resolve().parent.parent / "tests" / "extract" / "pages"
NEWS = Publisher(name="bench", title="Bench", kind="coverage", category="news", domains=())
Extract = Callable[[bytes], object]


def extract_ours(body: bytes) -> object:
    """A document, or none where the page has no article."""
    response = RawResponse(url="https://bench.example/page", status=200, body=body, fetched_at=datetime.now(UTC))
    try:
        return extract_documents(response, NEWS)
    except ExtractError:
        return None


def extract_precise(body: bytes) -> object:
    """Trafilatura's precision mode with metadata."""
    return trafilatura.bare_extraction(
        body, with_metadata=True, favor_precision=True, include_comments=False, include_tables=False
    )


def extract_usual(body: bytes) -> object:
    """Trafilatura as it comes, with metadata."""
    return trafilatura.bare_extraction(body, with_metadata=True)


def measure(extract: Extract, bodies: list[bytes]) -> float:
    """Pages a CPU second of this process."""
    begin = time.process_time()
    for body in bodies:
        extract(body)
    return len(bodies) / (time.process_time() - begin)


def main() -> None:
    """Measure all in turn, round by round, after a first one that loads what is loaded once; the median of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    bodies = [file.read_bytes() for file in sorted(arguments.folder.rglob("*.html"))]
    if not bodies or arguments.rounds < 1:
        parser.error(f"nothing to measure: {len(bodies)} HTML files in {arguments.folder}, {arguments.rounds} rounds")
    subjects = {"clausewatch": extract_ours, "trafilatura, precision": extract_precise, "trafilatura": extract_usual}
    for extract in subjects.values():
        measure(extract, bodies)
    rounds = [[measure(extract, bodies) for extract in subjects.values()] for _ in range(arguments.rounds)]
    for name, speeds in zip(subjects, zip(*rounds, strict=True), strict=True):
        print(f"{name:24} {statistics.median(speeds):7.1f} pages a CPU second, {len(bodies)} pages")


if __name__ == "__main__":
    main()
