"""Which pages are worth asking for first, by what a list says of them: never which are left out."""

from pathlib import Path

import yaml

HINTED, USUAL, FOREIGN, SEEN = 1, 0, -1, -3
"""Added to the priority of a request; `SEEN`: the page is known, so that it comes after those that are not."""


def read_terms(folder: Path) -> tuple[str, ...]:
    """The keywords of all targets, in small letters; a file that cannot be read has none, as the annotator tells."""
    return tuple(dict.fromkeys(term for file in sorted(folder.glob("*.yaml")) for term in _read_keywords(file)))


def _read_keywords(file: Path) -> list[str]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    keywords = content.get("keywords") if isinstance(content, dict) else None
    return [str(keyword).casefold() for keyword in keywords if keyword] if isinstance(keywords, list) else []


def rank_page(words: str, language: str, terms: tuple[str, ...], expected: str) -> int:
    """How much sooner a page is asked for than others: one whose title or keywords hold a term; later one that is said
    to be in another language, by the first two letters of both codes.
    """
    if language and language.casefold()[:2] != expected.casefold()[:2]:
        return FOREIGN
    lower = words.casefold()
    return HINTED if any(term in lower for term in terms) else USUAL
