"""What is clearly a report of somebody's words: `the minister told us that …`, and not `he called for` or `if you say`.

Asked of what was found within the words of another statement, where the tagger alone is often wrong.
"""

import re
from functools import lru_cache
from typing import Literal

from clausewatch.models import Span
from nlp.attribution import text_of
from nlp.components.quotations.cues import REPORTING_VERBS, base_forms
from nlp.components.quotations.kinds import kind_of
from nlp.components.quotations.turns import Passage
from nlp.components.speakers.lexicon import (
    DOCUMENTS,
    FUNCTION,
    HONORIFICS,
    ORGANISATIONS,
    UTTERANCES,
    is_person_noun,
    is_plural_of_persons,
)

LEAST_WORDS = 4
"""Of a content: fewer are `he says he is`."""
MOST_BETWEEN = 6
"""Words between cue and content: `told | the House of Lords on Monday | that …`."""
CLEAR_VERBS = REPORTING_VERBS & frozenset((
    "acknowledge", "add", "admit", "announce", "argue", "ask", "assert", "assure", "claim", "complain", "concede",
    "confirm", "declare", "deny", "explain", "insist", "maintain", "promise", "reply", "report", "respond", "say",
    "state", "stress", "tell", "tweet", "warn", "write",
))  # fmt: skip
"""Those of the reporting verbs that report words and little else."""
_AGENTS = frozenset(("he", "she", "they"))
_NOBODY = frozenset((
    "i", "we", "you", "it", "us", "me", "who", "which", "that", "what", "this", "these", "those", "there", "anyone",
    "anybody", "someone", "somebody", "everyone", "everybody", "nobody", "none", "percent", "cent", "one",
    "folks", "guys",
))  # fmt: skip
_IN_GENERAL = (["people"], ["some"], ["many"], ["most"], ["others"], ["some", "people"], ["many", "people"])
_HELPERS = frozenset((
    "has", "have", "had", "ve", "s", "d", "also", "then", "later", "once", "earlier", "already", "now", "recently",
    "repeatedly", "previously", "always", "again", "first", "since", "even", "still", "just", "publicly", "both",
))  # fmt: skip
_NOUNS_TOO = frozenset(
    ("state", "states", "claim", "claims", "report", "reports", "tweet", "tweets", "stress", "promise")
)
"""Forms that are verbs for certain only before `that`."""
_DOUBTED = frozenset(("only", "hardly", "barely", "rarely", "allegedly", "reportedly", "supposedly", "probably"))
_BEING = frozenset(("is", "are", "was", "were", "been", "re", "keep", "keeps", "kept"))
_UNREAL = frozenset((
    "if", "unless", "whether", "suppose", "imagine", "as", "what", "which", "did", "does", "do", "should", "would",
    "could", "can", "will", "may", "might", "until", "like", "than", "let", "hope", "wish", "whatever", "whoever",
))  # fmt: skip
"""Before a source: then nobody is said to have said it."""
_NO_TELLERS = _UNREAL | frozenset(("to", "i", "we", "you", "not", "t", "never", "a", "an", "the", "who"))
"""Before a verb: then nobody else is said to have said it."""
_BEGINNINGS = frozenset(("that", "if", "whether", "how", "why"))
_ENDED = re.compile(r"[\s,:;–—-]*")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|should|shall|may|might|must|does|did|do|cannot)\b|"
    r"\w(?:n[’']t|[’'](?:ll|re|ve|d))\b",
    re.IGNORECASE,
)
_OTHERWISE = frozenset(("so", "about", "of", "nothing", "no", "lies", "not", "against"))
"""Between cue and content: then it is not the content that was said."""
_NO_CLAUSE = frozenset((
    "to", "for", "of", "about", "on", "against", "what", "which", "who", "having", "being", "as",
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "must", "may", "might",
))  # fmt: skip
"""What a content begins with that is no sentence: `the calls that he said | were dismissed`."""
_BREAK = re.compile(r",|\s(?:of|for|from|at|in|on|who|with)\s")
_OPENING = "“\"‘'«„‹"
_MARKS = "“”\"‘’'«»„‹›"
MOST_SOURCE = 14
"""Words of a source."""
MOST_BEFORE = 40
"""Code points before a source in which the word before it is looked for."""
Teller = Literal["one", "several"]


@lru_cache(maxsize=8192)
def _is_form(word: str) -> bool:
    return not CLEAR_VERBS.isdisjoint(base_forms(word))


def has_clear_verb(words: str) -> bool:
    """Whether there is a word that may report what somebody else has said: most words need not be read again."""
    found = _WORD.findall(words.casefold())
    return any(
        word == "according" or (_is_form(word) and _may_report(before, word, after))
        for before, word, after in zip(["", *found], found, [*found[1:], ""], strict=False)
    )


