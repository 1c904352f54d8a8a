"""What kind of speaker a name tells that stands alone, outside any document."""

from collections.abc import Iterator

from clausewatch.models import Category
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.registry import Entry, Registry
from nlp.components.speakers.words import fold_words


def tell_category(registry: Registry, name: str) -> Category | None:
    """The category of who is named, from the registry or else by the words for a role or a body; none where neither
    tells it, or where those who are called so are of several kinds.
    """
    words = fold_words(name)
    for first in range(len(words)):
        if found := {entry.category for entry in _find_longest(registry, words[first:])}:
            return found.pop() if len(found) == 1 else None
    category = read_category([name])
    return None if category == "other" else category


def _find_longest(registry: Registry, words: tuple[str, ...]) -> Iterator[Entry]:
    for length in range(min(len(words), registry.longest_name(words[0])), 0, -1):
        if entries := registry.find(words[:length]):
            yield from entries
            return
