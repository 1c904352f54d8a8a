"""The pages over real HTTP: what is on them, and what can never be."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from lxml import html

from clausewatch.steps.stores import Stores
from tests.collected import MOOR, SEEN, index_all, save
from tests.web.conftest import open_example, serve_in_background
from tests.web.examples import make_news

SPLIT = "“Scanning <b>private</b> messages would be reckless,” … “We would rather leave.”"


def read(client: httpx.Client, path: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.content)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def follow(page: html.HtmlElement, text: str) -> str:
    found = [link for link in page.iter("a") if words(link) == text]
    assert found, text
    return str(found[0].get("href"))


def test_without_a_search_the_newest_statements_are_shown(client: httpx.Client) -> None:
    page = read(client, "/")
    assert words(page.find(".//h2")) == "3 statements"
    assert [words(each) for each in page.iter("time")] == ["6 September 2023", "6 September 2023", "1 July 2023"]


def test_a_result_has_speaker_role_stance_date_publisher_and_links(client: httpx.Client) -> None:
    (found,) = read(client, "/?q=reckless").iter("article")
    assert words(found.find("p")) == "Ada Moor, chief executive, Openline against 94 %"
    assert words(found.find("blockquote")).startswith("“Scanning <b>private</b> messages would be reckless,”")
    assert [words(mark) for mark in found.iter("mark")] == ["reckless"]
    assert "example-news · Peers & messages, part 1" in words(found)
    original = follow(found, "original page")
    assert original == "https://news.example/1"


def test_a_speaker_who_is_not_known_is_said_to_be(client: httpx.Client) -> None:
    (found,) = read(client, "/?stance=NONE").iter("article")
    assert words(found.find("p")) == "Speaker not known no stance 94 %"


def test_from_a_result_to_the_statement_to_its_context(client: httpx.Client) -> None:
    statement = read(client, follow(read(client, "/?q=reckless"), SPLIT))
    told = words(statement.find(".//dl"))
    assert "direct quotation" in told
    assert "platform; found by full name, 97 % sure" in told
    document = read(client, follow(statement, "The whole text as it was kept"))
    marked = [words(mark) for mark in document.iter("mark")]
    assert marked == [
        "[statement: “Scanning <b>private</b> messages would be reckless,”]",
        "[statement: “We would rather leave.”]",
    ]
    assert [mark.get("id") for mark in document.iter("mark")] == ["marked", None]
    assert [words(each) for each in document.find_class("source")] == ["Ada Moor, chief executive of Openline"]
    assert [words(each) for each in document.find_class("cue")] == ["said"]


def test_the_statement_page_shows_the_paragraphs_around_it(client: httpx.Client) -> None:
    statement = read(client, follow(read(client, "/?stance=NONE"), "The debate goes on next week."))
    (around,) = statement.find_class("text")
    assert [words(paragraph) for paragraph in around.iter("p")] == [
        "“We would rather leave.”",
        "[statement: The debate goes on next week.]",
    ]


def test_a_document_without_a_named_statement_has_nothing_marked(client: httpx.Client) -> None:
    page = read(client, f"/documents/{make_news().id}")
    assert list(page.iter("mark")) == []
    (text,) = page.find_class("text")
    assert len(list(text.iter("p"))) == 4
    assert "2 statements" in words(page)


def test_facets_narrow_the_search_and_widen_it_again(client: httpx.Client) -> None:
    page = read(client, follow(read(client, "/"), "Ada Moor"))
    assert words(page.find(".//h2")) == "1 statement"
    chosen = follow(page, "remove Ada Moor")
    assert words(read(client, chosen).find(".//h2")) == "3 statements"


def test_a_month_is_london_s(client: httpx.Client) -> None:
    page = read(client, follow(read(client, "/"), "July 2023"))
    assert words(page.find(".//h2")) == "1 statement"
    assert page.xpath("//input[@name='month']/@value") == ["2023-07"]


def test_the_form_keeps_what_was_asked(client: httpx.Client) -> None:
    page = read(client, "/?q=%22leave%22&speaker=moor&stance=AGAINST&since=2023-09-01T10:00&category=platform")
    assert page.xpath("//input[@name='q']/@value") == ['"leave"']
    assert page.xpath("//input[@name='speaker']/@value") == ["moor"]
    assert page.xpath("//input[@name='since']/@value") == ["2023-09-01"]
    assert page.xpath("//option[@selected]/@value") == ["AGAINST", "platform"]
    assert len(page.xpath("//details[@open]")) == 1


def test_a_search_by_meaning_is_kept_from_page_to_page_and_when_it_is_narrowed(client: httpx.Client) -> None:
    page = read(client, "/?like=it+works+or+it+is+not+used&limit=2")
    assert words(page.find(".//h2")) == "3 statements, nearest in meaning first 1 to 2"
    for following in (page.xpath("//a[@rel='next']/@href")[0], follow(page, "Ada Moor")):
        assert read(client, following).xpath("//input[@name='like']/@value") == ["it works or it is not used"]


def test_filters_are_folded_away_until_one_is_used(client: httpx.Client) -> None:
    assert read(client, "/?q=leave").xpath("//details[@open]") == []


def test_pages_of_results_lead_to_each_other(client: httpx.Client) -> None:
    first = read(client, "/?limit=2")
    assert first.xpath("//a[@rel='prev']") == []
    second = read(client, first.xpath("//a[@rel='next']/@href")[0])
    assert words(second.find(".//h2")) == "3 statements 3 to 3"
    assert second.xpath("//a[@rel='next']") == []
    assert second.xpath("//a[@rel='prev']/@href") == ["/?limit=2"]
    assert second.xpath("//ol/@start") == ["3"]


def test_nothing_found_is_said_with_advice(client: httpx.Client) -> None:
    page = read(client, "/?q=rhubarb")
    assert words(page.find(".//h2")) == "No statement found"
    assert "Try fewer words" in words(page)
    assert page.findall(".//aside") == []


@pytest.mark.parametrize("asked", ["stance=MAYBE", "since=soon", "colour=red", "limit=x", "month=0000-01"])
def test_a_wrong_parameter_is_told_on_the_page(asked: str, client: httpx.Client) -> None:
    page = read(client, f"/?{asked}", status=422)
    (problem,) = page.find_class("problem")
    assert problem.get("role") == "alert"
    assert words(problem).startswith(asked.partition("=")[0])
    assert "error" not in words(problem)


def test_a_page_past_the_last_result_leads_back_to_the_last_page(client: httpx.Client) -> None:
    page = read(client, "/?limit=2&offset=500")
    assert words(page.find(".//h2")) == "3 statements"
    assert page.xpath("//a[@rel='next']") == []
    assert page.xpath("//a[@rel='prev']/@href") == ["/?limit=2&offset=2"]


@pytest.mark.parametrize("path", ["/nowhere", "/static/other.css", "/statements/"])
def test_an_address_that_leads_nowhere_is_told_to_a_person_as_a_page(path: str, client: httpx.Client) -> None:
    page = read(client, path, status=404)
    assert words(page.find_class("problem")[0]) == f"{path}: Not Found"


def test_an_address_that_leads_nowhere_is_told_to_a_program_as_json(client: httpx.Client) -> None:
    answer = client.get("/api/nowhere")
    assert (answer.status_code, answer.json()) == (404, {"error": "/api/nowhere: Not Found"})
    refused = client.delete("/api/search")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("path", ["/statements/none", "/documents/none", f"/documents/{make_news().id}?version=none"])
def test_what_is_not_kept_is_a_page_that_says_so(path: str, client: httpx.Client) -> None:
    page = read(client, path, status=404)
    assert words(page.find(".//h1")) == "Not Found"
    assert words(page.find_class("problem")[0]).startswith("There is no ")


@pytest.mark.parametrize("path", ["/", "/?stance=X", "/statements/none", "/health", "/static/style.css", "/nowhere"])
def test_every_answer_forbids_scripts_and_foreign_parts(path: str, client: httpx.Client) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_style_is_our_own(client: httpx.Client) -> None:
    answer = client.get("/static/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "url(" not in answer.text
    assert "@import" not in answer.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A page whose every part tries to get into ours, and one that was changed and has notes."""
    with open_example(tmp_path_factory.mktemp("hostile")) as stores:
        _keep_hostile(stores)
        with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as client:
            yield client


