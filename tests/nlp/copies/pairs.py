"""Pairs of statements and of pages that were written for it, and what is found for each."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nlp.components.strict_yaml import read_yaml
from nlp.copies import are_copies, document_keys, is_repeated, statement_keys

HERE = Path(__file__).parent
PARTS = ("development", "held_out")
SPEAKER = "ada-moor"


class Pair(NamedTuple):
    """Two texts, and whether one is a copy of the other."""

    one: str
    other: str
    is_copy: bool


class Result(NamedTuple):
    """What is found for a pair: whether the two have a key in common, and then are held to be copies."""

    pair: Pair
    is_found: bool


def read_statements(part: str) -> Iterator[Pair]:
    """Pairs of statements of one speaker."""
    rows = read_yaml((HERE / "statements.yaml").read_text(encoding="utf-8"))[part]
    for kind in ("same", "different"):
        for one, other in rows[kind]:
            yield Pair(one, other, kind == "same")


def read_documents(part: str) -> Iterator[Pair]:
    """Each story with its copies, with what is none, and with the other stories."""
    stories = [one for one in read_yaml((HERE / "documents.yaml").read_text(encoding="utf-8")) if one["part"] == part]
    for story in stories:
        text = "\n\n".join(story["story"])
        for kind in ("copies", "others"):
            for changes in story[kind]:
                yield Pair(text, make_page(story["story"], **changes), kind == "copies")


def make_page(
    story: Sequence[str],
    *,
    text: Sequence[str] = (),
    first: int | None = None,
    cut: Sequence[int] = (),
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    replace: Mapping[str, str] | None = None,
) -> str:
    """The text of a page, from the paragraphs of a story and what was changed."""
    kept = [paragraph for number, paragraph in enumerate(story[:first]) if number not in cut]
    page = "\n\n".join(text or (*before, *kept, *after))
    for old, new in (replace or {}).items():
        if old not in page:
            raise ValueError(f"{old!r} is not in the story")
        page = page.replace(old, new)
    return page


def _share_a_key(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return not set(one).isdisjoint(other)


def find_statement(pair: Pair, speaker: str | None = SPEAKER) -> bool:
    """Whether the second statement would be put into the group of the first."""
    keys = (statement_keys(speaker, pair.one), statement_keys(speaker, pair.other))
    return _share_a_key(*keys) and is_repeated(pair.one, pair.other)


def find_document(pair: Pair) -> bool:
    """Whether the second page would be put into the group of the first."""
    keys = (document_keys(pair.one), document_keys(pair.other))
    return _share_a_key(*keys) and are_copies(pair.one, pair.other)


@cache
def measure(part: str, what: str) -> tuple[Result, ...]:
    """Every pair of `statements` or `documents`, with what is found for it."""
    read: Any = {"statements": read_statements, "documents": read_documents}[what]
    find: Any = {"statements": find_statement, "documents": find_document}[what]
    return tuple(Result(pair, find(pair)) for pair in read(part))
