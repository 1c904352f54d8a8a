"""Bytes to text: what a page is encoded in, whatever it declares."""

import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from clausewatch.errors import ExtractError

SNIFFED = 20_000
"""Bytes with their surroundings that are looked at when nothing is declared."""
MARKUP = re.compile(rb"(?is)<(script|style)\b.*?(?:</\1>|\Z)|<[^<>]*>")
LATE = re.compile(rb"<meta\b[^<>]{0,200}\bcharset\b[^<>]{0,100}>", re.IGNORECASE)
LATEST = 200_000
"""Byte up to which a declaration is looked for, which should stand in the first thousand."""
FEW_ERRORS = 0.01
"""Share of the bytes beyond ASCII that may be broken in what is still UTF-8."""
FEW_HIGH = 0.3
"""Share of bytes beyond ASCII under which a text is taken to be western."""
WESTERN = "cp1252"
CENTRAL = "cp1250"
CENTRAL_LANGUAGE = re.compile(rb"<html[^>]{0,200}\blang\s*=\s*[\"']?(?:cs|sk|pl|hu|sl|hr|ro)\b", re.IGNORECASE)
BINARY = {b"%PDF": "a PDF file", b"\x89PNG": "a picture", b"GIF8": "a picture", b"\xff\xd8\xff": "a picture"}
BINARY |= {b"PK\x03\x04": "a ZIP or office file", b"\x1f\x8b": "a compressed file", b"RIFF": "a sound or picture file"}
CONTROLS = tuple(map(chr, (*range(0x09), *range(0x0E, 0x20), 0xFFFD)))
"""Characters that are no text."""
HALVES = re.compile("[\ud800-\udfff]")
"""Of characters of UTF-16, which are no text either; few charsets bring them one by one."""
CONTROL = re.compile(f"[{re.escape(''.join(CONTROLS))}\ud800-\udfff]")
"""All of these."""
MOST_CONTROL = 0.01


def decode_body(body: bytes, content_type: str = "") -> str:
    """The text of a body: a byte-order mark decides, then whether it is UTF-8, then what is declared, then its bytes.

    Lines end with a line feed alone. `ExtractError` where the bytes are no text.
    """
    for magic, name in BINARY.items():
        if body.startswith(magic):
            raise ExtractError(f"the body is {name}, not a page")
    text = _decode(body, content_type)
    # One after the other, which is quicker than all at once.
    if any(control in text for control in CONTROLS):
        if len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
            raise ExtractError("the body is binary, not text")
        text = CONTROL.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode(body: bytes, content_type: str) -> str:
    encoding, mark = read_bom(body)
    if encoding is not None and mark is not None:
        return body[len(mark) :].decode(encoding, "replace")
    declared = _declared(body, content_type)
    # Escape sequences of seven bits are valid UTF-8 too, so that here only the declaration tells.
    if declared and declared.startswith("iso2022"):
        return body.decode(declared, "replace")
    if wide := _guess_wide(body):
        return body.decode(wide, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    if _is_nearly_utf8(body):
        return body.decode(errors="replace")
    if declared and declared not in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        try:
            return HALVES.sub("\ufffd", body.decode(declared, "replace"))
        except (LookupError, UnicodeError):
            pass
    return body.decode(_sniff(body), "replace")


def _declared(body: bytes, content_type: str) -> str | None:
    name = http_content_type_encoding(content_type) or html_body_declared_encoding(body[:4096])
    if not name and (late := LATE.search(body, 4096, LATEST)):
        name = html_body_declared_encoding(late[0])
    return resolve_encoding(name) if name else None


def _guess_wide(body: bytes) -> str | None:
    """UTF-16 without a mark: in western text every other byte is zero."""
    head = body[:1000]
    if len(head) < 4 or head.count(0) < len(head) * 0.3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether only some sequences are broken, for instance cut off by whoever made the page."""
    text = body.decode(errors="replace")
    broken = text.count("\ufffd")
    high = sum(character > "\x7f" for character in text) - broken
    return high > 0 and broken <= max(1, FEW_ERRORS * high) and high > broken


def _sniff(body: bytes) -> str:
    sample = MARKUP.sub(b" ", body[: 10 * SNIFFED])[:SNIFFED]
    high = sum(byte > 0x7F for byte in sample)
    if high <= FEW_HIGH * max(len(sample), 1):
        return CENTRAL if CENTRAL_LANGUAGE.search(body[:4096]) else WESTERN
    best = from_bytes(sample).best()
    return best.encoding if best is not None else WESTERN
