"""WARC files wherever they lie: what was named on the command line to files that can be opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple, Self

from clausewatch.archive import Place, RemoteFile, SeekableFile, Signer, is_remote, list_remote, locate, make_client
from clausewatch.errors import ArchiveError
from clausewatch.settings import Settings
from clausewatch.steps.local_files import Entry, Unreadable, list_files


class WarcSource(NamedTuple):
    """A WARC file: what it is called, and where it is read, here or on another machine."""

    name: str
    path: Path | None = None
    url: str = ""
    signer: Signer | None = None
    is_kept: bool = True
    """Whether it is there the next time, so that reading can go on in it."""

    @classmethod
    def of(cls, entry: Entry | Place) -> Self:
        """The source of what was listed."""
        if isinstance(entry, Place):
            return cls(entry.name, url=entry.url, signer=entry.signer)
        name = str(entry.path.absolute()) if entry.place else entry.name
        return cls(name, entry.path, is_kept=entry.place is not None)

    @property
    def shown(self) -> str:
        """As a person is told of it."""
        return str(self.path) if self.path and self.is_kept else self.name


def list_inputs(paths: Sequence[str], settings: Settings) -> Iterator[Entry | Place | Unreadable]:
    """The files named, those in the folders named, and those that patterns and addresses stand for, in this order."""
    for path in paths:
        if is_remote(path):
            yield from _list_remote(path, settings)
        elif "://" in path:
            yield Unreadable(path, "from elsewhere only s3://, https:// and http:// are read")
        elif has_magic(path) and not Path(path).exists():
            found = sorted(glob(path, recursive=True))  # noqa: PTH207  A pattern may begin at the root.
            yield from list_files([Path(each) for each in found])
            if not found:
                yield Unreadable(path, "no file has a name like this")
        else:
            yield from list_files([Path(path)])


def find_remote(name: str) -> WarcSource:
    """The file on another machine that was listed under that name. Nothing is asked for, so that of thousands of files
    none has their list read again; it may be gone by now.
    """
    return WarcSource.of(locate(name))


def _list_remote(path: str, settings: Settings) -> Iterator[Place | Unreadable]:
    number = 0
    try:
        with make_client(settings.user_agent) as client:
            for number, place in enumerate(list_remote(client, path), 1):  # noqa: B007  The last counts.
                yield place
    except ArchiveError as error:
        yield Unreadable(path, str(error).removeprefix(f"{path}: "))
        return
    if not number:
        yield Unreadable(path, "there is no WARC file of a name like this")


@contextmanager
def open_source(source: WarcSource, user_agent: str) -> Iterator[tuple[SeekableFile, str]]:
    """The open file, and what tells it from another one at the same place. `OSError` or `ArchiveError` where it cannot
    be opened.
    """
    if source.path is None:
        with make_client(user_agent) as client, RemoteFile(client, source.url, signer=source.signer) as remote:
            yield remote, remote.identity
        return
    with source.path.open("rb") as file:
        yield file, identify(source.path)


def identify(path: Path) -> str:
    """What tells a local file from another one at the same place."""
    facts = path.stat()
    return f"{facts.st_mtime_ns} {facts.st_size}"
