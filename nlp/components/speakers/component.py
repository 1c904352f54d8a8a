"""The spaCy component `speaker_resolver`: finds the speaker of each attribution."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.attribution import read_attributions, read_document, read_text
from nlp.components.speakers.registry import Registry, load_registry
from nlp.components.speakers.resolver import Resolver


class SpeakerResolver:
    """Sets the speaker of `doc._.attributions`; those that nobody can be found for keep none."""

    def __init__(self, registry: Registry) -> None:
        self._resolver = Resolver(registry)

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        doc._.attributions = self._resolver.resolve(read_text(doc), read_attributions(doc), read_document(doc))
        return doc


@Language.factory("speaker_resolver")
def make_speaker_resolver(nlp: Language, name: str, registry: str) -> SpeakerResolver:
    """The component with the registry of a folder; `SpeakerFileError` when a file of it is wrong."""
    del nlp, name
    return SpeakerResolver(load_registry(Path(registry)))
