"""A paper of which headlines and summaries only are taken, from its feed to what a search finds."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.index.protocol import Query
from clausewatch.ledger.documents import iterate_documents, list_versions
from clausewatch.ledger.events import list_events
from clausewatch.ledger.queue import count
from clausewatch.models import Document
from clausewatch.settings import Settings
from clausewatch.steps.crawl import crawl
from clausewatch.steps.ingest import Ingester
from clausewatch.steps.local_files import Facts, list_files
from clausewatch.steps.process import process_all
from clausewatch.steps.publishers import choose_publisher
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator, load_annotator
from spiders.run import list_publishers
from tests.extract.answers import make_page
from tests.spiders.conftest import environment
from tests.spiders.local_web import LocalWeb, Reply, Route

PACKAGE = "tests.spiders.sites.headlines"
STORY, OTHER, LATER = "/story", "/other", "/later"
SAID = "“Nobody will listen to the bells of Quenby,” said Ada Moor, the chair of the founders."
WHOLE = "The minister told the house that the power would be used with care"
HEADLINE, SUMMARY = "Founders stand firm", f"<![CDATA[<p>{SAID}</p>]]>"


def rss(*items: tuple[str, str, str]) -> Reply:
    told = "".join(
        f"<item><title>{title}</title><link>{path}</link><description>{text}</description>"
        "<pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate></item>"
        for path, title, text in items
    )
    body = f"<rss version='2.0'><channel><title>The Quill</title><language>en</language>{told}</channel></rss>"
    return Reply(body.encode(), headers={"Content-Type": "application/rss+xml"})


FIRST = rss((STORY, HEADLINE, SUMMARY), (OTHER, "A fair day", "The sun shone on the harbour."), ("", "No link", "x"))
SECOND = rss((LATER, "Rain later", "It rained."), (STORY, HEADLINE, SUMMARY))
THIRD = rss((LATER, "Snow later, after all", "It rained."))
VISITS = (FIRST, SECOND, THIRD)


class Visit(NamedTuple):
    """What one crawl and the steps after it left."""

    result: CrawlResult
    extract: StepReport
    documents: dict[str, Document]
    events: list[tuple[str, str]]
    """Kind, and path of the document."""


class Story(NamedTuple):
    """Three visits, as a user's runs make them."""

    web: LocalWeb
    stores: Stores
    visits: list[Visit]

    def url(self, path: str) -> str:
        return f"http://quill.localhost:{self.web.port}{path}"


@pytest.fixture(scope="module")
def annotator(tmp_path_factory: pytest.TempPathFactory) -> Annotator:
    """The real pipeline, without a target."""
    return load_annotator(tmp_path_factory.mktemp("targets"), Settings().speakers)


def take(stores: Stores, annotator: Annotator) -> StepReport:
    return process_all(stores, annotator, list_publishers(stores.settings), console=io.StringIO())[0]


def look(stores: Stores) -> tuple[dict[str, Document], list[tuple[str, str]]]:
    with stores.ledger.read() as session:
        documents = {document.url: document for document in iterate_documents(session)}
        paths = {document.id: url.rpartition("/")[2] for url, document in documents.items()}
        return documents, [(event.kind, paths[event.document or ""]) for event in list_events(session)]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Story]:
    settings = Settings(
        data=tmp_path_factory.mktemp("quill"), publishers=PACKAGE, allow_loopback=True, contact="a@b.example"
    )
    page = Reply(make_page().encode(), headers={"Content-Type": "text/html"})
    routes: dict[str, Route] = {"/rss": lambda before: VISITS[min(before, 2)], STORY: page, OTHER: page, LATER: page}
    visits = []
    with (
        LocalWeb({"quill": routes}) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        open_stores(settings) as stores,
    ):
        for _ in VISITS:
            [result] = crawl(stores, ["quill"])
            visits.append(Visit(result, take(stores, annotator), *look(stores)))
        yield Story(web, stores, visits)


def test_each_entry_is_a_document_of_headline_and_summary(story: Story) -> None:
    documents = story.visits[0].documents
    assert {url: (one.title, one.text) for url, one in documents.items()} == {
        story.url(STORY): (HEADLINE, SAID),
        story.url(OTHER): ("A fair day", "The sun shone on the harbour."),
    }
    assert {one.document_type for one in documents.values()} == {"headline"}


def test_no_page_is_ever_asked_for_and_the_crawls_are_healthy(story: Story) -> None:
    asked = story.web.asked_of("quill")
    assert asked.count("/rss") == len(VISITS)
    assert set(asked) <= {"/rss", "/robots.txt", "/.well-known/tdmrep.json"}
    assert [visit.result.reason for visit in story.visits] == [None] * len(VISITS)


def test_a_crawl_counts_the_headlines_that_it_saw(story: Story) -> None:
    assert [(visit.result.headlines, visit.result.fresh) for visit in story.visits] == [(2, 0), (2, 0), (1, 0)]


def test_a_search_gives_the_headline(story: Story) -> None:
    [hit] = story.stores.index.search(Query(text="bells of Quenby", publisher="quill")).hits
    assert (hit.entry.document.title, hit.entry.document.url) == (HEADLINE, story.url(STORY))
    assert hit.entry.statement.speaker is not None
    assert hit.entry.statement.speaker.name == "Ada Moor"


