"""What the components of the pipeline hand to each other on `doc._`: attributions and the document's own facts."""

from dataclasses import dataclass

from spacy.tokens import Doc

from clausewatch.models import ChangeClaim, CueType, Document, Span, Speaker, Stance, StatementKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans are code points of `doc.text`, end exclusive, in order; each stage makes the next copy."""

    kind: StatementKind
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    cue_type: CueType | None = None
    speaker: Speaker | None = None
    stances: tuple[Stance, ...] = ()
    claims_change: ChangeClaim | None = None


def register_extensions() -> None:
    """Give every spaCy `Doc` the places that the components read and write; harmless when repeated."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=())
        Doc.set_extension("document", default=None)


def read_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions that the components so far have found."""
    found: tuple[Attribution, ...] = doc._.attributions
    return found


def read_document(doc: Doc) -> Document | None:
    """The document that the text was taken from, where the pipeline was told."""
    document: Document | None = doc._.document
    return document


def text_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words of the spans; parts that stand apart are joined by ' … '."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


register_extensions()
