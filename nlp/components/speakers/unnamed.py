"""Somebody without a name, called as read."""

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.lexicon import (
    FUNCTION,
    ORGANISATIONS,
    PROPER_PLURALS,
    gender_of_role,
    is_person_noun,
    is_plural_of_persons,
)
from nlp.components.speakers.resolutions import ResolvedBy
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Organisation
from nlp.components.speakers.sources import Source
from nlp.components.speakers.words import read_words

LONGEST_NAME = 120
"""Code points of a name as read."""
_UNNAMED = "unnamed "
_OWNERS = frozenset(("my", "your", "his", "her", "its", "our", "their"))


def take_person(scene: Scene, source: Source, confidence: float, by: ResolvedBy, role: str | None = None) -> Speaker:
    """Somebody without a name, called as read."""
    name = call_unnamed(source)
    organisation = next(
        (m.figure.name for m in source.mentions if m.figure.kind == "organisation" and m.start >= source.start), None
    )
    entry = next((m.figure.entry for m in source.mentions if isinstance(m.figure.entry, Organisation)), None)
    speaker = Speaker(
        name=name,
        kind="person",
        role=role or (None if name.startswith(_UNNAMED) else name),
        organisation=entry.name if entry else organisation,
        category=entry.category if entry else read_category([source.text]),
        resolved_by=by,
        confidence=confidence,
    )
    return scene.take_unnamed(source.start, speaker, gender_of_role(name))


def call_unnamed(source: Source) -> str:
    """The source as read; a common noun that stands alone says that it is nobody's name."""
    name = plain_name(source)
    bare = len(read_words(name)) == 1 and not _is_owned(source)
    common = is_person_noun(name.casefold()) or name.casefold() in ORGANISATIONS
    return f"{_UNNAMED}{name}" if bare and common else name


def plain_name(source: Source) -> str:
    """The source as read: on one line, without article and relative clause, no capital only because it begins a
    sentence.
    """
    name = source.phrase[:LONGEST_NAME].rstrip()
    first, *others = read_words(name)
    if not others and name.isupper() and len(name) > 4 and _is_common(first.folded):
        return name.lower()  # the label `CHAIR:` of a transcript
    if any(word.text[:1].isupper() for word in others) or not first.text.istitle() or not _is_common(first.folded):
        return name
    return name[:1].lower() + name[1:]


def _is_owned(source: Source) -> bool:
    """`my father`: somebody in particular."""
    return source.words[0].folded in _OWNERS


def _is_common(word: str) -> bool:
    """Whether a folded word is no name but a pronoun, number or noun for people or bodies."""
    if word in PROPER_PLURALS:
        return False
    return word in FUNCTION or word in ORGANISATIONS or is_person_noun(word) or is_plural_of_persons(word)
