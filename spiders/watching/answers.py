"""What the watcher gets when it asks, and how it says that it got nothing."""

import asyncio
import zlib
from typing import NamedTuple

import httpx

from clausewatch.errors import CrawlError
from spiders.settings import DOWNLOAD_MAXSIZE

GZIP = zlib.MAX_WBITS | 16


class Answer(NamedTuple):
    """One answer, its body decoded; redirects are answers too."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes = b""


class NoAnswerError(CrawlError):
    """A list could not be had; the reason is for people."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        """The HTTP status, where there was an answer."""


class TroubledError(NoAnswerError):
    """The host is busy, broken or silent: asking later may help."""


class RestingError(NoAnswerError):
    """The host is left alone for now, so that it was not asked at all."""

    def __init__(self, reason: str, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds
        """How much longer it is left alone."""


async def read_body(response: httpx.Response, largest: int = DOWNLOAD_MAXSIZE) -> bytes:
    """The body in bounded memory; `NoAnswerError` where it is too large, before or after decoding, or broken."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise NoAnswerError(f"its body comes in a coding that was not asked for ({coding})")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > largest:
            raise NoAnswerError(_explain_size(largest))
    # In a thread: the largest body takes longer than others on the event loop should wait.
    return bytes(body) if coding == "identity" else await asyncio.to_thread(_gunzip, bytes(body), largest)


def _gunzip(body: bytes, largest: int) -> bytes:
    decompressor = zlib.decompressobj(wbits=GZIP)
    try:
        content = decompressor.decompress(body, largest + 1)
    except zlib.error as error:
        raise NoAnswerError(f"its compressed body is broken ({error})") from error
    if len(content) > largest:
        raise NoAnswerError(_explain_size(largest))
    if not decompressor.eof:
        raise NoAnswerError("its compressed body was cut off")
    return content


def _explain_size(largest: int) -> str:
    return f"its body is over {largest // 1_000_000} MB"
