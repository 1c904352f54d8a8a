"""Bytes to text, whatever is declared."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.errors import ExtractError
from clausewatch.extract.decoding import decode_body

WORDS = "<p>The café’s price was £40 – “too much”.</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "declared", ["", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=nonsense"]
)
def test_western_text_is_read_whatever_is_declared(encoding: str, declared: str) -> None:
    padded = WORDS + "<p>and so on and on</p>" * 30
    assert decode_body(padded.encode(encoding), declared) == padded


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)],
)
def test_a_byte_order_mark_decides(encoding: str, mark: bytes) -> None:
    assert decode_body(mark + WORDS.encode(encoding), "text/html; charset=latin-1") == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode_body("<html><p>plain words</p></html>".encode(encoding)) == "<html><p>plain words</p></html>"


def test_a_charset_that_is_declared_late_in_the_head_is_taken() -> None:
    filler = "<script>var a = 1;</script>" * 400
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    russian = f"<html><head>{filler}{meta}</head><p>Министр сказал, что позиция не изменилась.</p></html>"
    assert decode_body(russian.encode("cp1251")) == russian


@pytest.mark.parametrize("declared", ["iso-8859-15", "ISO-8859-15"])
def test_the_euro_sign_of_latin_9_is_read(declared: str) -> None:
    page = f"<html><meta charset='{declared}'><p>A fine of €40, and a café bill of £7.</p></html>"
    assert decode_body(page.encode("iso-8859-15")) == page


def test_a_declared_charset_is_taken_where_the_bytes_are_not_utf8() -> None:
    russian = "<html><meta charset='windows-1251'><p>Министр сказал, что позиция не изменилась.</p></html>"
    assert decode_body(russian.encode("cp1251")) == russian


def test_an_undeclared_charset_of_another_script_is_sniffed() -> None:
    russian = "<p>" + "Министр сказал палате, что позиция правительства не изменилась и не изменится. " * 20 + "</p>"
    assert decode_body(russian.encode("cp1251")) == russian


def test_seven_bit_japanese_is_read_as_declared() -> None:
    page = "<meta charset='iso-2022-jp'><p>大臣は言った</p>"
    assert decode_body(page.encode("iso2022_jp"), "text/html; charset=iso-2022-jp") == page


def test_one_broken_character_does_not_make_a_page_another_charset() -> None:
    body = ("é" * 300).encode() + b"\xc3 end"
    assert decode_body(body).startswith("é" * 300)


def test_line_ends_are_made_equal_and_control_characters_left_out() -> None:
    assert decode_body(b"one\r\ntwo\rthree\x07" + b" words" * 50) == "one\ntwo\nthree" + " words" * 50


@pytest.mark.parametrize("code", [*range(0x09), *range(0x0E, 0x20)])
def test_each_control_character_is_left_out_and_too_many_are_no_text(code: int) -> None:
    body = bytes([code]) + b" and so many words" * 50
    assert decode_body(body) == " and so many words" * 50
    with pytest.raises(ExtractError, match="binary"):
        decode_body(body + bytes([code]) * 50)


def test_half_a_character_of_a_strange_charset_is_left_out() -> None:
    body = "Dear Marsh, café".encode("cp1252") + rb"\ud800 and so many words" + b" words" * 80
    assert (
        decode_body(body, "text/html; charset=unicode_escape") == "Dear Marsh, café and so many words" + " words" * 80
    )


@pytest.mark.parametrize("charset", ["punycode", "idna", "base64", "zlib"])
def test_a_declared_charset_that_no_page_can_have_is_passed_over(charset: str) -> None:
    body = WORDS.encode("cp1252")
    assert decode_body(body, f"text/html; charset={charset}") == WORDS


def test_a_wrong_utf8_declaration_does_not_lose_characters() -> None:
    assert decode_body(WORDS.encode("cp1252"), "text/html; charset=utf-8") == WORDS


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffd\ufeff"), min_size=1)
)
def test_utf8_text_comes_back_as_it_is(text: str) -> None:
    assert decode_body(("<p>" + text).encode()) == "<p>" + text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(body: bytes) -> None:
    reason = ""
    try:
        text = decode_body(body)
    except ExtractError as error:
        text, reason = "", str(error)
    assert "body" in reason if reason else "\r" not in text
