"""Ampersands that no XML allows: bare ones, as in `?a=1&b=2`, and names that HTML knows and XML does not."""

import re
from html.entities import html5

UNTOUCHED = (b"<!ENTITY", b"\x00", b"\x1b")
"""Who declares names of their own means those; with zeros or escapes it is written in an encoding in which the byte of
an ampersand may be part of another character.
"""
_WRONG = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)(?:([A-Za-z][A-Za-z0-9]*);)?",
    re.DOTALL,
)


def mend_references(body: bytes) -> bytes:
    """The same XML, where each `&` that begins no reference of XML stands for itself, and each name of HTML for its
    characters: a parser would leave them out. No name is made, and none is resolved that the body declares.
    """
    if b"&" not in body or any(mark in body for mark in UNTOUCHED):
        return body
    return _WRONG.sub(_mend, body)


def _mend(found: re.Match[bytes]) -> bytes:
    whole, name = found[0], found[1]
    if whole[:1] != b"&":
        return whole
    characters = html5.get(f"{name.decode('ascii')};") if name else None
    return b"&amp;" + whole[1:] if characters is None else b"".join(b"&#%d;" % ord(each) for each in characters)
