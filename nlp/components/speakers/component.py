"""The spaCy component `speaker_resolver`: finds the speaker of each attribution."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.attribution import Attribution, read_attributions, read_document, read_text
from nlp.components.speakers.calibration import calibrate
from nlp.components.speakers.registry import Registry, load_registry
from nlp.components.speakers.resolver import Resolver
from nlp.components.speakers.telling import drop_own


class SpeakerResolver:
    """Sets the speaker of `doc._.attributions`; those that nobody can be found for keep none.

    Of what a speaker tells of their own words within others of theirs nothing is kept.
    """

    def __init__(self, registry: Registry, calibrate: Callable[[float], float] = calibrate) -> None:
        self._resolver = Resolver(registry)
        self.calibrate = calibrate
        """Turns the confidence of a rule into that of the speaker."""

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        text = read_text(doc)
        found = drop_own(text, self._resolver.resolve(text, read_attributions(doc), read_document(doc)))
        doc._.attributions = tuple(map(self._calibrate, found))
        return doc

    def _calibrate(self, found: Attribution) -> Attribution:
        if found.speaker is None:
            return found
        sure = self.calibrate(found.speaker.confidence)
        return replace(found, speaker=found.speaker.model_copy(update={"confidence": sure}))


@Language.factory("speaker_resolver")
def make_speaker_resolver(nlp: Language, name: str, registry: str) -> SpeakerResolver:
    """The component with the registry of a folder; `SpeakerFileError` when a file of it is wrong."""
    del nlp, name
    return SpeakerResolver(load_registry(Path(registry)))
