"""The spaCy component `stance_classifier`: where each statement stands on the targets that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from clausewatch.models import Stance
from nlp.attribution import Attribution, read_attributions, text_of
from nlp.components.encoder import Floats, load_encoder
from nlp.components.stance.classifier import StanceClassifier, load_classifier
from nlp.components.stance.denials import find_denial
from nlp.components.stance.features import FeatureMemory
from nlp.components.stance.surroundings import find_surroundings
from nlp.components.stance.values import StanceInput
from nlp.components.targets.component import read_attribution_targets
from nlp.components.targets.files import load_targets
from nlp.components.targets.schema import Target

AT_ONCE = 2048
"""Statements whose word pieces are held in memory; a document of fewer is read as one."""
Place = tuple[int, int]
"""Number of the document in the batch and of the attribution in the document."""


class StancePipe:
    """Gives the attributions their stances; a classifier is made when the first statement asks for it."""

    def __init__(self, targets: Iterable[Target], threads: int = 1) -> None:
        self._targets = {target.id: target for target in targets}
        self._threads = threads
        self._classifiers: dict[str, StanceClassifier] = {}

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Documents in their order; the statements of `batch_size` documents are read together."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            stances: dict[Place, tuple[Stance, ...]] = {}
            memory = FeatureMemory(partial(load_encoder, threads=self._threads))
            for target in self._targets:
                for place, stance in self._classify(target, batch, memory):
                    stances[place] = (*stances.get(place, ()), stance)
            for number, doc in enumerate(batch):
                doc._.attributions = tuple(
                    replace(attribution, stances=stances.get((number, place), ()))
                    for place, attribution in enumerate(read_attributions(doc))
                )
                doc._.vectors = _take_vectors(doc, memory)
                yield doc

    def _classify(self, target: str, docs: list[Doc], memory: FeatureMemory) -> Iterator[tuple[Place, Stance]]:
        places = [
            (number, place)
            for number, doc in enumerate(docs)
            for place, about in enumerate(read_attribution_targets(doc))
            if target in about
        ]
        if not places:
            return
        written = {number: docs[number].text for number in {number for number, _ in places}}
        found = {number: read_attributions(docs[number]) for number in written}
        for first in range(0, len(places), AT_ONCE):
            lot = places[first : first + AT_ONCE]
            given = [_make_input(written[number], found[number][place]) for number, place in lot]
            for place, result in zip(lot, self._classifier(target).classify(given, memory.read), strict=True):
                yield place, Stance(target=target, label=result.label, confidence=round(min(result.confidence, 1.0), 6))

    def _classifier(self, target: str) -> StanceClassifier:
        if target not in self._classifiers:
            self._classifiers[target] = load_classifier(self._targets[target], self._threads)
        return self._classifiers[target]


def _make_input(text: str, attribution: Attribution) -> StanceInput:
    category = attribution.speaker.category if attribution.speaker else None
    denial = find_denial(text, attribution)
    # What stands around words that are denied is not denied.
    around = None if denial else find_surroundings(text, attribution.content)
    return StanceInput(text_of(text, attribution.content), around, category, denial)


def _take_vectors(doc: Doc, memory: FeatureMemory) -> dict[str, Floats]:
    """The vectors of the statements with a stance, by their texts."""
    written = doc.text  # put together anew each time that it is asked for
    texts = (text_of(written, one.content) for one in read_attributions(doc) if one.stances)
    return {text: memory.vectors[text] for text in texts if text in memory.vectors}


@Language.factory("stance_classifier", default_config={"threads": 1})
def make_stance_classifier(nlp: Language, name: str, targets: str, threads: int) -> StancePipe:
    """The component with the target files of a folder and so many threads; `AnnotateError` when something is wrong."""
    del nlp, name
    return StancePipe(load_targets(Path(targets)), threads)
