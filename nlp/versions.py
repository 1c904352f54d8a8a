"""Which annotator found something: a short name of all that decides what is found."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

NLP = Path(__file__).resolve().parent
RULES = 7
"""Goes up when a change of code makes other statements, speakers or stances of the same text."""
CUSTOM = "custom"
"""Version of a pipeline that somebody put together by hand."""
LENGTH = 12
MODEL_FILES = {".onnx", ".json"}
SPEAKER_FILES = {".yaml"}
TARGET_FILES = {".yaml", ".yml"}
WORD_LISTS = {".txt"}


def find_version(targets: Path, speakers: Path) -> str:
    """12 hexadecimal digits by the shipped models and word lists, the files of two folders, and `RULES`.

    The files are hashed, not loaded, and once a process for as long as they stay as they are. One that cannot be
    read counts as empty: whoever loads it says what is wrong.
    """
    digest = hashlib.sha256(str(RULES).encode())
    for part, path in _list_files(targets, speakers):
        digest.update(f"\0{part}/{path.name}\0{_hash(path)}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:LENGTH]


def _list_files(targets: Path, speakers: Path) -> Iterator[tuple[str, Path]]:
    """Each file with the part of the annotator that it belongs to, in an order that is always the same."""
    folders = {
        "models": (NLP / "models", MODEL_FILES, "**/*"),
        "words": (NLP / "components", WORD_LISTS, "**/*"),
        "targets": (targets, TARGET_FILES, "*"),
        "speakers": (speakers, SPEAKER_FILES, "*"),
    }
    for part, (folder, suffixes, pattern) in folders.items():
        for path in sorted(path for path in folder.glob(pattern) if path.suffix in suffixes):
            yield f"{part}/{path.parent.relative_to(folder).as_posix()}", path


def _hash(path: Path) -> str:
    try:
        stat = path.stat()
        return _hash_content(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=1024)
def _hash_content(path: Path, changed_ns: int, size: int) -> str:
    """Kept by when the file was changed and how large it was."""
    del changed_ns, size
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
