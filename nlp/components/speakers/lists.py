"""Sources that name several: `WhatsApp, Signal and iMessage`, `platforms like WhatsApp`."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from clausewatch.models import Category, Speaker
from nlp.components.speakers.categories import read_category
from nlp.components.speakers.figures import Mention
from nlp.components.speakers.lexicon import ORGANISATIONS
from nlp.components.speakers.scene import Scene

_JOIN = re.compile(
    r"(?:\s?\([^)]{1,24}\))?\s?(?:,|, and|and|&|, as well as|as well as|or|along with|together with)\s(?:the\s)?"
)
_OTHERS = re.compile(r",?\s(?:and|or)\s(?:\w+\s){0,2}others?\b")
_PARTY = re.compile(r"\s?\([^)]{1,24}\)$")
_WITH_ROLE = re.compile(r",\s[^,]{2,80},\s(?:and|as well as)\s(?:the\s)?(?:[\w’'.-]+\s){0,6}")
_EXAMPLES = re.compile(r"\b(?:like|such as|including|among them)\s")


def read_list(scene: Scene, text: str, start: int, mentions: Sequence[Mention]) -> Speaker | None:
    """The collective that a source names one by one or by examples; none where it names one or none."""
    examples = _EXAMPLES.search(text)
    if examples and any(m.start >= start + examples.start() for m in mentions) and examples.start():
        members = [m for m in mentions if m.start >= start + examples.start()]
        return _make(scene, text, members)
    people = any(m.figure.kind == "person" for m in mentions)
    mentions = [
        m for m in mentions if scene.text[m.start - 1 : m.start] != "(" and not (people and m.figure.kind == "office")
    ]
    if len(mentions) < 2 or mentions[0].start - start - len(mentions[0].title) > 5:
        return None
    members = [mentions[0]]
    for before, after in pairwise(mentions):
        between = scene.text[before.end : max(before.end, after.start)]
        between = between.removesuffix(after.title + " ") if after.title else between
        if not (_JOIN.fullmatch(between) or (_WITH_ROLE.fullmatch(between) and _same_kind(before, after))):
            break
        if before.figure.kind == "person" and after.figure.kind != "person" and between.strip() in (",", ", the"):
            break
        members.append(after)
    if len(members) < 2 or not _is_whole(text, members[-1].end - start):
        return None
    if _is_one_body(text, members):
        return None
    return _make(scene, text[: members[-1].end - start], members)


def _is_one_body(text: str, members: Sequence[Mention]) -> bool:
    """`the Central and East European Coalition` is one."""
    first, last = members[0].figure, members[-1].figure
    long = len(last.key) > 1 and last.key[-1] in ORGANISATIONS
    return text.startswith(("the ", "The ")) and first.kind == "unknown" and len(first.key) == 1 and long


def _is_whole(text: str, end: int) -> bool:
    """Whether nothing but an apposition follows: `Home Office and Treasury officials` is no list of two."""
    rest = _PARTY.sub("", text[end:]).lstrip("’'s")
    return (
        not rest.strip()
        or _OTHERS.match(rest) is not None
        or rest.lstrip().startswith((",", "who", "which", "(", "both", "–"))
    )


def _same_kind(one: Mention, other: Mention) -> bool:
    return one.figure.kind == other.figure.kind == "person"


def _make(scene: Scene, text: str, members: Sequence[Mention]) -> Speaker:
    described = [scene.describer.describe(member.figure, "collective") for member in members]
    counted: Counter[Category] = Counter(one.category for one in described)
    category, number = counted.most_common(1)[0]
    shared = number == len(described) and category != "other"
    return Speaker(
        name=" ".join(text.split()),
        kind="collective",
        category=category if shared else read_category([text]),
        members=tuple(dict.fromkeys(one.name for one in described)),
        resolved_by="collective",
        confidence=0.85,
    )
