"""The page of what was changed on a document, and the same as JSON."""

from collections.abc import Iterator

import httpx
import pytest
from lxml import html

from clausewatch.steps.stores import Stores, open_stores
from tests.collected import make_settings, save
from tests.steps.changed_pages import NEW_TEXT, OLD_TEXT, TEASER, close_page, make_page, save_edited, take_away
from tests.web.conftest import serve_in_background

OLD, NEW = make_page(OLD_TEXT), make_page(NEW_TEXT)
PATH = f"/documents/{NEW.id}/changes"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path_factory.mktemp("changes"))) as opened:
        save_edited(opened)
        yield opened


@pytest.fixture(scope="module")
def client(stores: Stores) -> Iterator[httpx.Client]:
    with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as asking:
        yield asking


def read(client: httpx.Client, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_of_a_document_leads_to_what_changed(client: httpx.Client) -> None:
    page = read(client, f"/documents/{NEW.id}")
    (link,) = [each for each in page.iter("a") if words(each) == "What changed"]
    assert link.get("href") == PATH


def test_quotations_are_singled_out_and_words_marked(client: httpx.Client) -> None:
    page = read(client, PATH)
    (quotation,) = page.xpath("//section[@aria-labelledby='quotations']/blockquote")
    assert words(quotation) == "We will [taken out: never] [put in: seldom] use it"
    assert words(page.xpath("//section[@aria-labelledby='quotations']/p[@class='who']")[0]) == "Ada Moor, reworded"
    text = page.find_class("text")[0]
    assert [words(mark) for mark in text.iter("ins")] == [
        "[put in: seldom]",
        "[put in: £25m]",
        "[put in: A vote is due in May.]",
    ]
    assert page.xpath("//b") == []
    assert "<b>next</b>" in words(text)


def test_a_stealth_edit_is_called_so(client: httpx.Client) -> None:
    (problem,) = read(client, PATH).find_class("problem")
    assert words(problem).startswith("Changed without saying so")


def test_what_happened_when_links_to_each_change(client: httpx.Client) -> None:
    lines = read(client, PATH).xpath("//section[@aria-labelledby='history']//li")
    assert [words(line).partition(": ")[2] for line in lines] == ["first seen", "changed without saying so (what)"]
    link = lines[1].find("a").get("href")
    assert link == f"{PATH}?from={OLD.version}&to={NEW.version}"
    assert client.get(link).status_code == 200


def test_the_api_gives_what_the_command_gives(client: httpx.Client) -> None:
    row = client.get(f"/api{PATH}", params={"from": OLD.version}).json()
    assert (row["from"]["id"], row["to"]["id"]) == (OLD.version, NEW.version)
    assert [change["kind"] for change in row["changes"]] == ["changed", "changed", "removed", "added"]


@pytest.mark.parametrize(
    ("path", "status"),
    [(PATH + "?from=ffff", 404), (PATH + "?to=soon", 422), ("/documents/none/changes", 404)],
)
def test_what_cannot_be_compared_is_told(path: str, status: int, client: httpx.Client) -> None:
    assert client.get(path).status_code == status
    answer = client.get(f"/api{path}")
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_page_that_was_closed_and_taken_away_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_stores(make_settings(tmp_path_factory.mktemp("closed"))) as stores:
        save_edited(stores)
        close_page(stores)
        take_away(stores)
        with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as client:
            page, document = read(client, PATH), read(client, f"/documents/{NEW.id}")
            part = read(client, f"/documents/{NEW.id}?version={make_page(TEASER).version}")
    told = [words(line).partition(": ")[2] for line in page.xpath("//section[@aria-labelledby='history']//li")]
    assert told[2:] == ["put behind a paywall: only its beginning can be read", "gone (HTTP 410)"]
    problems = [words(problem) for problem in document.find_class("problem")]
    assert problems[0].startswith("Withdrawn by its publisher on 9 March 2024.")
    assert problems[1].startswith("Behind a paywall now")
    assert "A vote is due in May." in words(document), "the whole text is still there"
    assert words(part.find_class("problem")[0]).startswith("What can be read of the page behind its paywall.")


def test_one_version_has_nothing_to_compare(tmp_path_factory: pytest.TempPathFactory) -> None:
    page = make_page(OLD_TEXT)
    with open_stores(make_settings(tmp_path_factory.mktemp("single"))) as stores:
        save(stores, page)
        with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as client:
            assert "nothing to compare it with" in words(read(client, PATH))
            assert "What changed" not in words(read(client, f"/documents/{page.id}"))
