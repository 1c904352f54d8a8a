"""What a search server or the way to it says when something fails, in one plain line without secrets."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import ConnectionError as UnreachableError
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError
from urllib3.exceptions import ProtocolError

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.trust import explain_distrust

LONGEST = 300
"""Characters of a reason."""
ADVICE = {
    401: "the server does not know this user or key: check CLAUSEWATCH_INDEX_API_KEY, or _USER and _PASSWORD",
    403: "this user or key may not do that: see index_mappings/roles for the rights that are needed",
    413: "the server takes no request of this size: raise http.max_content_length there",
    429: "the server is too busy: run the command again when it has less to do, or give it more memory",
    503: "the server is not ready: look at its health and logs, and run the command again",
}
"""By HTTP status."""
BLOCKS = {
    "read-only-allow-delete": "it is read-only, as the server's disk is nearly full: free some space there and run the "
    "command again",
    "flood-stage": "it is read-only, as the server's disk is nearly full: free some space there and run the command "
    "again",
    "No space left on device": "the server's disk is full: free some space there and run the command again",
    "index read-only": "somebody has made it read-only: lift the block index.blocks.read_only there",
    "index write (api)": "somebody has closed it to writers: lift the block index.blocks.write there",
}
"""By what stands in the reason of a server that takes no writes until a person has done something."""


class ItemError(Exception):
    """One write of a bulk request failed, and by no fault of what was to be written."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class AliasError(Exception):
    """An alias of ours that somebody has taken away; what to do about it."""


ANSWERED = (ApiError, TransportError, ItemError, AliasError)
"""All that the client raises, and what we make of answers."""


def explain(address: str, reason: str) -> str:
    """One line: which index, and what is wrong with it or what to do."""
    return f"index {address}: {reason}"


@contextmanager
def explain_failures(address: str) -> Iterator[None]:
    """Raise `SearchStoreError` in the place of what the client raises."""
    try:
        yield
    except ANSWERED as error:
        raise SearchStoreError(explain(address, f"{describe(error)}{_hint(address, error)}")) from error


def _hint(address: str, error: Exception) -> str:
    """A server that speaks TLS only hangs up on whoever does not."""
    hung_up = isinstance(error, UnreachableError) and isinstance(error.__cause__, ProtocolError)
    return " (does it speak TLS? then the address begins with https)" if hung_up and address[:5] == "http:" else ""


def describe(error: Exception) -> str:
    """What to do about an error of the client, with the server's own words where they help."""
    if isinstance(error, ApiError):
        return describe_answer(error.meta.status, read_reason(error.body))
    if isinstance(error, ItemError):
        return describe_answer(error.status, error.reason)
    if isinstance(error, TlsError):
        said = _shorten(error.message)
        return f"{explain_distrust(said)} ({said})"
    if isinstance(error, ConnectionTimeout):
        return "the server did not answer in time: look at its load and logs"
    if isinstance(error, UnreachableError):
        return "the server cannot be reached: is it running, and is the address right?"
    if isinstance(error, AliasError):
        return str(error)
    return f"the answer cannot be read ({_shorten(str(error))})"


def describe_answer(status: int, reason: str) -> str:
    """What to do about an answer that is an error."""
    if block := find_block(reason):
        return block
    return f"{ADVICE[status]} ({reason})" if status in ADVICE else f"the server answered {status}: {reason}"


def find_block(reason: str) -> str | None:
    """What to do about a server that takes no writes until somebody has done it; none: the reason is another."""
    return next((advice for mark, advice in BLOCKS.items() if mark in reason), None)


def may_pass(error: BaseException | None) -> bool:
    """Whether the server is only too busy or away, so that the same request may succeed later."""
    if isinstance(error, ApiError):
        return is_passing(error.meta.status, read_reason(error.body))
    if isinstance(error, ItemError):
        return is_passing(error.status, error.reason)
    return isinstance(error, (UnreachableError, ConnectionTimeout)) and not isinstance(error, TlsError)


def is_passing(status: int, reason: str) -> bool:
    """Whether a status is that of a server which is too busy, or on its way down or up."""
    return (status == 429 or status >= 500) and find_block(reason) is None


def read_reason(body: Any) -> str:
    """The server's own words in the body of an answer, on one line."""
    error = body.get("error", body) if isinstance(body, dict) else body
    while isinstance(error, dict):
        causes = error.get("root_cause") or [error]
        inner = error.get("caused_by") or next((shard["reason"] for shard in error.get("failed_shards", ())), None)
        text = error.get("reason") or causes[0].get("reason") or error.get("type")
        error = f"{text}: {read_reason(inner)}" if isinstance(inner, dict) and text else (text or inner)
    return _shorten(str(error)) if error else "it gives no reason"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
