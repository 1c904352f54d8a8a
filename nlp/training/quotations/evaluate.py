"""Figures on held-back articles through the same reader that runs in production."""

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer

from nlp.components.quotations.links import Floats, Found, Network
from nlp.components.quotations.pairs import Integers
from nlp.components.quotations.reader import Task, read_windows
from nlp.components.quotations.windows import Pieces, Window, cut_windows, read_pieces, special_ids
from nlp.evaluation.alignment import align, letters_of
from nlp.training.quotations.corpus import Article, Gold, Place
from nlp.training.quotations.network import Linker, Tagger


class TorchNetwork:
    """The network as it is being trained, seen as the reader sees it."""

    def __init__(self, tagger: Tagger, linker: Linker) -> None:
        self._tagger = tagger
        self._linker = linker

    def tag(self, ids: Integers, mask: Integers) -> tuple[Floats, Floats]:
        """Label scores and states."""
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores, states = self._tagger(torch.from_numpy(ids), torch.from_numpy(mask))
        return scores.float().numpy(), states.float().numpy()

    def link(self, spans: Sequence[Floats], features: Sequence[Integers]) -> Sequence[Floats]:
        """Scores of links."""
        with torch.inference_mode():
            scores = self._linker(*map(torch.from_numpy, spans), *map(torch.from_numpy, features))
        return [score.numpy() for score in scores]


def predict(articles: Sequence[Article], tokenizer: Tokenizer, network: Network, length: int) -> list[list[Gold]]:
    """The attributions of each article."""
    tasks: list[Task] = []
    owners: list[int] = []
    for number, article in enumerate(articles):
        pieces = read_pieces(article.text, tokenizer)
        for window in cut_windows(pieces, length, *special_ids(tokenizer)):
            tasks.append((pieces, window))
            owners.append(number)
    predicted: list[list[Gold]] = [[] for _ in articles]
    for owner, task, found in zip(owners, tasks, read_windows(tasks, network, 4096), strict=True):
        predicted[owner] += [_in_text(*task, one) for one in found if one.cue or one.source]
    return predicted


def _in_text(pieces: Pieces, window: Window, found: Found) -> Gold:
    def span(place: Place) -> Place:
        first, last = place
        return int(pieces.starts[window.first + first]), int(pieces.ends[window.first + last])

    return Gold(
        tuple(span(place) for place in found.contents),
        (span(found.source),) if found.source else (),
        (span(found.cue),) if found.cue else (),
    )


def end_to_end(articles: Sequence[Article], predicted: Sequence[Sequence[Gold]]) -> dict[str, float]:
    """Precision, recall and F1 (0 to 1): contents with Jaccard of at least .3, one to one, with the right source."""
    right = matched = 0
    for article, statements in zip(articles, predicted, strict=True):
        gold, found = (
            [letters_of(article.text, one.content) for one in rows] for rows in (article.attributions, statements)
        )
        for number, other in align(gold, found).items():
            matched += 1
            sources = [
                letters_of(article.text, one.source) for one in (article.attributions[number], statements[other])
            ]
            right += bool(sources[0] & sources[1]) or not any(sources)
    total, golds = sum(map(len, predicted)), sum(len(article.attributions) for article in articles)
    return {
        "precision": right / max(total, 1),
        "recall": right / max(golds, 1),
        "f1": 2 * right / max(total + golds, 1),
        "jaccard_f1": 2 * matched / max(total + golds, 1),
    }
