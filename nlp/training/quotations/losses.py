"""What the training makes smaller: wrong labels of word pieces and wrong links of spans."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from nlp.components.quotations.pairs import Spans, pair_features, same_window
from nlp.components.quotations.reader import stack
from nlp.training.quotations.corpus import Example, as_spans
from nlp.training.quotations.network import IMPOSSIBLE, Linker, Tagger

DROPPED = 0.08
"""Share of cues hidden from the linker, so that it learns what to do where the tagger misses one."""


def loss_of(tagger: Tagger, linker: Linker, batch: list[Example], draw: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Mean loss of labels and of links."""
    ids, mask, places, kinds = stack([(example.pieces, example.window) for example in batch])
    labels = np.full(kinds.shape, -100, dtype=np.int64)
    for row, example in enumerate(batch):
        labels[row, : len(example.labels)] = example.labels
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, states = tagger(torch.from_numpy(ids), torch.from_numpy(mask))
    index = torch.from_numpy(places)
    scores = scores.float().gather(1, index[:, :, None].expand(-1, -1, scores.shape[-1]))
    states = states.float().gather(1, index[:, :, None].expand(-1, -1, states.shape[-1]))
    tag = nn.functional.cross_entropy(scores.flatten(0, 1), torch.from_numpy(labels).flatten(), label_smoothing=0.02)
    return tag, link_loss(linker, states, batch, draw)


def link_loss(linker: Linker, states: Tensor, batch: list[Example], draw: np.random.Generator) -> Tensor:
    """Cross entropy of the right head of each content and each cue, over all that stand in the window or nothing."""
    contents, cues, sources = (
        as_spans(batch, [getattr(e, role) for e in batch]) for role in ("contents", "cues", "sources")
    )
    if not len(contents) or not len(cues) or not len(sources):
        return states.sum() * 0
    spans = [
        torch.cat([states[torch.from_numpy(s.window), torch.from_numpy(place)] for place in (s.first, s.last)], dim=-1)
        for s in (contents, cues, sources)
    ]
    pairs = ((contents, cues), (contents, sources), (cues, sources))
    features = [torch.from_numpy(pair_features(*pair)) for pair in pairs]
    scores = list(linker(*spans, *features))
    for number, pair in enumerate(pairs):
        scores[number] = scores[number].masked_fill(torch.from_numpy(~same_window(*pair)), IMPOSSIBLE)
    hidden = draw.random(len(cues)) < DROPPED
    scores[0] = scores[0].masked_fill(torch.from_numpy(hidden)[None, :], IMPOSSIBLE)
    to_cue, to_source, cue_source = (
        _heads(batch, "content_cue", cues),
        _heads(batch, "content_source", sources),
        _heads(batch, "cue_source", sources),
    )
    shown = (to_cue >= 0) & ~hidden[to_cue]
    nothing = len(cues) + len(sources)
    target = np.where(shown, to_cue, np.where(to_source >= 0, to_source + len(cues), nothing))
    of_content = torch.cat([scores[0], scores[1], scores[3][:, None]], dim=1)
    of_cue = torch.cat([scores[2], scores[4][:, None]], dim=1)
    return nn.functional.cross_entropy(of_content, torch.from_numpy(target)) + nn.functional.cross_entropy(
        of_cue, torch.from_numpy(np.where(cue_source >= 0, cue_source, len(sources)))
    )


def _heads(batch: list[Example], name: str, others: Spans) -> NDArray[np.int64]:
    """Numbers of the heads in the batch, from those in the windows; -1: none."""
    counts = np.bincount(others.window, minlength=len(batch))
    begun = np.cumsum(counts) - counts
    rows = [
        link + int(begun[row]) if link >= 0 else -1
        for row, example in enumerate(batch)
        for link in getattr(example, name)
    ]
    return np.array(rows, dtype=np.int64)
