"""The pages and the API say where else a statement or a page stands in nearly the same words."""

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from lxml import html

from clausewatch.ledger.statements import iterate_current
from clausewatch.models import Document
from clausewatch.steps.copies import group_all
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import MOOR, index_all, make_settings, save
from tests.web.conftest import serve_in_background

LONG = "“We would rather leave the country than scan a single private message,”"
SHORT = "“We would rather leave the country than scan a private message,”"
OTHER = "“We would rather leave the country than answer a single private message,”"
STORY = (
    "Openline said on Tuesday that it was ready to go to court over the clause that peers had sent back.\n\n"
    "{said} said Ada Moor, its chief executive.\n\n"
    "The bill returns to the Commons next week, when a vote on the clause is expected late in the evening."
)


def make_page(name: str, said: str, day: int, text: str = STORY) -> Document:
    facts = {"url": f"https://{name}.example/a", "title": f"Boss & clause: {name}", "publisher": name}
    published_at = datetime(2024, 3, day, tzinfo=UTC)
    return Document.model_validate(facts | {"text": text.format(said=said), "published_at": published_at})


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path_factory.mktemp("copies"))) as opened:
        own_story = "Nobody expected this from the firm.\n\n{said} Ada Moor wrote to its users at night."
        for number, (name, said) in enumerate({"courier": LONG, "harbour": SHORT, "ellery": OTHER}.items(), 1):
            save(opened, make_page(name, said, number), {"text": said, "speaker": MOOR, "stance": "AGAINST"})
        save(opened, make_page("post", LONG, 4, own_story), {"text": LONG, "speaker": MOOR, "stance": "AGAINST"})
        with opened.ledger.begin() as session:
            for document, statements in list(iterate_current(session)):
                group_all(session, document, statements)
        index_all(opened)
        yield opened


@pytest.fixture(scope="module")
def client(stores: Stores) -> Iterator[httpx.Client]:
    with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as asking:
        yield asking


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def find(client: httpx.Client, publisher: str) -> dict[str, object]:
    (hit,) = client.get("/api/search", params={"publisher": publisher}).json()["results"]
    assert isinstance(hit, dict)
    return hit


def read(client: httpx.Client, path: str) -> html.HtmlElement:
    return html.fromstring(client.get(path).content)


def test_a_result_counts_the_other_pages_and_leads_to_them(client: httpx.Client) -> None:
    links = {words(link): link.get("href") for link in read(client, "/?publisher=courier").iter("a")}
    address = links["also at 2 pages"]
    assert address == f"/statements/{find(client, 'courier')['id']}#also"
    assert not [link for link in read(client, "/?publisher=ellery").iter("a") if "also at" in words(link)]


def test_a_search_names_the_other_pages(client: httpx.Client) -> None:
    also_at = find(client, "courier")["also_at"]
    assert isinstance(also_at, list)
    assert [page["url"] for page in also_at] == ["https://harbour.example/a", "https://post.example/a"]
    assert find(client, "ellery")["also_at"] == []


def test_the_page_of_a_statement_lists_its_copies_with_links_to_them(client: httpx.Client) -> None:
    page = read(client, f"/statements/{find(client, 'harbour')['id']}")
    section = next(each for each in page.iter("section") if each.get("aria-labelledby") == "also")
    assert words(section.find("h2")) == "Also at 2 pages"
    assert [words(each) for each in section.iter("li")] == [
        "Boss & clause: courier, courier, 1 March 2024",
        "Boss & clause: post, post, 4 March 2024",
    ]
    copy = read(client, str(next(section.iter("a")).get("href")))
    assert words(copy.find(".//blockquote")) == LONG


def test_a_statement_that_stands_once_says_nothing_of_it(client: httpx.Client) -> None:
    page = read(client, f"/statements/{find(client, 'ellery')['id']}")
    assert not [each for each in page.iter("section") if each.get("aria-labelledby") == "also"]


def test_a_document_lists_the_pages_with_nearly_its_text_and_no_others(client: httpx.Client) -> None:
    document = make_page("courier", LONG, 1)
    page = read(client, f"/documents/{document.id}")
    section = next(each for each in page.iter("section") if words(each).startswith("Nearly the same text at"))
    assert [words(each) for each in section.iter("li")] == ["Boss & clause: harbour, harbour, 2 March 2024"]
    other = read(client, f"/documents/{make_page('ellery', OTHER, 3).id}")
    assert not [each for each in other.iter("section") if words(each).startswith("Nearly")]


def test_the_api_has_both(client: httpx.Client) -> None:
    said = client.get(f"/api/statements/{find(client, 'courier')['id']}").json()
    assert [(each["text"], each["document"]["publisher"]) for each in said["also_at"]] == [
        (SHORT, "harbour"),
        (LONG, "post"),
    ]
    document = client.get(f"/api/documents/{make_page('harbour', SHORT, 2).id}").json()
    assert [page["publisher"] for page in document["copies"]] == ["courier"]
