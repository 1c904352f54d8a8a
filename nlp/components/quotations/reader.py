"""Windows of many texts through the network, in batches of like length."""

from collections.abc import Sequence

import numpy as np

from nlp.components.batches import batches_of_like_length
from nlp.components.quotations.confidences import measure
from nlp.components.quotations.labels import FIRST, LABELS, OUTSIDE, best_labels, join_sources
from nlp.components.quotations.links import Floats, Found, Network, choose, collect_spans, link_spans
from nlp.components.quotations.pairs import Integers
from nlp.components.quotations.windows import Pieces, Window

Task = tuple[Pieces, Window]


def read_windows(tasks: Sequence[Task], network: Network, batch: int, *, measured: bool = False) -> list[list[Found]]:
    """What stands in each window, in the order of `tasks`; about `batch` pieces go through the network at once.

    `measured`: with how sure the labels are, which takes a little longer.
    """
    results: list[list[Found]] = [[] for _ in tasks]
    worth = [number for number, (pieces, window) in enumerate(tasks) if pieces.words[window.first : window.last].any()]
    for places in batches_of_like_length([len(tasks[number][1].ids) for number in worth], batch):
        numbers = [worth[place] for place in places]
        for found in _read_batch([tasks[number] for number in numbers], network, measured):
            results[numbers[found.window]].append(found)
    return results


def _read_batch(tasks: Sequence[Task], network: Network, measured: bool) -> list[Found]:
    ids, mask, places, kinds = stack(tasks)
    scores, states = network.tag(ids, mask)
    scores = piece_scores(scores, places, kinds)
    labels = best_labels(scores, np.maximum(kinds, 0))
    openings = kinds == FIRST
    for row, opening, (pieces, window) in zip(labels, openings, tasks, strict=True):
        join_sources(row, opening, pieces.words[window.first : window.last])
    contents = collect_spans(labels, openings, "content")
    if not len(contents):
        return []
    cues, sources = collect_spans(labels, openings, "cue"), collect_spans(labels, openings, "source")
    linked = link_spans(network, states, places, contents, cues, sources)
    found = choose(linked, contents, cues, sources)
    return measure(found, scores) if measured else found


def stack(tasks: Sequence[Task]) -> tuple[Integers, Integers, Integers, np.ndarray[tuple[int, int], np.dtype[np.int8]]]:
    """Ids, mask (windows, ids), places and kinds (windows, pieces) of a batch; the kind of padding is -1."""
    size = max(len(window.ids) for _, window in tasks)
    length = max(len(window.places) for _, window in tasks)
    ids = np.zeros((len(tasks), size), dtype=np.int64)
    mask = np.zeros_like(ids)
    places = np.zeros((len(tasks), length), dtype=np.int64)
    kinds = np.full((len(tasks), length), -1, dtype=np.int8)
    for row, (pieces, window) in enumerate(tasks):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        places[row, : len(window.places)] = window.places
        kinds[row, : len(window.places)] = pieces.kinds[window.first : window.last]
    return ids, mask, places, kinds


def piece_scores(scores: Floats, places: Integers, kinds: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> Floats:
    """Label scores (windows, pieces, labels); padding can only be outside."""
    taken = np.take_along_axis(scores, places[:, :, None], axis=1)
    outside = np.where(np.arange(len(LABELS)) == OUTSIDE, 0.0, -1e4).astype(np.float32)
    return np.where((kinds == -1)[:, :, None], outside, taken)
