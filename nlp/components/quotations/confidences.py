"""How sure the tagger is of what it found: the shares that its labels have among all that it weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from nlp.components.quotations.labels import Role, begin
from nlp.components.quotations.links import Floats, Found, Place


def measure(found: Sequence[Found], scores: Floats) -> list[Found]:
    """What was found with its confidence; `scores` (windows, pieces, labels) are those that the labels came from."""
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return [replace(one, confidence=min(_measure_spans(one, shares[one.window]))) for one in found]


def _measure_spans(found: Found, shares: Floats) -> Iterator[float]:
    """The mean share of the role's labels over the pieces of each span."""
    for role, (first, last) in _spans(found):
        label = begin(role)
        yield float(shares[first : last + 1, label : label + 2].sum(axis=-1).mean())


def _spans(found: Found) -> Iterator[tuple[Role, Place]]:
    yield from (("content", place) for place in found.contents)
    if found.cue is not None:
        yield "cue", found.cue
    if found.source is not None:
        yield "source", found.source
