"""Bodies by their nouns: `the charity`, `her firm`, `the app`."""

from clausewatch.models import Category, Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.describing import describe_organisation
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.kinds import may_be_company
from nlp.components.speakers.lexicon import CLOSED
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Organisation
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import call_unnamed
from nlp.components.speakers.voices import registered_body
from nlp.components.speakers.words import fold_words

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
_OF_SOMEBODY = ARTICLES - {"a", "an", "one"}


def resolve_body(scene: Scene, source: Source, noun: str) -> Speaker | None:
    """`the charity`: the body called so, else the one that spoke last; `a charity`: nobody in particular; nobody at all
    for `the app` where none is named, as what a screen says is nobody's.
    """
    named = registered_body(scene, source)
    if named is not None:
        return scene.take(source.start, scene.cast.add_entry(named, fold_words(named.name)), "organisation")
    owned = _owned_body(scene, source)
    if owned is not None:
        return scene.take_unnamed(source.start, owned)
    behind = _body_behind(scene, source) if noun in CLOSED["things-too"] else None
    if behind is not None:
        return scene.take(source.start, behind, "noun", 0.5)
    if source.words[0].folded in ("the", "this", "that") and len(source.head) <= 3 and not source.mentions:
        found = _resolve_definite(scene, source, noun)
        if found is not None:
            return found
    if noun in CLOSED["things-too"] and source.words[0].folded in _OF_SOMEBODY and not _has_capital(source):
        return None
    speaker = Speaker(
        name=call_unnamed(source),
        kind="organisation",
        category=read_category([source.text]),
        resolved_by="noun",
        confidence=0.55,
    )
    return scene.take_unnamed(source.start, speaker)


def _resolve_definite(scene: Scene, source: Source, noun: str) -> Speaker | None:
    modifiers = frozenset(word.folded for word in source.head if word.folded not in ARTICLES)
    found = scene.find_body(source.start, frozenset((noun,)), modifiers)
    if found:
        return scene.take(source.start, found[0], "noun", found[1])
    record = record_speaker(scene)
    if record is not None and record.kind != "person" and record.category in _OWN_NOUNS.get(noun, ()):
        return scene.take_unnamed(
            source.start, record.model_copy(update={"resolved_by": "publisher", "confidence": 0.7})
        )
    called = _only_called(scene, source)
    if called is not None:
        return scene.take(source.start, called, "noun", 0.5)
    body = find_company(scene, source.start, noun)
    if body is not None:
        return scene.take(source.start, body, "noun", 0.4)
    last = scene.last_turn(source.start, 3)
    if last is not None and last.speaker.kind == "organisation" and noun in ("organisation", "group", "body"):
        return scene.take(source.start, last.figure, "noun", 0.4)
    return None


def _has_capital(source: Source) -> bool:
    """`the Messenger app` is somebody, although the text says no more of it."""
    return any(word.text[:1].isupper() for word in source.head[1:])


def _body_behind(scene: Scene, source: Source) -> Figure | None:
    """Whose `its app` or `Quillchat’s app` is."""
    if source.words[0].folded in ("its", "their"):
        found = scene.find_body(source.start)
        return found[0] if found else None
    return next(
        (
            mention.figure
            for mention in source.mentions
            if mention.figure.kind in ("organisation", "unknown")
            and not mention.figure.is_place
            and scene.text[mention.end : mention.end + 1] in ("’", "'")
        ),
        None,
    )


def find_company(scene: Scene, place: int, noun: str) -> Figure | None:
    """The body named before that may be `the firm` or `the app`, although nothing calls it so."""
    found = scene.find_body(place, accept=_is_meant) if noun in CLOSED["company-nouns"] else None
    return found[0] if found else None


def _is_meant(figure: Figure) -> bool:
    """A word with a capital that only stands in quotations is no name."""
    named = figure.kind == "organisation" or any(not mention.quoted for mention in figure.mentions)
    return named and may_be_company(figure)


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
