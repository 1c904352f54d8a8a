"""The contents that the tagger found are read once more, for what others have said in them."""

import time

import pytest

from nlp.attribution import Attribution, text_of
from nlp.components.quotations.component import LENGTH, MODEL, PIECES_AT_ONCE, QuotationTagger
from nlp.components.quotations.nested import LONGEST, NestedReader
from nlp.components.quotations.onnx_network import load_network
from nlp.components.quotations.windows import read_pieces, special_ids

TOLD = "The minister told us that encryption would stay"


@pytest.fixture(scope="module")
def tagger() -> QuotationTagger:
    return QuotationTagger(*load_network(MODEL))


def find_within(text: str, outer: Attribution) -> list[tuple[str, ...]]:
    """Kind, source, cue and content of what is found within one attribution of a text."""
    network, tokenizer = load_network(MODEL)
    reader = NestedReader(network, LENGTH, *special_ids(tokenizer), PIECES_AT_ONCE)
    found = reader.find(text, read_pieces(text, tokenizer), [outer])
    return [(one.kind, *(text_of(text, spans) for spans in (one.source, one.cue, one.content))) for one in found]


def quote(text: str, words: str) -> Attribution:
    start = text.index(words)
    return Attribution("direct", ((start, start + len(words)),), cue_type="speech")


def test_what_is_told_in_a_quotation_has_its_own_source_cue_and_content() -> None:
    text = f"“{TOLD},” said Moor."
    wanted = [("indirect", "The minister", "told", "that encryption would stay")]
    assert find_within(text, quote(text, f"“{TOLD},”")) == wanted
    assert find_within(text, quote(text, TOLD)) == wanted


def test_spans_are_code_points_of_the_whole_text() -> None:
    text = f"Zoë 🚀 met 🚀 us.\n\n“{TOLD},” said Moor."
    assert find_within(text, quote(text, f"“{TOLD},”"))[0][3] == "that encryption would stay"


def test_words_between_inner_marks_are_direct_and_end_with_them() -> None:
    text = "“My father always said, ‘Never lend a man your boat,’ and I never have,” said Moor."
    (found,) = find_within(text, quote(text, text.partition(" said Moor")[0]))
    assert found == ("direct", "My father", "always said", "‘Never lend a man your boat,’")


def test_words_at_the_beginning_of_a_quotation_are_not_direct_by_its_own_mark() -> None:
    text = "“Encryption will stay for good, the minister told us,” said Moor."
    (found,) = find_within(text, quote(text, text.partition(" said Moor")[0]))
    assert found == ("indirect", "the minister", "told", "Encryption will stay for good")


def test_marks_that_do_not_stand_around_the_whole_are_those_of_the_inner_speaker() -> None:
    text = "“Encryption will stay for good,” the minister said, Moor told us."
    outer = Attribution("mixed", ((0, text.index(", Moor")),), cue_type="speech")
    (found,) = find_within(text, outer)
    assert found == ("direct", "the minister", "said", "“Encryption will stay for good,”")


def test_that_before_an_aside_is_no_part_of_the_content() -> None:
    text = "Moor said that, according to Ofwen, the power would not be used before 2026."
    outer = Attribution("indirect", ((10, len(text) - 1),), cue_type="speech")
    assert [found[3] for found in find_within(text, outer)] == ["the power would not be used before 2026"]


def test_what_somebody_only_wants_is_not_read_again() -> None:
    text = f"Moor wants to hear that {TOLD.lower()}."
    outer = Attribution("indirect", ((text.index("that"), len(text) - 1),), cue_type="speech")
    assert find_within(text, outer)
    assert not find_within(text, Attribution(outer.kind, outer.content, cue_type="attitude"))


def test_a_content_as_long_as_a_turn_of_a_transcript_is_not_read_again() -> None:
    text = f"{TOLD}. " + "It rained all day. " * (LONGEST // 19 + 1)
    assert find_within(text, Attribution("direct", ((0, len(TOLD)),)))
    assert not find_within(text, Attribution("direct", ((0, len(text)),)))


def test_what_was_found_before_is_not_found_again() -> None:
    network, tokenizer = load_network(MODEL)
    reader = NestedReader(network, LENGTH, *special_ids(tokenizer), PIECES_AT_ONCE)
    start = TOLD.index("that")
    outer, inner = Attribution("direct", ((0, len(TOLD)),)), Attribution("indirect", ((start, len(TOLD)),))
    pieces = read_pieces(TOLD, tokenizer)
    assert list(reader.find(TOLD, pieces, [outer]))
    assert not list(reader.find(TOLD, pieces, [outer, inner]))


def test_the_outer_statement_stays_as_it_is(tagger: QuotationTagger) -> None:
    text = f"“{TOLD},” said Ada Moor of Lantern Chat."
    outer, inner = tagger.find([text])[0]
    assert text_of(text, outer.content) == f"“{TOLD},”"
    assert (outer.kind, outer.cue_type, text_of(text, outer.source)) == ("direct", "speech", "Ada Moor of Lantern Chat")
    assert (inner.kind, inner.cue_type, text_of(text, inner.source)) == ("indirect", "speech", "The minister")


def test_a_content_of_blanks_and_marks_is_nothing() -> None:
    for text in ("“”", "“ ", "”", "that ", " said said said said said said "):
        assert find_within(text, Attribution("direct", ((0, len(text)),))) == []


def test_many_quotations_take_time_in_proportion(tagger: QuotationTagger) -> None:
    def seconds(times: int) -> float:
        text = f"“{TOLD},” said Ada Moor.\n\n" * times
        begun = time.process_time()
        tagger.find([text])
        return time.process_time() - begun

    seconds(5)
    assert seconds(120) < 30 * max(seconds(12), 0.01)
