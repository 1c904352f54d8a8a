"""Sources without a name: bodies and people by their nouns."""

from clausewatch.models import Speaker
from nlp.components.speakers.bodies import find_company, resolve_body
from nlp.components.speakers.cast import is_compatible
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.leaders import resolve_leader
from nlp.components.speakers.lexicon import CLOSED, ORGANISATIONS, PLACES, gender_of_role, is_person_noun
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import take_person
from nlp.components.speakers.words import fold_words

_PEOPLE_LIKE = ("ist", "ologist", "man", "woman", "year-old", "ographer")
_LONG = {"sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "pm": "minister"}
_RANKS = frozenset(("shadow", "deputy", "vice", "assistant", "junior", "opposition"))
"""Words that make of a role another one."""


def resolve_phrase(scene: Scene, source: Source) -> Speaker | None:
    """Somebody by a noun: a person or body that the text named before, else somebody without a name."""
    noun = source.noun.folded
    if noun in ORGANISATIONS and not is_person_noun(noun):
        return resolve_body(scene, source, noun)
    if is_person_noun(noun) or noun.endswith(_PEOPLE_LIKE) or noun == "person":
        return _resolve_person(scene, source)
    if source.words[0].folded == "one" and source.words[1:2] and source.words[1].folded == "of":
        return take_person(scene, source, 0.5, "noun")
    if noun in ("another", "someone", "somebody") and len(source.words) <= 6:
        return take_person(scene, source, 0.5, "noun")
    return None


def _resolve_person(scene: Scene, source: Source) -> Speaker | None:
    """`the minister`: the person with that role, else a person who spoke last and of whom no role is known."""
    gender = gender_of_role(" ".join(word.folded for word in source.head))
    leader = resolve_leader(scene, source)
    if leader is not None:
        return leader
    if source.words[0].folded in ("the", "this", "that") or len(source.words) == 1:
        asked = _asked(source)
        found = scene.find_person(source.start, gender, lambda f: _fits(scene, f, asked, source.noun.folded))
        if found:
            return scene.take(source.start, found[0], "apposition", found[1])
        if all(set(mention.figure.key) & PLACES for mention in source.mentions):
            noun = {source.noun.folded} | (asked & _RANKS)
            found = scene.find_person(source.start, gender, lambda f: _fits(scene, f, noun, source.noun.folded))
            if found:
                return scene.take(source.start, found[0], "apposition", round(found[1] * 0.7, 2))
        last = scene.last_turn(source.start, 5)
        unknown = last is not None and last.speaker.kind == "person" and last.speaker.role is None
        unknown = unknown and (source.noun.folded in CLOSED["standing"] or source.noun.folded.endswith("year-old"))
        here = [mention for mention in source.mentions if mention.start < source.head[-1].end]
        elsewhere = not all(set(mention.figure.key) & PLACES for mention in here)
        short = len(source.head) <= 5 and not elsewhere
        if unknown and last is not None and short and last.figure.key and is_compatible(last.figure.gender, gender):
            return scene.take(source.start, last.figure, "noun", 0.45)
        subject = None if elsewhere or not _is_epithet(source) else scene.find_person(source.start, gender)
        if subject is not None and _was_just_named(scene, source, subject[0]):
            return scene.take(source.start, subject[0], "noun", 0.4)
        body = find_company(scene, source.start, source.noun.folded) if len(source.words) == 2 else None
        if body is not None:
            return scene.take(source.start, body, "noun", 0.4)
    return take_person(scene, source, 0.6, "noun")


def _asked(source: Source) -> set[str]:
    """The words that a role must have: the noun, those before it, and the bodies named after it."""
    words = {w.folded for w in source.head if w.start <= source.noun.start and w.folded not in ARTICLES}
    named = {part for m in source.mentions if m.start >= source.noun.end and m.figure.key for part in m.figure.key}
    return {w for w in words if not w.endswith("year-old")} - {"former"} | named


def _is_epithet(source: Source) -> bool:
    """`the 34-year-old`, `the Corve senator`: words that more often call a named person than a new one."""
    return source.noun.folded.endswith("year-old") or source.noun.folded in CLOSED["standing"]


def _was_just_named(scene: Scene, source: Source, figure: Figure) -> bool:
    """Whether the figure is named in the sentence or the one before, and no other work is known of it."""
    here = scene.sentences.number(source.start)
    near = any(
        0 <= here - scene.sentences.number(m.start) <= 1 for m in figure.mentions[-50:] if m.start < source.start
    )
    return near and figure.speaker is None and scene.describer.role_of(figure).role is None


def _fits(scene: Scene, figure: Figure, asked: set[str], noun: str) -> bool:
    """Whether a figure is called so: all words of the phrase, or its noun where the text says no more."""
    words = set(scene.describer.role_words(figure)) | {w for m in figure.mentions[:3] for w in fold_words(m.title)}
    if figure.speaker is not None:
        words |= set(fold_words(figure.speaker.name))
    words |= {_LONG[word] for word in words if word in _LONG}
    return noun in words and (asked <= words or len(asked) == 1) and _has_rank(scene, figure, asked, noun)


def _has_rank(scene: Scene, figure: Figure, asked: set[str], noun: str) -> bool:
    """Whether one role of a figure has the noun with the same marks of rank: a shadow minister is no minister."""
    roles = scene.describer.roles_of(figure)
    wanted = asked & _RANKS
    return not roles or any(set(role) & _RANKS == wanted for role in roles if noun in role or len(roles) == 1)
