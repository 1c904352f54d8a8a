"""Replacements in batches that a store can take at once."""

from collections.abc import Iterable, Iterator

from clausewatch.index.protocol import Replacement


def gather(replacements: Iterable[Replacement], most: int) -> Iterator[list[Replacement]]:
    """In their order, in batches of about `most` statements; a document is never divided."""
    batch: list[Replacement] = []
    size = 0
    for replacement in replacements:
        batch.append(replacement)
        size += max(1, len(replacement.entries))
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
