"""What was seen of each publisher's lists, kept in a small file a publisher, so that a restart tells nothing twice."""

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from clausewatch.errors import StoreError
from clausewatch.models import Model

logger = logging.getLogger(__name__)
FOLDER = "watching"
"""In the data folder."""


class Seen(Model):
    """One list at one time."""

    address: str
    """Where the answer came from, after redirects."""
    digest: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the list only if it changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


Lists = Mapping[int, Seen]
"""By the place of the list among those of its publisher: addresses may hold the day."""


class SeenFile(Model):
    """The file of one publisher."""

    lists: dict[int, Seen]


class SeenFolder:
    """The files of all publishers. Two watchers may share it: the worst is that something is told twice."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def read(self, publisher: str) -> dict[int, Seen]:
        """What was seen; nothing where there is no file, or a broken one."""
        try:
            return dict(SeenFile.model_validate_json(self._file(publisher).read_bytes()).lists)
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            logger.warning("%s cannot be read, so that all its lists count as new: %s", self._file(publisher), error)
            return {}

    def write(self, publisher: str, lists: Lists) -> None:
        """Keep what was seen, whole or not at all; `StoreError` where it cannot be kept."""
        file = self._file(publisher)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=f".{publisher}.", delete=False) as made:
                made.write(SeenFile(lists=dict(lists)).model_dump_json(indent=1).encode())
            _replace(Path(made.name), file)
        except OSError as error:
            raise StoreError(f"{file}: what was seen cannot be kept: {error.strerror}") from error

    def _file(self, publisher: str) -> Path:
        return self._folder / f"{publisher}.json"


def _replace(made: Path, file: Path) -> None:
    try:
        made.replace(file)
    except OSError:
        made.unlink(missing_ok=True)
        raise
