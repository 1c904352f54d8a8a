"""The spaCy component `primary_statements`: the words of an official document, as its speaker's statements."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from clausewatch.models import Span, Speaker
from nlp.attribution import Attribution, read_attributions, read_document, read_text, text_of
from nlp.components.primary.labels import Labels
from nlp.components.primary.passages import read_passages
from nlp.components.speakers.records import find_record_speaker
from nlp.components.speakers.registry import Registry, load_registry
from nlp.components.speakers.resolver import Resolver

_OWN = frozenset(("i", "we"))
_OTHER = frozenset(("he", "she"))
"""Who is somebody else even where nobody knows who."""
_OTHERS = 0.5
"""Share of a sentence that may be other people's words, and who says them, before it is not the document's own."""


class PrimaryStatements:
    """Adds attributions of kind `primary` to official documents, after those that were found before."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._resolver = Resolver(registry)

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        document = read_document(doc)
        if document is not None and (document.kind == "official" or document.record is not None):
            speaker = find_record_speaker(document, self._registry)
            found = read_attributions(doc)
            text = read_text(doc)
            kept = tuple(a for a in found if not _is_own(text, a))
            labels = Labels(text, self._resolver, document)
            doc._.attributions = kept + tuple(_give_labels(one, labels) for one in make_primary(text, kept, speaker))
        return doc


def make_primary(text: str, others: Sequence[Attribution], speaker: Speaker | None) -> Iterator[Attribution]:
    """The document's own passages; those that mostly say what others say are left to the others."""
    taken = _Taken(text, (span for one in others if _is_reported(one) for span in _spans_of(one, speaker)))
    for start, end in read_passages(text):
        if taken.letters(start, end) <= _OTHERS * sum(map(str.isalnum, text[start:end])):
            yield Attribution(kind="primary", content=((start, end),), speaker=speaker)


def _give_labels(attribution: Attribution, labels: Labels) -> Attribution:
    """In a transcript the words are whose label they stand under, not the body's that publishes it."""
    ((start, end),) = attribution.content
    label = labels.find(start)
    if label is None:
        return attribution
    source, begin, speaker = label
    content = (max(start, begin), end) if begin < end else (start, end)
    return replace(attribution, content=(content,), source=(source,), speaker=speaker)


def _is_own(text: str, attribution: Attribution) -> bool:
    """`We believe that …`, `the amendment aims to …`: the document's own words, which the sentence gives better."""
    if attribution.kind != "indirect":
        return False
    source = text_of(text, attribution.source).casefold()
    return source in _OWN or (attribution.speaker is None and source not in _OTHER)


def _is_reported(attribution: Attribution) -> bool:
    """Whether the words are somebody else's: what `Ofcom may require` is still said by the document."""
    return attribution.kind != "indirect" or attribution.cue_type == "speech"


def _spans_of(attribution: Attribution, own: Speaker | None) -> tuple[Span, ...]:
    """Where the words of others stand, and those that say who said them, unless it was the document's own speaker."""
    other = attribution.speaker
    if own is not None and other is not None and (own.id, own.name) == (other.id, other.name):
        return attribution.content
    return (*attribution.content, *attribution.source, *attribution.cue)


class _Taken:
    """Where the words of others stand."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self._text = text
        self._spans: list[Span] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def letters(self, start: int, end: int) -> int:
        """Letters and digits of others within a span."""
        number, count = max(0, bisect_right(self._starts, start) - 1), 0
        while number < len(self._spans) and self._spans[number][0] < end:
            first, last = max(start, self._spans[number][0]), min(end, self._spans[number][1])
            count += sum(map(str.isalnum, self._text[first:last])) if first < last else 0
            number += 1
        return count


@Language.factory("primary_statements")
def make_primary_statements(nlp: Language, name: str, registry: str) -> PrimaryStatements:
    """The component with the registry of a folder; `SpeakerFileError` when a file of it is wrong."""
    del nlp, name
    return PrimaryStatements(load_registry(Path(registry)))
