"""Evidence to select committees, as the committees API gives its files, to documents."""

import base64
import binascii
import re
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from clausewatch.errors import ExtractError
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.fragments import LEFT_OUT
from clausewatch.extract.json_values import one_line
from clausewatch.extract.names import TITLES
from clausewatch.extract.official import make_official
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.people import ORGANISATION
from clausewatch.extract.text_blocks import list_paragraphs
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.identifiers import is_address
from clausewatch.models import Document, Publisher, RawResponse, Record

PUBLIC = "https://committees.parliament.uk"
BRANCHES = {"OralEvidence": "oralevidence", "WrittenEvidence": "writtenevidence"}
API_PATH = re.compile(r"/api/(OralEvidence|WrittenEvidence)/(\d+)/Document/\w+")
ORAL = re.compile(r"(?:corrected |uncorrected )?oral evidence\b", re.IGNORECASE)
SUBMITTED = re.compile(
    r"(?:(?:supplementary|further|additional) )?(?:written )?(?:evidence|submission)s? "
    r"(?:submitted |received )?(?:by|from):?(?-i: the)? (?P<who>.{2,200}?)(?: ?[(\[][A-Z]{2,6} ?\d{2,5}[)\]])?",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?P<who>.{2,200}?) ?[–—-] ?(?:supplementary |further )?written evidence\b.{0,20}", re.IGNORECASE)
"""As the Lords write it."""
QUESTION = re.compile(r"(Q\d{1,4}) +(?=[A-Z][^:]{1,60}:)")
PEER = re.compile(r"(?:The )?(?:Rt\.? Hon\.? )?(?:the )?(?:Lord|Lady|Baroness|Baron|Viscount|Earl|Bishop)\b")
TWO_NAMES = re.compile(r"[A-Z][a-z’'-]+ (?:[A-Z]\.? )?[A-Z][a-zA-Z’'-]+")
HEAD = 15
"""Paragraphs in which a title and a date are looked for."""
TAIL = 3
"""Last paragraphs of written evidence, which may be a date."""
LONGEST_LINE, LONGEST_DATE = 80, 30
"""Code points of a line at the head of a transcript that may hold a date, and of one that is nothing else."""
Item = dict[str, Any]


def is_evidence(content: Item) -> bool:
    """Whether an answer has the shape of a file of evidence."""
    return isinstance(content.get("data"), str) and "fileDataFormat" in content


def read_evidence(content: Item, response: RawResponse, publisher: Publisher) -> Document:
    """A transcript, in which names stand before what they say, or what somebody sent in, whose words it is."""
    if content["fileDataFormat"] != "Html":
        raise ExtractError("the evidence is no HTML; ask for the Html format of it")
    paragraphs = _read_file(content["data"])
    if not paragraphs:
        raise ExtractError("the evidence has no text")
    title, record = _find_title(paragraphs), _make_record(paragraphs)
    dated = _find_date(paragraphs, response, is_oral=ORAL.match(title) is not None)
    return make_official(
        publisher,
        _public_address(content, response),
        title,
        paragraphs,
        "oral_evidence" if ORAL.match(title) else "written_evidence",
        dated=dated._replace(confidence="low") if dated else None,
        record=record,
    )


def find_evidence_address(content: Item) -> str | None:
    """Where a file of evidence is published, as it says itself."""
    address = one_line(content.get("url"))
    return address if address.startswith(("http:", "https:")) and is_address(address) else None


def _read_file(data: str) -> list[str]:
    try:
        body = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ExtractError(f"the file in the answer cannot be decoded: {error}") from error
    if not body.strip():
        return []
    page = parse_page(decode_body(body, "text/html"))
    for element in list(page.iter(*LEFT_OUT, "head")):
        element.drop_tree()
    return [part for paragraph in list_paragraphs(_body_of(page)) for part in _split_question(_join_lines(paragraph))]


def _body_of(page: HtmlElement) -> HtmlElement:
    body = page.find("body")
    return page if body is None else body


def _join_lines(paragraph: str) -> str:
    """What was a line in a word processor is none in the text."""
    return " ".join(paragraph.split())


def _split_question(paragraph: str) -> list[str]:
    """The number of a question stands before the name of who asks it, and is no part of that."""
    number = QUESTION.match(paragraph)
    return [number[1], paragraph[number.end() :]] if number else [paragraph]


def _find_title(paragraphs: list[str]) -> str:
    for paragraph in paragraphs[:HEAD]:
        if ORAL.match(paragraph) or _find_sender(paragraph):
            return paragraph[:300]
    return paragraphs[0][:300]


def _make_record(paragraphs: list[str]) -> Record | None:
    """Who sent it in; a transcript is several people's."""
    for paragraph in paragraphs[:HEAD]:
        if ORAL.match(paragraph):
            return None
        if name := _find_sender(paragraph):
            is_person = bool(TITLES.match(name) or PEER.match(name) or _is_two_names(name))
            return Record(name=name, kind="person" if is_person else "organisation")
    return None


def _find_sender(paragraph: str) -> str:
    found = SUBMITTED.fullmatch(paragraph) or BEFORE.fullmatch(paragraph)
    return found["who"].strip(" .,") if found else ""


def _is_two_names(name: str) -> bool:
    return TWO_NAMES.fullmatch(name) is not None and ORGANISATION.search(name) is None


def _find_date(paragraphs: list[str], response: RawResponse, *, is_oral: bool) -> Dated | None:
    """The day of the meeting; what was sent in may end with a day."""
    longest = LONGEST_LINE if is_oral else LONGEST_DATE
    for paragraph in paragraphs[:HEAD] if is_oral else paragraphs[-TAIL:]:
        dated = parse_time(paragraph) if len(paragraph) <= longest else None
        if dated and is_plausible(dated.at, response.fetched_at):
            return dated
    return None


def _public_address(content: Item, response: RawResponse) -> str:
    """Of the page, on the host that answered where that is not Parliament's API."""
    parts = urlsplit(response.url)
    if found := API_PATH.fullmatch(parts.path):
        base = PUBLIC if "parliament.uk" in parts.netloc else f"{parts.scheme}://{parts.netloc}"
        return f"{base}/{BRANCHES[found[1]]}/{found[2]}/html/"
    return find_evidence_address(content) or response.url
