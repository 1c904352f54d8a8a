"""Damaged WARC files: what is broken is named with its place, and reading goes on behind it."""

import gzip
import random
import tracemalloc
from pathlib import Path

import pytest

from clausewatch.archive import BrokenRecord, read_warc
from clausewatch.models import RawResponse
from tests.archive.examples import PAGE, gzip_each, make_http, make_record, make_records


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "damaged.warc.gz"


def read_numbers(path: Path) -> list[str]:
    """The last part of the addresses of the pages, and the offsets of what is broken."""
    return [
        one.url.rpartition("/")[2] if isinstance(one, RawResponse) else f"broken at {one.offset}"
        for one in read_warc(path)
    ]


def read_broken(path: Path) -> list[BrokenRecord]:
    return [one for one in read_warc(path) if isinstance(one, BrokenRecord)]


def flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize("place", [0.3, 0.6, 0.95])
def test_a_damaged_member_costs_only_itself(path: Path, place: float) -> None:
    first, second, third = (gzip_each(record) for record in make_records(1, 2, 3))
    path.write_bytes(first + flip(second, int(len(second) * place)) + third)
    assert read_numbers(path) == ["1", f"broken at {len(first)}", "3"]


def test_a_damaged_first_member_costs_only_itself(path: Path) -> None:
    first, second = (gzip_each(record) for record in make_records(1, 2))
    path.write_bytes(flip(first, 40) + second)
    assert read_numbers(path) == ["broken at 0", "2"]


def test_a_member_that_is_cut_off_in_the_middle_of_a_file_costs_only_itself(path: Path) -> None:
    first, second, third = (gzip_each(record) for record in make_records(1, 2, 3))
    path.write_bytes(first + second[:-20] + third)
    assert read_numbers(path) == ["1", f"broken at {len(first)}", "3"]


@pytest.mark.parametrize("missing", [1, 30])
def test_a_file_that_is_cut_off_gives_what_was_whole(path: Path, missing: int) -> None:
    first, second = (gzip_each(record) for record in make_records(1, 2))
    path.write_bytes((first + second)[:-missing])
    assert read_numbers(path) == ["1", f"broken at {len(first)}"]
    assert read_broken(path)[0].reason == "the gzip data is cut off"


def test_what_lies_between_members_is_passed_over(path: Path) -> None:
    first, second = (gzip_each(record) for record in make_records(1, 2))
    path.write_bytes(first + bytes(50) + b"\x1f\x8b\x08 no member" + second)
    assert read_numbers(path) == ["1", f"broken at {len(first)}", "2"]
    assert read_broken(path)[0].reason == "here no gzip member begins"


def test_what_follows_the_last_member_is_reported(path: Path) -> None:
    first = gzip_each(make_record())
    path.write_bytes(first + b"some more")
    assert read_numbers(path) == ["1", f"broken at {len(first)}"]


def test_a_member_without_a_record_costs_only_itself(path: Path) -> None:
    first, second = (gzip_each(record) for record in make_records(1, 2))
    path.write_bytes(first + gzip.compress(PAGE) + second)
    assert read_numbers(path) == ["1", f"broken at {len(first)}", "2"]


@pytest.mark.parametrize("wrong", ["5", "", "many", "-1"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_wrong_content_length_costs_only_its_record(path: Path, wrong: str, packed: bool) -> None:
    records = [make_record(url="https://harbour.example/0", length=wrong), *make_records(1, 2)]
    path.write_bytes(gzip_each(*records) if packed else b"".join(records))
    assert read_numbers(path) == ["broken at 0", "1", "2"]


def test_a_content_length_that_reaches_into_the_next_record_costs_only_its_own(path: Path) -> None:
    first, second, third = make_records(1, 2, 3)
    too_long = make_record(url="https://harbour.example/1", length=str(len(make_http()) + 60))
    path.write_bytes(too_long + second + third)
    assert read_numbers(path) == ["broken at 0", "2", "3"]
    path.write_bytes(first + too_long + second)
    assert read_numbers(path) == ["1", f"broken at {len(first)}", "2"]


def test_a_record_longer_than_the_file_is_cut_off(path: Path) -> None:
    path.write_bytes(make_records(1)[0] + make_record(length="999999"))
    assert read_broken(path)[0].reason == "the record is cut off"
    assert read_broken(path)[0].url == "https://harbour.example/1"


def test_noise_between_plain_records_costs_nothing_else(path: Path) -> None:
    first, second = make_records(1, 2)
    path.write_bytes(first + b"noise\r\n\x00\xff\r\n" + second)
    found = read_numbers(path)
    assert found[-1] == "2"
    assert any(one.startswith("broken") for one in found)


def test_headers_without_end_are_broken_in_bounded_memory(path: Path) -> None:
    endless = b"WARC/1.0\r\n" + (b"X-Note: " + b"y" * 990 + b"\r\n") * 20_000
    path.write_bytes(gzip_each(endless, *make_records(2)))
    tracemalloc.start()
    try:
        assert read_numbers(path) == ["broken at 0", "2"]
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()
    assert read_broken(path)[0].reason == "its headers are too long"


def test_endless_headers_of_a_page_are_told_as_such_and_cost_no_other(path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\n" + (b"X-Note: " + b"y" * 990 + b"\r\n") * 3000 + b"\r\n"
    path.write_bytes(gzip_each(make_record(answer), *make_records(2)))
    assert read_numbers(path) == ["broken at 0", "2"]
    assert read_broken(path)[0].reason == "its headers are too long"


def test_a_large_page_is_not_given_before_its_checksum_is_found_right(path: Path) -> None:
    large = gzip_each(make_record(make_http(bytes(range(256)) * 1000)))
    path.write_bytes(flip(large, len(large) - 8) + gzip_each(*make_records(2)))
    assert read_numbers(path) == ["broken at 0", "2"]


def test_a_bomb_of_a_record_is_read_in_bounded_memory(path: Path) -> None:
    bomb = make_record(make_http(bytes(60_000_000)))
    path.write_bytes(gzip_each(*make_records(1), bomb, *make_records(3)))
    del bomb
    tracemalloc.start()
    try:
        found = read_numbers(path)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert (found[0], found[2]) == ("1", "3")
    assert read_broken(path)[0].reason == "its body is over 10 MB"


@pytest.mark.parametrize("packed", [True, False])
def test_no_damage_stops_the_reading(path: Path, packed: bool) -> None:
    records = make_records(*range(4))
    whole = gzip_each(*records) if packed else b"".join(records)
    chance = random.Random(7)
    pages = 0
    for _ in range(150):
        damaged = flip(whole, chance.randrange(len(whole)))
        path.write_bytes(damaged[: chance.choice([len(whole), chance.randrange(1, len(whole))])])
        found = list(read_warc(path))
        pages += sum(isinstance(one, RawResponse) for one in found)
        assert len(found) <= 5
    assert pages > 150
