"""What may be kept of a page of publishers whose terms allow headlines and summaries only."""

from clausewatch.errors import ExtractError
from clausewatch.extract.linked_data import Node, text_of
from clausewatch.extract.plausibility import check_headline
from clausewatch.extract.standfirsts import DESCRIPTIONS
from clausewatch.models import Document

HEADLINE = "headline"
"""`document_type` of a document of which no more than headline and summary was taken."""
LONGEST = 1000
"""Characters; what is longer is the article and no summary."""


def find_summary(article: Node, metas: dict[str, str], title: str) -> str:
    """The page's description of itself, else its headline; `ExtractError` where there is none or it is no article's."""
    texts = (text_of(article.get("description")), *(metas.get(name, "") for name in DESCRIPTIONS))
    found = (cut_summary(" ".join(text.split())) for text in texts)
    summary = next(filter(None, found), "") or title
    check_headline(title, summary)
    return summary


def cut_summary(text: str) -> str:
    """A summary, of a longer text its first paragraph; empty where that is too long, too."""
    if len(text) <= LONGEST:
        return text
    first = text.partition("\n\n")[0]
    return first if len(first) <= LONGEST else ""


def cut_to_headline(document: Document) -> Document:
    """The document of something that has no summary: its headline is all; `ExtractError` where there is none."""
    if document.document_type == HEADLINE:
        return document
    if not document.title:
        raise ExtractError("its publisher's terms allow headlines and summaries only, and it has no title")
    return document.model_copy(update={"text": document.title, "document_type": HEADLINE})
