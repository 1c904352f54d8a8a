"""What an answer is part of, where it does not name it: of a stage of a bill, or an amendment to one, the bill."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from clausewatch.errors import ExtractError
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.json_values import load_json, one_line
from clausewatch.models import Document, RawResponse

PART_OF_BILL = re.compile(r"(/api/v1/Bills/\d+)/Stages/\d+(?:/(?:Amendments|PingPongItems)/\d+)?")


def find_whole(url: str) -> str | None:
    """The address at which the API names what an answer is part of; none where it is part of nothing."""
    parts = urlsplit(url)
    found = PART_OF_BILL.fullmatch(parts.path)
    return f"{parts.scheme}://{parts.netloc}{found[1]}" if found else None


def put_under(documents: Iterable[Document], whole: RawResponse) -> tuple[Document, ...]:
    """The documents, their titles after that of the whole, as in Hansard; the same where it does not say its title."""
    title = _read_title(whole)
    return tuple(one.model_copy(update={"title": f"{title}: {one.title}"}) if title else one for one in documents)


def _read_title(whole: RawResponse) -> str:
    try:
        content = load_json(decode_body(whole.body, whole.header("Content-Type") or ""))
    except (ExtractError, ValueError, RecursionError):
        return ""
    return one_line(content.get("shortTitle")) if isinstance(content, dict) else ""
