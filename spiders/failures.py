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
REASONS: dict[type[BaseException], str] = {
    CannotResolveHostError: "its name cannot be resolved to a public address",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "it took too long",
    ResponseDataLossError: "the answer was cut off",
}


def explain_failure(error: BaseException) -> str:
    """Why there was no answer, in a few words."""
    if isinstance(error, DownloadCancelledError) and "max size" in str(error):
        return "its body is too large"
    text = REASONS.get(type(error)) or str(error) or type(error).__name__
    return text.splitlines()[0]
