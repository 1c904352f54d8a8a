"""Whether a cue reports speech (said, according to) or an attitude (wants, plans): people may leave attitudes out."""

import re
from pathlib import Path

from clausewatch.models import CueType

REPORTING_VERBS = frozenset((Path(__file__).parent / "reporting_verbs.txt").read_text("utf-8").split())
"""Base forms; inflected forms are led back to them by rule."""
REPORTING_WORDS = frozenset(
    ("according", "per", "quote", "words", "message", "statement", "comment", "comments", "remarks", "reads")
)
_IRREGULAR = {
    "said": "say", "says": "say", "saying": "say", "told": "tell", "wrote": "write", "written": "write",
    "writing": "write", "spoke": "speak", "spoken": "speak", "swore": "swear", "sworn": "swear", "went": "go",
    "goes": "go", "cries": "cry", "cried": "cry", "denied": "deny", "replied": "reply", "lied": "lie", "lying": "lie",
    "begged": "beg", "quipped": "quip", "decried": "decry", "testified": "testify",
    "specified": "specify", "referred": "refer", "referring": "refer", "conceded": "concede",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
_SIGNS = re.compile(r"[:–—-]")


def type_of_cue(cue: str) -> CueType | None:
    """`speech` where one of its words reports words, or where it is the colon or dash of a transcript or signature;
    else `attitude`; none without a cue.
    """
    if not cue.strip():
        return None
    words = _WORD.findall(cue.casefold().replace("’", "'"))
    if not words:
        return "speech" if _SIGNS.search(cue) else "attitude"
    return "speech" if any(_reports(word) for word in words) else "attitude"


def _reports(word: str) -> bool:
    word = word.rsplit("-", 1)[-1]
    return word in REPORTING_WORDS or not REPORTING_VERBS.isdisjoint(base_forms(word))


def base_forms(word: str) -> set[str]:
    """What a word in small letters may be a form of, itself included; some of them are no words."""
    bases = {word, _IRREGULAR.get(word, word)}
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + instead
            bases.add(stem)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                bases.add(stem[:-1])
    return bases
