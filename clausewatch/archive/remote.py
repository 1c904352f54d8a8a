"""Files on other machines, over HTTP: read in parts as they come, and gone on with after a fault."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from types import TracebackType
from typing import Self, TypeVar

import httpx

from clausewatch.archive.buckets import Signer
from clausewatch.archive.streams import BLOCK
from clausewatch.errors import ArchiveError

TRIES = 5
"""Requests in a row that may bring nothing before the file is given up."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0)
"""Before the second request, the third and so on."""
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses after which the same may be asked again."""
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
KEPT = 4 * BLOCK
"""Bytes behind the place that can be gone back to without another request."""
LARGEST_LIST = 50_000_000
CHANGED = "the file was changed while it was read; run the command again"
REASONS = {
    401: "it may not be read without signing in, which is not supported",
    403: "it may not be read by everybody",
    404: "there is no such file",
}
Found = TypeVar("Found")


class PassingError(Exception):
    """A fault of the network or the server that may be over the next time; the text says which."""


def make_client(user_agent: str) -> httpx.Client:
    """What asks: it follows redirects and waits for no answer longer than a minute."""
    return httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers={"User-Agent": user_agent})


@contextmanager
def ask(client: httpx.Client, url: str, signer: Signer | None = None, **headers: str) -> Iterator[httpx.Response]:
    """The answer, its body not read yet. `PassingError`, or `ArchiveError` where it would be the same again."""
    try:
        # What is packed must not be packed again, or no byte of it could be counted.
        asked = client.build_request("GET", url, headers={"Accept-Encoding": "identity", **headers})
        # Whom a signed request is for is part of what is signed; its token would go to whomever it leads to.
        follows = client.follow_redirects and not (signer and signer.is_signing)
        with closing(client.send(asked, auth=signer, follow_redirects=follows, stream=True)) as answer:
            if answer.status_code in PASSING:
                raise PassingError(f"the server answered {answer.status_code}")
            if answer.status_code != 416 and not answer.is_success:
                raise ArchiveError(f"{url}: {_explain(answer, signer)}")
            yield answer
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.TooManyRedirects) as error:
        raise ArchiveError(f"{url}: {error}") from error
    except httpx.HTTPError as error:
        raise PassingError(str(error) or type(error).__name__) from error


def _explain(answer: httpx.Response, signer: Signer | None) -> str:
    """Why the server says no."""
    reason = signer.explain(answer) if signer else None
    return reason or REASONS.get(answer.status_code, f"the server answered {answer.status_code}")


def read_list(
    client: httpx.Client, url: str, pauses: tuple[float, ...] = PAUSES_S, signer: Signer | None = None
) -> bytes:
    """A small file as a whole; `ArchiveError` where it cannot be had, or is over 50 MB."""

    def attempt() -> bytes:
        with ask(client, url, signer) as answer:
            return _join(answer.iter_raw(BLOCK), url)

    return _retry(attempt, url, pauses)


def _join(blocks: Iterator[bytes], url: str) -> bytes:
    whole = bytearray()
    for block in blocks:
        whole += block
        if len(whole) > LARGEST_LIST:
            raise ArchiveError(f"{url}: it is too large for a list of files (over {LARGEST_LIST // 1_000_000} MB)")
    return bytes(whole)


def _retry(attempt: Callable[[], Found], url: str, pauses: tuple[float, ...]) -> Found:
    fault = PassingError()
    for number in range(TRIES):
        if number:
            time.sleep(pauses[min(number, len(pauses)) - 1])
        try:
            return attempt()
        except PassingError as error:
            fault = error
    raise ArchiveError(f"{url}: {fault}, {TRIES} times in a row") from fault


class RemoteFile:
    """A file at an address, to be used in a `with`. It is asked for from where reading begins, and again from where it
    was cut off. `ArchiveError` when the server says no, gives no parts of files, or gives nothing so often in a row.
    """

    def __init__(
        self, client: httpx.Client, url: str, pauses: tuple[float, ...] = PAUSES_S, signer: Signer | None = None
    ) -> None:
        self._client, self._url, self._pauses, self._signer = client, url, pauses, signer
        self._answer: Generator[bytes, None, None] | None = None
        self._window, self._base, self._place = b"", 0, 0
        self._version, self._size = _retry(self._look, url, pauses)

    @property
    def identity(self) -> str:
        """What tells the file from another one at the same address."""
        return f"{self._version} {self._size}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def tell(self) -> int:
        """The byte at which it stands."""
        return self._place

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a byte, counted from the beginning, or with `whence` 1 from where it stands."""
        self._place = max(0, offset + (self._place if whence == 1 else 0))
        return self._place

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        end = self._base + len(self._window)
        if not self._base <= self._place <= end:
            self._drop()
            self._window, self._base, end = b"", self._place, self._place
        if self._place == end and end < self._size:
            block = _retry(self._receive, self._url, self._pauses)
            kept = self._window[-KEPT:]
            self._base = end - len(kept)
            self._window = kept + block
        first = self._place - self._base
        content = self._window[first : first + size]
        self._place += len(content)
        return content

    def _look(self) -> tuple[str, int]:
        """Version and size, by the first byte: some servers do not answer to what would ask for them alone."""
        with ask(self._client, self._url, self._signer, Range="bytes=0-0") as answer:
            total = answer.headers.get("Content-Range", "").rpartition("/")[2]
            if answer.status_code == 416 and total in ("", "0"):
                return "empty", 0
            if answer.status_code != 206 or not total.isdecimal():
                raise ArchiveError(f"{self._url}: the server gives no parts of files, so that it cannot be read")
            return _read_version(answer), int(total)

    def _receive(self) -> bytes:
        """The next bytes; `PassingError` where they do not come."""
        if self._answer is None:
            self._answer = self._stream(self._base + len(self._window))
        try:
            return next(self._answer)
        except PassingError:
            self._drop()
            raise

    def _stream(self, offset: int) -> Generator[bytes, None, None]:
        with ask(self._client, self._url, self._signer, Range=f"bytes={offset}-") as answer:
            total = answer.headers.get("Content-Range", "").rpartition("/")[2]
            if answer.status_code != 206 or total != str(self._size) or _read_version(answer) != self._version:
                raise ArchiveError(f"{self._url}: {CHANGED}")
            # In pieces as they come: none of them is asked for again after a fault.
            yield from answer.iter_raw()
        raise PassingError("the answer was cut off")

    def _drop(self) -> None:
        """Leave the answer that is being read, if any."""
        if self._answer is not None:
            self._answer.close()
        self._answer = None


def _read_version(answer: httpx.Response) -> str:
    return answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
