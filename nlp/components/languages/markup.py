"""HTML that was left in a text: its tags say nothing and are not read."""

import re
from collections.abc import Iterator

from clausewatch.models import Span

_NAMES = (
    "a|abbr|article|aside|b|blockquote|body|br|button|cite|code|dd|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|"
    "head|header|hr|html|i|iframe|img|li|link|main|mark|meta|nav|ol|p|picture|pre|q|s|section|small|source|span|strong|"
    "sub|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]{{0,1000}})?/?>|<!--[^<>]{{0,1000}}-->", re.IGNORECASE)


def find_tags(text: str) -> Iterator[Span]:
    """Where tags of common elements and comments stand; in time linear in the text."""
    return (match.span() for match in _TAG.finditer(text))
