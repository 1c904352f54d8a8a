"""A reader of foreign records passes over what is not wanted, and another goes on where it was stopped."""

import gzip
from io import BytesIO
from itertools import islice

import pytest

from clausewatch.archive import BrokenRecord, Passed, WarcReader
from clausewatch.models import RawResponse
from tests.archive.examples import PAGE, gzip_each, make_http, make_record, make_records

RECORDS = [
    make_record(b"software: other\r\n", kind="warcinfo", url=""),
    make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    *make_records(1, 2),
    make_record(make_http(status="404 Not Found"), url="https://harbour.example/gone"),
    make_record(make_http(b"x" * 200_000), url="https://market.example/a"),
    *make_records(3),
]
PACKED = {"gzip": gzip_each(*RECORDS), "plain": b"".join(RECORDS)}


def show(found: RawResponse | BrokenRecord | Passed) -> str:
    if isinstance(found, Passed):
        return found.name
    return "broken" if isinstance(found, BrokenRecord) else found.url.rpartition("/")[2]


def read(content: bytes, start: int = 0) -> list[str]:
    return [show(one) for one in WarcReader("file", BytesIO(content), start)]


@pytest.mark.parametrize("sort", PACKED)
def test_every_record_is_told_of_in_order(sort: str) -> None:
    assert read(PACKED[sort]) == ["KIND", "KIND", "1", "2", "KIND", "a", "3"]


@pytest.mark.parametrize("sort", PACKED)
def test_what_is_not_wanted_is_passed_over_by_its_header_alone(sort: str) -> None:
    asked: list[str] = []

    def is_wanted(url: str) -> bool:
        asked.append(url)
        return "market" in url

    found = [show(one) for one in WarcReader("file", BytesIO(PACKED[sort]), is_wanted=is_wanted)]
    assert found == ["KIND", "KIND", "ADDRESS", "ADDRESS", "ADDRESS", "a", "ADDRESS"]
    paths = ["harbour.example/1", "harbour.example/2", "harbour.example/gone", "market.example/a", "harbour.example/3"]
    assert asked == [f"https://{path}" for path in paths]


def test_a_page_that_is_not_wanted_may_be_broken() -> None:
    bad = make_record(make_http(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"))
    reader = WarcReader("file", BytesIO(gzip_each(bad, *make_records(2))), is_wanted=lambda url: url.endswith("2"))
    assert [show(one) for one in reader] == ["ADDRESS", "2"]


@pytest.mark.parametrize("sort", PACKED)
@pytest.mark.parametrize("stopped_after", range(1, len(RECORDS) + 1))
def test_another_reader_goes_on_after_any_record(sort: str, stopped_after: int) -> None:
    reader = WarcReader("file", BytesIO(PACKED[sort]))
    before = [show(one) for one in islice(reader, stopped_after)]
    assert reader.resume_at is not None
    assert before + read(PACKED[sort], reader.resume_at) == read(PACKED[sort])


def test_within_a_member_of_several_records_it_cannot_be_gone_on_with() -> None:
    content = gzip.compress(b"".join(make_records(1, 2)), mtime=0)
    reader = WarcReader("file", BytesIO(content + gzip_each(*make_records(3))))
    places = [(show(one), reader.resume_at) for one in reader]
    assert places[:2] == [("1", None), ("2", len(content))]


@pytest.mark.parametrize("sort", PACKED)
def test_it_can_be_gone_on_with_behind_what_is_broken(sort: str) -> None:
    broken = make_record(length="oops", url="https://harbour.example/b")
    pack = gzip_each if sort == "gzip" else lambda *records: b"".join(records)
    content = pack(*make_records(1), broken, *make_records(2, 3))
    reader = WarcReader("file", BytesIO(content))
    places = [(show(one), reader.resume_at) for one in reader]
    assert [name for name, _ in places] == ["1", "broken", "2", "3"]
    assert places[1][1] is None
    assert places[2][1] is not None
    assert read(content, places[2][1]) == ["3"]
