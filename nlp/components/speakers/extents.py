"""Sources of which the text has more than was marked: a name beside a phrase, whoever signed a letter."""

import re

from nlp.components.speakers.figures import Mention
from nlp.components.speakers.lexicon import DOCUMENTS, UTTERANCES, is_person_noun
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.words import read_words

LONGEST_GROWTH = 160
"""Code points that a source may grow by on either side."""
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their|one of the)\s", re.IGNORECASE)
_BY = re.compile(
    r",?\s(?:(?:jointly\s|also\s|and\s)?(?:signed|written|published|issued|sent|co-signed|organised|started|commissioned|"
    r"made|released|produced|posted)\s)?(?:by|from)\s"
)
_LEFT_OUT = re.compile(r"\s(?=[A-Z]|(?:the|more|over|about|some|nearly|\d)\b)")
_MEMBER = re.compile(
    r"\b(?:[Mm]y|[Tt]he|[Oo]ur)\s(?:[a-z.]+\s){0,4}(?:Friend,?\s(?:and\s\w+,?\s)?the\s)?(?:right\s)?(?:hon\.\s|hon\s|honourable\s)?"
    r"Members?\s(?:of\sParliament\s)?for\s(?:[\w’'-]+,?\s){0,6}$"
)


def grow_source(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The first code point of the whole source and the one after it."""
    begins = (_begin_of_member(scene, start, end), _begin_of_apposed(scene, start, end), start)
    return next(begin for begin in begins if begin is not None), _end_of(scene, start, end)


def _end_of(scene: Scene, start: int, end: int) -> int:
    return (
        _end_of_titled(scene, start, end)
        or _end_of_named(scene, start, end)
        or _end_of_document(scene, start, end)
        or end
    )


def _begin(mention: Mention) -> int:
    return mention.start - (len(mention.title) + 1 if mention.title else 0)


def _end_of_titled(scene: Scene, start: int, end: int) -> int | None:
    """Where the name ends of which the source has only the title: `Professor` of `Professor Ada Moor`."""
    after = next((mention for mention in scene.cast.within(end, end + 2) if mention.start >= end), None)
    titled = after is not None and after.title and _begin(after) <= start
    return after.end if after is not None and titled else None


def _end_of_named(scene: Scene, start: int, end: int) -> int | None:
    """Where the name ends that stands after a phrase: `the founder of Quillchat,` of `…, Ada Moor,`."""
    text = scene.text
    bare = end - 1 if text[end - 1 : end] == "," else end
    if text[bare : bare + 1] != "," or not _ARTICLE.match(text, start):
        return None
    after = next((m for m in scene.cast.within(bare, bare + 40) if m.start > bare), None)
    if after is None or _begin(after) != bare + 2 or not _may_be_person(after):
        return None
    if any(_may_be_person(m) for m in scene.cast.within(start, bare)):
        return None
    return after.end if any(is_person_noun(word.folded) for word in read_words(text, start, bare)[:8]) else None


def _may_be_person(mention: Mention) -> bool:
    figure = mention.figure
    return figure.kind == "person" or (figure.kind == "unknown" and len(figure.key) in (2, 3))


def _end_of_document(scene: Scene, start: int, end: int) -> int | None:
    """Where those are named whose letter it is: `an open letter` of `… signed by Quillchat`."""
    words = read_words(scene.text, start, end)
    if not any(word.folded in DOCUMENTS or word.folded in UTTERANCES for word in words):
        return None
    open_end = words[-1].folded in ("by", "from")
    joint = (_LEFT_OUT if open_end else _BY).match(scene.text, end)
    if joint is None:
        return None
    named = [m for m in scene.cast.within(joint.end(), joint.end() + LONGEST_GROWTH) if m.start >= joint.end()]
    last = joint.end()
    for mention in named:
        between = scene.text[last : mention.start]
        if any(mark in between for mark in '.;:\n“"') or len(between) - len(mention.title) > 12:
            break
        last = mention.end
    return last if last > joint.end() else None


def _begin_of_apposed(scene: Scene, start: int, end: int) -> int | None:
    """Where the name begins that the source only describes: `a charity,` of `Open Hands, a charity, said`."""
    text = scene.text
    if text[start - 2 : start] != ", " or not _ARTICLE.match(text, start):
        return None
    if "," not in (text[end - 1 : end], text[end : end + 1]):
        return None
    named = next((m for m in scene.cast.within(start - 3, start - 2) if m.end == start - 2), None)
    if named is None or _begin(named) - scene.sentences.start(named.start) > 4:
        return None
    return _begin(named)


def _begin_of_member(scene: Scene, start: int, end: int) -> int | None:
    """Where an address in parliament begins: `Fen (Mr Moor)` of `the hon. Member for Fen (Mr Moor)`."""
    if "(" not in scene.text[start : end + 2]:
        return None
    before = scene.text[max(0, start - LONGEST_GROWTH) : start]
    found = _MEMBER.search(before)
    return start - len(before) + found.start() if found else None
