"""A page of HTML to a document."""

from functools import partial

from lxml.html import HtmlElement

from clausewatch.errors import ExtractError
from clausewatch.extract.access import find_access
from clausewatch.extract.addresses import find_canonical
from clausewatch.extract.authors import find_authors, find_job_title
from clausewatch.extract.body import SHORTEST, find_body
from clausewatch.extract.dates import find_modified, find_published
from clausewatch.extract.decoding import decode_body
from clausewatch.extract.front_matter import record_of_publisher
from clausewatch.extract.laid_out import find_laid_out_authors, read_laid_out
from clausewatch.extract.languages import find_language
from clausewatch.extract.linked_data import Node, find_article, read_linked_data, text_of
from clausewatch.extract.metas import read_all_metas
from clausewatch.extract.names import clean_names
from clausewatch.extract.overrides import read_overrides
from clausewatch.extract.parsing import hold_elements, is_too_deep, parse_page
from clausewatch.extract.plausibility import check_text
from clausewatch.extract.pruning import prune_page
from clausewatch.extract.quotations import mark_block_quotations
from clausewatch.extract.summaries import HEADLINE, find_summary
from clausewatch.extract.text_blocks import inline_text, join_paragraphs
from clausewatch.extract.titles import find_title, list_shown
from clausewatch.models import Document, Publisher, RawResponse, Record


def read_page(markup: str, response: RawResponse, publisher: Publisher) -> Document:
    """The document of a page; `ExtractError` says why there is none."""
    tree = parse_page(markup)
    with hold_elements(tree):
        return _read_tree(tree, response, publisher)


def fits_layouts(response: RawResponse, publisher: Publisher) -> bool:
    """Whether one of the publisher's layouts, if it has any, finds the article of a page."""
    if not publisher.layouts:
        return True
    tree = parse_page(decode_body(response.body, response.header("Content-Type") or ""))
    with hold_elements(tree):
        return read_laid_out(prune_page(tree), publisher.layouts, SHORTEST) is not None


def _read_tree(tree: HtmlElement, response: RawResponse, publisher: Publisher) -> Document:
    nodes = read_linked_data(tree)
    all_metas = read_all_metas(tree)
    metas = {name: values[0] for name, values in all_metas.items()}
    article = find_article(nodes, partial(list_shown, tree, metas))
    title = find_title(tree, article, metas)
    if publisher.kind == "official":
        # What has no marks is taken for the words of the page's own record.
        mark_block_quotations(tree)
    if publisher.headlines_only:
        text = find_summary(article, metas, title)
    else:
        text = join_paragraphs(find_body(tree, article, metas, title, publisher.layouts))
        _check(tree, text, title)
    given = read_overrides(response)
    published = given.published or find_published(tree, article, metas, response.url, response.fetched_at)
    laid_out = clean_names(find_laid_out_authors(tree, publisher.layouts), (publisher.title, publisher.name))
    authors = laid_out or find_authors(tree, article, nodes, all_metas, publisher, response.url)
    return Document(
        url=find_canonical(tree, response.url, publisher),
        title=given.title or title,
        text=text,
        publisher=publisher.name,
        kind=publisher.kind,
        language=find_language(tree, text_of(article.get("inLanguage")) or metas.get("og:locale", ""), text),
        authors=authors,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_confidence=published.confidence if published else None,
        modified_at=find_modified(tree, article, metas, published, response.fetched_at),
        record=_make_record(publisher, authors, article, nodes),
        document_type=HEADLINE if publisher.headlines_only else None,
        # Of a summary it says nothing: whoever can read the list can read that.
        access=None if publisher.headlines_only else find_access(tree, article, nodes, metas),
    )


def _check(tree: HtmlElement, text: str, title: str) -> None:
    if not text and is_too_deep(tree):
        raise ExtractError("the page's tags are nested too deep to be read")
    body = tree.find("body")
    visible = "" if text or body is None else inline_text(body)
    check_text(text, title, visible)


def _make_record(publisher: Publisher, authors: tuple[str, ...], article: Node, nodes: list[Node]) -> Record | None:
    """On an official site the only author's words, else the organisation's."""
    record = record_of_publisher(publisher)
    if record is None or len(authors) != 1:
        return record
    role = find_job_title(article, nodes)
    return Record(name=authors[0], role=role, organisation=publisher.organisation, category=publisher.category)
