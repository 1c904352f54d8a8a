"""A statement in the text it stands in."""

from hypothesis import given
from hypothesis import strategies as st

from clausewatch.models import Document, Statement
from clausewatch.web.context import Piece, excerpt, mark

TEXT = "Ada Moor said “It rains.\n\n“And it pours,” she added.\n\n\n\nThe end."


def make(content: tuple[tuple[int, int], ...], **spans: tuple[tuple[int, int], ...]) -> Statement:
    return Statement(document="d", version="v", kind="direct", text="x", content=content, **spans)


def test_without_a_statement_nothing_is_marked() -> None:
    paragraphs = mark(TEXT, None)
    assert [[piece.part for piece in paragraph.pieces] for paragraph in paragraphs] == [[None], [None], [None]]
    assert excerpt(paragraphs) == []


def test_source_cue_and_content_are_told_apart() -> None:
    statement = make(content=((14, 24),), source=((0, 8),), cue=((9, 13),))
    assert mark(TEXT, statement)[0].pieces == (
        Piece("Ada Moor", "source"),
        Piece(" ", None),
        Piece("said", "cue"),
        Piece(" ", None),
        Piece("“It rains.", "content"),
    )


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    first, second, _ = mark(TEXT, make(content=((14, 41),)))
    assert first.pieces[-1] == Piece("“It rains.", "content")
    assert second.pieces[0] == Piece("“And it pours,”", "content")
    assert (first.is_marked, second.is_marked) == (True, True)


def test_a_source_inside_the_content_stays_a_source() -> None:
    pieces = mark(TEXT, make(content=((0, 24),), source=((0, 8),)))[0].pieces
    assert pieces[0] == Piece("Ada Moor", "source")
    assert pieces[1].part == "content"


def test_an_excerpt_has_its_neighbours() -> None:
    paragraphs = mark(TEXT, make(content=((14, 24),)))
    assert excerpt(paragraphs) == paragraphs[:2]
    assert excerpt(paragraphs, around=0) == paragraphs[:1]


@given(st.lists(st.text("ab \n", max_size=12), max_size=6), st.data())
def test_nothing_of_the_text_is_lost_or_doubled(parts: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(parts) + "."
    numbers = st.integers(0, len(text) - 1)
    start = data.draw(numbers)
    end = data.draw(st.integers(start + 1, len(text)))
    paragraphs = mark(text, make(content=((start, end),)))
    joined = "".join(piece.text for paragraph in paragraphs for piece in paragraph.pieces)
    assert "".join(joined.split()) == "".join(text.split())
    marked = "".join(p.text for paragraph in paragraphs for p in paragraph.pieces if p.part == "content")
    assert "".join(marked.split()) == "".join(text[start:end].split())


def test_a_document_s_statement_can_be_marked() -> None:
    document = Document(url="https://news.example/1", text=TEXT, publisher="example-news")
    assert "".join(piece.text for piece in mark(document.text, None)[2].pieces) == "The end."
