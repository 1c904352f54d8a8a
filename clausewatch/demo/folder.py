"""The demo's own folder: only what a demo left behind is ever removed."""

import shutil
from pathlib import Path

from clausewatch.errors import InputError, StoreError

MARKER = "made-by-clausewatch-demo"
"""File that tells a demo's folder from any other."""


def prepare_folder(folder: Path) -> None:
    """Make the folder anew. `InputError` where it holds anything that no demo made, `StoreError` if it cannot be."""
    try:
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder} is a file; name a folder with --data")
        if folder.exists() and any(folder.iterdir()):
            if not (folder / MARKER).exists():
                raise InputError(f"{folder} holds what no demo made; name another folder with --data")
            _empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).touch()
    except OSError as error:
        raise StoreError(f"demo folder {folder}: {error.strerror}; name another with --data") from error


def _empty(folder: Path) -> None:
    """The marker goes last, so that a demo that is killed here can be run again."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
