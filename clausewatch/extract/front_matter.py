"""Plain text, with facts before it or without, to a document."""

import re
from typing import Any
from urllib.parse import quote

import yaml
from pydantic import ValidationError

from clausewatch.errors import ExtractError
from clausewatch.extract.addresses import normalise_url
from clausewatch.extract.json_values import as_list, one_line
from clausewatch.extract.languages import find_language
from clausewatch.extract.names import clean_names
from clausewatch.extract.overrides import read_overrides
from clausewatch.extract.plausibility import check_text
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.models import Document, Publisher, RawResponse, Record

YAML_HEAD = re.compile(r"\ufeff?\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)(.*)", re.DOTALL)
HEADER_LINE = re.compile(r"([A-Za-z][\w -]{1,30}):\s+(\S.*)")
NAMES = {
    "title": ("title", "headline"),
    "url": ("url", "link", "source", "canonical", "address"),
    "published": ("published", "published_at", "date", "published_on", "publication_date", "datepublished"),
    "modified": ("modified", "modified_at", "updated", "updated_at"),
    "authors": ("authors", "author", "by", "byline"),
    "publisher": ("publisher", "outlet", "site"),
    "language": ("language", "lang"),
    "kind": ("kind",),
    "record": ("record", "speaker"),
    "document_type": ("document_type", "type"),
}
"""What a fact is called, in lower case with `_` for blanks."""
KNOWN = {alias: name for name, aliases in NAMES.items() for alias in aliases}
NOTHING = ("", "~", "null")
LONGEST_DESK = 40
WRAPPED = 100
"""Longest line of a text that was broken into lines to fit a page."""
Facts = dict[str, Any]


def has_front_matter(text: str) -> bool:
    """Whether facts stand before the text."""
    return bool(split_front_matter(text)[0])


def split_front_matter(text: str) -> tuple[Facts, str]:
    """Facts by the names of `NAMES`, and the text: YAML between two `---` lines, or lines `Key: value` and a blank one.

    `ExtractError` where the YAML is broken.
    """
    if match := YAML_HEAD.match(text):
        return _read_yaml(match[1]), match[2]
    head, separator, rest = text.lstrip("\ufeff\n ").partition("\n\n")
    lines = head.splitlines()
    pairs = [HEADER_LINE.fullmatch(line.strip()) for line in lines]
    if not separator or not lines or len(lines) > 20 or not all(pairs):
        return {}, text
    facts = _rename({match[1]: match[2].strip() for match in pairs if match})
    return (facts, rest) if facts else ({}, text)


def _read_yaml(head: str) -> Facts:
    try:
        # Values stay as they are written: a story may be called "No" or "12:30".
        content = yaml.load(head, yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        raise ExtractError(f"its front matter is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise ExtractError("its front matter is no mapping of names to values")
    return _rename(content)


def _rename(content: dict[Any, Any]) -> Facts:
    facts: Facts = {}
    for key, value in content.items():
        name = KNOWN.get(re.sub(r"[\s-]+", "_", str(key).strip().casefold()))
        if name and value not in NOTHING:
            facts.setdefault(name, value)
    return facts


def read_text_document(text: str, response: RawResponse, publisher: Publisher) -> Document:
    """A document of plain text; what a person said when handing it in goes before its front matter."""
    facts, body = split_front_matter(text)
    paragraphs = split_text(body)
    authors = clean_names(_as_texts(facts.get("authors")), sure=True)
    if not authors and paragraphs and (match := re.fullmatch(r"[Bb]y ([^.\n]{3,120})", paragraphs[0])):
        authors = clean_names([match[1]])
        paragraphs = _drop_byline(paragraphs) if authors else paragraphs
    whole = "\n\n".join(paragraphs)
    check_text(whole)
    given = read_overrides(response)
    dated = given.published or _read_date(facts.get("published"), response)
    record = _read_record(facts.get("record"), publisher)
    kind = facts["kind"] if facts.get("kind") in ("coverage", "official") else publisher.kind
    modified = _read_date(facts.get("modified"), response)
    return Document(
        url=_address(facts, response),
        title=given.title or one_line(facts.get("title")),
        text=whole,
        publisher=publisher.name,
        kind=kind,
        language=find_language(None, one_line(facts.get("language")), whole),
        authors=authors,
        published_at=dated.at if dated else None,
        published_precision=dated.precision if dated else None,
        published_confidence=dated.confidence if dated else None,
        modified_at=modified.at if modified else None,
        document_type=one_line(facts.get("document_type")) or None,
        record=record,
    )


def _drop_byline(paragraphs: list[str]) -> list[str]:
    """Without the byline and the line below it that names the desk."""
    rest = paragraphs[1:]
    is_desk = len(rest) > 1 and len(rest[0]) < LONGEST_DESK and not re.search(r"[.!?:”\"]$", rest[0])
    return rest[1:] if is_desk else rest


def split_text(text: str) -> list[str]:
    """Paragraphs: by blank lines; by lines where there is no blank one and the lines are long."""
    plain = re.sub(r"[^\S\n]+", " ", text).strip()
    blocks = [block for block in re.split(r"\n\s*\n", plain) if block.strip()]
    if len(blocks) == 1 and any(len(line) > WRAPPED for line in blocks[0].splitlines()):
        blocks = blocks[0].splitlines()
    found = []
    for block in blocks:
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        is_wrapped = len(lines) > 1 and all(WRAPPED / 2 < len(line) <= WRAPPED for line in lines[:-1])
        found.append((" " if is_wrapped else "\n").join(lines))
    return [paragraph for paragraph in found if paragraph]


def _address(facts: Facts, response: RawResponse) -> str:
    named = one_line(facts.get("url"))
    return (
        normalise_url(quote(named, safe="%/:=&?~#+!$,;'@()*[]"))
        if named.startswith("http")
        else normalise_url(response.url)
    )


def _as_texts(value: Any) -> list[str]:
    return [text for item in as_list(value) if (text := one_line(item))]


def _read_date(value: Any, response: RawResponse) -> Dated | None:
    dated = parse_time(one_line(value))
    return dated if dated and is_plausible(dated.at, response.fetched_at) else None


def _read_record(value: Any, publisher: Publisher) -> Record | None:
    """Whose words it is: a name, or a mapping as in `Record`; of an official publisher else its organisation."""
    if isinstance(value, str):
        return Record(name=value, organisation=publisher.organisation, category=publisher.category)
    if isinstance(value, dict):
        facts = {name: text for name, text in value.items() if text not in NOTHING}
        if wrong := [name for name, text in facts.items() if not isinstance(text, str)]:
            raise ExtractError(f"its front matter's record is wrong: {wrong[0]} must be text")
        try:
            return Record(**facts)
        except ValidationError as error:
            raise ExtractError(f"its front matter's record is wrong: {' '.join(str(error).split())[:200]}") from error
    return record_of_publisher(publisher)


def record_of_publisher(publisher: Publisher) -> Record | None:
    """The organisation that speaks on an official site; none where it is not named."""
    if publisher.kind != "official" or not publisher.organisation:
        return None
    name = publisher.organisation
    return Record(name=name, kind="organisation", organisation=name, category=publisher.category)
