"""How Scrapy says that there was no answer, and how we say it."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

NO_ANSWER = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    OSError,
)
OTHER_SHAPE = (ValueError, KeyError, TypeError, OverflowError, RecursionError)
"""What reading JSON raises that has another shape than expected."""
REASONS: dict[type[BaseException], str] = {
    CannotResolveHostError: "its name cannot be resolved to a public address",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "it took too long",
    ResponseDataLossError: "the answer was cut off",
    ConnectionDone: "the connection was closed without an answer",
    ConnectionLost: "the connection was lost",
}


def explain_failure(error: BaseException) -> str:
    """Why there was no answer, in a few words."""
    # Scrapy breaks off a body that grows too large without a word.
    if isinstance(error, DownloadCancelledError) and (not str(error) or "max size" in str(error)):
        return "its body is too large"
    # Twisted's own reasons, which Scrapy puts in brackets behind the name of a class.
    reasons = getattr(error.__cause__, "reasons", None)
    cause = reasons[0].value if reasons and type(error) not in REASONS else error
    text = REASONS.get(type(cause)) or str(cause) or type(cause).__name__
    return text.splitlines()[0]
