"""Who wrote a page on which no person is named: the agency, the desk or the body that the page names as its author."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from clausewatch.extract.names import FOR_WHOM, split_byline
from clausewatch.extract.people import INTERFACE, LONGEST, MOST_WORDS, ORGANISATION, ROLE
from clausewatch.extract.text_blocks import fold_words

NO_DESK = re.compile(
    r"\b(?:admin\w*|webmaster|super ?user|user|guest|unknown|anonymous|contributors?|author|autor(?:in)?|profile|view|"
    r"follow|more|contact|email|comments?|repl(?:y|ies)|posts|articles|minutes|images?|photos?|getty|wordpress|"
    r"facebook|twitter|instagram|linkedin|youtube|wikipedia|published|updated|all|keine|alle)\b|[\d/@|<>{}]",
    re.IGNORECASE,
)
"""Accounts that systems name by themselves, buttons, and whose pictures they are."""
ARTICLE = "the"
CAPITALS = re.compile(r"[A-Z]")


def find_desk(
    shown: Iterable[str], described: Iterable[str], in_metas: Iterable[str], outlets: Iterable[str]
) -> tuple[str, ...]:
    """The first author that is no person, as the page writes it; none where that is one of `outlets`.

    `described`: names that the page says are organisations. What bylines show and meta elements hold must be the name
    of a desk or a body.
    """
    own = {fold_words(outlet) for outlet in outlets}
    seen, told = (((part, False) for text in texts for part in split_byline(text)[:1]) for texts in (shown, in_metas))
    found: dict[str, list[str]] = {}
    for text, is_sure in (*seen, *((text, True) for text in described), *told):
        name = " ".join(text.split()).strip(" :;,.*\"“”‘’'·|-–—")
        if _is_desk(name, is_sure=is_sure) and not set(_list_forms(name)) & own:
            found.setdefault(fold_words(name), []).append(name)
    # Some bylines are in capitals, whatever the name.
    return tuple(min(names, key=str.isupper) for names in islice(found.values(), 1))


def _is_desk(name: str, *, is_sure: bool) -> bool:
    words = name.split()
    if not words or len(name) > LONGEST or len(words) > MOST_WORDS or not CAPITALS.search(name):
        return False
    if FOR_WHOM.match(name) or NO_DESK.search(name) or INTERFACE.fullmatch(name):
        return False
    if is_sure or any(match[0].casefold() != ARTICLE for match in ORGANISATION.finditer(name)):
        return True
    return len(words) > 1 and ROLE.search(name) is not None


def _list_forms(name: str) -> Iterator[str]:
    """How an outlet may be called: with its article or without, and in an address."""
    folded = fold_words(name)
    yield folded
    yield folded.removeprefix(f"{ARTICLE} ")
    yield f"{ARTICLE} {folded}"
    yield folded.replace(" ", "")