def _may_report(before: str, word: str, after: str) -> bool:
    if before in _NO_TELLERS or (word in _NOUNS_TOO and after != "that"):
        return False
    if word.endswith("ing"):
        return before in _BEING or before in _HELPERS or before.endswith("ly")
    return True


def is_clear(text: str, outer: Span, inner: Passage) -> bool:
    """Whether a passage within a span of somebody's words tells what another one has said."""
    if not (inner.source and inner.cue) or len(text_of(text, inner.content).split()) < LEAST_WORDS:
        return False
    source = read_teller(text_of(text, inner.source))
    if source is None or not _is_report(text_of(text, inner.cue), source):
        return False
    if len(inner.content) > 1:
        own = text[slice(*outer)]
        return kind_of(own, tuple((start - outer[0], end - outer[0]) for start, end in inner.content)) == "direct"
    if inner.cue[0][1] <= inner.content[0][0]:
        return _follows(text, outer, inner)
    return _precedes(text, outer, inner)


def opens_after(text: str, cue: int, content: Span) -> bool:
    """Whether a content between marks begins close behind the end of a cue: `said, ‘…`, `told me: ‘…`."""
    opened = text[content[0]] in _OPENING and cue <= content[0]
    return opened and len(_WORD.findall(text[cue : min(content[0], cue + MOST_BEFORE)])) <= MOST_BETWEEN


def read_teller(source: str) -> Teller | None:
    """Whether a source is one or several who may report; none where it is nobody in particular, or a thing."""
    words = [word for word in _WORD.findall(source) if word != "s"]
    head = _WORD.findall(_BREAK.split(source)[0])
    folded = [word.casefold() for word in words]
    if not head or len(words) > MOST_SOURCE or not _NOBODY.isdisjoint(folded) or folded in _IN_GENERAL:
        return None
    noun = head[-1].casefold()
    if noun in _AGENTS:
        return "several" if noun == "they" else "one"
    if is_plural_of_persons(noun):
        return "several"
    if noun in DOCUMENTS or noun in UTTERANCES or any(word[:1].isdigit() for word in words):
        return None
    named = any(word[0].isupper() and word.casefold() not in FUNCTION for word in head)
    return "one" if named or is_person_noun(noun) or noun in ORGANISATIONS or noun in HONORIFICS else None


def _is_report(cue: str, teller: Teller) -> bool:
    """`said`, `has also told`, `are warning`, `according to`; not `would say`, `was told`, `never said`, `saying`."""
    words = _WORD.findall(cue.casefold().replace("’", "'"))
    if words == ["according", "to"]:
        return True
    if words[-1:] == ["that"]:
        words.pop()
    if not words or not _is_form(words[-1]):
        return False
    verb, helpers = words[-1], words[:-1]
    is_going_on = not _BEING.isdisjoint(helpers)
    if is_going_on != verb.endswith("ing") or (verb in CLEAR_VERBS and teller == "one"):
        return False
    return all(word in _HELPERS or word in _BEING or (word.endswith("ly") and word not in _DOUBTED) for word in helpers)


def _follows(text: str, outer: Span, inner: Passage) -> bool:
    """`the minister told the House on Monday that …`: the content after the cue."""
    source, cue, content = inner.source[0], inner.cue[0], inner.content[0]
    between = _WORD.findall(text[cue[1] : content[0]].casefold())
    if source[0] > cue[0]:
        return text[slice(*cue)].casefold() == "according to" and _is_clause(text, content)
    before = _WORD.findall(text[max(outer[0], source[0] - MOST_BEFORE) : source[0]].casefold())[-1:]
    if len(between) > MOST_BETWEEN or not _OTHERWISE.isdisjoint(between) or not _UNREAL.isdisjoint(before):
        return False
    return _is_clause(text, content) or _is_denied(text[slice(*cue)], text[slice(*content)])


def _precedes(text: str, outer: Span, inner: Passage) -> bool:
    """`“…”, the minister told us`: the content before the cue, a sentence or between marks."""
    content, after = inner.content[0], min(inner.source[0][0], inner.cue[0][0])
    if content[1] > after or not _ENDED.fullmatch(text[content[1] : after].strip(_MARKS)):
        return False
    begins = content[0] - outer[0] <= 1 or text[outer[0] : content[0]].rstrip()[-1:] in (".", "?", "!")
    return (begins or text[content[0]] in _MARKS) and _is_clause(text, content)


def _is_clause(text: str, content: Span) -> bool:
    """Whether it says that something is so, and not what somebody is called or wants."""
    words = text[slice(*content)]
    first, *_ = _WORD.findall(words[:40].casefold()) or [""]
    if words[0] in _MARKS or first in _BEGINNINGS:
        return True
    return first not in _NO_CLAUSE and _FINITE.search(words) is not None


def _is_denied(cue: str, words: str) -> bool:
    """`denied ever seeing the bell`."""
    first = _WORD.findall(words[:40].casefold())[:2]
    return cue.casefold().endswith(("denied", "denies", "deny")) and any(word.endswith("ing") for word in first)
