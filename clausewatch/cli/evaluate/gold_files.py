"""Which files of a folder hold gold statements: JSON Lines, articles as JSON beside their text, or marked texts."""

from collections.abc import Iterator
from pathlib import Path

from nlp.evaluation.marked_text import MarkedText, read_marked

SHIPPED = Path(__file__).resolve().parents[3] / "nlp" / "evaluation" / "gold"
"""Texts of our own, so that everybody can measure."""


def find_rows(data: Path) -> list[Path]:
    """JSON Lines files of marked attributions, gzipped or plain; those named after stances hold something else."""
    if not data.is_dir():
        return [data] if ".jsonl" in data.suffixes else []
    found = sorted((*data.glob("*.jsonl"), *data.glob("*.jsonl.gz")))
    return [path for path in found if "stance" not in path.name and "clause" not in path.name]


def find_articles(data: Path) -> list[Path]:
    """JSON files of articles."""
    return sorted(data.glob("*.json")) if data.is_dir() else [data] if data.suffix == ".json" else []


def read_marked_texts(data: Path) -> Iterator[MarkedText]:
    """The marked texts; a text that a JSON file speaks of has its marks there."""
    paths = sorted(data.glob("*.txt")) if data.is_dir() else [data] if data.suffix == ".txt" else []
    for path in paths:
        if not path.with_suffix(".json").exists():
            yield read_marked(path)
