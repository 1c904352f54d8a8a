"""Sources that are letters, reports and statements: never speakers, but some of them are somebody's."""

from clausewatch.models import Speaker
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import DOCUMENTS, ORGANISATIONS, UTTERANCES
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sources import ARTICLES, Source

_OWNERS = frozenset(("by", "from", "of"))


def is_document(source: Source) -> bool:
    """Whether the source turns on a thing with words: `the Bill`, `a new statement`."""
    word = source.noun.folded
    if word not in DOCUMENTS and word not in UTTERANCES:
        return False
    if source.noun.text[:1].isupper() and source.noun.start > source.start and word in UTTERANCES:
        return False
    named = source.name is not None and (source.name.figure.kind == "person" or source.noun.text[:1].isupper())
    return not named or source.words[0].folded in ARTICLES


def resolve_document(scene: Scene, source: Source) -> Speaker | None:
    """Whose words they are, where the text says so or where a statement follows on what somebody said."""
    owner = _find_owner(source)
    if owner is not None:
        return scene.take(source.start, owner, "document", 0.6)
    first = source.words[0].folded
    owners = frozenset(word.folded for word in source.head if word.possessive) & ORGANISATIONS
    if owners:
        body = scene.find_body(source.start, owners)
        return scene.take(source.start, body[0], "document", 0.5) if body else None
    if first in ("his", "her"):
        found = scene.find_person(source.start, "male" if first == "his" else "female")
        return scene.take(source.start, found[0], "document", 0.5) if found else None
    if first in ("its", "their"):
        body = scene.find_body(source.start)
        return scene.take(source.start, body[0], "document", 0.5) if body else None
    last = scene.last_turn(source.start, 8) if source.noun.folded in UTTERANCES else None
    if last is None or last.speaker.kind == "collective":
        return None
    return scene.take(source.start, last.figure, "document", 0.4)


def _find_owner(source: Source) -> Figure | None:
    """The body or person that the phrase names as the author."""
    for mention in source.mentions:
        if mention.figure.key and mention.figure.key[-1] in DOCUMENTS | UTTERANCES:
            continue
        if mention.figure.kind == "office":
            continue
        unsure = mention.figure.kind == "unknown" or mention.figure.is_place
        if not unsure and mention.end <= source.noun.start and mention.start >= source.start:
            return mention.figure
        before = [word for word in source.words if word.end <= mention.start and word.folded not in ("the", "a", "an")]
        owners = {"by"} if unsure else _OWNERS
        if before and before[-1].folded in owners and before[-1].start >= source.noun.end:
            return mention.figure
    return None