def _keep_hostile(stores: Stores) -> None:
    attack = "<script>alert(1)</script>"
    page = make_news(2, text=f"{attack} said the firm.", url="javascript:alert(1)")
    page = page.model_copy(update={"title": attack, "publisher": attack, "authors": (attack,)})
    save(stores, page, {"text": attack, "speaker": MOOR})
    edited = make_news(1, text="Peers met.\n\n“We would stay,” she said.")
    save(stores, edited, {"text": "“We would stay,”", "speaker": MOOR}, seen_at=SEEN + timedelta(days=1))
    index_all(stores)


def test_text_from_a_page_is_never_markup_here(hostile: httpx.Client) -> None:
    found = read(hostile, "/?q=script")
    (article,) = found.iter("article")
    linked = [follow(article, "<script>alert(1)</script>"), follow(article, "in its context")]
    for page in (found, *(read(hostile, address) for address in linked)):
        assert list(page.iter("script")) == []
        assert [link for link in page.iter("a") if str(link.get("href")).startswith("javascript")] == []
        assert "alert(1)" in words(page)


def test_an_earlier_version_is_marked_as_such(hostile: httpx.Client) -> None:
    now = read(hostile, f"/documents/{make_news().id}")
    assert "We would stay" in words(now)
    assert now.find_class("problem") == []
    versions = [link.get("href") for link in now.findall(".//aside//ol")[0].iter("a")]
    assert len(versions) == 2
    before = read(hostile, versions[0])
    assert words(before.find_class("problem")[0]) == "An earlier version: the page has changed since."
    statement = read(hostile, before.findall(".//aside//ol")[1].find(".//a").get("href"))
    assert len(list(statement.iter("mark"))) == 2


def test_a_withdrawn_page_says_so(tmp_path: Path) -> None:
    withdrawn = make_news(3).model_copy(update={"withdrawn_at": SEEN})
    with open_example(tmp_path) as stores:
        save(stores, withdrawn)
        with serve_in_background(stores) as address, httpx.Client(base_url=address) as client:
            page = read(client, f"/documents/{withdrawn.id}")
    assert words(page.find_class("problem")[0]).startswith("Withdrawn by its publisher on 6 March 2024.")
    assert "0 statements" in words(page)


@pytest.mark.parametrize("path", ["/", "/?q=leave&stance=AGAINST", f"/documents/{make_news().id}"])
def test_the_page_is_made_for_keyboard_and_screen_reader(path: str, client: httpx.Client) -> None:
    page = read(client, path)
    assert page.get("lang") == "en-GB"
    assert next(page.iter("a")).get("href") == "#main"
    assert page.find(".//main").get("id") == "main"
    assert len(page.findall(".//h1")) == 1
    for element in page.xpath("//form//input[not(@type='hidden')]|//form//select"):
        assert element.getparent().tag == "label" or page.xpath(f"//label[@for='{element.get('id')}']")
    assert all(words(link) for link in page.iter("a"))
