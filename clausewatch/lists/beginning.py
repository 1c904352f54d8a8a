"""How XML begins: what programs write before it, and encodings that it says to be in and is not."""

import re

DECLARATION = b"<?xml"
FARTHEST = 10_000
"""Bytes before the declaration, as the warnings that PHP prints into a feed."""
_WIDE = re.compile(
    rb"(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*([\"'])(?:utf|ucs|iso-10646-ucs)-?(?:16|32|2|4)[^\"']*\2", re.IGNORECASE
)
"""Said in single bytes it cannot be true: .NET writes it for text that is then sent in UTF-8."""


def mend_beginning(body: bytes) -> bytes:
    """The same XML from its declaration on, without an encoding that it cannot be in."""
    start = body.find(DECLARATION, 0, FARTHEST)
    return body if start < 0 else _WIDE.sub(rb"\1", body[start:], count=1)
