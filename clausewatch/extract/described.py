"""The body that a page's description of itself gives (`articleBody`), as a check of the one found on the page."""

import re

from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.text_blocks import fold_words

SHORTEST = 300
"""Characters; shorter ones are summaries."""
CUT_OFF = re.compile(r"(?:\.\.\.|…|\[\W*\])\W*$")
END = 50
"""Characters in which an end that is cut off shows."""
RUN = 6
"""Words in a row that show that a paragraph stands in the described body."""
LEAST_COVERED = 0.85
LEAST_OF_FOUND = 0.5
"""Share of the found body under which a described one is only its begin, as where the rest is to be paid for."""
Paragraphs = list[str]


def read_described(article: Node) -> Paragraphs:
    """Its paragraphs; empty where there is none or only a summary."""
    text = text_of(article.get("articleBody"))
    if re.search(r"</?(?:p|br|div|span|a|strong|em|h\d|li|ul)\b", text):
        paragraphs = read_fragment(text)
    else:
        paragraphs = [" ".join(part.split()) for part in text.split("\n")]
    found = [paragraph for paragraph in paragraphs if paragraph]
    return found if sum(map(len, found)) >= SHORTEST else []


def cut_to_described(found: Paragraphs, described: Paragraphs) -> Paragraphs:
    """The found body without what comes after the end of the described one, where both are the same but for that."""
    if not described or CUT_OFF.search(described[-1][-END:]):
        return found
    whole = f" {fold_words(' '.join(described))} "
    known = [_stands_in(paragraph, whole) for paragraph in found]
    covered = sum(len(paragraph) for paragraph, is_known in zip(found, known, strict=True) if is_known)
    length = sum(map(len, described))
    if not any(known) or covered < LEAST_COVERED * length or length < LEAST_OF_FOUND * sum(map(len, found)):
        return found
    last = max(place for place, is_known in enumerate(known) if is_known)
    return found[: last + 1]


def _stands_in(paragraph: str, whole: str) -> bool:
    words = fold_words(paragraph).split()
    if not words:
        return False
    runs = (words[:RUN], words[-RUN:])
    return any(f" {' '.join(run)} " in whole for run in runs)
