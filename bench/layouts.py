"""How good bodies are on pages of our own publishers: with their layouts, without, and trafilatura's precision mode.

Usage: python -m bench.layouts FOLDER...

A folder is the `tests` of a checkout of github.com/adbar/trafilatura or github.com/adbar/htmldate; of its pages those
count that a publisher's layout finds an article on. Right is what stands where that layout says, as it stands on the
page, so that the first line only tells what is taken away or added afterwards. Runs of four words are compared, as sets
with counts: precision, recall and F1 are means over pages.
"""

import argparse
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from bench.extract_pages import extract_precise, read_pages
from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.extract.body import SHORTEST
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.laid_out import read_laid_out
from clausewatch.extract.parsing import parse_page
from clausewatch.models import Publisher, RawResponse
from clausewatch.settings import load_settings
from clausewatch.steps.publishers import find_publisher

RUN = 4
"""Words."""


class Score(NamedTuple):
    """How a text agrees with what it should be, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def compare(found: str, right: str) -> Score:
    """By their runs of four words."""
    have, want = count_runs(found), count_runs(right)
    common = (have & want).total()
    precision, recall = common / max(have.total(), 1), common / max(want.total(), 1)
    return Score(precision, recall, 2 * common / max(have.total() + want.total(), 1))


def count_runs(text: str) -> Counter[tuple[str, ...]]:
    """Each run of four words, and how often it stands in a text."""
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def read_text(body: bytes, url: str, publisher: Publisher) -> str:
    """The document's text; empty where there is none."""
    response = RawResponse(url=url, status=200, body=body, fetched_at=datetime.now(UTC))
    try:
        return extract_documents(response, publisher)[0].text
    except ExtractError:
        return ""


def compare_pages(folder: Path) -> Iterator[tuple[str, dict[str, Score]]]:
    """The address and the scores of each page that a layout fits."""
    settings = load_settings()
    for url, _, body in read_pages(folder, None):
        publisher = find_publisher(settings, url=url, name=None)
        laid_out = read_laid_out(parse_page(decode_body(body, "")), publisher.layouts, SHORTEST)
        if laid_out is None:
            continue
        right = "\n".join((laid_out.standfirst, *laid_out.paragraphs))
        texts = {
            "with layouts": read_text(body, url, publisher),
            "without": read_text(body, url, publisher.model_copy(update={"layouts": ()})),
            "trafilatura, precision": extract_precise(body, url).text or "",
        }
        yield url, {name: compare(text, right) for name, text in texts.items()}


def main() -> None:
    """Print each page, then the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = {url: scores for folder in arguments.folders for url, scores in compare_pages(folder)}
    if not pages:
        parser.error("no page of a publisher with layouts: give the folder `tests` of a checkout")
    for url, scores in pages.items():
        print("  ".join(f"{score.f1:.3f}" for score in scores.values()), url)
    for name in next(iter(pages.values())):
        means = [mean(scores[name][number] for scores in pages.values()) for number in range(3)]
        print(f"{name:24} precision {means[0]:.3f}, recall {means[1]:.3f}, F1 {means[2]:.3f} on {len(pages)} pages")


if __name__ == "__main__":
    main()
