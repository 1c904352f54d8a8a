"""Spokespeople without a name, and the bodies that they speak for."""

from clausewatch.models import Speaker
from nlp.components.speakers.describing import describe_organisation
from nlp.components.speakers.figures import Figure, Mention
from nlp.components.speakers.lexicon import ORGANISATIONS, gender_of_role
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Office, Organisation
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import take_person
from nlp.components.speakers.words import fold_words

VOICES = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen", "spokespeople", "spokeswomen")
)


def resolve_voice(scene: Scene, source: Source) -> Speaker | None:
    """The body that an unnamed spokesperson speaks for: named beside the word, else known from the text or record."""
    for mention in source.mentions:
        if _belongs(source, mention):
            found = _resolve_named(scene, source, mention)
            if found is not None:
                return found
    named = registered_body(scene, source)
    if named is not None:
        return _take_entry(scene, source, named)
    last = scene.last_turn(source.start)
    alone = len(source.words) <= 2
    if alone and source.is_definite and last is not None and last.speaker.role == "spokesperson":
        return scene.take(source.start, last.figure, "spokesperson", 0.8)
    nouns = frozenset(word.folded for word in source.words) & ORGANISATIONS
    body = scene.find_body(source.start, nouns) if nouns else None
    if body:
        return _take_voice(scene, source, body[0], 0.7)
    own = _own_voice(scene) if alone else None
    if own is not None:
        return scene.take_unnamed(source.start, own, gender_of_role(source.noun.folded))
    body = scene.find_body(source.start) if alone else None
    if body:
        return _take_voice(scene, source, body[0], 0.5)
    return take_person(scene, source, 0.6, "spokesperson", "spokesperson")


def _resolve_named(scene: Scene, source: Source, mention: Mention) -> Speaker | None:
    """The voice of the body, office or person that stands beside the word."""
    if mention.figure.kind == "person":
        return take_person(scene, source, 0.7, "spokesperson", "spokesperson")
    if isinstance(mention.figure.entry, Office):
        body = mention.figure.entry.organisation
        return _take_entry(scene, source, scene.registry.organisations[body]) if body else None
    return _take_voice(scene, source, mention.figure, 0.9)


def _own_voice(scene: Scene) -> Speaker | None:
    """The voice of the body whose site it is."""
    own = record_speaker(scene)
    if own is None or not (own.organisation or own.kind == "organisation"):
        return None
    name = own.organisation or own.name
    known = [e for e in scene.registry.find(fold_words(name)) if isinstance(e, Organisation)]
    if known:
        return describe_organisation(known[0], "publisher", 0.9, "spokesperson")
    return own.model_copy(
        update={"id": None, "name": name, "kind": "organisation", "role": "spokesperson", "resolved_by": "publisher"}
    )


def _take_entry(scene: Scene, source: Source, body: Organisation) -> Speaker:
    voice = describe_organisation(body, "spokesperson", 0.85, "spokesperson")
    return scene.take_unnamed(source.start, voice, gender_of_role(source.noun.folded))


def _belongs(source: Source, mention: Mention) -> bool:
    """Whether a name stands right before the spokesperson, or after `for`."""
    if mention.end <= source.noun.start:
        return source.noun.start - mention.end <= 24
    before = [w.folded for w in source.words if w.end <= mention.start and w.folded not in ("the", "a", "an")]
    return before[-1:] != [] and (before[-1] in ("for", "at", "of", "from", "with") or len(before) > 1)


def registered_body(scene: Scene, source: Source) -> Organisation | None:
    """`a government spokesperson`: a body by words that are no name elsewhere."""
    if scene.abroad:
        return None
    words = [word.folded for word in source.head if word.folded not in ARTICLES | VOICES | {"official", "for", "s"}]
    for size in range(len(words), 0, -1):
        for entry in scene.registry.find(tuple(words[:size])):
            if isinstance(entry, Organisation):
                return entry
    return None


def _take_voice(scene: Scene, source: Source, figure: Figure, confidence: float) -> Speaker:
    body = scene.describer.describe(figure, "spokesperson", confidence)
    voice = body.model_copy(update={"role": "spokesperson", "kind": "organisation"})
    return scene.take_unnamed(source.start, voice, gender_of_role(source.noun.folded))
