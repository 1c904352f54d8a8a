"""Which content, cue and source belong together in a batch of windows that the tagger has labelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nlp.components.quotations.labels import Role, spans_of
from nlp.components.quotations.pairs import Integers, Spans, pair_features, same_window

Floats = NDArray[np.float32]
Place = tuple[int, int]
IMPOSSIBLE = np.float32(-1e4)


class Network(Protocol):
    """The trained network; shapes as in the model card."""

    def tag(self, ids: Integers, mask: Integers) -> tuple[Floats, Floats]:
        """Ids and mask (windows, pieces) to label scores and states."""
        ...

    def link(self, spans: Sequence[Floats], features: Sequence[Integers]) -> Sequence[Floats]:
        """States of contents, cues and sources and features of their pairs to scores, as `Linked` names them."""
        ...


@dataclass(frozen=True, slots=True)
class Linked:
    """Scores: contents by cues, contents by sources, cues by sources, contents and cues of standing alone."""

    content_cue: Floats
    content_source: Floats
    cue_source: Floats
    content_alone: Floats
    cue_alone: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in one window; first and last piece of each span, counted in the window."""

    window: int
    contents: tuple[Place, ...]
    cue: Place | None
    source: Place | None
    confidence: float = 1.0
    """Of its labels, 0 to 1, where they were measured."""


def collect_spans(labels: NDArray[np.int8], openings: NDArray[np.bool_], role: Role) -> Spans:
    """The spans of a role in labels (windows, pieces); `openings`: where paragraphs begin."""
    paragraph = openings.cumsum(axis=1)
    rows = [
        (window, first, last, paragraph[window, first])
        for window, row in enumerate(labels)
        for first, last in spans_of(row, role)
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Spans(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def span_states(states: Floats, places: Integers, spans: Spans) -> Floats:
    """(spans, 2 * width): the states of first and last piece; `places` (windows, pieces) says where they stand."""
    first = states[spans.window, places[spans.window, spans.first]]
    last = states[spans.window, places[spans.window, spans.last]]
    return np.concatenate([first, last], axis=-1)


def link_spans(
    network: Network, states: Floats, places: Integers, contents: Spans, cues: Spans, sources: Spans
) -> Linked:
    """All scores of a batch; what was not read together is impossible."""
    spans = [span_states(states, places, role) for role in (contents, cues, sources)]
    pairs = ((contents, cues), (contents, sources), (cues, sources))
    scores = network.link(spans, [pair_features(*pair) for pair in pairs])
    kept = [np.where(same_window(*pair), score, IMPOSSIBLE) for pair, score in zip(pairs, scores[:3], strict=True)]
    return Linked(kept[0], kept[1], kept[2], scores[3], scores[4])


def choose(linked: Linked, contents: Spans, cues: Spans, sources: Spans) -> list[Found]:
    """The likeliest links; contents of one cue are one attribution, contents without a cue stand by themselves."""
    scores = np.concatenate([linked.content_cue, linked.content_source, linked.content_alone[:, None]], axis=1)
    heads = scores.argmax(axis=1).tolist()
    of_cue = np.concatenate([linked.cue_source, linked.cue_alone[:, None]], axis=1).argmax(axis=1).tolist()
    by_cue: dict[int, list[int]] = {}
    found = []
    for content, head in enumerate(heads):
        if head < len(cues):
            by_cue.setdefault(head, []).append(content)
        else:
            source = head - len(cues) if head < len(cues) + len(sources) else None
            found.append(_found(contents, [content], cues, None, sources, source))
    for cue, own in by_cue.items():
        source = of_cue[cue] if of_cue[cue] < len(sources) else None
        found.append(_found(contents, own, cues, cue, sources, source))
    return found


def _found(contents: Spans, own: list[int], cues: Spans, cue: int | None, sources: Spans, source: int | None) -> Found:
    return Found(
        int(contents.window[own[0]]),
        tuple(_place(contents, number) for number in own),
        None if cue is None else _place(cues, cue),
        None if source is None else _place(sources, source),
    )


def _place(spans: Spans, number: int) -> Place:
    return int(spans.first[number]), int(spans.last[number])