def test_a_malformed_entry_is_told_with_publisher_field_and_reason(story: Story) -> None:
    [failure] = story.visits[0].extract.failures
    assert failure.reason == (f"quill: {story.url('/rss')}: 1 of 3 entries were left out: link: there is none (1)")
    assert (story.visits[0].extract.claimed, story.visits[0].extract.done) == (1, 1)
    with story.stores.ledger.read() as session:
        assert {state for _, state in count(session)} == {"done"}


def test_an_entry_that_stayed_and_one_that_dropped_out_are_no_news(story: Story) -> None:
    assert [visit.events for visit in story.visits[:2]] == [[], []]
    assert story.visits[2].documents[story.url(STORY)].withdrawn_at is None
    assert story.visits[2].documents[story.url(OTHER)] == story.visits[0].documents[story.url(OTHER)]
    with story.stores.ledger.read() as session:
        assert len(list_versions(session, story.visits[0].documents[story.url(STORY)].id)) == 1


def test_a_headline_that_was_changed_is_a_revision(story: Story) -> None:
    assert story.visits[2].events == [("revised", "later")]
    assert story.visits[2].documents[story.url(LATER)].title == "Snow later, after all"


@pytest.mark.parametrize("named", [None, "desk-copy"])
def test_a_page_that_is_handed_in_is_cut_whoever_is_named(
    tmp_path: Path, annotator: Annotator, named: str | None
) -> None:
    file = tmp_path / "saved.html"
    canonical = '<link rel="canonical" href="http://quill.localhost/story">'
    head = f'{canonical}<meta name="description" content="What the wording means.">'
    file.write_text(make_page(head), encoding="utf-8")
    settings = Settings(data=tmp_path / "data", publishers=PACKAGE)
    with open_stores(settings) as stores:
        publishers = list_publishers(settings)
        with Ingester(stores, publishers, Facts(publisher=named)) as ingester:
            for entry in list_files([file]):
                ingester.take(entry)
        assert take(stores, annotator).failures == ()
        [document] = look(stores)[0].values()
    assert (document.publisher, document.title) == (named or "quill", "A debate")
    assert (document.text, document.document_type) == ("What the wording means.", "headline")
    assert WHOLE not in document.model_dump_json()


def test_a_page_that_was_handed_in_is_not_asked_for_by_a_crawl(tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    file.write_text(make_page(), encoding="utf-8")
    settings = Settings(data=tmp_path / "data", publishers=PACKAGE, allow_loopback=True, contact="a@b.example")
    with (
        LocalWeb({"quill": {"/rss": FIRST, STORY: FIRST}}) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        open_stores(settings) as stores,
    ):
        facts = Facts(url=f"http://quill.localhost:{web.port}{STORY}")
        with Ingester(stores, list_publishers(settings), facts) as ingester:
            for entry in list_files([file]):
                ingester.take(entry)
        [result] = crawl(stores, ["quill"])
    assert result.healthy
    assert STORY not in web.asked_of("quill")


UNCHANGED = Reply(status=304)
TAGGED = Reply(FIRST.body, headers=FIRST.headers | {"ETag": '"1"'})
ELSEWHERE = rss(
    (STORY, HEADLINE, SUMMARY), ("http://other.example/1", "One", "x"), ("http://other.example/2", "Two", "y")
)


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        ((TAGGED, UNCHANGED), None),
        ((FIRST, FIRST), None),
        ((FIRST, THIRD), "1 pages, fewer than the 2 of a healthy crawl"),
        ((ELSEWHERE,), "1 pages, fewer than the 2 of a healthy crawl"),
        ((rss(),), "1 of 1 lists listed nothing: "),
    ],
    ids=["not modified", "the same", "too few", "others' pages", "empty"],
)
def test_the_entries_of_its_feed_count_for_the_minimum(
    replies: tuple[Reply, ...], reason: str | None, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path / "data", publishers=PACKAGE, allow_loopback=True, contact="a@b.example")
    with (
        LocalWeb({"sparrow": {"/rss": lambda before: replies[before]}}) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        open_stores(settings) as stores,
    ):
        results = [result for _ in replies for result in crawl(stores, ["sparrow"])]
    assert [result.reason for result in results[:-1]] == [None] * (len(replies) - 1)
    assert (results[-1].reason or "").startswith(reason or "")
    assert results[-1].healthy == (reason is None)


def test_a_feed_that_is_reserved_against_mining_is_not_kept(tmp_path: Path, annotator: Annotator) -> None:
    reserved = Reply(FIRST.body, headers=FIRST.headers | {"tdm-reservation": "1"})
    settings = Settings(data=tmp_path / "data", publishers=PACKAGE, allow_loopback=True, contact="a@b.example")
    with (
        LocalWeb({"quill": {"/rss": reserved}}) as web,
        environment("CLAUSEWATCH_TEST_PORT", web.port),
        open_stores(settings) as stores,
    ):
        [result] = crawl(stores, ["quill"])
        assert result.reserved == {"tdm-reservation in the header": 1}
        assert not result.healthy
        assert take(stores, annotator).claimed == 0


def test_other_publishers_are_not_cut() -> None:
    known = list_publishers(Settings())
    assert choose_publisher(known, "https://www.ft.com/content/1", "my-copy").headlines_only
    assert choose_publisher(known, "https://www.thetimes.co.uk/a").headlines_only
    assert not choose_publisher(known, "https://gift.com/content/1", "my-copy").headlines_only
    assert {each.name for each in known if each.headlines_only} == {"financial-times", "the-times"}
