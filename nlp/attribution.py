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
        Doc.set_extension("language", default="en")
        Doc.set_extension("readable", default=None)
        Doc.set_extension("vectors", default=None)


def read_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions that the components so far have found."""
    found: tuple[Attribution, ...] = doc._.attributions
    return found


def read_document(doc: Doc) -> Document | None:
    """The document that the text was taken from, where the pipeline was told."""
    document: Document | None = doc._.document
    return document


def read_language(doc: Doc) -> str:
    """The code (ISO 639) of the language of the text; English where the pipeline does not ask."""
    language: str = doc._.language
    return language


def read_text(doc: Doc) -> str:
    """The text with blanks in the place of what is not in English and of HTML's tags; places are those of the text."""
    readable: str | None = doc._.readable
    return doc.text if readable is None else readable


def text_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words of the spans; parts that stand apart are joined by ' … '."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


register_extensions()
