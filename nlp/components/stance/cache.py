"""Keeps fitted heads in the user's cache folder, by the content that they were made from."""

import hashlib
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs

from nlp.components.stance.head import Head
from nlp.components.stance.wording import Wording

VERSION = "2"
"""Changes when a head means something else than before."""


def cache_folder() -> Path:
    """Where heads are kept."""
    return Path(platformdirs.user_cache_dir("clausewatch")) / "heads"


def key_of(parts: Iterable[str]) -> str:
    """A name for what a head is made from."""
    digest = hashlib.sha256(VERSION.encode())
    for part in parts:
        digest.update(b"\0" + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


def read_head(folder: Path, key: str, width: int, count: int) -> Head | None:
    """The kept head, or none where it is missing, broken or of another shape."""
    try:
        content = io.BytesIO((folder / f"{key}.npz").read_bytes())
        with np.load(content, allow_pickle=False) as kept:
            weights, bias, rarity = (kept[name].astype(np.float64) for name in ("weights", "bias", "rarity"))
            temperature, weight = (float(kept[name]) for name in ("temperature", "weight"))
            terms = tuple(kept["terms"].tobytes().decode().split("\n")) if len(rarity) else ()
    except (OSError, ValueError, KeyError, EOFError, TypeError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return None
    is_finite = all(np.isfinite(numbers).all() for numbers in (weights, bias, rarity, weight))
    fits = weights.shape == (width + len(terms), count) and bias.shape == (count,) and rarity.shape == (len(terms),)
    fits = fits and is_finite and 0 < temperature < np.inf
    return Head(weights, bias, Wording(terms, rarity, weight), temperature) if fits else None


def write_head(folder: Path, key: str, head: Head) -> None:
    """Keep a head; it appears whole or not at all. A cache that cannot be written costs only time."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(
                    file,
                    weights=head.weights.astype(np.float32),
                    bias=head.bias,
                    terms=np.frombuffer("\n".join(head.wording.terms).encode(), np.uint8),
                    rarity=head.wording.rarity.astype(np.float32),
                    weight=head.wording.weight,
                    temperature=head.temperature,
                )
            Path(name).replace(folder / f"{key}.npz")
        except OSError:
            Path(name).unlink(missing_ok=True)
