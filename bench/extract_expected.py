"""Days and authors beside trafilatura and htmldate on the pages that a parser of many sites keeps with what it expects.

Usage: python -m bench.extract_expected FOLDER... [--language en] [--misses]

A folder is a checkout of github.com/postlight/parser or of github.com/jocmp/mercury-parser, which goes on from it: one
or more pages a site, and a test beside each site's rules that says the instant and the author it expects. Nothing of
these pages is kept here. They were saved with `value` where a meta element has `content`; that is undone.

An instant is given in UTC and many pages show only a local day, so a day is counted twice: as the day in UTC, and as
one that the instant is in some zone between Los Angeles and Tokyo. Authors are compared as sets, whatever is expected:
desks, accounts and addresses among them.
"""

import argparse
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.extract_pages import DECLARED, SUBJECTS, Found, fold_names, split_authors

RULES = "src/extractors/custom"
FIXTURE = re.compile(r"['\"`]\.?/?(fixtures/[^'\"`]+\.html)['\"`]")
ADDRESS = re.compile(r"['\"`](https?://[^'\"`]+)['\"`]")
EXPECTED = r"assert\.(?:strictEqual|equal|deepStrictEqual)\(\s*{}\s*,\s*(?:'((?:\\.|[^'\\])*)'|`([^`]*)`)"
ESCAPED = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\(.)", re.IGNORECASE)
META_VALUE = re.compile(rb"(<meta\b[^>]*?\s)value=")
WESTMOST, EASTMOST = timedelta(hours=-8), timedelta(hours=9)


class Expected(NamedTuple):
    """A page with what its project expects of it."""

    name: str
    url: str
    body: bytes
    instant: datetime | None
    authors: frozenset[str]


def read_expected(folder: Path, language: str | None) -> Iterator[Expected]:
    """Each page of a checkout for which a test expects an instant or an author."""
    for test in sorted((folder / RULES).glob("*/index.test.js")):
        text = test.read_text(encoding="utf-8")
        named = list(FIXTURE.finditer(text))
        for place, match in enumerate(named):
            end = named[place + 1].start() if place + 1 < len(named) else len(text)
            page = folder / match[1]
            if page.is_file() and (expected := _read_page(page, text[match.start() : end])):
                declared = DECLARED.search(expected.body)
                if language is None or (declared and declared[1].decode().lower() == language):
                    yield expected


def _read_page(page: Path, test: str) -> Expected | None:
    instant, author = _find_value("date_published", test), _find_value("author", test)
    if not instant and not author:
        return None
    address = ADDRESS.search(test)
    return Expected(
        page.name if page.parent.name == "fixtures" else f"{page.parent.name}/{page.name}",
        address[1] if address else f"https://{page.stem}/",
        META_VALUE.sub(rb"\1content=", page.read_bytes()),
        datetime.fromisoformat(instant) if instant else None,
        fold_names(split_authors(author)) if author else frozenset(),
    )


def _find_value(field: str, test: str) -> str:
    """The text that a test expects in a field; empty where it expects none, or works it out."""
    match = re.search(EXPECTED.format(field), test)
    return ESCAPED.sub(_unescape, match[1] or match[2] or "") if match else ""


def _unescape(match: re.Match[str]) -> str:
    return match[3] or chr(int(match[1] or match[2], 16))


def count(page: Expected, found: Found, counts: Counter[str]) -> list[str]:
    """Count what an extractor found on a page; each miss in a line."""
    misses = []
    if page.instant is not None:
        days = {(page.instant + zone).date().isoformat() for zone in (WESTMOST, EASTMOST)}
        is_utc, is_local = found.day == page.instant.date().isoformat(), found.day in days
        is_sure_wrong = found.day is not None and not is_local and found.is_sure
        told = {"utc": is_utc, "local": is_local, "none": found.day is None, "sure_wrong": is_sure_wrong}
        counts.update({"days": 1, **{name: int(is_told) for name, is_told in told.items()}})
        if not is_local:
            misses.append(f"{page.name}: {found.day or 'no day'}, expected {page.instant:%Y-%m-%d %H:%M}")
    if page.authors and found.text is not None:
        counts.update(authors=1, right_authors=int(found.authors == page.authors))
        if found.authors != page.authors:
            misses.append(f"{page.name}: {sorted(found.authors)}, expected {sorted(page.authors)}")
    return misses


def describe(counts: Counter[str]) -> str:
    """Shares of what was counted."""
    text = (
        f"days right {counts['utc']} of {counts['days']} by UTC, {counts['local']} by a local day, none on "
        f"{counts['none']}, sure but wrong {counts['sure_wrong']}"
    )
    authors = f"; authors right {counts['right_authors']} of {counts['authors']}"
    return text + (authors if counts["authors"] else "")


def main() -> None:
    """Measure each extractor on each folder; a page that two folders hold under one name is read once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--language", help="only pages that declare it, in two letters")
    parser.add_argument("--misses", action="store_true", help="name each miss of ours")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages: dict[str, Expected] = {}
    for folder in arguments.folders:
        for page in read_expected(folder, arguments.language):
            pages.setdefault(page.name, page)
    if not pages:
        parser.error(f"no expected pages in {arguments.folders[0]}: give a checkout of one of the two projects")
    print(f"{len(pages)} pages")
    for name, extract in SUBJECTS.items():
        counts: Counter[str] = Counter()
        misses = [line for page in pages.values() for line in count(page, extract(page.body, page.url), counts)]
        print(f"  {name:24} {describe(counts)}", flush=True)
        if arguments.misses and name == "clausewatch":
            print("\n".join(f"    {line}" for line in misses))


if __name__ == "__main__":
    main()
