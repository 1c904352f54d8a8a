"""HTML from strangers: a tag with very many attributes takes its parser a time that grows with their square."""

import re

from clausewatch.errors import CrawlError

LONG = 50_000
"""Bytes of a tag above which its attributes are counted; with as many as fit into fewer it is read in an instant."""
MOST_ATTRIBUTES = 2_000
_VALUE = rb"=\s*+(?:\"[^\"]*\"|'[^']*')?"
_TAG = re.compile(rb"<[a-zA-Z](?:[^>=]++|" + _VALUE + rb")*+")
_VALUES = re.compile(_VALUE)
_BETWEEN = re.compile(rb"[\s/]+|=")


def check_tags(body: bytes) -> None:
    """`CrawlError` where one tag has too many attributes, which is told before they are parsed. Values that are quoted,
    as a picture in its tag, may be of any length.
    """
    if len(body) <= LONG:
        return
    for tag in _TAG.finditer(body):
        if tag.end() - tag.start() > LONG and _count_attributes(tag[0]) > MOST_ATTRIBUTES:
            raise CrawlError(f"one of its tags has over {MOST_ATTRIBUTES:,} attributes")


def _count_attributes(tag: bytes) -> int:
    """At least as many as there are."""
    return sum(1 for _ in _BETWEEN.finditer(_VALUES.sub(b" ", tag)))
