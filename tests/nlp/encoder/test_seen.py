"""What the encoder was trained on is known by fingerprints."""

import json
from pathlib import Path

from nlp.components.encoder.seen import KEPT_BACK, fingerprint_of, is_kept_back, read_seen


def test_a_fingerprint_depends_on_the_text_alone() -> None:
    assert fingerprint_of("a") == fingerprint_of("a") != fingerprint_of("b")
    assert len(fingerprint_of("\ud800")) == 16


def test_one_in_five_texts_is_kept_back() -> None:
    kept = sum(is_kept_back(f"text {number}") for number in range(2000))
    assert abs(kept - 2000 / KEPT_BACK) < 80


def test_seen_texts_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    assert read_seen(path) == frozenset()
    path.write_text(json.dumps([fingerprint_of("a")]))
    assert read_seen(path) == {fingerprint_of("a")}
