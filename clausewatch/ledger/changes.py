"""What became of a page between two visits: other words, announced or not, or no more than its beginning."""

import re
import unicodedata
from difflib import SequenceMatcher

from clausewatch.models import Access, Document

WORD = re.compile(r"[£$€¥%]|(?<![\w)])-(?=\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+|_+")
"""Words, numbers as one with their point, and the signs that change what a number says."""
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
DASHES = str.maketrans({"−": "-", "‐": "-", "‑": "-"})
NOTICE = re.compile(
    r"\b(?:this (?:article|story|piece|page|report|post|headline|statement|release|version)\b.{0,60}?\b"
    r"(?:was|were|has been|have been) (?:\w+ )?(?:amended|updated|corrected|edited|revised|changed|clarified|modified)"
    r"|(?:correction|clarification|corrected|clarified|amended|update|updated|editors?['’]s? note|erratum)\s*"
    r"(?:\([^)]{0,40}\))?\s*[:–—-]"
    r"|(?:an earlier|a previous) version of this|we have (?:amended|corrected|updated|clarified))",
    re.IGNORECASE | re.DOTALL,
)
"""What a publisher writes who tells that a page was changed."""
MOST_LEFT = 0.6
"""Share of a text's words that is left of it where it is cut to a teaser."""
LEAST_SAME = 0.9
"""Share of a teaser's words that stand at the beginning of the whole text, too."""
SLACK = 20
"""Words that a teaser may begin later, or be longer by, than the same words of the whole."""


def compared_words(text: str) -> list[str]:
    """What is compared of a text: its words in lower case, its numbers and their signs; not marks, accents, white space
    or characters that nobody sees.
    """
    plain = unicodedata.normalize("NFKD", THOUSANDS.sub("", text.translate(DASHES)).casefold())
    seen = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return WORD.findall(seen)


def is_reworded(old: Document, new: Document) -> bool:
    """Whether any word, number or sign of a number is different in title or text."""
    if (old.title, old.text) == (new.title, new.text):
        return False
    return any(compared_words(a) != compared_words(b) for a, b in ((old.title, new.title), (old.text, new.text)))


def is_announced(old: Document, new: Document) -> bool:
    """Whether the publisher says that the page was changed: by another date, a change note, or a notice in the text.

    A page without any date cannot be changed without saying so.
    """
    if new.published_at is None and new.modified_at is None:
        return True
    dates = ((old.published_at, new.published_at), (old.modified_at, new.modified_at))
    if any(after not in (None, before) for before, after in dates) or new.change_notes != old.change_notes:
        return True
    return len(NOTICE.findall(new.text)) > len(NOTICE.findall(old.text))


def is_cut(old: Document, new: Document) -> bool:
    """Whether no more than the beginning of the old text is left, and the page says or shows that it is to be paid."""
    return new.access in ("paid", "walled") and is_beginning(new, old)


def is_beginning(part: Document, whole: Document) -> bool:
    """Whether the text of one is clearly shorter than the other's, and but for a few words its beginning."""
    short, long = compared_words(part.text), compared_words(whole.text)
    if not short or len(short) > MOST_LEFT * len(long):
        return False
    head = long[: len(short) + SLACK]
    blocks = SequenceMatcher(None, short, head, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= LEAST_SAME * len(short)


def settle_access(old: Document | None, new: Document, *, is_refetched: bool = True) -> Access | None:
    """Who can read the new one, with what is known of the old one: a page that left its declaration out once is as it
    was, and a text that was cut is a teaser. The same answer read again says nothing new.
    """
    if old is None:
        return new.access
    if not is_refetched:
        return "teaser" if old.access == "teaser" else new.access
    if is_cut(old, new):
        return "teaser"
    if old.access == "paid" and new.access in (None, "walled") and not is_beginning(old, new):
        return "paid"
    return new.access


def is_opened(old: Document, new: Document) -> bool:
    """Whether a page that was to be paid, or was cut to a teaser, can be read again."""
    if old.access == "teaser":
        return new.access != "teaser"
    if old.access == "paid" and new.access == "free":
        return True
    return old.access in ("paid", "walled") and new.access in (None, "free") and is_beginning(old, new)


def is_closed(old: Document, new: Document) -> bool:
    """Whether a page has gone behind a paywall: it declares so and did not, or it was cut to a teaser."""
    if new.access == "teaser":
        return old.access != "teaser"
    # Of what was kept before this field was, nobody knows what the page declared.
    said_nothing = old.access is None and "access" in old.model_fields_set
    return new.access == "paid" and (old.access == "free" or said_nothing)
