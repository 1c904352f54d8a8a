"""Sources that are letters, reports and statements: never speakers, but some of them are somebody's."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.bodies import find_company
from nlp.components.speakers.collectives import is_collective, make_collective
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import CLOSED, DOCUMENTS, ORGANISATIONS, PLACES, UTTERANCES
from nlp.components.speakers.lists import read_list
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sources import ARTICLES, Source, read_source
from nlp.components.speakers.words import read_words

_OWNERS = frozenset(("by", "from", "of"))
_LAWS = CLOSED["laws"]
_SENT = frozenset(("letter", "email", "message", "memo", "post", "blog", "tweet", "petition")) | UTTERANCES
"""What comes from somebody rather than from a place."""
_ISSUED = re.compile(
    r"\b(?:issued|issues|published|publishes|released|releases|posted|wrote|sent|signed|made|launched|gave|put out|"
    r"read out)\s(?:(?!to\b|for\b|in\b|on\b|of\b)[\w’'-]+\s){0,4}([\w-]+)\b"
)
_BETWEEN = frozenset(("has", "have", "had", "also", "then", "later", "on", "itself", "earlier", "who", "which", "s"))
"""Words that may stand between a name and what it issued, besides adverbs and days."""
ISSUED_WITHIN = 500
"""Code points before a source in which the text may have said whose statement it is."""


def is_document(source: Source) -> bool:
    """Whether the source turns on a thing with words: `the Bill`, `a new statement`."""
    word = source.noun.folded
    if word not in DOCUMENTS and word not in UTTERANCES:
        return False
    if word == "figures" and any(one.folded in CLOSED["figure-kinds"] for one in source.head):
        return False  # `industry figures` are people
    if source.noun.text[:1].isupper() and source.noun.start > source.start and word in UTTERANCES:
        return False
    named = source.name is not None and (source.name.figure.kind == "person" or source.noun.text[:1].isupper())
    return not named or source.words[0].folded in ARTICLES


def resolve_document(scene: Scene, source: Source) -> Speaker | None:
    """Whose words they are, where the text says so or where a statement follows on what somebody said."""
    several = _resolve_several(scene, source)
    if several is not None:
        return several
    owner = _find_owner(source)
    if owner is not None:
        return scene.take(source.start, owner, "document", 0.6)
    first = source.words[0].folded
    owners = frozenset(word.folded for word in source.head if word.possessive) & ORGANISATIONS
    if owners:
        return _resolve_owned(scene, source, owners)
    if first in ("his", "her"):
        found = scene.find_person(source.start, "male" if first == "his" else "female")
        return scene.take(source.start, found[0], "document", 0.5) if found else None
    if first in ("its", "their"):
        body = scene.find_body(source.start)
        return scene.take(source.start, body[0], "document", 0.5) if body else None
    issuer = _find_issuer(scene, source) if source.is_definite else None
    if issuer is not None:
        return scene.take(source.start, issuer, "document", 0.5)
    last = scene.last_turn(source.start, 8) if source.noun.folded in UTTERANCES else None
    if last is None or last.speaker.kind == "collective":
        return None
    return scene.take(source.start, last.figure, "document", 0.4)


def _resolve_owned(scene: Scene, source: Source, owners: frozenset[str]) -> Speaker | None:
    """`the firm’s blog`: the body called so, else the company named last."""
    body = scene.find_body(source.start, owners)
    if body is not None:
        return scene.take(source.start, body[0], "document", 0.5)
    for noun in sorted(owners):
        company = find_company(scene, source.start, noun)
        if company is not None:
            return scene.take(source.start, company, "document", 0.4)
    return None


def _resolve_several(scene: Scene, source: Source) -> Speaker | None:
    """`a letter signed by 70 academics`, `an open letter by Quillchat and Whistle`."""
    by = next((w for w in source.words if w.folded == "by" and w.start > source.noun.start), None)
    signers = read_source(scene, (by.end, source.end)) if by is not None else None
    if signers is None or source.noun.folded in _LAWS:
        return None
    found = read_list(scene, signers.text, signers.start, signers.mentions)
    if found is None and signers.name is None and is_collective(signers):
        found = make_collective(scene, signers)
    if found is None:
        return None
    return scene.take_unnamed(source.start, found.model_copy(update={"resolved_by": "document", "confidence": 0.6}))


def _find_owner(source: Source) -> Figure | None:
    """The body or person that the phrase names as the author."""
    for mention in source.mentions:
        figure = mention.figure
        if figure.kind == "office" or (figure.key and figure.key[-1] in DOCUMENTS | UTTERANCES):
            continue
        unsure = figure.kind == "unknown" or figure.is_place
        owned = source.text[mention.end - source.start :][:1] in ("’", "'") and not set(figure.key) & PLACES
        if (not unsure or owned) and source.start <= mention.start and mention.end <= source.noun.start:
            return figure
        if source.noun.folded in _LAWS:
            continue
        before = [word for word in source.words if word.end <= mention.start and word.folded not in ("the", "a", "an")]
        sent = source.noun.folded in _SENT and len(figure.key) > 1 and not figure.is_place
        owners = {"by", "from"} if unsure and sent else {"by"} if unsure else _OWNERS
        if before and before[-1].folded in owners and before[-1].start >= source.noun.end:
            return figure
    return None


def _find_issuer(scene: Scene, source: Source) -> Figure | None:
    """Who issued `the statement`: the name before `issued a statement` in what went before."""
    noun = source.noun.folded
    if noun in _LAWS:
        return None
    begin = max(0, source.start - ISSUED_WITHIN)
    for found in reversed(list(_ISSUED.finditer(scene.text, begin, source.start))):
        if noun not in (word.folded for word in read_words(found.group())):
            continue
        first = scene.sentences.start(found.start())
        named = [m for m in scene.cast.within(first, found.start()) if m.end <= found.start() and m.start >= first]
        if named and all(
            word.folded in _BETWEEN or word.folded.endswith(("ly", "day"))
            for word in read_words(scene.text, named[-1].end, found.start())
        ):
            return named[-1].figure if named[-1].figure.kind != "office" else None
    return None
