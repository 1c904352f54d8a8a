"""What fails is told in one line that says what to do, in the server's words where they help, and without secrets."""

from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, ConnectionTimeout, HttpHeaders, NodeConfig, TlsError, TransportError
from elastic_transport import ConnectionError as UnreachableError
from elasticsearch import ApiError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.failures import (
    ADVICE,
    BLOCKS,
    LONGEST,
    AliasError,
    ItemError,
    describe_answer,
    explain_failures,
    find_block,
    may_pass,
    read_reason,
)
from tests.index.elastic.scripted import BUSY, FULL


def make_error(status: int, body: Any) -> ApiError:
    meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "127.0.0.1", 9200))
    return ApiError("failed", meta, body)


def tell(error: Exception) -> str:
    with pytest.raises(SearchStoreError) as caught, explain_failures("http://127.0.0.1:9200"):
        raise error
    said = str(caught.value)
    assert said.startswith("index http://127.0.0.1:9200: ")
    assert "\n" not in said
    assert caught.value.__cause__ is error
    return said.removeprefix("index http://127.0.0.1:9200: ")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UnreachableError("[Errno 111]"), "the server cannot be reached: is it running, and is the address right?"),
        (ConnectionTimeout("timed out"), "the server did not answer in time: look at its load and logs"),
        (AliasError("an alias is missing"), "an alias is missing"),
        (TransportError("no JSON"), "the answer cannot be read (no JSON)"),
        (ItemError(500, "no more files"), "the server answered 500: no more files"),
        (
            make_error(500, {"error": {"type": "e", "reason": "no more files"}}),
            "the server answered 500: no more files",
        ),
    ],
)
def test_each_kind_of_failure_has_its_line(error: Exception, said: str) -> None:
    assert tell(error) == said


@pytest.mark.parametrize("status", sorted(ADVICE))
def test_a_status_that_users_can_do_something_about_says_what(status: int) -> None:
    assert tell(make_error(status, {"error": BUSY})) == f"{ADVICE[status]} ({BUSY['reason']})"
    assert tell(ItemError(status, "so it is")) == f"{ADVICE[status]} (so it is)"


def test_a_server_that_takes_no_writes_says_what_to_free_or_lift() -> None:
    assert "free some space there" in tell(make_error(429, {"error": FULL}))
    closed = "index [x] blocked by: [FORBIDDEN/8/index write (api)];"
    assert "index.blocks.write" in describe_answer(403, closed)
    assert "index.blocks.read_only" in describe_answer(
        403, "index [x] blocked by: [FORBIDDEN/5/index read-only (api)];"
    )
    assert all(find_block(f"so: {mark}.") == advice for mark, advice in BLOCKS.items())
    assert find_block("rejected execution") is None


def test_our_own_errors_are_left_as_they_are() -> None:
    with pytest.raises(ValueError, match="ours"), explain_failures("x"):
        raise ValueError("ours")
    with pytest.raises(SearchStoreError, match=r"^once$"), explain_failures("x"):
        raise SearchStoreError("once")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"error": {"reason": "a", "caused_by": {"reason": "b", "caused_by": {"reason": "c"}}}}, "a: b: c"),
        (
            {"error": {"reason": "all shards failed", "failed_shards": [{"reason": {"reason": "b"}}]}},
            "all shards failed: b",
        ),
        ({"error": {"type": "t", "reason": None, "root_cause": [{"reason": "r"}]}}, "r"),
        ({"error": {"type": "t"}}, "t"),
        ({"error": "plain words"}, "plain words"),
        ("", "it gives no reason"),
        ("plain words\n on  two lines", "plain words on two lines"),
        (None, "it gives no reason"),
        ({}, "it gives no reason"),
    ],
)
def test_the_reason_is_the_server_s_own_words_on_one_line(body: Any, reason: str) -> None:
    assert read_reason(body) == reason


def test_a_long_reason_is_cut() -> None:
    reason = read_reason({"error": {"reason": "word " * 1000}})
    assert len(reason) == LONGEST
    assert reason.endswith("…")


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (make_error(429, {"error": BUSY}), True),
        (make_error(503, {"error": BUSY}), True),
        (make_error(429, {"error": FULL}), False),
        (make_error(400, {"error": BUSY}), False),
        (UnreachableError("x"), True),
        (ConnectionTimeout("x"), True),
        (TlsError("x"), False),
        (TransportError("x"), False),
        (AliasError("x"), False),
        (None, False),
    ],
)
def test_only_what_goes_by_itself_may_pass(error: Exception | None, passes: bool) -> None:
    assert may_pass(error) is passes
