"""Texts marked by hand in the text itself, and those that are shipped."""

import datetime
from pathlib import Path

import pytest

from clausewatch.errors import InputError
from clausewatch.models import Record, Span
from nlp.evaluation.marked_text import GoldSpeaker, MarkedText, as_article, read_marked, read_marked_folder
from nlp.evaluation.quotes import score_quotes
from nlp.evaluation.speakers import score_speakers

NLP = Path(__file__).parents[3] / "nlp"
GOLD = NLP / "evaluation" / "gold"
TRAINING = NLP / "training" / "quotations" / "british"

FRONT = """kind: official
publisher: wick-trust
title: The lamp
date: 2023-03-14
record: Wick Trust | organisation | | Wick Trust
speaker 1 3: Ada Moor | person | harbour master | Wick Trust
speaker 2: Ines Hale
speaker 2: Otto Crane
---
"""
BODY = (
    "[S1 Ada Moor] [C1 said] [Q1 the lamp was out]. [S2 Others] [C2 want] [Q2 it sold]. [Q3 “No,”] [S3 she] [C3 said]."
)
MARKED = FRONT + BODY + "\n"


def _write(folder: Path, marked: str, name: str = "lamp.txt") -> Path:
    path = folder / name
    path.write_text(marked, "utf-8")
    return path


def _read(folder: Path, marked: str) -> MarkedText:
    return read_marked(_write(folder, marked))


def _words(marked: MarkedText, spans: tuple[Span, ...]) -> list[str]:
    return [marked.text[start:end] for start, end in spans]


def test_marks_become_spans_of_a_text_without_them(tmp_path: Path) -> None:
    marked = _read(tmp_path, MARKED)
    assert marked.id == "lamp"
    assert marked.text == "Ada Moor said the lamp was out. Others want it sold. “No,” she said."
    first, second, third = marked.attributions
    assert _words(marked, first.source) == ["Ada Moor"]
    assert _words(marked, first.cue) == ["said"]
    assert _words(marked, first.content) == ["the lamp was out"]
    assert _words(marked, second.content) == ["it sold"]
    assert _words(marked, third.content) == ["“No,”"]


def test_the_lines_above_the_text_are_read(tmp_path: Path) -> None:
    marked = _read(tmp_path, MARKED)
    assert (marked.kind, marked.publisher, marked.title) == ("official", "wick-trust", "The lamp")
    assert marked.date == datetime.date(2023, 3, 14)
    assert marked.record == Record(name="Wick Trust", kind="organisation", organisation="Wick Trust")


def test_speakers_stand_by_their_attributions(tmp_path: Path) -> None:
    moor = GoldSpeaker(name="Ada Moor", role="harbour master", organisation="Wick Trust")
    both = (GoldSpeaker(name="Ines Hale"), GoldSpeaker(name="Otto Crane"))
    assert _read(tmp_path, MARKED).speakers == ((moor,), both, (moor,))


def test_a_text_needs_no_lines_above_it(tmp_path: Path) -> None:
    marked = _read(tmp_path, BODY)
    assert (marked.kind, marked.publisher, marked.date, marked.record) == ("coverage", "unknown", None, None)
    assert marked.speakers == ((), (), ())


def test_the_same_mark_again_is_a_further_part(tmp_path: Path) -> None:
    marked = _read(tmp_path, "[Q1 “A,”] [S1 she] [C1 said], [Q1 “B.”]")
    assert [_words(marked, one.content) for one in marked.attributions] == [["“A,”", "“B.”"]]


def test_marks_stand_within_marks(tmp_path: Path) -> None:
    marked = _read(
        tmp_path, "[Q1 [S2 Moor] [C2 told] us [Q2 it was out]], [S1 [S3 he]] [C1 said], [C3 adding] [Q3 so]."
    )
    assert marked.text == "Moor told us it was out, he said, adding so."
    outer, inner, third = marked.attributions
    assert _words(marked, outer.content) == ["Moor told us it was out"]
    assert _words(marked, inner.content) == ["it was out"]
    assert outer.source == third.source


def test_attributions_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    marked = _read(tmp_path, "[Q9 late] and [Q2 early]")
    assert [_words(marked, one.content) for one in marked.attributions] == [["early"], ["late"]]


def test_escaped_brackets_are_brackets_of_the_text(tmp_path: Path) -> None:
    marked = _read(tmp_path, r"[Q1 \[The Bill\] is out] \[sic\]")
    assert marked.text == "[The Bill] is out [sic]"
    assert _words(marked, marked.attributions[0].content) == ["[The Bill] is out"]


