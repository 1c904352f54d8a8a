"""Fields of GOV.UK's content items that our parser gets right, beside the JSON as the standard library reads it.

Usage: python -m bench.govuk FOLDER of content items [--least 0.95]. Exit status 1 where fewer are right.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from clausewatch.models import Document, Publisher, RawResponse

SITE = "https://www.gov.uk"
GOVUK = Publisher(name="bench", title="GOV.UK", kind="official", category="government", domains=("www.gov.uk",))
BLOCKS = frozenset({
    "blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
})  # fmt: skip
LEFT_OUT = frozenset({"figure", "script", "style"})
MARKS = str.maketrans("", "", "“”")
"""Block quotations get quotation marks, which their markup does not have."""
SPOKEN = frozenset({"speech", "oral_statement", "written_statement", "authored_article"})
Item = dict[str, Any]
Fields = dict[str, Any]


class Wrong(NamedTuple):
    """A field that is not what the item says."""

    file: str
    field: str
    expected: Any
    found: Any


class Lines(HTMLParser):
    """The lines of a piece of markup, pictures and their captions left out."""

    def __init__(self) -> None:
        super().__init__()
        self.lines, self.depth = [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins."""
        del attrs
        self.depth += tag in LEFT_OUT
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a line where a block ends."""
        self.depth -= tag in LEFT_OUT
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Words of a line."""
        if not self.depth:
            self.lines[-1] += data


def list_lines(markup: str) -> list[str]:
    """The lines with words, white space made plain."""
    reader = Lines()
    reader.feed(markup)
    return _plain(reader.lines)


def _plain(lines: list[str]) -> list[str]:
    plain = (" ".join(line.translate(MARKS).split()) for line in lines)
    return [line for line in plain if line]


def expect(item: Item) -> Fields:
    """What a document of the item has to say."""
    details, links, notice = item["details"], item["links"], item.get("withdrawn_notice") or {}
    people = _titles(links, "speaker", "people") or [details.get("speaker_without_profile")]
    people = [name for name in people if name]
    bodies = _titles(links, "primary_publishing_organisation", "organisations", "worldwide_organisations")
    roles = _titles(links, "roles")
    is_spoken = item["document_type"] in SPOKEN and bool(people)
    history = [(_time(one["public_timestamp"]), one["note"].strip()) for one in details.get("change_history", [])]
    published = _time(item["first_published_at"])
    updated = _time(item["public_updated_at"])
    return {
        "text": list_lines(details["body"]),
        "title": " ".join(item["title"].split()),
        "address": SITE + item["base_path"],
        "language": item["locale"],
        "first published": published,
        "updated": updated if updated > published else None,
        "updates": sorted(history),
        "withdrawn": _time(notice["withdrawn_at"]) if notice else None,
        "withdrawal reason": " ".join(list_lines(notice["explanation"])) if notice else None,
        "people": people,
        "roles": roles,
        "organisations": bodies,
        "whose words": (people if is_spoken else bodies)[:1],
        "their role": roles[:1] if is_spoken else [],
    }


def _titles(links: Item, *kinds: str) -> list[str]:
    return list(dict.fromkeys(link["title"] for kind in kinds for link in links.get(kind, [])))


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC).replace(microsecond=0)


def describe(document: Document) -> Fields:
    """The same of the document."""
    record = document.record
    changes = [(change.at.astimezone(UTC), change.note) for change in document.change_notes]
    reasons = [note.removeprefix("Withdrawn: ") for _, note in changes if note.startswith("Withdrawn: ")]
    return {
        "text": _plain(re.split(r"\n+", document.text)),
        "title": document.title,
        "address": document.url,
        "language": document.language,
        "first published": document.published_at,
        "updated": document.modified_at,
        "updates": [change for change in changes if not change[1].startswith("Withdrawn: ")],
        "withdrawn": document.withdrawn_at,
        "withdrawal reason": reasons[0] if reasons else None,
        "people": list(document.people),
        "roles": list(document.roles),
        "organisations": list(document.organisations),
        "whose words": [record.name] if record else [],
        "their role": [record.role] if record and record.role else [],
    }


def compare(file: Path) -> Iterator[tuple[str, Wrong | None]]:
    """Each field of an item, and how it is wrong."""
    body = file.read_bytes()
    item = json.loads(body)
    expected, found = expect(item), _extract(item, body)
    for field, value in expected.items():
        is_right = found.get(field, "no document") == value
        yield field, None if is_right else Wrong(file.name, field, value, found.get(field, "no document"))


def _extract(item: Item, body: bytes) -> Fields:
    response = RawResponse(
        url=f"{SITE}/api/content{item['base_path']}", status=200, body=body, fetched_at=datetime.now(UTC)
    )
    try:
        [document] = extract_documents(response, GOVUK)
    except ExtractError:
        return {}
    return describe(document)


def main() -> int:
    """Compare all items of the folder; the wrong fields are listed, then the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=float, default=0.95)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.rglob("*.json"))
    if not files:
        parser.error(f"nothing to compare: no JSON files in {arguments.folder}")
    pairs = [pair for file in files for pair in compare(file)]
    wrong = [one for _, one in pairs if one]
    for one in wrong:
        print(f"{one.file}: {one.field}: {str(one.expected)[:200]!r} expected, {str(one.found)[:200]!r} found")
    fields, failures = Counter(field for field, _ in pairs), Counter(one.field for one in wrong)
    for field, count in fields.items():
        print(f"{field:18} {count - failures[field]:4} of {count}")
    share = 1 - len(wrong) / len(pairs)
    print(f"{len(pairs) - len(wrong)} of {len(pairs)} fields of {len(files)} items are right: {share:.1%}")
    return 0 if share >= arguments.least else 1


if __name__ == "__main__":
    raise SystemExit(main())
