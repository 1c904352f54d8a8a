"""Sources without a name: bodies and people by their nouns."""

from clausewatch.models import Category, Speaker
from nlp.components.speakers.cast import is_compatible
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.describing import describe_organisation
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import CLOSED, ORGANISATIONS, PLACES, gender_of_role, is_person_noun
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Organisation
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import call_unnamed, take_person
from nlp.components.speakers.voices import registered_body
from nlp.components.speakers.words import fold_words

_PEOPLE_LIKE = ("ist", "ologist", "man", "woman", "year-old", "ographer")
_LONG = {"sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "pm": "minister"}
_OWN_NOUNS: dict[str, tuple[Category, ...]] = {
    "company": ("platform",),
    "firm": ("platform",),
    "charity": ("child-safety", "civil-society"),
    "trust": ("child-safety", "civil-society"),
    "foundation": ("child-safety", "civil-society"),
    "regulator": ("regulator",),
    "watchdog": ("regulator",),
    "authority": ("regulator",),
    "department": ("government",),
    "ministry": ("government",),
    "office": ("government", "regulator"),
    "group": ("civil-society",),
}
"""Nouns by which a body of these categories speaks of itself on its own site."""
_NO_COMPANY = ORGANISATIONS - CLOSED["company-endings"] - CLOSED["company-words"]


def resolve_phrase(scene: Scene, source: Source) -> Speaker | None:
    """Somebody by a noun: a person or body that the text named before, else somebody without a name."""
    noun = source.noun.folded
    if noun in ORGANISATIONS and not is_person_noun(noun):
        return _resolve_body(scene, source, noun)
    if is_person_noun(noun) or noun.endswith(_PEOPLE_LIKE) or noun == "person":
        return _resolve_person(scene, source)
    if source.words[0].folded == "one" and source.words[1:2] and source.words[1].folded == "of":
        return take_person(scene, source, 0.5, "noun")
    if noun in ("another", "someone", "somebody") and len(source.words) <= 6:
        return take_person(scene, source, 0.5, "noun")
    return None


def _resolve_body(scene: Scene, source: Source, noun: str) -> Speaker | None:
    """`the charity`: the body called so, else the one that spoke last; `a charity`: nobody in particular."""
    named = registered_body(scene, source)
    if named is not None:
        return scene.take(source.start, scene.cast.add_entry(named, fold_words(named.name)), "organisation")
    owned = _owned_body(scene, source)
    if owned is not None:
        return scene.take_unnamed(source.start, owned)
    record = record_speaker(scene)
    if source.words[0].folded in ("the", "this", "that") and len(source.head) <= 3 and not source.mentions:
        modifiers = frozenset(word.folded for word in source.head if word.folded not in ARTICLES)
        found = scene.find_body(source.start, frozenset((noun,)), modifiers)
        if found:
            return scene.take(source.start, found[0], "noun", found[1])
        if record is not None and record.kind != "person" and record.category in _OWN_NOUNS.get(noun, ()):
            return scene.take_unnamed(
                source.start, record.model_copy(update={"resolved_by": "publisher", "confidence": 0.7})
            )
        called = _only_called(scene, source)
        if called is not None:
            return scene.take(source.start, called, "noun", 0.5)
        found = scene.find_body(source.start, accept=_is_company) if noun in ("company", "firm") else None
        if found:
            return scene.take(source.start, found[0], "noun", 0.4)
        last = scene.last_turn(source.start, 3)
        if last is not None and last.speaker.kind == "organisation" and noun in ("organisation", "group", "body"):
            return scene.take(source.start, last.figure, "noun", 0.4)
    speaker = Speaker(
        name=call_unnamed(source),
        kind="organisation",
        category=read_category([source.text]),
        resolved_by="noun",
        confidence=0.55,
    )
    return scene.take_unnamed(source.start, speaker)


def _only_called(scene: Scene, source: Source) -> Figure | None:
    """The one body of the registry, named later in the text, that has the phrase among its nouns."""
    phrase = tuple(word.folded for word in source.head if word.folded not in ARTICLES)
    called = [
        figure
        for figure in scene.cast.figures
        if isinstance(figure.entry, Organisation) and any(phrase == fold_words(noun) for noun in figure.entry.nouns)
    ]
    return called[0] if len(called) == 1 else None


def _owned_body(scene: Scene, source: Source) -> Speaker | None:
    """`Ms Moor’s company`, `her firm`: what the text says she works for."""
    owner = next((m.figure for m in source.mentions if m.figure.kind == "person" and m.end <= source.noun.start), None)
    if owner is None and source.words[0].folded in ("his", "her"):
        found = scene.find_person(source.start, "male" if source.words[0].folded == "his" else "female")
        owner = found[0] if found else None
    if owner is None or not owner.key:
        return None
    speaker = scene.describer.describe(owner, "noun")
    if not speaker.organisation or len(source.head) > 4:
        return None
    known = [e for e in scene.registry.find(fold_words(speaker.organisation)) if isinstance(e, Organisation)]
    if known:
        return describe_organisation(known[0], "noun", 0.5)
    name = speaker.organisation
    return Speaker(
        name=name,
        kind="organisation",
        organisation=name,
        category=read_category([name]),
        resolved_by="noun",
        confidence=0.5,
    )


def _is_company(figure: Figure) -> bool:
    """Whether a body may be a company: none that its name or entry calls something else."""
    if figure.entry is not None:
        return figure.entry.category == "platform"
    return figure.key[-1:] != () and figure.key[-1] not in _NO_COMPANY and not set(figure.key) & PLACES


def _resolve_person(scene: Scene, source: Source) -> Speaker | None:
    """`the minister`: the person with that role, else a person who spoke last and of whom no role is known."""
    gender = gender_of_role(" ".join(word.folded for word in source.head))
    if source.words[0].folded in ("the", "this", "that") or len(source.words) == 1:
        asked = _asked(source)
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
        unknown = unknown and (source.noun.folded in CLOSED["standing"] or source.noun.folded.endswith("year-old"))
        elsewhere = not all(set(mention.figure.key) & PLACES for mention in source.mentions)
        short = len(source.head) <= 5 and not elsewhere
        if unknown and last is not None and short and last.figure.key and is_compatible(last.figure.gender, gender):
            return scene.take(source.start, last.figure, "noun", 0.45)
        subject = None if elsewhere or not _is_epithet(source) else scene.find_person(source.start, gender)
        if subject is not None and _was_just_named(scene, source, subject[0]):
            return scene.take(source.start, subject[0], "noun", 0.4)
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
    return noun in words and (asked <= words or len(asked) == 1)
