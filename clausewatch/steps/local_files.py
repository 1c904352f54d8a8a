"""Files that a person hands in, as the responses that a crawl would have brought."""

import mimetypes
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from clausewatch.archive import GZIP_MAGIC, WARC_LINE
from clausewatch.extract.documents import LARGEST_BODY
from clausewatch.extract.overrides import LOCAL_SCHEME, make_headers
from clausewatch.extract.sources import find_source
from clausewatch.identifiers import is_address, make_id
from clausewatch.models import Model, RawResponse

PAGES = frozenset({".html", ".htm", ".xhtml", ".json", ".txt", ".md"})
WARCS = (".warc", ".warc.gz")
PACKED = {GZIP_MAGIC: "gzip", b"\x28\xb5\x2f": "zstd", b"BZh": "bzip2"}
"""How compressed files begin."""
BEGINNING = 1024
"""Bytes of a file that tell whether it is a WARC file."""
GZIP = zlib.MAX_WBITS | 16
STANDARD_INPUT = "-"


class Facts(Model):
    """What a person says of what is handed in; goes before what a file says of itself."""

    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    published: datetime | None = None


class Found(NamedTuple):
    """A response, where it lay, and the publisher that its file names."""

    place: str
    response: RawResponse
    publisher: str | None = None
    is_dated: bool = False
    """Whether the time of its fetch is known, as it is in a WARC file."""


class Unreadable(NamedTuple):
    """A file or record that is none, and why."""

    place: str
    reason: str


class Entry(NamedTuple):
    """A file, and its place in what was handed in, which does not name folders above that."""

    path: Path
    place: PurePosixPath | None
    """None: it came from standard input, where every page is another."""

    @property
    def name(self) -> str:
        """As the person named it."""
        return str(self.path) if self.place else "standard input"

    @property
    def is_warc(self) -> bool:
        """By its name, or by how it begins: programs that fetch such files call them `a.warc.gz.1` and the like."""
        return _is_named_warc(self.path) or (self.path.suffix.casefold() not in PAGES and _begins_as_warc(self.path))


def list_files(paths: Sequence[Path]) -> Iterator[Entry | Unreadable]:
    """The files named, and those in the folders named that may be pages or WARC files, in the order of their names."""
    for path in paths:
        if path == Path(STANDARD_INPUT):
            yield Entry(path, None)
        elif path.is_file():
            yield Entry(path, PurePosixPath(path.resolve().parent.name, path.name))
        elif path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.is_file() and _is_wanted(file, path))
            for file in files:
                yield Entry(file, PurePosixPath(path.resolve().name, file.relative_to(path).as_posix()))
            if not files:
                yield Unreadable(str(path), "the folder holds no page, JSON, text or WARC file")
        else:
            yield Unreadable(str(path), "there is no such file or folder")


@contextmanager
def keep_stream(stream: BinaryIO) -> Iterator[Entry]:
    """What a stream holds as a file, for as long as the `with` lasts; a WARC file is known by how it begins."""
    start = stream.read(len(WARC_LINE))
    ending = ".warc.gz" if start.startswith(GZIP_MAGIC) else ".warc" if start == WARC_LINE else ""
    with tempfile.NamedTemporaryFile(prefix="clausewatch-", suffix=ending) as file:
        file.write(start)
        shutil.copyfileobj(stream, file)
        file.flush()
        yield Entry(Path(file.name), None)


def read_file(entry: Entry, facts: Facts) -> Iterator[Found | Unreadable]:
    """The response of a page."""
    try:
        body = _read_bounded(entry.path)
    except OSError as error:
        yield Unreadable(entry.name, error.strerror or str(error))
        return
    if packed := PACKED.get(body[:3]):
        yield Unreadable(entry.name, f"it is compressed by {packed} and no WARC file that can be read: unpack it first")
        return
    if len(body) > LARGEST_BODY:
        yield Unreadable(entry.name, f"the file is over {LARGEST_BODY // 1_000_000} MB")
        return
    source = find_source(body)
    named = source.url if source.url and is_address(source.url) else None
    url = facts.url or named or _local_address(entry, body)
    media_type = mimetypes.guess_type(entry.path.name)[0]
    headers = (*((("Content-Type", media_type),) if media_type else ()), *make_headers(facts.title, facts.published))
    response = RawResponse(url=url, status=200, headers=headers, body=body, fetched_at=datetime.now(UTC))
    yield Found(entry.name, response, source.publisher)


def _local_address(entry: Entry, body: bytes) -> str:
    if entry.place is None:
        # By its content, or a second page would pass for a new version of the first.
        return f"{LOCAL_SCHEME}:///standard-input/{make_id('body', body.hex())}"
    return f"{LOCAL_SCHEME}:///{quote(str(entry.place))}"


def _read_bounded(path: Path) -> bytes:
    """No more of a file than is needed to see that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST_BODY + 1)


def _is_wanted(file: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not is_hidden and (file.suffix.casefold() in PAGES or _is_named_warc(file))


def _is_named_warc(file: Path) -> bool:
    return file.name.casefold().endswith(WARCS)


def _begins_as_warc(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            start = opened.read(BEGINNING)
        if start.startswith(GZIP_MAGIC):
            start = zlib.decompressobj(GZIP).decompress(start, len(WARC_LINE))
    except (OSError, zlib.error):
        return False
    return start.startswith(WARC_LINE)
