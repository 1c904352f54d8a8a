"""Writes each response to the archive and the ledger: the one place where a crawl leaves anything behind."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple, Self

from scrapy.http import Response

from clausewatch.archive import Archive, ArchiveWriter
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import Fetch, Outcome, latest_fetch, latest_fetches, record_fetches
from clausewatch.ledger.spent import add_spent
from clausewatch.models import RawResponse, RecordAddress
from clausewatch.settings import Settings
from spiders.moved import PERMANENT
from spiders.requests import Purpose

GONE = {404, 410}
OK = 200
NOT_MODIFIED = 304


class Answer(NamedTuple):
    """One response, what was asked for and what the ledger knew of the address before."""

    response: RawResponse
    purpose: Purpose
    known: Fetch | None = None
    has_headlines: bool = False
    """Of a list: whether documents are made of it."""
    may_miss: bool = False
    """Of a list: whether that it is not there is no failure."""

    @property
    def has_body(self) -> bool:
        """Whether the archive has a body that may still hold."""
        return self.known is not None and self.known.address is not None


class Recorder:
    """Archive file and ledger of one crawl process, to be closed. One thread may record while another reads."""

    def __init__(self, settings: Settings, publisher: str, run: str) -> None:
        self._publisher, self._run = publisher, run
        self._archive = Archive(settings.data / "archive")
        self._ledger = open_ledger(settings.database_url)
        self._writer: ArchiveWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close archive file and ledger."""
        if self._writer is not None:
            self._writer.close()
        self._ledger.close()

    def find_known(self, url: str) -> Fetch | None:
        """What the ledger knows of an address."""
        with self._ledger.read() as session:
            return latest_fetch(session, url)

    def find_all_known(self, urls: Iterable[str]) -> dict[str, Fetch]:
        """What the ledger knows of pages; those that it does not know are left out."""
        with self._ledger.read() as session:
            return latest_fetches(session, urls)

    def replay(self, known: Fetch) -> RawResponse:
        """The body that still holds, from the archive; `ArchiveError` where it is broken or missing."""
        if known.address is None:
            raise ValueError(f"{known.url} has no archived body")
        return self._archive.read(known.address)

    def record(self, answers: Sequence[Answer], requests: int = 0) -> list[Outcome]:
        """Keep answers, and how many requests more were made, in one transaction of the ledger; what each of them
        means. The bodies go to the archive first: a crawl that is killed in between asks again.
        """
        outcomes = [decide_outcome(answer) for answer in answers]
        pairs = list(zip(answers, outcomes, strict=True))
        addresses = iter(self._archive_bodies([answer.response for answer, outcome in pairs if outcome == "fresh"]))
        self._keep(
            [
                _describe(answer, outcome) | {"address": next(addresses) if outcome == "fresh" else None}
                for answer, outcome in pairs
            ],
            requests,
        )
        return outcomes

    def record_failure(self, url: str, status: int | None, reason: str, purpose: Purpose, requests: int = 0) -> None:
        """Keep that there was no usable answer."""
        facts = {"url": url, "status": status, "outcome": "failed", "fetched_at": datetime.now(UTC), "reason": reason}
        self._keep([facts | {"page": purpose == "page"}], requests)

    def _archive_bodies(self, responses: Sequence[RawResponse]) -> list[RecordAddress]:
        if not responses:
            return []
        if self._writer is None:
            self._writer = self._archive.writer(self._publisher, self._run)
        return self._writer.write_all(responses)

    def _keep(self, fetches: Sequence[dict[str, Any]], requests: int) -> None:
        with self._ledger.begin() as session:
            if requests:
                add_spent(session, self._publisher, datetime.now(UTC).date(), requests)
            record_fetches(session, self._publisher, self._run, fetches)


def _describe(answer: Answer, outcome: Outcome) -> dict[str, Any]:
    response, holds = answer.response, outcome in ("fresh", "unchanged")
    return {
        "url": response.url,
        "status": response.status,
        "outcome": outcome,
        "fetched_at": response.fetched_at,
        "reason": None if holds else f"HTTP {response.status}",
        "etag": response.header("ETag") if holds else None,
        "last_modified": response.header("Last-Modified") if holds else None,
        "page": answer.purpose == "page",
        "is_read": answer.purpose == "page" or answer.has_headlines,
    }


def make_raw(response: Response) -> RawResponse:
    """Scrapy's response, its body decoded, as the archive keeps it."""
    pairs = [(name, value) for name, values in response.headers.items() for value in values]
    return RawResponse(
        url=response.url,
        status=response.status,
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs),
        body=response.body,
        fetched_at=datetime.now(UTC),
    )


def decide_outcome(answer: Answer) -> Outcome:
    """What an answer means: the same body under a new date is no change, and no list is gone but a day's archive."""
    response, purpose, known = answer.response, answer.purpose, answer.known
    if response.status == NOT_MODIFIED:
        return "unchanged" if answer.has_body else "failed"
    if response.status in GONE and (purpose != "list" or answer.may_miss):
        return "gone"
    if purpose == "page" and response.status in PERMANENT and response.header("Location"):
        # The one redirect that is not followed and no failure: to a front page.
        return "gone"
    if response.status != OK:
        return "failed"
    same = known and known.address and known.address.sha256 == hashlib.sha256(response.body).hexdigest()
    return "unchanged" if same else "fresh"
