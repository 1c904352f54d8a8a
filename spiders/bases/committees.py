"""The committees API: inquiries by their name, and the evidence and reports of each."""

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response

from clausewatch.lists.times import read_time
from spiders.bases.parliament import Asked, Item, ParliamentSpider, find_last_day

EVIDENCE = ("/api/OralEvidence", "/api/WrittenEvidence")
PUBLICATIONS = "/api/Publications"


class CommitteesSpider(ParliamentSpider):
    """Asks for the text of each piece of evidence by its id, and for the pages on which reports are published."""

    base: ClassVar[str] = "https://committees-api.parliament.uk"
    search: ClassVar[str] = "/api/CommitteeBusiness"
    order: ClassVar[str] = "DateOpenedNewest"

    def parse_search(self, response: Response, asked: Asked) -> Iterator[Request]:
        """What was published of each inquiry of a page of results since the first day, and the next page."""
        found = self.read_items(response)
        if found is None:
            return
        for business in found[0]:
            parameters = {"CommitteeBusinessId": str(business["id"]), "StartDate": self.first_day.isoformat()}
            if last := find_last_day(self.until):
                parameters["EndDate"] = last.isoformat()
            for path in EVIDENCE:
                yield self.ask_items(Asked(path, parameters), self.parse_evidence)
            newest_first = {"SortOrder": "PublicationDateDescending"}
            yield self.ask_items(Asked(PUBLICATIONS, parameters | newest_first), self.parse_publications)
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_search)

    def parse_evidence(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The texts of a page of evidence, and the next page. What is kept as a PDF only is left out."""
        found = self.read_items(response)
        if found is None:
            return
        for item in found[0]:
            if _has_html(item):
                url = f"{self.base}{asked.path}/{item['id']}/Document/Html"
                yield from self.ask_page(url, read_time(str(item.get("publicationDate", ""))))
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_evidence)

    def parse_publications(self, response: Response, asked: Asked) -> Iterator[Request]:
        """The pages of reports on Parliament's site, and the next page. The API itself has no text of them."""
        found = self.read_items(response)
        if found is None:
            return
        for item in found[0]:
            published = read_time(str(item.get("publicationStartDate", "")))
            for name in ("additionalContentUrl", "additionalContentUrl2"):
                if isinstance(url := item.get(name), str) and url.strip():
                    yield from self.ask_page(url, published)
        yield from self.ask_rest(asked, len(found[0]), found[1], self.parse_publications)


def _has_html(item: Item) -> bool:
    document = item.get("document")
    files = document.get("files") if isinstance(document, dict) else None
    kinds = [file.get("fileDataFormat") for file in files if isinstance(file, dict)] if isinstance(files, list) else []
    return "Html" in kinds
