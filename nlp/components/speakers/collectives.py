"""Sources that are several people by a plural noun."""

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.lexicon import CLOSED, PERSONS, SURNAMES, is_plural_of_persons, singular_of
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import plain_name

_SEVERAL = ("ers", "ors", "ists", "ians", "ees", "women", "men")
_NOBODY = frozenset(("nobody", "none", "nothing", "no-one"))


def is_collective(source: Source) -> bool:
    """Whether the source is several people by a plural noun: `critics`, `the tech firms themselves`."""
    word = source.noun.folded
    if word in CLOSED["quantities"] and _counted(source) is not None:
        return True
    if word == "both" and len(source.head) > 1:
        word = source.head[-2].folded
    if [w.folded for w in source.words[:2]] == ["one", "of"]:
        return False
    if not (is_plural_of_persons(word) or (word.endswith(_SEVERAL) and _is_common(source))):
        return False
    if source.name is None or source.words[0].folded in ARTICLES or source.noun.text[:1].islower():
        return True
    return source.name.figure.kind != "person" and singular_of(word) in PERSONS


def _counted(source: Source) -> str | None:
    """The plural noun of `a third of parents`."""
    after = [w.folded for w in source.words if w.start > source.noun.end]
    if after[:1] != ["of"]:
        return None
    return next((word for word in after[1:5] if is_plural_of_persons(word)), None)


def _is_common(source: Source) -> bool:
    """Whether the noun is no name: in small letters, or the first word of a sentence and nobody's surname."""
    if source.noun.text[:1].islower():
        return True
    unknown = source.name is None or source.name.figure.kind == "unknown"
    return unknown and len(source.words) == 1 and source.noun.folded not in SURNAMES


def make_collective(scene: Scene, source: Source) -> Speaker | None:
    """Several people as read; what they belong to gives the category."""
    if source.words[0].folded in _NOBODY:
        return None
    category = next((m.figure.entry.category for m in source.mentions if m.figure.entry is not None), None)
    speaker = Speaker(
        name=plain_name(source),
        kind="collective",
        category=category or read_category([source.text]),
        resolved_by="collective",
        confidence=0.85,
    )
    return scene.take_unnamed(source.start, speaker)
