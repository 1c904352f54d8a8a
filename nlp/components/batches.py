"""Texts of like length put together, so that little of a batch is padding."""

from collections.abc import Iterator, Sequence


def batches_of_like_length(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Numbers of the lengths, shortest first; a batch has at most `most` pieces with its padding, or one text."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: lengths[number]):
        if batch and (len(batch) + 1) * lengths[number] > most:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
