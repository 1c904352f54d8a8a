"""The pipeline as one call: documents in, statements out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from clausewatch.models import Document, Statement
from nlp.attribution import Attribution, read_attributions, read_language, text_of
from nlp.components.claims import component as _change_claims  # noqa: F401  registers its factory
from nlp.components.encoder import Floats
from nlp.components.languages import ENGLISH
from nlp.components.languages import component as _languages  # noqa: F401
from nlp.components.primary import component as _primary  # noqa: F401
from nlp.components.quotations import component as _quotations  # noqa: F401
from nlp.components.speakers import component as _speakers  # noqa: F401
from nlp.components.stance import component as _stances  # noqa: F401
from nlp.components.targets import component as _targets  # noqa: F401
from nlp.versions import CUSTOM, find_version

TOKEN = re.compile(r"(\S+)( ?)|(\s+)")
"""A word and whether a space follows, or other white space."""
BATCH = 1
"""Documents whose windows are put through the models together: more of them would be no faster and take more memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document: its statements by place, the code (ISO 639) of its language, and the unit vectors
    of the texts that were encoded for a stance. A document in another language than English has no statements, as none
    were looked for.
    """

    statements: tuple[Statement, ...]
    language: str = ENGLISH
    vectors: Mapping[str, Floats] = field(default_factory=dict)

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than English."""
        return self.language != ENGLISH


class Annotator:
    """A spaCy pipeline whose components find attributions, their speakers, targets and stances, in that order."""

    def __init__(self, pipeline: Language, version: str = CUSTOM) -> None:
        self._pipeline = pipeline
        self.version = version
        """Changes with the files that decide what is found."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[tuple[Statement, ...]]:
        """The statements of each document, in the documents' order and by place within each."""
        return (reading.statements for reading in self.read(documents))

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The statements of each document with the language that it is in, in the documents' order."""
        for doc in self._pipeline.pipe(map(self._make_doc, documents), batch_size=BATCH):
            statements = make_statements(doc._.document, read_attributions(doc))
            yield Reading(statements, read_language(doc), doc._.vectors or {})

    def _make_doc(self, document: Document) -> Doc:
        # Split at white space only: the components read code points, never tokens, and spaCy's own tokenizer takes
        # quadratic time on hostile text such as a long run of quotation marks.
        tokens = TOKEN.findall(document.text)
        words = [word or white for word, _, white in tokens]
        doc = Doc(self._pipeline.vocab, words=words, spaces=[bool(space) for _, space, _ in tokens])
        doc._.document = document
        return doc


def make_statements(document: Document, attributions: Iterable[Attribution]) -> tuple[Statement, ...]:
    """The attributions as statements of the document; of two with the same spans and kind the first is kept."""
    found: dict[str, Statement] = {}
    page, version = document.id, document.version
    for attribution in sorted(attributions, key=lambda a: (a.content[0], a.kind == "primary")):
        statement = Statement(
            document=page,
            version=version,
            kind=attribution.kind,
            text=text_of(document.text, attribution.content),
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            cue_type=attribution.cue_type,
            speaker=attribution.speaker,
            stances=attribution.stances,
            claims_change=attribution.claims_change,
        )
        found.setdefault(statement.id, statement)
    return tuple(found.values())


def load_annotator(targets: Path, speakers: Path) -> Annotator:
    """The pipeline with the targets and the registry of speakers of two folders; `AnnotateError` if one is wrong."""
    # Before the files are read: one that changes meanwhile makes what is found look old, never new.
    version = find_version(targets, speakers)
    return Annotator(make_pipeline(targets, speakers), version)


def make_pipeline(targets: Path, speakers: Path) -> Language:
    """The components in their order; `AnnotateError` if a folder is wrong."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("language_marker")
    pipeline.add_pipe("quotation_tagger")
    pipeline.add_pipe("speaker_resolver", config={"registry": str(speakers)})
    pipeline.add_pipe("primary_statements", config={"registry": str(speakers)})
    pipeline.add_pipe("target_matcher", config={"targets": str(targets)})
    pipeline.add_pipe("change_claims")
    pipeline.add_pipe("stance_classifier", config={"targets": str(targets)})
    return pipeline
