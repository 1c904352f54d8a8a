"""Snippets: safe HTML with the match marked."""

import html
import re

import pytest

from clausewatch.index.protocol import Index, Query
from tests.index.contract.examples import find, put_texts, read_snippets


@pytest.mark.parametrize(
    ("text", "snippet"),
    [
        ("scan", "they <mark>scan</mark> private messages on each device"),
        pytest.param(
            "scanning", "they <mark>scan</mark> private messages on each device", marks=pytest.mark.needs("stemming")
        ),
        ("they device", "<mark>they</mark> scan private messages on each <mark>device</mark>"),
        ('"private messages"', "they scan <mark>private messages</mark> on each device"),
        ("priv*", "they scan <mark>private</mark> messages on each device"),
        ("priv* private", "they scan <mark>private</mark> messages on each device"),
        ("", "they scan private messages on each device"),
    ],
)
def test_the_match_is_marked(index: Index, text: str, snippet: str) -> None:
    put_texts(index, a="they scan private messages on each device")
    assert read_snippets(index, text) == [snippet]


def test_a_word_is_marked_wherever_it_stands(index: Index) -> None:
    put_texts(index, a="Scan or be scanned")
    assert read_snippets(index, "scan") == ["<mark>Scan</mark> or be <mark>scanned</mark>"]


def test_what_is_html_in_the_statement_is_escaped(index: Index) -> None:
    put_texts(index, a="<script>alert('x')</script> & \"more\" <mark>scan</mark>")
    (snippet,) = read_snippets(index, "scan")
    assert snippet.count("<") == snippet.count(">") == 2
    assert "<mark>scan</mark>" in snippet
    plain = html.unescape(re.sub("</?mark>", "", snippet))
    assert plain == "<script>alert('x')</script> & \"more\" <mark>scan</mark>"


def test_a_mark_around_escaped_signs_is_whole(index: Index) -> None:
    put_texts(index, a="rock & roll <now>")
    assert read_snippets(index, '"rock & roll now"') == ["<mark>rock &amp; roll &lt;now</mark>&gt;"]


def test_a_match_elsewhere_leaves_the_statement_unmarked(debate: Index) -> None:
    assert read_snippets(debate, "diary") == ["the vote may be delayed"]


def test_a_long_statement_is_cut_around_its_match(index: Index) -> None:
    put_texts(index, a=" ".join(f"w{number}" for number in range(1000)))
    (snippet,) = read_snippets(index, "w500")
    assert "<mark>w500</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert 20 <= len(snippet.split()) <= 70


def test_the_beginning_is_shown_where_nothing_matches(index: Index) -> None:
    put_texts(index, a=" ".join(f"w{number}" for number in range(1000)))
    (snippet,) = read_snippets(index)
    assert snippet.startswith("w0 w1 ")
    assert snippet.endswith(" …")


def test_the_part_with_most_matches_is_shown(index: Index) -> None:
    words = [f"w{number}" for number in range(1000)]
    words[10] = words[700] = words[702] = words[704] = "scan"
    put_texts(index, a=" ".join(words))
    (snippet,) = read_snippets(index, "scan")
    assert snippet.count("<mark>") == 3


def test_a_snippet_stands_on_one_line(index: Index) -> None:
    put_texts(index, a="one\n\ntwo\tthree  four")
    assert read_snippets(index, "two") == ["one <mark>two</mark> three four"]


@pytest.mark.needs("folding")
def test_accents_and_quotation_marks_are_shown_as_they_were(index: Index) -> None:
    put_texts(index, a="“naïve” – it’s ½ done…")
    assert read_snippets(index, "naive") == ["“<mark>naïve</mark>” – it’s ½ done…"]


def test_marks_stand_right_after_pictures_and_rare_letters(index: Index) -> None:
    put_texts(index, a="🔐👩‍💻 𝒳 scan 🔐 scan")
    (snippet,) = read_snippets(index, "scan")
    assert snippet.endswith("<mark>scan</mark> 🔐 <mark>scan</mark>")


def test_the_statement_itself_is_given_unchanged(index: Index) -> None:
    put_texts(index, a="  <b>“soft­hyphen”</b>\n")
    assert index.search(Query()).hits[0].entry.statement.text == "  <b>“soft­hyphen”</b>\n"
    assert find(index, "softhyphen") == {"a"}
