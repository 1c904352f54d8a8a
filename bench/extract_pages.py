"""How good extraction is: ours beside trafilatura and htmldate on the pages that their own projects are tested with.

Usage: python -m bench.extract_pages FOLDER... [--language en] [--only clausewatch] [--errors FILE]

A folder is the `tests` of a checkout of github.com/adbar/trafilatura or github.com/adbar/htmldate. Nothing of these
pages is kept here. Bodies are judged as their project does: each page names some pieces that its text must have and
some that it must not have. Dates are compared to the day, authors as a set, where a page has one.
"""

import argparse
import json
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura
from htmldate import find_date
from lxml import etree

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.models import Publisher, RawResponse

NEWS = Publisher(name="bench", title="Bench", kind="coverage", category="news", domains=())
LISTS = ("evaldata.json", "eval_mediacloud_2020.json", "eval_default.json")
FOLDERS = ("test_set", "cache", "eval")
DECLARED = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
Page = dict[str, Any]


class Found(NamedTuple):
    """What an extractor says of a page; no text where it only looks for dates."""

    text: str | None = None
    day: str | None = None
    is_sure: bool = True
    authors: frozenset[str] = frozenset()


Extract = Callable[[bytes, str], Found]


def extract_ours(body: bytes, url: str) -> Found:
    """Our document; nothing where there is none."""
    response = RawResponse(url=url, status=200, body=body, fetched_at=datetime.now(UTC))
    try:
        document = extract_documents(response, NEWS)[0]
    except ExtractError:
        return Found("")
    day = document.published_at.date().isoformat() if document.published_at else None
    return Found(document.text, day, document.published_confidence == "high", fold_names(document.authors))


def extract_precise(body: bytes, url: str) -> Found:
    """Trafilatura's precision mode with metadata."""
    return _extract_theirs(body, url, favor_precision=True, include_comments=False, include_tables=False)


def extract_usual(body: bytes, url: str) -> Found:
    """Trafilatura as its own project judges it, with metadata."""
    return _extract_theirs(body, url, include_comments=False)


def find_day(body: bytes, url: str) -> Found:
    """Htmldate's day of publication."""
    try:
        return Found(day=find_date(body, original_date=True, extensive_search=True, url=url))
    except (ValueError, etree.ParserError):
        return Found()


def _extract_theirs(body: bytes, url: str, **options: Any) -> Found:
    found: Any = trafilatura.bare_extraction(body, url=url, with_metadata=True, **options)
    if found is None:
        return Found("")
    return Found(found.text, found.date, True, fold_names((found.author or "").split(";")))


def split_authors(author: str | list[str]) -> list[str]:
    """The names, of which several may stand in one string."""
    texts = author if isinstance(author, list) else [author]
    return [part for text in texts for part in re.split(r";|,| and | und ", text)]


def fold_names(names: Any) -> frozenset[str]:
    """The words of each name in lower case, without marks."""
    return frozenset(folded for name in names if (folded := " ".join(re.findall(r"\w+", str(name).casefold()))))


SUBJECTS: dict[str, Extract] = {
    "clausewatch": extract_ours,
    "trafilatura, precision": extract_precise,
    "trafilatura": extract_usual,
    "htmldate": find_day,
}


def read_pages(folder: Path, language: str | None) -> Iterator[tuple[str, Page, bytes]]:
    """The address, what is expected, and the bytes of each page."""
    for name in LISTS:
        if not (folder / name).is_file():
            continue
        for url, page in json.loads((folder / name).read_text(encoding="utf-8")).items():
            files = (folder / place / page["file"] for place in FOLDERS)
            body = next((file.read_bytes() for file in files if file.is_file()), None)
            declared = DECLARED.search(body) if body else None
            if body and (language is None or (declared and declared[1].decode().lower() == language)):
                yield url.strip().replace(" ", "%20"), page, body


class Score:
    """Counts of one extractor over all pages; `errors` names each miss."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.counts: Counter[str] = Counter()
        self.errors: list[dict[str, Any]] = []

    def add(self, url: str, page: Page, found: Found) -> None:
        """Count one page."""
        misses: dict[str, Any] = {}
        if found.text is not None and "with" in page:
            misses |= self._add_body(page, _plain(found.text))
        if isinstance(page.get("date"), str) and page["date"]:
            misses |= self._add_day(page["date"][:10], found)
        if page.get("author") and found.text is not None:
            wanted = split_authors(page["author"])
            is_right = fold_names(wanted) == found.authors
            self.counts.update(pages_with_authors=1, right_authors=is_right)
            misses |= {} if is_right else {"authors": [wanted, sorted(found.authors)]}
        if misses:
            self.errors.append({"file": page["file"], "url": url, **misses})

    def _add_body(self, page: Page, text: str) -> dict[str, Any]:
        lost = [piece for piece in page["with"] if _plain(piece) not in text]
        extra = [piece for piece in page["without"] if _plain(piece) in text]
        self.counts.update(lost=len(lost), kept=len(page["with"]) - len(lost), extra=len(extra))
        return {name: pieces for name, pieces in (("lost", lost), ("extra", extra)) if pieces}

    def _add_day(self, wanted: str, found: Found) -> dict[str, Any]:
        is_right = found.day == wanted
        is_wrong = found.day is not None and not is_right
        self.counts.update(pages_with_days=1, right_days=is_right, wrong_days=is_wrong, no_days=found.day is None)
        self.counts.update(sure_days=found.day is not None and found.is_sure, sure_wrong=is_wrong and found.is_sure)
        return {} if is_right else {"day": [wanted, found.day, found.is_sure]}

    def describe(self) -> str:
        """Shares of what was counted."""
        c, parts = self.counts, []
        if c["kept"] + c["lost"]:
            precision, recall = c["kept"] / max(c["kept"] + c["extra"], 1), c["kept"] / (c["kept"] + c["lost"])
            f1 = 2 * c["kept"] / (2 * c["kept"] + c["lost"] + c["extra"])
            parts.append(f"body F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f})")
        if c["pages_with_days"]:
            parts.append(f"days right {c['right_days']} of {c['pages_with_days']}, wrong {c['wrong_days']}")
            parts.append(f"{c['sure_wrong']} of {c['sure_days']} sure ones wrong")
        if c["pages_with_authors"]:
            parts.append(f"authors right {c['right_authors']} of {c['pages_with_authors']}")
        return "; ".join(parts)


def _plain(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Measure each extractor on each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--language", help="only pages that declare it, in two letters")
    parser.add_argument("--only", choices=list(SUBJECTS), help="one extractor")
    parser.add_argument("--errors", type=Path, help="where to write each miss, a line of JSON each")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    lines: list[str] = []
    for folder in arguments.folders:
        pages = list(read_pages(folder, arguments.language))
        if not pages:
            parser.error(f"no pages in {folder}: give the folder `tests` of a checkout")
        print(f"{len(pages)} pages of {folder}")
        for name in [arguments.only] if arguments.only else SUBJECTS:
            score = Score()
            for url, page, body in pages:
                score.add(url, page, SUBJECTS[name](body, url))
            print(f"  {name:24} {score.describe()}", flush=True)
            lines += [json.dumps({"by": name, **error}, ensure_ascii=False) for error in score.errors]
    if arguments.errors:
        arguments.errors.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
