"""Sources without a name: spokespeople, offices, bodies and people by their nouns, collectives."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.describing import describe_organisation
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import (
    ORGANISATIONS,
    PERSONS,
    PLACES,
    gender_of_role,
    is_person_noun,
    is_plural_of_persons,
    singular_of,
)
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Office, Organisation
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.words import fold_words

VOICES = frozenset(("spokesman", "spokeswoman", "spokesperson", "spokespersons", "spokesmen", "spokespeople", "spokeswomen"))
_FORMER = re.compile(r"\b(?:former|ex|late|one-time)\b", re.IGNORECASE)
_PEOPLE_LIKE = ("ist", "ologist", "man", "woman", "year-old", "ographer")
_SEVERAL = ("ers", "ors", "ists", "ians", "ees", "women", "men")
_LONG = {"sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "pm": "minister"}
_NOBODY = frozenset(("nobody", "none", "nothing", "no-one"))


def is_collective(source: Source) -> bool:
    """Whether the source is several people by a plural noun: `critics`, `the tech firms themselves`."""
    word = source.noun.folded
    if word in ("themselves", "alike", "both") and len(source.head) > 1:
        word = source.head[-2].folded
    if [w.folded for w in source.words[:2]] == ["one", "of"]:
        return False
    if not (is_plural_of_persons(word) or (source.noun.text.islower() and word.endswith(_SEVERAL))):
        return False
    if source.name is None or source.words[0].folded in ARTICLES or source.noun.text[:1].islower():
        return True
    return source.name.figure.kind != "person" and singular_of(word) in PERSONS


def make_collective(scene: Scene, source: Source) -> Speaker | None:
    """Several people as read; what they belong to gives the category."""
    if source.words[0].folded in _NOBODY:
        return None
    category = next((m.figure.entry.category for m in source.mentions if m.figure.entry is not None), None)
    speaker = Speaker(
        name=_plain(source),
        kind="collective",
        category=category or read_category([source.text]),
        resolved_by="collective",
        confidence=0.85,
    )
    return scene.take_unnamed(source.start, speaker)


def resolve_voice(scene: Scene, source: Source) -> Speaker | None:
    """The body that an unnamed spokesperson speaks for."""
    gender = gender_of_role(source.noun.folded)
    for mention in source.mentions:
        if mention.figure.kind == "person":
            return _take_person(scene, source, 0.7, "spokesperson", "spokesperson")
        if mention.figure.kind in ("organisation", "unknown"):
            return _take_voice(scene, source, mention.figure, 0.9)
        if isinstance(mention.figure.entry, Office) and mention.figure.entry.organisation:
            body = scene.registry.organisations[mention.figure.entry.organisation]
            return scene.take_unnamed(source.start, describe_organisation(body, "spokesperson", 0.8, "spokesperson"), gender)
    named = _registered_body(scene, source)
    if named is not None:
        return scene.take_unnamed(source.start, describe_organisation(named, "spokesperson", 0.85, "spokesperson"), gender)
    last = scene.last_turn(source.start)
    if len(source.words) <= 2 and source.is_definite and last is not None and last.speaker.role == "spokesperson":
        return scene.take(source.start, last.figure, "spokesperson", 0.8)
    nouns = frozenset(word.folded for word in source.words) & ORGANISATIONS
    if nouns:
        found = scene.find_body(source.start, nouns)
        if found:
            return _take_voice(scene, source, found[0], 0.7)
    own = record_speaker(scene)
    if own is not None and (own.organisation or own.kind == "organisation") and len(source.words) <= 2:
        name = own.organisation or own.name
        voice = own.model_copy(update={"name": name, "kind": "organisation", "role": "spokesperson", "resolved_by": "publisher"})
        return scene.take_unnamed(source.start, voice, gender)
    found = scene.find_body(source.start) if len(source.words) <= 2 else None
    if found:
        return _take_voice(scene, source, found[0], 0.5)
    return _take_person(scene, source, 0.6, "spokesperson", "spokesperson")


def _registered_body(scene: Scene, source: Source) -> Organisation | None:
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


def resolve_phrase(scene: Scene, source: Source) -> Speaker | None:
    """Somebody by a noun: an office, a person or body that the text named before, else somebody without a name."""
    office = next((m.figure.entry for m in source.mentions if isinstance(m.figure.entry, Office)), None)
    noun = source.noun.folded
    if office is not None and not (source.noun.start >= source.end):
        found = resolve_office(scene, source, office)
        if found is not None:
            return found
    if noun in ORGANISATIONS and not is_person_noun(noun):
        return _resolve_body(scene, source, noun)
    if is_person_noun(noun) or noun.endswith(_PEOPLE_LIKE) or noun == "person":
        return _resolve_person(scene, source)
    if source.words[0].folded == "one" and source.words[1:2] and source.words[1].folded == "of":
        return _take_person(scene, source, 0.5, "noun")
    if noun in ("another", "someone", "somebody") and len(source.words) <= 6:
        return _take_person(scene, source, 0.5, "noun")
    return None


def resolve_office(scene: Scene, source: Source, office: Office) -> Speaker | None:
    """Who held the office on the day of the text, those named in it first."""
    past = bool(_FORMER.search(source.text))
    then = "then" in {word.folded for word in source.words[:3]}
    holders = {person.id for person in scene.registry.find_holders(office.id)}
    wanted = set(fold_words(office.name)) | {w for alias in office.aliases for w in fold_words(alias)}
    named = scene.find_person(
        source.start, None, lambda f: (f.entry is not None and f.entry.id in holders) or _has_role(scene, f, source, wanted)
    )
    holder = scene.registry.find_holder(office.id, scene.day)
    if named is not None:
        entry = named[0].entry
        current = holder is not None and entry is not None and entry.id == holder.id
        if current != (past or then) or holder is None or entry is None:
            return scene.take(source.start, named[0], "office", 0.85)
    if past or scene.abroad:
        return None
    if then:
        before = [p for p in scene.registry.find_holders(office.id) if holder is None or p.id != holder.id]
        ended = [p for p in before if scene.day and any(r.office == office.id and r.over_on(scene.day) for r in p.roles)]
        holder = max(ended, key=lambda p: max(r.until.toordinal() for r in p.roles if r.until), default=None)
    if holder is None:
        return None
    return scene.take(source.start, scene.cast.add_entry(holder, ()), "office", 0.5 if then else 0.85)


def _has_role(scene: Scene, figure: Figure, source: Source, wanted: set[str]) -> bool:
    role = set(fold_words(scene.describer.role_of(figure).role or "")) | set(
        w for m in figure.mentions[:3] for w in fold_words(m.title)
    )
    asked = {word.folded for word in source.head if word.folded not in ARTICLES}
    return bool(role) and asked <= role and bool(role & wanted)


def _resolve_body(scene: Scene, source: Source, noun: str) -> Speaker | None:
    """`the charity`: the body called so, else the one that spoke last; `a charity`: nobody in particular."""
    named = _registered_body(scene, source)
    if named is not None:
        return scene.take(source.start, scene.cast.add_entry(named, fold_words(named.name)), "organisation")
    record = record_speaker(scene)
    if source.is_definite and len(source.head) <= 3 and not source.mentions:
        modifiers = frozenset(word.folded for word in source.head if word.folded not in ARTICLES)
        found = scene.find_body(source.start, frozenset((noun,)), modifiers)
        if found:
            return scene.take(source.start, found[0], "noun", found[1])
        if record is not None and record.kind != "person":
            return scene.take_unnamed(source.start, record.model_copy(update={"resolved_by": "publisher", "confidence": 0.7}))
        found = scene.find_body(source.start)
        if found and noun not in ("government", "council", "court", "police", "party"):
            return scene.take(source.start, found[0], "noun", 0.4)
    speaker = Speaker(
        name=_plain(source), kind="organisation", category=read_category([source.text]), resolved_by="noun", confidence=0.55
    )
    return scene.take_unnamed(source.start, speaker)


def _resolve_person(scene: Scene, source: Source) -> Speaker | None:
    """`the minister`: the person with that role, else a person who spoke last and of whom no role is known."""
    gender = gender_of_role(" ".join(word.folded for word in source.head))
    if source.is_definite and source.words[0].folded in ("the", "this", "that"):
        words = [w.folded for w in source.head if w.folded not in ARTICLES and not w.folded.endswith("year-old")]
        asked = set(words) - {"former"}
        found = scene.find_person(source.start, gender, lambda f: _fits(scene, f, asked, source.noun.folded))
        if found:
            return scene.take(source.start, found[0], "apposition", found[1])
        if all(set(mention.figure.key) & PLACES for mention in source.mentions):
            noun = {source.noun.folded}
            found = scene.find_person(source.start, gender, lambda f: _fits(scene, f, noun, source.noun.folded))
            if found:
                return scene.take(source.start, found[0], "apposition", round(found[1] * 0.7, 2))
        last = scene.last_turn(source.start, 5)
        unknown = last is not None and last.speaker.kind == "person" and last.speaker.role is None
        if unknown and last is not None and len(source.head) <= 3 and last.figure.key and not source.mentions:
            return scene.take(source.start, last.figure, "noun", 0.45)
    return _take_person(scene, source, 0.6, "noun", gender=True)


def _fits(scene: Scene, figure: Figure, asked: set[str], noun: str) -> bool:
    """Whether a figure is called so: all words of the phrase, or its noun where the text says no more."""
    words = set(scene.describer.role_words(figure)) | {w for m in figure.mentions[:3] for w in fold_words(m.title)}
    if figure.speaker is not None:
        words |= set(fold_words(figure.speaker.name))
    words |= {_LONG[word] for word in words if word in _LONG}
    return noun in words and (asked <= words or len(asked) == 1)


def _take_person(
    scene: Scene, source: Source, confidence: float, by: str, role: str | None = None, gender: bool = True
) -> Speaker:
    """Somebody without a name, called as read."""
    name = _plain(source)
    organisation = next(
        (m.figure.name for m in source.mentions if m.figure.kind == "organisation" and m.start >= source.start), None
    )
    entry = next((m.figure.entry for m in source.mentions if isinstance(m.figure.entry, Organisation)), None)
    speaker = Speaker(
        name=name,
        kind="person",
        role=role or name,
        organisation=entry.name if entry else organisation,
        category=entry.category if entry else read_category([source.text]),
        resolved_by=by,
        confidence=confidence,
    )
    return scene.take_unnamed(source.start, speaker, gender_of_role(name) if gender else None)


def _plain(source: Source) -> str:
    """The source as read: on one line, without article and relative clause."""
    return source.phrase[:120]
