"""Does a statement deny or announce a change of the speaker's own position?"""

import re

from clausewatch.models import ChangeClaim
from nlp.components.claims import patterns
from nlp.components.claims.owners import expand, mark_own

DENIAL = re.compile(patterns.DENIES)
ANNOUNCEMENT = re.compile(patterns.ANNOUNCES)
DENIED = re.compile(patterns.DENIED)
ANNOUNCED = re.compile(patterns.ANNOUNCED)
HINT = re.compile(patterns.HINT)
DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|reject\w*|dismiss\w*|refut\w*|rubbish\w*|play\w* down)\b"
)
ANNOUNCING_CUE = re.compile(r"\b(?:announc\w*|confirm\w*|conced\w*|agree\w*)\b")
CONDITION = re.compile(r"\b(?:if|unless|whether|until|would|could|might|should|suppose)\b")
HEARSAY = re.compile(r"\b(?:report|suggest|claim|alleg|rumour|speculat|accus)\w*\b|\b(?:said|says?|told \w+) that\b")
"""An announcement behind one of these is what others make of it."""
THIRD_PARTY = re.compile(r"\b(?:government|ministers?|they|their)\b")
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
LONGEST = 5_000
"""Code points that are looked at."""
LONGEST_NAME = 500
"""Code points of cue and source that are looked at; the tagger may take one endless word for either."""
LONGEST_SENTENCE = 500
"""A longer one is not looked at: it is no denial, and patterns with gaps take their time."""


def detect_change_claim(text: str, cue: str = "", source: str = "", *, is_reported: bool = False) -> ChangeClaim | None:
    """What the text claims of a change of its speaker's position; none: nothing, or a change of somebody else's.

    `cue` is the verb that it was reported with, `source` the words that name the speaker (with role and body where
    they are known). In reported speech `it`, `they`, `he` and `she` are taken for the speaker.
    """
    looked_at = expand(text[:LONGEST])
    told_with = expand(cue[:LONGEST_NAME])
    is_denied = DENYING_CUE.search(told_with) is not None
    if not is_denied and not HINT.search(looked_at):
        return None
    marked = mark_own(looked_at, source[:LONGEST_NAME], is_reported=is_reported or is_denied)
    sentences = [sentence for sentence in SENTENCE.split(marked) if len(sentence) <= LONGEST_SENTENCE]
    if is_denied:
        return "denies" if any(map(DENIED.search, sentences)) else None
    if ANNOUNCING_CUE.search(told_with) and any(map(ANNOUNCED.search, sentences)):
        return "announces"
    is_hearsay = HEARSAY.search(told_with) is not None
    return next((claim for sentence in sentences if (claim := _judge(sentence, is_hearsay))), None)


def _judge(sentence: str, is_hearsay: bool) -> ChangeClaim | None:
    if sentence.endswith("?"):
        return None
    if (found := DENIAL.search(sentence)) and not _is_open(sentence, found):
        return None if THIRD_PARTY.search(sentence[: found.end()]) else "denies"
    found = None if is_hearsay else ANNOUNCEMENT.search(sentence)
    if found and not _is_open(sentence, found) and not HEARSAY.search(sentence[: found.start()]):
        return "announces"
    return None


def _is_open(sentence: str, found: re.Match[str]) -> bool:
    """Whether the claim only stands under a condition."""
    return CONDITION.search(sentence[: found.end()]) is not None
