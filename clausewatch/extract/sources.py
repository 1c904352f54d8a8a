"""Where a local file was taken from, by what it says of itself."""

import re
from typing import Any, NamedTuple

from clausewatch.errors import ExtractError
from clausewatch.extract.bills import find_bill_path, is_amendment, is_bill
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.evidence import find_evidence_address, is_evidence
from clausewatch.extract.front_matter import split_front_matter
from clausewatch.extract.govuk import PUBLIC as GOVUK
from clausewatch.extract.govuk import is_content_item
from clausewatch.extract.hansard import is_debate
from clausewatch.extract.json_values import load_json, one_line
from clausewatch.extract.stages import find_stage_path, is_stage
from clausewatch.extract.written import find_value, is_written
from clausewatch.identifiers import is_address

HEAD = 200_000
"""Characters in which a page names its own address."""
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
LINK = re.compile(r"<link\b[^<>]{0,500}?\brel\s*=\s*[\"']?canonical\b[^<>]{0,2000}>", re.IGNORECASE)
META = re.compile(r"<meta\b[^<>]{0,500}?\bproperty\s*=\s*[\"']og:url[\"'][^<>]{0,2000}>", re.IGNORECASE)
ADDRESS = re.compile(r"\b(?:href|content)\s*=\s*[\"']?(https?://[^\s\"'>]+)", re.IGNORECASE)
HANSARD_API = "https://hansard-api.parliament.uk/debates/debate"
BILLS_API = "https://bills-api.parliament.uk"
WRITTEN_API = "https://questions-statements-api.parliament.uk/api"


class Source(NamedTuple):
    """What a file says of itself; none where it does not."""

    url: str | None = None
    publisher: str | None = None


def find_source(body: bytes) -> Source:
    """The address that an answer came from and its publisher: by the page's links, the item's path or front matter.

    A body that cannot be read has none; reading it as a document then says what is wrong.
    """
    try:
        text = decode_body(body)
        start = text[:200].lstrip()
        if start.startswith("{"):
            address = _api_address(load_json(text))
            return Source(address if address and is_address(address) else None)
        if start.startswith("<"):
            return Source(_page_address(text[:HEAD]))
        facts, _ = split_front_matter(text)
    except (ExtractError, ValueError, RecursionError):
        return Source()
    return Source(_web_address(one_line(facts.get("url"))), one_line(facts.get("publisher")) or None)


def _web_address(named: str) -> str | None:
    return named if named.startswith(("http:", "https:")) and is_address(named) else None


def _page_address(head: str) -> str | None:
    if saved := SAVED_FROM.search(head):
        return _web_address(saved[1])
    for element in (LINK.search(head), META.search(head)):
        if element and (address := ADDRESS.search(element[0])):
            return _web_address(address[1].replace("&amp;", "&"))
    return None


def _api_address(content: dict[str, Any]) -> str | None:
    if is_content_item(content):
        return f"{GOVUK}/api/content{content['base_path']}"
    if is_debate(content):
        return f"{HANSARD_API}/{content['Overview'].get('ExtId')}.json"
    if is_written(content) and (value := find_value(content)):
        branch = "writtenquestions/questions" if "questionText" in value else "writtenstatements/statements"
        return f"{WRITTEN_API}/{branch}/{value.get('id')}"
    if is_bill(content) or is_amendment(content):
        return BILLS_API + find_bill_path(content)
    if is_stage(content) and (path := find_stage_path(content)):
        return BILLS_API + path
    if is_evidence(content):
        return find_evidence_address(content)
    return None
