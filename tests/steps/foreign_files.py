"""WARC files as another crawler leaves them: pages of publishers and of others, with a keyword and without."""

from collections.abc import Iterable
from pathlib import Path

from clausewatch.ledger.ingests import RecordCounts
from tests.archive.examples import gzip_each, make_http, make_record
from tests.extract.answers import make_page

KEYWORD = "<p>They argued about scanning of messages, and about hour {number} they met again.</p>"
OTHER = "<p>The council met in the harbour and spoke of the storm in hour {number}.</p>"
NOT_A_PAGE = make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", url="https://news.example/1")


def make_foreign(host: str, number: int, text: str = KEYWORD) -> bytes:
    """A page on a host, as a record."""
    body = make_page(body="".join(text.format(number=number * 100 + hour) for hour in range(6)))
    http = make_http(body.encode(), Content_Type="text/html; charset=utf-8")
    return make_record(http, url=f"https://{host}/{number}")


def make_mixture(first: int, last: int) -> list[bytes]:
    """Six records a number: one page is worth extracting."""
    return [
        record
        for number in range(first, last)
        for record in (
            NOT_A_PAGE,
            make_foreign("news.example", number),
            make_foreign("other.example", number),
            make_foreign("www.news.example", number, OTHER),
            make_record(make_http(b"p {}", Content_Type="text/css"), url=f"https://news.example/{number}.css"),
            make_record(make_http(status="404 Not Found"), url=f"https://news.example/gone/{number}"),
        )
    ]


def count_mixture(numbers: int) -> RecordCounts:
    """What comes of so many when they are read for the first time."""
    return RecordCounts(read=6 * numbers, other_sites=numbers, without_keywords=numbers, fresh=numbers)


def write_records(file: Path, records: Iterable[bytes]) -> Path:
    """A `.warc.gz` file of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip_each(*records))
    return file
