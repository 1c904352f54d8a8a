"""How a body is packed is judged by its header before anything is unpacked."""

import gzip

import pytest
from scrapy.http import Response

from spiders.middlewares.bounded_compression import MOST_CODINGS, refuse_codings


def packed(*fields: str) -> Response:
    return Response("https://fen.example/1", headers={"Content-Encoding": list(fields)}, body=gzip.compress(b"x"))


@pytest.mark.parametrize("fields", [(), ("gzip",), ("GZIP, br",), ("gzip", "zstd"), ("identity",), (" , gzip,",)])
def test_what_is_packed_in_known_ways_is_unpacked(fields: tuple[str, ...]) -> None:
    assert refuse_codings(packed(*fields)) is None


def test_a_body_is_packed_four_times_over_at_most() -> None:
    assert refuse_codings(packed(", ".join(["gzip"] * MOST_CODINGS))) is None
    told = refuse_codings(packed(", ".join(["gzip"] * MOST_CODINGS), "br"))
    assert told == "its body is packed 5 times over, more than 4"


@pytest.mark.parametrize("name", ["rot13", "compress", "gzip;q=1"])
def test_an_unknown_way_is_a_failure_and_no_page(name: str) -> None:
    assert refuse_codings(packed(name)) == f"its body is packed in a way that is not known ({name!r})"


def test_thousands_of_ways_are_told_in_a_few_words() -> None:
    assert len(refuse_codings(packed("x" * 8000)) or "") < 90
    assert refuse_codings(packed(",".join(["gzip"] * 3000))) == "its body is packed 3000 times over, more than 4"