def test_a_mark_may_go_over_paragraphs(tmp_path: Path) -> None:
    marked = _read(tmp_path, "[Q1 “One.\n\n“Two.”]\n\nThree.\n\n")
    assert marked.text == "“One.\n\n“Two.”\n\nThree."
    assert _words(marked, marked.attributions[0].content) == ["“One.\n\n“Two.”"]


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("Moor said [so].", "line 1, column 11: `\\[` opens no mark"),
        ("[S1 Moor]\n\nsaid so].", "line 3, column 8: `\\]` closes no mark"),
        ("Moor.\n[Q1 the lamp", "line 2, column 1: this mark is never closed"),
        ("[S1 Moor] [Q1 ]", "line 1, column 15: a mark of nothing"),
        ("[Q1 the [Q1 lamp]]", "line 1, column 17: a mark within itself"),
        ("[Q0 the lamp]", "line 1, column 1: `\\[` opens no mark"),
        ("[Q1the lamp]", "line 1, column 1: `\\[` opens no mark"),
        ("kind: official\n---\n\n\n[x", "line 5, column 1: `\\[` opens no mark"),
        ("[S1 Moor] [C1 said] so.", "1 has no mark Q1"),
    ],
)
def test_a_wrong_bracket_is_named_with_its_place(tmp_path: Path, marked: str, place: str) -> None:
    with pytest.raises(InputError, match=rf"^lamp\.txt: {place}"):
        _read(tmp_path, marked)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("speaker 7: Ada Moor", "speaker of 7, which no mark has"),
        ("speaker 1:", "line 1: `` must be"),
        ("speaker 1: Ada Moor | robot", "line 1: `Ada Moor | robot` must be"),
        ("speaker 1: a | person | b | c | d", "line 1: .* must be `name"),
        ("speaker one: Ada Moor", "line 1: .* must be a known name"),
        ("colour: red", "line 1: `colour: red` must be a known name"),
        ("kind", "line 1: `kind` must be"),
        ("title: a\ntitle: b", "line 2: `title: b` must be"),
        ("kind: rumour", "kind: Input should be"),
        ("date: soon", "date: "),
    ],
)
def test_a_wrong_line_above_the_text_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(InputError, match=r"^lamp\.txt: " + reason.replace("|", r"\|")):
        _read(tmp_path, f"{line}\n---\n[Q1 so]")


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt"):
        read_marked(tmp_path / "gone.txt")


def test_a_file_in_another_encoding_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "lamp.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"lamp\.txt"):
        read_marked(path)


def test_speakers_must_be_as_many_as_attributions(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="as many as"):
        MarkedText.model_validate(_read(tmp_path, MARKED).model_dump() | {"speakers": ()})


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    _write(tmp_path, BODY, "b.txt")
    _write(tmp_path, "Nothing.", "a.txt")
    _write(tmp_path, "[", "a.md")
    assert [(text.id, len(text.attributions)) for text in read_marked_folder(tmp_path)] == [("a", 0), ("b", 3)]


def test_an_empty_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no marked text"):
        list(read_marked_folder(tmp_path))


def test_a_marked_text_is_an_article_for_the_measure_of_speakers(tmp_path: Path) -> None:
    article = as_article(_read(tmp_path, MARKED))
    assert (article.document, article.kind, article.published_at) == ("lamp.txt", "official", "2023-03-14")
    assert [one.speaker for one in article.attributions] == ["Ada Moor", ("Ines Hale", "Otto Crane"), "Ada Moor"]
    assert [one.organisation for one in article.attributions] == ["Wick Trust", None, "Wick Trust"]
    assert score_speakers(article, []).gold == 3


def test_an_attribution_without_a_speaker_is_nobodys(tmp_path: Path) -> None:
    article = as_article(_read(tmp_path, BODY))
    assert {one.speaker for one in article.attributions} == {None}
    assert article.published_at is None


@pytest.mark.parametrize(("folder", "least", "words"), [(GOLD, 40, 220), (TRAINING, 150, 450)])
def test_the_shipped_texts_are_marked_well(folder: Path, least: int, words: int) -> None:
    texts = list(read_marked_folder(folder))
    assert len(texts) >= least
    for text in texts:
        assert 80 <= len(text.text.split()) <= words, text.id
        assert len(text.attributions) <= words / 15, text.id
        for one in text.attributions:
            for start, end in (*one.content, *one.source, *one.cue):
                assert text.text[start:end] == text.text[start:end].strip(), (text.id, text.text[start:end])


def test_the_shipped_gold_says_who_speaks_and_when() -> None:
    texts = list(read_marked_folder(GOLD))
    assert all(text.date and text.title and text.publisher != "unknown" for text in texts)
    assert all(
        text.record for text in texts if text.kind == "official" and "oral evidence" not in text.title.casefold()
    )
    named = sum(bool(speakers) for text in texts for speakers in text.speakers)
    assert named >= 0.95 * sum(len(text.attributions) for text in texts)


def test_no_paragraph_and_no_speaker_of_the_gold_is_in_the_training_texts() -> None:
    training = list(read_marked_folder(TRAINING))
    paragraphs = {paragraph for text in training for paragraph in text.text.split("\n\n")}
    whole = "\n".join(text.text for text in training)
    for text in read_marked_folder(GOLD):
        assert not paragraphs & set(text.text.split("\n\n")), text.id
        people = {one.name for speakers in text.speakers for one in speakers if one.kind == "person"}
        assert not {name for name in people if " " in name and name.istitle() and name in whole}, text.id


def test_the_shipped_gold_can_be_scored() -> None:
    texts = list(read_marked_folder(GOLD))
    tallies, misses = score_quotes(texts, [()] * len(texts))
    assert tallies["all"].gold == len(misses) >= 250
    assert all(tallies[kind].gold >= 20 for kind in ("direct", "mixed", "indirect", "speech", "attitude"))
