"""What holds for the statements of any document."""

from clausewatch.models import Document, Statement
from nlp.attribution import text_of


def check_statements(document: Document, statements: tuple[Statement, ...]) -> None:
    """They are in order, told apart, and every place is one of the document's text."""
    assert [one.content[0] for one in statements] == sorted(one.content[0] for one in statements)
    assert len({one.id for one in statements}) == len(statements)
    for one in statements:
        assert (one.document, one.version) == (document.id, document.version)
        assert one.text == text_of(document.text, one.content)
        assert one.text.strip()
        assert max(end for _, end in (*one.content, *one.source, *one.cue)) <= len(document.text)
