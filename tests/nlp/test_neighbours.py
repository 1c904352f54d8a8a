"""What a document says does not depend on the documents beside it, so that it can be annotated again at any time."""

from clausewatch.demo.pages import read_pages
from clausewatch.demo.settings import SPEAKERS
from clausewatch.demo.sites import WEB
from clausewatch.models import Document
from clausewatch.settings import SHIPPED
from nlp.annotator import load_annotator


def test_a_document_gets_the_same_statements_alone_and_among_others() -> None:
    pages = read_pages(WEB / "harbour", 1)
    documents = [
        Document(url=f"https://news.example/{page.slug}", title=page.title, text=page.body, publisher="harbour")
        for page in pages
    ]
    annotator = load_annotator(SHIPPED / "targets", SPEAKERS)
    together = list(annotator.annotate(documents))
    alone = [next(annotator.annotate([document])) for document in reversed(documents)]
    assert sum(map(len, together)) > 20
    assert together == alone[::-1]
