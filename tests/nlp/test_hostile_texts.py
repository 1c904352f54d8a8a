"""Texts made to hurt: each is annotated in bounded time, and every place that is found is right."""

import random
import time

import pytest
from pydantic import ValidationError

from clausewatch.models import Document, PublisherKind, Statement
from clausewatch.settings import SHIPPED
from nlp.annotator import Annotator, load_annotator
from tests.nlp.statements import check_statements

SAID = "“The lamp is out,” said Ada Moor."
CHANCE = random.Random(7)
LINE = "the council said it would keep the lamp burning and the boats were late and "


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator(SHIPPED / "targets", SHIPPED / "speakers")


def annotate(annotator: Annotator, text: str, most_s: float, kind: PublisherKind = "coverage") -> tuple[Statement, ...]:
    """The statements of a text, which must be found in so many seconds of CPU."""
    document = Document(url="https://news.example/1", text=text, publisher="harbour-news", kind=kind)
    begun = time.process_time()
    (statements,) = annotator.annotate([document])
    assert time.process_time() - begun < most_s
    check_statements(document, statements)
    return statements


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 1_000_000, id="straight"),
        pytest.param("“" * 1_000_000, id="opening"),
        pytest.param("".join(CHANCE.choices("\"'“”‘’«»„", k=1_000_000)), id="of every sort"),
        pytest.param("“\n" * 100_000, id="a line each"),
    ],
)
def test_a_million_quotation_marks_say_nothing(annotator: Annotator, text: str) -> None:
    assert annotate(annotator, text, 60) == ()


def test_a_million_quotation_marks_hide_no_statement_beside_them(annotator: Annotator) -> None:
    marks = '"' * 1_000_000
    found = annotate(annotator, f"{SAID}\n\n{marks}\n\nTom Hale said the oil was gone.", 60)
    assert [one.kind for one in found] == ["direct", "indirect"]
    assert [one.speaker.name for one in found if one.speaker] == ["Ada Moor", "Tom Hale"]


@pytest.mark.parametrize("word", ["a" * 10_000_000, "😀" * 1_000_000, "界" * 100_000], ids=["a", "emoji", "signs"])
def test_one_word_of_ten_million_letters_is_read(annotator: Annotator, word: str) -> None:
    (before,) = annotate(annotator, f"{SAID}\n\n{word}", 60)
    assert before.text == "“The lamp is out,”"


def test_a_word_of_ten_million_letters_may_be_what_was_said(annotator: Annotator) -> None:
    (only,) = annotate(annotator, f"“{'a' * 10_000_000}” said Ada Moor.", 60)
    assert len(only.text) >= 10_000_000


@pytest.mark.parametrize("kind", ["coverage", "official"])
def test_a_text_without_a_sentence_end_is_read(annotator: Annotator, kind: PublisherKind) -> None:
    assert annotate(annotator, LINE * 1_500, 60, kind)


def test_four_times_the_text_takes_four_times_as_long(annotator: Annotator) -> None:
    """Words that hardly ever make a statement, so that it is the text and not what it says that takes time."""
    words = "lamp oil harbour boats winter council letter bridge " * 1_000

    def measure(text: str) -> float:
        begun = time.process_time()
        annotate(annotator, text, 300)
        return time.process_time() - begun

    short = measure(words)
    assert measure(words * 4) < 4 * short * 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("\u202e“The lamp is out,” said Ada Moor.\u202c", "Ada Moor", id="right to left override"),
        pytest.param("\u200f“The lamp is out,”\u200e said Ada Moor\u200f.", "Ada Moor", id="right to left marks"),
        pytest.param("\ufeff“The lamp is out,” said \u2066Ada Moor\u2069.", "Ada Moor", id="isolates"),
        pytest.param("“The la\u200bmp is\u200d out,” said Ada Moor.", "Ada Moor", id="zero width"),
        pytest.param("\x00“The lamp\x00 is out,” said Ada Moor.\x07", "Ada Moor", id="control characters"),
        pytest.param("“The lamp is out 🏴󠁧󠁢󠁷󠁬󠁳󠁿,” said Ada Moor 🚀.", "Ada Moor", id="emoji behind a name"),
        pytest.param("<p>“The lamp is out,” said <b>Ada Moor</b>.</p>", "Ada Moor", id="markup"),
        pytest.param("<p>&nbsp;“The lamp is out&hellip;” said Ada Moor.<br/></p>", "Ada Moor", id="entities"),
    ],
)
def test_strange_characters_leave_a_statement_what_it_is(annotator: Annotator, text: str, name: str) -> None:
    found = annotate(annotator, text, 10)
    assert len(found) == 1
    assert found[0].speaker is not None
    assert found[0].speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“It’s on!” said Zoë 🏴󠁧󠁢󠁷󠁬󠁳󠁿 Price, 🚀 boss of 🦆 Duck & Co.", id="emoji within a name"),
        pytest.param("قال آدا مور: «انطفأ المصباح» “The lamp is out,” said Moor. שלום", id="scripts"),
        pytest.param("“The lamp is out,” s\u200bai\u200bd A\u200bda M\u200boor.", id="zero width in every word"),
        pytest.param("“A\u0301" + "\u0301" * 5_000 + "da,” said Moor.", id="five thousand accents"),
        pytest.param("<script>if (a < b) { alert('x said \"no\"') }</script>" * 50, id="scripts of a page"),
        pytest.param("<div>" * 2_000 + SAID + "</div>" * 2_000, id="nested tags"),
        pytest.param("MOOR: no.\n" * 2_000, id="turns"),
        pytest.param("- said: " * 3_000, id="dashes"),
        pytest.param("Ada Moor Hale " * 3_000, id="names"),
        pytest.param("“a\n" * 3_000, id="quotations that never close"),
        pytest.param("(" * 20_000 + "said Moor" + ")" * 20_000, id="brackets"),
        pytest.param("".join(CHANCE.choices(["“", "”", '"', "‘", "’", " said Moor ", " no "], k=9_000)), id="any"),
    ],
)
@pytest.mark.parametrize("kind", ["coverage", "official"])
def test_whatever_stands_in_a_text_it_is_read_in_bounded_time(
    annotator: Annotator, text: str, kind: PublisherKind
) -> None:
    annotate(annotator, text, 40, kind)


def test_a_text_with_half_a_surrogate_pair_is_no_document() -> None:
    with pytest.raises(ValidationError, match="half of a surrogate pair at character 5"):
        Document(url="https://news.example/1", text="lamp \ud83d", publisher="harbour-news")
