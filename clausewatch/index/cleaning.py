"""Text as it is indexed, searched and shown: one spelling for each character, nothing invisible."""

import re
import unicodedata

IGNORED = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]")
"""Soft hyphens, zero-width characters, marks of direction, halves of characters."""
JOINERS = re.compile(r"(?<=\w)[\u200c\u200d](?=\w)")
"""They part no word; between pictures they stay."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LETTERS_AND_DIGITS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})


def clean_text(text: str) -> str:
    """The text on one line: letters composed, ligatures and wide letters as plain ones, white space single.

    Other marks (quotes, dashes, fractions) stay as they are: no index sees them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", JOINERS.sub("", IGNORED.sub("", text)))
        if not unicodedata.is_normalized("NFKC", text):
            text = "".join(map(_simplify, text))
    return " ".join(CONTROLS.sub(" ", text).split())


def _simplify(character: str) -> str:
    if unicodedata.category(character) not in LETTERS_AND_DIGITS:
        return character
    return unicodedata.normalize("NFKC", character)
