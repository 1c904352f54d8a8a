"""Which examples the encoder was trained on: its confidence in those says nothing about texts that it has not seen."""

import hashlib
import json
from pathlib import Path

KEPT_BACK = 5
"""One in so many examples of the shipped targets is kept from the encoder's training, to calibrate heads with."""


def fingerprint_of(text: str) -> str:
    """A short name for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_kept_back(text: str) -> bool:
    """Whether a text is left out when the encoder is trained; it depends on the text alone."""
    return int(fingerprint_of(text), 16) % KEPT_BACK == 0


def read_seen(path: Path) -> frozenset[str]:
    """Fingerprints of the texts that the encoder was trained on; none where the file is missing."""
    return frozenset(json.loads(path.read_text("utf-8"))) if path.exists() else frozenset()
