"""Members whom a speech in parliament addresses without their names: `my noble friend`, `the hon. Member for Fen`."""

import re
from collections.abc import Iterable
from itertools import islice

from clausewatch.models import Speaker
from nlp.components.speakers.cast import is_compatible
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.lexicon import CLOSED, PEERAGE
from nlp.components.speakers.pronouns import record_speaker
from nlp.components.speakers.records import strip_styles
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.schema import Gender
from nlp.components.speakers.sources import Source
from nlp.components.speakers.unnamed import take_person
from nlp.components.speakers.words import fold_words, read_words

_GENDERS: dict[str, Gender | None] = {
    "friend": None,
    "member": None,
    "lady": "female",
    "baroness": "female",
    "countess": "female",
    "viscountess": "female",
    "lord": "male",
    "gentleman": "male",
    "earl": "male",
    "viscount": "male",
    "baron": "male",
    "duke": "male",
    "prelate": None,
}
"""What a member is called in place of a name, and what that says about gender."""
_STYLES = CLOSED["reverence"] | {"my", "our", "honourable", "reverend"}
_HONOURS = frozenset(("noble", "hon", "honourable", "reverend"))
_LORDS = frozenset(("noble",))
_SEAT = re.compile(r"\bMember\sfor\s([\w’'.-]+(?:\s[\w’'.-]+){0,5})")
_FULL = re.compile(r"\s?\(")
NAMED_WITHIN = 50
"""Times that a seat is looked up in the text."""
REACH = 90
"""Code points before a name in which the form of address stands that it explains."""


def is_address(source: Source) -> bool:
    """Whether a source without a name is the form of address for a member."""
    words = {word.folded for word in source.head}
    return source.name is None and source.noun.folded in _GENDERS and bool(words & _HONOURS)


def resolve_address(scene: Scene, source: Source) -> Speaker | None:
    """The member named with this address, else the one who was last named and may be called so, else as read."""
    noun = source.noun.folded
    own = record_speaker(scene)
    seat = _SEAT.search(scene.text, source.start, source.end)
    figure = _find_by_seat(scene, seat.group(1)) if seat else _find_by_address(scene, source, own)
    if figure is not None:
        return scene.take(source.start, figure, "apposition", 0.8)
    if seat is None and noun != "member":
        found = scene.find_person(source.start, _GENDERS[noun], lambda f: _may_be_called(f, source, own))
        if found is not None:
            return scene.take(source.start, found[0], "apposition", min(0.5, round(found[1] * 0.7, 2)))
    return take_person(scene, source, 0.4, "noun")


def _find_by_seat(scene: Scene, seat: str) -> Figure | None:
    """The member whose name stands in brackets after the same seat elsewhere in the text."""
    for other in islice(re.finditer(re.escape(seat), scene.text), NAMED_WITHIN):
        bracket = _FULL.match(scene.text, other.end())
        if bracket is None:
            continue
        named = next((m for m in scene.cast.within(bracket.end(), bracket.end() + 40)), None)
        if named is not None and named.start - bracket.end() <= len(named.title) + 1 and named.figure.kind != "office":
            return named.figure
    return None


def _find_by_address(scene: Scene, source: Source, own: Speaker | None) -> Figure | None:
    """The person last named with these words before: `my noble friend Lord Quarry`."""
    form = _form_of(word.folded for word in source.head)
    for mention in scene.cast.before(source.start):
        if mention.figure.kind != "person" or _is_own(mention.figure, own):
            continue
        begin = mention.start - (len(mention.title) + 1 if mention.title else 0)
        before = read_words(scene.text, max(0, begin - REACH), begin)
        between = scene.text[before[-1].end : begin] if before else "."
        titled = [word.folded for word in before][-8:] + list(fold_words(mention.title))
        ends = len(titled) - next((n for n, word in enumerate(reversed(titled)) if word in _GENDERS), len(titled))
        if any(mark in between for mark in ".;:!?") or len(titled) - ends > 6:
            continue
        if _form_of(titled[max(0, ends - len(form) - 1) : ends])[-len(form) :] == form:
            return mention.figure
    return None


def _form_of(words: Iterable[str]) -> tuple[str, ...]:
    """The words of an address that tell one from another: `noble friend`, `hon lady`."""
    return tuple(word for word in words if word in _HONOURS or word in _GENDERS or word in ("learned", "gallant"))


def _may_be_called(figure: Figure, source: Source, own: Speaker | None) -> bool:
    """Whether a person may be a member of that house: peers are noble, others are honourable."""
    if _is_own(figure, own) or not figure.key or figure.kind != "person":
        return False
    noble = bool({word.folded for word in source.head} & _LORDS)
    peer = figure.key[0] in PEERAGE
    if noble != peer:
        return False
    return is_compatible(figure.gender, _GENDERS[source.noun.folded])


def _is_own(figure: Figure, own: Speaker | None) -> bool:
    """Whether it is who speaks: nobody calls himself his noble friend."""
    if own is None:
        return False
    if figure.entry is not None and own.id is not None:
        return own.id == figure.entry.id
    return fold_words(strip_styles(own.name)) == figure.key
