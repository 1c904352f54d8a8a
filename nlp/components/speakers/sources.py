"""A source taken apart: its head, the names in it and the noun it turns on."""

import re
from dataclasses import dataclass

from clausewatch.models import Span
from nlp.components.speakers.extents import grow_source
from nlp.components.speakers.figures import Mention
from nlp.components.speakers.lexicon import (
    CLOSED,
    DOCUMENTS,
    HONORIFICS,
    ORGANISATIONS,
    UTTERANCES,
    is_person_noun,
    is_plural_of_persons,
)
from nlp.components.speakers.names import find_runs, read_name
from nlp.components.speakers.scene import Scene
from nlp.components.speakers.words import Word, fold_words, read_words

LONGEST_SOURCE = 600
"""Code points of a source that are read."""
ARTICLES = frozenset(
    ("the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those", "one")
)
_LEADING = CLOSED["leading"]
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves", "alike"))
_TRAILING = CLOSED["trailing"]
_CUT = re.compile(r",(?!\d)|[;:(\n]|\s[–—-]\s|\s(?:who|whose|which|that|where)\s")
_PARTICIPLES = frozenset(("written", "sent", "put", "made", "led"))
_BREAKS = CLOSED["head-breaks"]
_PREPOSITIONS = _BREAKS - {
    "close",
    "working",
    "familiar",
    "living",
    "based",
    "briefed",
    "involved",
    "opposed",
    "named",
    "called",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The source of one attribution; places are code points of the text."""

    start: int
    end: int
    text: str
    words: list[Word]
    """Of the whole source."""
    head: list[Word]
    """Before the first comma or relative clause."""
    noun: Word
    """The word that the head turns on: `chief` in `the police chief of Hull`."""
    mentions: list[Mention]
    name: Mention | None
    """The mention that the source is, where it is a name; none where it only has one in it."""

    @property
    def is_definite(self) -> bool:
        """Whether it begins with `the`, `this` or a possessive."""
        return self.words[0].folded in ARTICLES - {"a", "an", "one"}

    @property
    def phrase(self) -> str:
        """The head without its article, on one line."""
        first = self.head[1] if len(self.head) > 1 and self.head[0].folded in ARTICLES - {"one"} else self.head[0]
        return " ".join(self.text[first.start - self.start : self.head[-1].end - self.start].split())


def read_source(scene: Scene, span: Span) -> Source | None:
    """The source at a span; none where it has no word."""
    start, end = span[0], min(span[1], span[0] + LONGEST_SOURCE)
    words = _trim(read_words(scene.text, start, end))
    if not words:
        return None
    start, end = words[0].start, max(words[-1].end, end if words[-1].end > end - 3 else 0)
    grown = grow_source(scene, start, end)
    if grown != (start, end):
        start, end = grown
        words = _trim(read_words(scene.text, start, end))
    text = scene.text[start:end]
    first = words[1] if len(words) > 1 and words[0].folded in ARTICLES else words[0]
    mentions = scene.cast.within(start, end) or _read_part(scene, start, end)
    limit = _end_of_head(text, start, first.end, mentions)
    head = [word for word in words if word.start < limit] or words[:1]
    head = head[:-1] if len(head) > 1 and head[-1].folded in _REFLEXIVES else head
    return Source(start, end, text, words, head, _find_noun(head), mentions, _find_name(scene, head, mentions, limit))


def _end_of_head(text: str, start: int, after: int, mentions: list[Mention]) -> int:
    """Where the first comma or relative clause begins that is no part of a name."""
    cuts = (start + cut.start() for cut in _CUT.finditer(text, after - start))
    return next((cut for cut in cuts if not any(m.start < cut < m.end for m in mentions)), start + len(text))


def _trim(words: list[Word]) -> list[Word]:
    """Without what belongs to the clause around the source: `But it`, `the trust also`."""
    first, last = 0, len(words)
    while first + 1 < last and words[first].folded in _LEADING:
        first += 1
    while last - 1 > first and words[last - 1].folded in _TRAILING:
        last -= 1
    return words[first:last]


def _read_part(scene: Scene, start: int, end: int) -> list[Mention]:
    """A name where none was noted, for instance in a headline, led back to the cast."""
    for run in find_runs(scene.text[start:end]):
        name = read_name(scene.text[start:end], run)
        if name is not None and name.kind != "title":
            figure = scene.cast.find_known(name, start)
            return [Mention(start + name.start, start + name.end, figure, title=name.title)] if figure else []
    return []


def _find_noun(head: list[Word]) -> Word:
    for number, word in enumerate(head):
        before = head[number - 1].folded
        if number and (word.folded.endswith("ed") or word.folded in _PARTICIPLES) and _may_be_described(before):
            return head[number - 1]
        counted = word.folded == "to" and head[number + 1 : number + 2] and head[number + 1].text[:1].isdigit()
        if (
            number
            and word.folded in _BREAKS
            and word.text[:1].islower()
            and head[number - 1].folded not in ARTICLES
            and not counted
        ):
            return head[number - 1]
    return head[-1]


def _may_be_described(word: str) -> bool:
    """Nouns that a participle may follow: `engineers hired by`, `a letter signed by`."""
    return is_person_noun(word) or is_plural_of_persons(word) or word in DOCUMENTS or word in UTTERANCES


def _find_name(scene: Scene, head: list[Word], mentions: list[Mention], limit: int) -> Mention | None:
    for mention in mentions:
        if mention.start >= limit:
            break
        if not _is_modifier(scene.text, head, mention):
            apposed = _find_apposed(scene.text, mentions, limit) if mention.figure.kind == "office" else None
            return apposed or mention
    noun = _find_noun(head).folded
    person = _find_apposed(scene.text, mentions, limit) if _may_have_name(noun) else None
    if person is not None:
        return person
    return _find_apposed_body(scene.text, mentions, limit) if noun in ORGANISATIONS else None


def _find_apposed_body(text: str, mentions: list[Mention], limit: int) -> Mention | None:
    """The body after the comma: `the firm, Quillchat,`."""
    later = next((mention for mention in mentions if mention.start >= limit), None)
    if (
        later is None
        or later.figure.kind == "person"
        or text[limit : later.start] not in (", ", ", the ", " – ", " — ")
    ):
        return None
    return later


def _is_modifier(text: str, head: list[Word], mention: Mention) -> bool:
    """Whether a name only belongs to the noun: `Quillchat’s boss`, `a Quillchat boss`, `the boss of Quillchat`."""
    before = [word for word in head if word.end <= mention.start - (len(mention.title) + 1 if mention.title else 0)]
    after = [word for word in head if word.start >= mention.end]
    while before and before[-1].folded in ("the", "a", "an") and len(before) > 1:
        before.pop()
    if before and before[-1].folded in _PREPOSITIONS:
        return True
    if mention.figure.kind != "person" and any(word.folded in _PREPOSITIONS for word in before[1:]):
        return True
    if not after:
        return False
    if text[mention.end : mention.end + 1] in ("’", "'"):
        return True
    return after[0].folded not in _BREAKS | {
        "and",
        "himself",
        "herself",
        "itself",
        "themselves",
        "also",
        "or",
        "mp",
        "jr",
        "both",
    }


def _find_apposed(text: str, mentions: list[Mention], limit: int) -> Mention | None:
    """The person after the comma: `the charity’s chief executive, Ada Moor`."""
    later = [mention for mention in mentions if mention.start >= limit]
    named = next((m for m in later if m.figure.kind == "person" and text[m.start - 1] == "("), None)
    if named is not None:
        return named
    if not later or not (later[0].figure.kind == "person" or _is_full_unknown(later[0])):
        return None
    begin = later[0].start - (len(later[0].title) + 1 if later[0].title else 0)
    between = text[limit:begin]
    if set(fold_words(between)) <= CLOSED["reverence"] or between.strip() in (",", "(", "–", "—", ", the", ":"):
        later[0].figure.kind, later[0].figure.told = "person", True
        return later[0]
    return None


def _may_have_name(noun: str) -> bool:
    return is_person_noun(noun) or noun in HONORIFICS or noun == "member"


def _is_full_unknown(mention: Mention) -> bool:
    return mention.figure.kind == "unknown" and len(mention.figure.key) in (2, 3)
