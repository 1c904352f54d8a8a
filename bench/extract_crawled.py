"""Text, day and authors beside trafilatura and htmldate on the news pages that a crawler keeps with what it expects.

Usage: python -m bench.extract_crawled FOLDER [--misses]

The folder is a checkout of github.com/alan-turing-institute/misinformation-crawler: some pages of each of a hundred
American news sites, and beside each its text, byline and time, as found by what that crawler knows of the site. Nothing
of these pages is kept here. Texts are compared by their runs of four words; the figures are means over pages. Days and
authors are counted as in `bench.extract_expected`; its times have no zone, and are UTC on most pages.
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from bench.extract_expected import Expected, count, describe
from bench.extract_pages import SUBJECTS, fold_names, split_authors
from bench.layouts import Score, compare

PAGES = "tests/site_test_data"
PAGE, EXPECTED = "_article.html", "_extracted_data.json"


class Crawled(NamedTuple):
    """A page with what is expected of it, and its text."""

    expected: Expected
    text: str


def read_crawled(folder: Path) -> Iterator[Crawled]:
    """Each page of a checkout that stands beside what is expected of it."""
    for file in sorted((folder / PAGES).glob(f"*/*{EXPECTED}")):
        page = file.with_name(file.name.replace(EXPECTED, PAGE))
        if page.is_file():
            yield _read_page(page, file)


def _read_page(page: Path, file: Path) -> Crawled:
    facts = json.loads(file.read_text(encoding="utf-8"))
    instant = datetime.fromisoformat(facts["publication_datetime"]) if facts["publication_datetime"] else None
    expected = Expected(
        f"{page.parent.name}/{page.name.removesuffix(PAGE)}",
        facts.get("article_url") or f"https://{page.parent.name}/",
        page.read_bytes(),
        instant.replace(tzinfo=instant.tzinfo or UTC) if instant else None,
        fold_names(split_authors(facts["byline"])) if facts["byline"] else frozenset(),
    )
    return Crawled(expected, "\n".join(part["text"] for part in facts["plain_text"] or []))


def describe_texts(scores: list[Score]) -> str:
    """Means over pages."""
    precision, recall, f1 = (mean(score[number] for score in scores) for number in range(3))
    middle = median(score.f1 for score in scores)
    return f"body F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}, median F1 {middle:.4f}); "


def measure(pages: list[Crawled], name: str) -> tuple[str, list[str]]:
    """What an extractor reaches, in a line; and each of its misses."""
    counts: Counter[str] = Counter()
    scores: list[Score] = []
    misses: list[str] = []
    for page, text in pages:
        found = SUBJECTS[name](page.body, page.url)
        misses += count(page, found, counts)
        if text and found.text is not None:
            scores.append(compare(found.text, text))
    return (describe_texts(scores) if scores else "") + describe(counts), misses


def main() -> None:
    """Measure each extractor on all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="name each day and author of ours that is missed")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = list(read_crawled(arguments.folder))
    if not pages:
        parser.error(f"no pages in {arguments.folder}: give a checkout of the crawler")
    print(f"{len(pages)} pages")
    for name in SUBJECTS:
        line, misses = measure(pages, name)
        print(f"  {name:24} {line}", flush=True)
        if arguments.misses and name == "clausewatch":
            print("\n".join(f"    {miss}" for miss in misses))


if __name__ == "__main__":
    main()
