"""Sources that are several people by a plural noun."""

import re

from clausewatch.models import Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import CLOSED, PERSONS, PLACES, SURNAMES, is_plural_of_persons, singular_of
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.sources import ARTICLES, Source
from nlp.components.speakers.unnamed import LONGEST_NAME, plain_name
from nlp.components.speakers.words import read_words

_SEVERAL = ("ers", "ors", "ists", "ians", "ees", "women", "men")
_POINTING = frozenset(("those", "these"))
_PLACING = CLOSED["head-breaks"]
_JOINTS = re.compile(r",? and |, ")
_IN_CAPITALS = frozenset(("mp", "msp", "lord", "peer", "member", "minister", "senator", "official", "friend"))
"""People who are written with a capital although that names nobody."""
_NOBODY = frozenset(("nobody", "none", "nothing", "no-one"))


def is_collective(source: Source) -> bool:
    """Whether the source is several people by a plural noun: `critics`, `the tech firms themselves`."""
    word = source.noun.folded
    if word in CLOSED["quantities"] and _counted(source) is not None:
        return True
    if source.words[0].folded in _POINTING and len(source.words) > 1:
        return _points_at_people(source)
    if word == "figures" and any(one.folded in CLOSED["figure-kinds"] for one in source.head):
        return True
    if word == "both" and len(source.head) > 1:
        word = source.head[-2].folded
    if [w.folded for w in source.words[:2]] == ["one", "of"]:
        return False
    if not (is_plural_of_persons(word) or (word.endswith(_SEVERAL) and _is_common(source))):
        return False
    if source.name is None or source.words[0].folded in ARTICLES or source.noun.text[:1].islower():
        return True
    if source.name.start > source.noun.start or _is_plain(source):
        return True
    if _is_named_so(source, source.name.figure):
        return False
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
    if source.noun.folded in SURNAMES:
        return False
    unknown = source.name is None or source.name.figure.kind == "unknown"
    return (unknown and len(source.words) == 1) or _is_plain(source)


def _is_named_so(source: Source, figure: Figure) -> bool:
    """Whether the plural is part of a body's name: `Moor & Sons`, `Kestle Coaches`; `Labour MPs` are people."""
    if source.name is None or source.name.end < source.noun.end or figure.entry is not None:
        return False
    if figure.told or "&" in source.text:
        return True
    if source.noun.start == source.name.start:
        return False
    plain = singular_of(source.noun.folded) in _IN_CAPITALS or bool(set(figure.key) & PLACES)
    return figure.kind == "organisation" and len(figure.key) > 1 and not plain


def _is_plain(source: Source) -> bool:
    """Whether the first word alone is the noun, with a place or a clause after it: `Marchers in Thornby`."""
    if source.noun.start != source.start or len(source.head) < 2 or not source.head[1].text.islower():
        return False
    if source.head[1].folded not in _PLACING:
        return False
    figure = source.name.figure if source.name is not None and source.name.start == source.start else None
    return figure is None or (figure.kind != "person" and figure.entry is None and len(figure.key) == 1)


def make_collective(scene: Scene, source: Source) -> Speaker | None:
    """Several people as read; what they belong to gives the category."""
    if source.words[0].folded in _NOBODY:
        return None
    category = next((m.figure.entry.category for m in source.mentions if m.figure.entry is not None), None)
    speaker = Speaker(
        name=_list_of_plurals(source) or _name_those(source) or plain_name(source),
        kind="collective",
        category=category or read_category([source.text]),
        resolved_by="collective",
        confidence=0.85,
    )
    return scene.take_unnamed(source.start, speaker)


def _points_at_people(source: Source) -> bool:
    """`those who signed`, `those in the industry`; `those` before a noun is an article."""
    after = source.words[1].folded
    if after == "who" or after in _PLACING or after.endswith(("ed", "ing")):
        return True
    return is_plural_of_persons(source.noun.folded)


def _name_those(source: Source) -> str | None:
    if source.words[0].folded not in _POINTING or is_plural_of_persons(source.noun.folded):
        return None
    text = " ".join(source.text.split()).rstrip(",")[:LONGEST_NAME]
    return text[:1].lower() + text[1:]


def _list_of_plurals(source: Source) -> str | None:
    """The whole of `teachers, parents and pupils`; none where the source is no such list."""
    text = " ".join(source.text.split()).rstrip(",")
    text = text.partition(" ")[2] if source.words[0].folded in ARTICLES else text
    parts = _JOINTS.split(text)
    if len(parts) < 2 or len(text) > LONGEST_NAME:
        return None
    words = [read_words(part) for part in parts]
    if not all(part and len(part) <= 4 and is_plural_of_persons(part[-1].folded) for part in words):
        return None
    return plain_name(source) + text[len(source.phrase) :] if text.startswith(source.phrase) else None
