"""Items of GOV.UK's content API to documents (https://content-api.publishing.service.gov.uk)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from clausewatch.errors import ExtractError
from clausewatch.extract.fragments import read_fragment
from clausewatch.extract.json_values import as_list, one_line
from clausewatch.extract.languages import find_language
from clausewatch.extract.times import Dated, is_plausible, parse_time
from clausewatch.models import ChangeNote, Document, Publisher, RawResponse, Record

PUBLIC = "https://www.gov.uk"
WORDS_OF_A_PERSON = ("speech", "oral_statement", "written_statement", "authored_article", "transcript", "drafted_text")
Item = dict[str, Any]


def is_content_item(content: Item) -> bool:
    """Whether an answer has the shape of a content item."""
    return (
        isinstance(content.get("base_path"), str)
        and isinstance(content.get("details"), dict)
        and isinstance(content.get("document_type"), str)
    )


def read_content_item(item: Item, response: RawResponse, publisher: Publisher) -> Document:
    """The document of an item: a minister's words where it is a speech or statement, else the organisation's."""
    text = "\n\n".join(_list_paragraphs(item))
    if not text:
        raise ExtractError(f"the item of type {item['document_type']} has no text")
    published = _published(item, response)
    modified = _read_time(item.get("public_updated_at"), response)
    is_modified = modified is not None and (published is None or modified.at > published.at)
    record = _make_record(item)
    return Document(
        url=_public_address(item, response),
        title=one_line(item.get("title")),
        text=text,
        publisher=publisher.name,
        kind="official",
        language=find_language(None, one_line(item.get("locale")), text),
        authors=(record.name,) if record and record.kind == "person" else (),
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_confidence="high" if published else None,
        modified_at=modified.at if modified and is_modified else None,
        document_type=item["document_type"],
        record=record,
        people=_people(item),
        roles=_titles(item, "roles"),
        organisations=_organisations(item),
        change_notes=_change_notes(item, response),
        withdrawn_at=_withdrawn_at(item, response),
    )


def _public_address(item: Item, response: RawResponse) -> str:
    """On the host that answered, as that may be a mirror; items from elsewhere are on GOV.UK."""
    parts = urlsplit(response.url)
    is_api = parts.scheme in ("http", "https") and parts.path.startswith("/api/content")
    base = f"{parts.scheme}://{parts.netloc}" if is_api and "publishing.service.gov.uk" not in parts.netloc else PUBLIC
    return f"{base.replace('http://www.gov.uk', PUBLIC)}{item['base_path']}"


def _list_paragraphs(item: Item) -> list[str]:
    details = item["details"]
    found = _read_markup(details.get("body"))
    for part in as_list(details.get("parts")):
        if isinstance(part, dict):
            found += [title] if (title := one_line(part.get("title"))) else []
            found += _read_markup(part.get("body"))
    return found


def _read_markup(markup: Any) -> list[str]:
    """A body is a piece of HTML, or several of the same text in other types."""
    if isinstance(markup, list):
        kinds = {one_line(m.get("content_type")): m.get("content") for m in markup if isinstance(m, dict)}
        markup = kinds.get("text/html") or kinds.get("text/govspeak")
    return read_fragment(markup, mark_quotations=True) if isinstance(markup, str) and markup.strip() else []


def _published(item: Item, response: RawResponse) -> Dated | None:
    first_public = item["details"].get("first_public_at")
    for value in (item.get("first_published_at"), first_public, item.get("public_updated_at")):
        if dated := _read_time(value, response):
            return dated
    return None


def _read_time(value: Any, response: RawResponse) -> Dated | None:
    dated = parse_time(value) if isinstance(value, str) else None
    return dated if dated and is_plausible(dated.at, response.fetched_at) else None


def _titles(item: Item, *kinds: str) -> tuple[str, ...]:
    """What the links of some kinds are called, once each."""
    links = item.get("links")
    linked = [link for kind in kinds for link in as_list(links.get(kind))] if isinstance(links, dict) else []
    titles = (one_line(link.get("title")) for link in linked if isinstance(link, dict))
    return tuple(dict.fromkeys(title for title in titles if title))


def _people(item: Item) -> tuple[str, ...]:
    """The speaker first; one without a page of their own is named in the details."""
    bare = one_line(item["details"].get("speaker_without_profile"))
    return _titles(item, "speaker", "people") or ((bare,) if bare else ())


def _organisations(item: Item) -> tuple[str, ...]:
    """The one that publishes first."""
    return _titles(item, "primary_publishing_organisation", "organisations", "worldwide_organisations")


def _make_record(item: Item) -> Record | None:
    organisation = next(iter(_organisations(item)), None)
    if item["document_type"] in WORDS_OF_A_PERSON and (people := _people(item)):
        role = next(iter(_titles(item, "roles")), None)
        return Record(name=people[0], role=role, organisation=organisation, category="government")
    if organisation is None:
        return None
    return Record(name=organisation, kind="organisation", organisation=organisation, category="government")


def _change_notes(item: Item, response: RawResponse) -> tuple[ChangeNote, ...]:
    """Oldest first; a withdrawal with the reason that is given for it is one too."""
    notes = [
        ChangeNote(at=dated.at, note=one_line(change.get("note")))
        for change in as_list(item["details"].get("change_history"))
        if isinstance(change, dict) and (dated := _read_time(change.get("public_timestamp"), response))
    ]
    withdrawn_at, reason = _withdrawn_at(item, response), _withdrawal_reason(item)
    if withdrawn_at and reason:
        notes.append(ChangeNote(at=withdrawn_at, note=f"Withdrawn: {reason}"))
    return tuple(sorted(notes, key=lambda note: note.at))


def _withdrawn_at(item: Item, response: RawResponse) -> datetime | None:
    notice = item.get("withdrawn_notice")
    dated = _read_time(notice.get("withdrawn_at"), response) if isinstance(notice, dict) else None
    return dated.at if dated else None


def _withdrawal_reason(item: Item) -> str:
    notice = item.get("withdrawn_notice")
    markup = notice.get("explanation") if isinstance(notice, dict) else None
    return one_line(" ".join(read_fragment(markup))) if isinstance(markup, str) and markup.strip() else ""
