"""Which crawls of a publisher did not come to their end: a small file a publisher, so that the next goes on there."""

import tempfile
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, ValidationError

from clausewatch.errors import StoreError
from clausewatch.models import Model

FOLDER = "crawls"
"""In the data folder."""
MOST = 24
"""Crawls that are remembered."""


class Unfinished(Model):
    """A crawl that left something to do."""

    run: str
    began_at: AwareDatetime
    is_cut_off: bool = True
    """Killed or closed early; else it came to its end, but not to all pages, or some failed."""


class JournalFile(Model):
    """The file of one publisher."""

    unfinished: tuple[Unfinished, ...] = ()


class Journal:
    """The file of one publisher. Two crawls at once may share it: the worst is that a page is asked once more."""

    def __init__(self, data: Path, publisher: str) -> None:
        self._file = data / FOLDER / f"{publisher}.json"

    def read(self) -> tuple[Unfinished, ...]:
        """The crawls that did not come to their end, oldest first; none where there is no file, or a broken one."""
        try:
            return JournalFile.model_validate_json(self._file.read_bytes()).unfinished
        except (OSError, ValidationError):
            return ()

    def begin(self, run: str, at: datetime) -> tuple[Unfinished, ...]:
        """A crawl begins, and counts as cut off until it ends; the earlier ones that did not come to their end.
        `StoreError` where that cannot be kept.
        """
        earlier = tuple(each for each in self.read() if each.run != run)[-MOST + 1 :]
        self._write((*earlier, Unfinished(run=run, began_at=at)))
        return earlier

    def end(self, run: str, earlier: tuple[Unfinished, ...], *, is_cut_off: bool, is_whole: bool) -> None:
        """A crawl ends. Where it came to all pages, what the earlier ones left is done, too."""
        known = self.read()
        done = {each.run for each in earlier} | {run} if is_whole else set()
        kept = [each for each in known if each.run not in done]
        self._write(
            tuple(each.model_copy(update={"is_cut_off": is_cut_off}) if each.run == run else each for each in kept)
        )

    def _write(self, unfinished: tuple[Unfinished, ...]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if not unfinished:
                self._file.unlink(missing_ok=True)
                return
            content = JournalFile(unfinished=unfinished).model_dump_json(indent=1).encode()
            with tempfile.NamedTemporaryFile(
                dir=self._file.parent, prefix=f".{self._file.stem}.", delete=False
            ) as made:
                made.write(content)
            Path(made.name).replace(self._file)
        except OSError as error:
            raise StoreError(
                f"{self._file}: it cannot be kept that a crawl began or ended: {error.strerror}"
            ) from error
