"""A search as full-text expressions of SQLite, which marks what any store found; no word in them is an operator."""

from collections.abc import Iterable
from typing import NamedTuple

from clausewatch.index.text_query import Choice, TextQuery


class TextMatch(NamedTuple):
    """What to find in which table: "words" in any form, "spelling" as spelt. An empty expression asks nothing."""

    marked: dict[str, str]
    """What to mark in a found text, by table."""
    words: str = ""
    spelling: str = ""
    excluded_words: str = ""
    excluded_spelling: str = ""
    is_hopeless: bool = False
    """There was text, but not one word in it."""


def match_text(asked: TextQuery) -> TextMatch:
    """The expressions for a search text; no text makes it fail."""
    words = [_match_choice(choice) for choice in asked.words]
    prefixes = [_quote(phrase, is_prefix=True) for phrase in asked.prefixes]
    marked = {"words": " OR ".join(words), "spelling": " OR ".join(prefixes)}
    return TextMatch(
        words=" AND ".join(words),
        spelling=" AND ".join(prefixes),
        excluded_words=_match_any(asked.excluded_words),
        excluded_spelling=_match_any(asked.excluded_prefixes, is_prefix=True),
        marked={table: expression for table, expression in marked.items() if expression},
        is_hopeless=asked.is_hopeless,
    )


def _match_choice(choice: Choice) -> str:
    alternatives = [" AND ".join(map(_quote, phrases)) for phrases in choice]
    if len(alternatives) == 1:
        return alternatives[0] if len(choice[0]) == 1 else f"({alternatives[0]})"
    return f"({' OR '.join(f'({alternative})' for alternative in alternatives)})"


def _match_any(phrases: Iterable[str], *, is_prefix: bool = False) -> str:
    return " OR ".join(_quote(phrase, is_prefix=is_prefix) for phrase in phrases)


def _quote(text: str, *, is_prefix: bool = False) -> str:
    return f'"{text}"' + (" *" if is_prefix else "")
