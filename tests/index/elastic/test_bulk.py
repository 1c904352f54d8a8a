"""Bulk requests: what may pass is sent again, what the server refuses is told, and nothing is sent twice in vain."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import pytest
from elasticsearch import ApiError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.access import Access
from clausewatch.index.elastic.bulk import LARGEST_BYTES, MOST, Operation, Outcome, cut, put, remove, send
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.failures import ItemError, explain_failures
from tests.index.elastic.scripted import (
    BUSY,
    FULL,
    Answer,
    Reply,
    ScriptedServer,
    answer_items,
    fail_whole,
    take,
    turn_away,
)

PATIENCE_S = 5.0


def make(*names: str) -> list[Operation]:
    return [put("x-write", name, 7, b"{}", f"document of {name}") for name in names]


@contextmanager
def serving(*replies: Reply) -> Iterator[ScriptedServer]:
    with ScriptedServer(*replies).serving() as server:
        yield server


def send_to(server: ScriptedServer, operations: Sequence[Operation], patience_s: float = PATIENCE_S) -> list[Outcome]:
    with closing(open_client(Access(address=server.address))) as client:
        return list(send(client, operations, patience_s))


def fates(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {outcome.operation.subject.removeprefix("document of "): outcome.fate for outcome in outcomes}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_items_of_a_busy_server_are_sent_again_and_no_others(status: int) -> None:
    with serving(turn_away({"b": status}, BUSY)) as server:
        outcomes = send_to(server, make("a", "b", "c"))
    assert fates(outcomes) == {"a": "written", "b": "written", "c": "written"}
    assert server.requests == [["a", "b", "c"], ["b"]]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_request_that_a_busy_server_fails_is_sent_again(status: int) -> None:
    with serving(fail_whole(status), fail_whole(status)) as server:
        outcomes = send_to(server, make("a", "b"))
    assert fates(outcomes) == {"a": "written", "b": "written"}
    assert server.requests == [["a", "b"]] * 3


def test_what_the_server_refuses_is_told_and_not_sent_again() -> None:
    with serving(turn_away({"b": 400})) as server:
        outcomes = send_to(server, make("a", "b"))
    assert fates(outcomes) == {"a": "written", "b": "refused"}
    assert [outcome.reason for outcome in outcomes if outcome.fate == "refused"] == [
        "400: failed to parse field [place]"
    ]
    assert server.requests == [["a", "b"]]


def test_what_is_too_large_for_the_way_is_sent_in_smaller_parts() -> None:
    def take_two(ids: list[str]) -> Answer:
        return fail_whole(413)(ids) if len(ids) > 2 or "c" in ids else take(ids)

    with serving(*[take_two] * 20) as server:
        outcomes = send_to(server, make("a", "b", "c", "d", "e"))
    assert fates(outcomes) == {"a": "written", "b": "written", "c": "refused", "d": "written", "e": "written"}
    assert [one.reason for one in outcomes if one.fate == "refused"] == [
        "413: the server takes no request of this size"
    ]
    assert server.requests == [["a", "b", "c", "d", "e"], ["a", "b"], ["c", "d", "e"], ["c"], ["d", "e"]]


def test_a_request_that_is_wrong_is_not_sent_again() -> None:
    with serving(fail_whole(400)) as server, pytest.raises(ApiError):
        send_to(server, make("a"))
    assert server.requests == [["a"]]


def test_newer_and_gone_are_fates_of_their_own() -> None:
    with serving(turn_away({"a": 409, "b": 404})) as server:
        assert fates(send_to(server, make("a", "b"))) == {"a": "stale", "b": "gone"}


def test_what_was_not_there_is_taken_out() -> None:
    with serving(lambda ids: answer_items(dict.fromkeys(ids, 200))) as server:
        assert [one.fate for one in send_to(server, [remove("x-write", "a", 7, "d")])] == ["written"]
    missing = {"items": [{"delete": {"_id": "a", "status": 404, "result": "not_found"}}]}
    with serving(lambda _: answer_items({})._replace(body=missing)) as server:
        assert [one.fate for one in send_to(server, [remove("x-write", "a", 7, "d")])] == ["written"]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_stays_busy_is_an_error_and_no_refusal(status: int) -> None:
    replies = [turn_away({"b": status}, BUSY)] * 20
    with serving(*replies) as server, pytest.raises(ItemError) as caught:
        send_to(server, make("a", "b"), patience_s=0.5)
    assert caught.value.status == status
    assert server.requests[0] == ["a", "b"]
    assert server.requests[1:] == [["b"]] * (len(server.requests) - 1)
    assert len(server.requests) >= 3


@pytest.mark.parametrize("status", [401, 403])
def test_a_right_that_is_missing_is_no_refusal_of_the_document(status: int) -> None:
    with serving(turn_away({"a": status})) as server, pytest.raises(ItemError):
        send_to(server, make("a"))
    assert server.requests == [["a"]]


@pytest.mark.parametrize("reply", [turn_away({"b": 429}, FULL), fail_whole(429, FULL)], ids=["item", "request"])
def test_a_full_disk_is_told_at_once_and_refuses_no_document(reply: Reply) -> None:
    with serving(reply) as server:
        with pytest.raises(SearchStoreError) as caught, explain_failures("x"):
            send_to(server, make("a", "b"))
        assert server.requests == [["a", "b"]]
    said = "it is read-only, as the server's disk is nearly full: free some space there and run the command again"
    assert str(caught.value) == f"index x: {said}"


def test_progress_gives_new_patience() -> None:
    names = [f"s{number}" for number in range(6)]
    replies = [turn_away(dict.fromkeys(names[turn:], 429), BUSY) for turn in range(1, 6)]
    with serving(*replies) as server:
        # All turns together wait longer than that.
        outcomes = send_to(server, make(*names), patience_s=0.3)
    assert set(fates(outcomes).values()) == {"written"}
    assert [len(request) for request in server.requests] == [6, 5, 4, 3, 2, 1]


def test_a_server_that_is_away_is_waited_for_and_then_told() -> None:
    with ScriptedServer().serving() as gone:
        pass
    with pytest.raises(SearchStoreError) as caught, explain_failures(gone.address):
        send_to(gone, make("a"), patience_s=0.5)
    assert str(caught.value).startswith(f"index {gone.address}: the server cannot be reached")
    assert "\n" not in str(caught.value)


def test_an_operation_names_alias_revision_and_id() -> None:
    action = json.loads(put("x-write", "a", 7, b"{}", "d").action)["index"]
    expected = {"_index": "x-write", "_id": "a", "version": 7, "version_type": "external_gte", "require_alias": True}
    assert action == expected
    assert json.loads(remove("x-write", "a", 7, "d").action)["delete"] == expected


def test_requests_are_cut_by_number_and_size() -> None:
    many = [Operation(b"a", b"b", str(number)) for number in range(2 * MOST + 1)]
    assert [len(chunk) for chunk in cut(many)] == [MOST, MOST, 1]
    large = [Operation(b"a", b"x" * (LARGEST_BYTES // 2 - 100), str(number)) for number in range(3)]
    assert [len(chunk) for chunk in cut(large)] == [2, 1]
    assert [len(chunk) for chunk in cut([Operation(b"a", b"x" * LARGEST_BYTES, "d")] * 2)] == [1, 1]
    assert list(cut([])) == []


def test_each_part_is_a_request_of_its_own() -> None:
    names = [f"s{number}" for number in range(MOST + 1)]
    with serving() as server:
        outcomes = send_to(server, make(*names))
    assert len(outcomes) == MOST + 1
    assert [len(request) for request in server.requests] == [MOST, 1]
