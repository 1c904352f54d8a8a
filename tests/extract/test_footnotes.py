"""Marks of footnotes, which are no part of a sentence."""

import pytest

from clausewatch.extract.footnotes import drop_note_marks
from clausewatch.extract.parsing import parse_fragment
from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page


def read(markup: str) -> str:
    tree = parse_fragment(markup)
    drop_note_marks(tree)
    return str(tree.text_content())


MARKS = (
    '<sup><a href="#fn-1">1</a></sup>', '<a href="#fn-1"><sup>[12]</sup></a>', '<sup class="footnote">3</sup>',
    '<sup class="fn"><a href="https://news.example/story#note-b" id="b">b</a></sup>', '<sup class="reference">*</sup>',
    '<a href="#fn-1-link" aria-label="Back">↩︎</a>', '<a href="#footnote-4">4</a>', '<a href="#r1">[1]</a>',
    '<a class="anchor" href="https://news.example/story#footnote-2-158">2</a>', '<a href="#_ftn3">(3)</a>',
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_left_out_and_its_sentence_stays(mark: str) -> None:
    assert read(f"<p>The bill was lost.{mark} It came back.</p>") == "The bill was lost. It came back."


KEPT = (
    "<p>Ten<sup>2</sup> clerks</p>", "<p>the 1<sup>st</sup> clause</p>", '<p><a href="#top">Top</a></p>',
    '<p><a href="#clause-122">122</a> and <a href="/bills/7#notes">7</a></p>', '<p><a href="#note-2">note 2</a></p>',
    '<p><a href="/drafts/9">[9]</a></p>', '<p><a>4</a></p>', '<p><a href="">5</a></p>',
    '<p><sup><a href="#fn-1">see the note</a></sup></p>', '<p><a href="/up">↑</a></p>',
)  # fmt: skip


@pytest.mark.parametrize("markup", KEPT)
def test_what_is_raised_for_another_reason_stays(markup: str) -> None:
    assert read(markup) == parse_fragment(markup).text_content()


def test_a_page_keeps_its_notes_without_the_marks() -> None:
    note = "The clerk of the house counted them on the third of May, and once more in June."
    body = BODY.replace("tried.</p>", 'tried.<sup><a href="#n1">1</a></sup></p>')
    body += f'<ol><li id="n1">{note} <a href="#r1">↩</a></li></ol>'
    assert extract(make_page(body=body)).text.split("\n\n") == [*PARAGRAPHS, note]
