"""Whether a paragraph is a notice of the site, and no words of an article."""

import re

from clausewatch.extract.calls import is_call
from clausewatch.extract.counters import is_counter
from clausewatch.extract.credits import is_credit
from clausewatch.extract.house_phrases import HOUSE_NOTICES
from clausewatch.extract.phrases import KEYED_NOTICES, NOTICES

LONGEST = 1000
"""Characters over which a paragraph is none; each pattern is of fewer."""
BEGIN = r"[^\w“‘\"']*"
"""No quotation is a notice, whatever its words."""
NOTICE = re.compile(rf"{BEGIN}(?:{'|'.join((*NOTICES, *HOUSE_NOTICES))})\W*", re.DOTALL)
KEYED = tuple((word, re.compile(rf"{BEGIN}{pattern}\W*", re.DOTALL)) for word, pattern in KEYED_NOTICES)
LETTER = re.compile(r"[^\W_]")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")


def is_notice(paragraph: str) -> bool:
    """A phrase of the site, a credit or a counter; or lines that each are one, or of which the first stands above
    links.
    """
    if len(paragraph) > LONGEST:
        return False
    if not LETTER.search(paragraph) or _is_line(paragraph):
        return True
    first, *others = paragraph.split("\n")
    if not others or not _is_line(first):
        return False
    return all(map(_is_line, others)) or (first.endswith(":") and not any(map(SENTENCE_END.search, others)))


def _is_line(line: str) -> bool:
    lower = line.lower()
    for word, pattern in KEYED:
        if word in lower and pattern.fullmatch(lower):
            return True
    return NOTICE.fullmatch(lower) is not None or is_credit(line) or is_counter(line) or is_call(line)
