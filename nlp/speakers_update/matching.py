"""Which office, organisation or role of the registry a post of a register is."""

import datetime as dt
import re
from collections.abc import Iterator

from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Office, Organisation, Role
from nlp.components.speakers.words import fold_words
from nlp.speakers_update.records import Post

_BRACKETS = re.compile(r"\(([^()]*)\)")
_MEMBER = re.compile(r"^MP\b")
_PEER = re.compile(r"\bpeer\b")
_SMALL = {"a", "and", "chair", "committee", "for", "of", "on", "select", "the"}
RANK_WORDS = 3
"""`Minister of State`, `Parliamentary Under-Secretary`: what two titles of one department must share."""


def find_office(registry: Registry, post: Post) -> str | None:
    """Id of the office that the post's title names, also where it does so in brackets."""
    if post.kind not in {"government", "opposition"}:
        return None
    for words in _read_titles(post.title):
        for entry in registry.find(fold_words(words)):
            if isinstance(entry, Office) and (entry.category == "parliament") == (post.kind == "opposition"):
                return entry.id
    return None


def find_organisation(registry: Registry, post: Post) -> str | None:
    """Id of the department that the post is of, by what the register says or by the title's brackets."""
    return find_body(registry, post.department or "", *_BRACKETS.findall(post.title))


def find_party(registry: Registry, name: str) -> str | None:
    """Id of a party; registers write `Labour` where the registry may write `Labour Party`."""
    return find_body(registry, name, f"{name} Party")


def find_body(registry: Registry, *names: str) -> str | None:
    """Id of the organisation that has one of the names."""
    for name in names:
        for entry in registry.find(fold_words(name)):
            if isinstance(entry, Organisation):
                return entry.id
    return None


def shorten_title(registry: Registry, title: str) -> str:
    """The title without brackets that only name the department."""

    def keep(match: re.Match[str]) -> str:
        return "" if find_body(registry, match[1]) else match[0]

    return " ".join(_BRACKETS.sub(keep, title).split()) or title


def _read_titles(title: str) -> Iterator[str]:
    yield title
    yield _BRACKETS.sub("", title)
    yield from _BRACKETS.findall(title)
    yield title.partition(",")[0]


def is_role(registry: Registry, role: Role, post: Post) -> bool:
    """Whether a role and a post are the same by what they are called; their dates are not looked at."""
    if role.office:
        return find_office(registry, post) == role.office
    title = str(role.title)
    if _MEMBER.match(title):
        return post.kind == "commons"
    if _PEER.search(title):
        return post.kind == "lords"
    if "chair" in fold_words(title):
        return post.kind in {"other", "committee"} and _name_committee(title) == _name_committee(post.title)
    return post.kind == "government" and _has_title(registry, role, post)


def _has_title(registry: Registry, role: Role, post: Post) -> bool:
    """Whether a title at a department is that of the post."""
    if role.organisation is None or find_organisation(registry, post) != role.organisation:
        return False
    ours = fold_words(str(role.title))
    theirs = [fold_words(words) for words in _read_titles(post.title)]
    return ours in theirs or any(
        len(ours) >= RANK_WORDS and words[:RANK_WORDS] == ours[:RANK_WORDS] for words in theirs
    )


def _name_committee(title: str) -> frozenset[str]:
    return frozenset(fold_words(title)) - _SMALL


def overlaps(role: Role, since: dt.date, until: dt.date | None) -> bool:
    """Whether a role and a time have more than the day of a handover in common."""
    begin, end = max(role.since or dt.date.min, since), min(role.until or dt.date.max, until or dt.date.max)
    return begin < end or (role.since, role.until) == (since, until)
