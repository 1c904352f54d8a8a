"""Long pages: of small blocks without number they are read in time, or refused; honest ones are read whole."""

import sys
import time
from collections.abc import Callable

import pytest

from clausewatch.errors import ExtractError
from clausewatch.extract import extract_documents
from tests.extract.answers import PARAGRAPHS, make_page, make_publisher, respond
from tests.extract.pace import measure_slowness

SECONDS_A_MEGABYTE = 2.0
"""Of processor time, and of pages of less than a megabyte; each of these took 4 to 20, or 100 in all."""
TRACED = 3
"""How many times as long it may take while coverage counts each line."""
MANY = 900

BLOCKS: dict[str, Callable[[int], str]] = {
    "quotations": lambda n: f"<q>yes {n}</q> ",
    "quotations in paragraphs": lambda n: f"<p><q>yes {n}</q></p>" if n % 2 else "",
    "emphasis": lambda n: f"<em>a</em> {n} ",
    "times": lambda n: f"<time>12</time> word {n} ",
    "titles of works": lambda n: f"<cite>a</cite> {n} ",
    "raised numbers": lambda n: f"<sup>{n}</sup> word ",
    "details": lambda n: f"<details><summary>a</summary>{n}</details>" if n % 2 else "",
    "headings of remarks": lambda n: f"<h2>Comments</h2><p>{n} men</p>" if n % 2 else "",
    "headings": lambda n: f"<h2>Word {n}</h2>",
    "labels of adverts": lambda n: f"<p>Advertisement</p><p>Order {n} now.</p>" if n % 2 else "",
    "counters": lambda n: f"<p>{n} shares</p>",
    "paragraphs that may be dates": lambda n: f"<p>({n}) It may be given in {2000 + n % 30}.</p>",
    "links": lambda n: f"<a href='/x'>some {n}</a> ",
    "blocks without paragraphs": lambda n: f"<div>some {n} here</div>",
    "levels": lambda n: "<div>a" * 100 + "</div>" * 100 if n % 100 == 0 else "",
}


def read_in_time(body: str) -> str:
    """The text of the page, or why there is none; fails where it takes too long."""
    page = make_page(body=body)
    begin = time.process_time()
    try:
        (document,) = extract_documents(respond(page), make_publisher())
        text = document.text
    except ExtractError as error:
        text = str(error)
    taken = time.process_time() - begin
    most = SECONDS_A_MEGABYTE * max(1, len(page) / 1_000_000) * (TRACED if sys.gettrace() else 1)
    if taken >= most:
        most *= measure_slowness()
    assert taken < most, f"{taken:.1f} s of {len(page):,} bytes"
    return text


@pytest.mark.parametrize("name", BLOCKS)
def test_a_page_of_small_blocks_takes_at_most_two_seconds_a_megabyte(name: str) -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    parts = ("".join(map(BLOCKS[name], range(part * MANY, part * MANY + MANY))) for part in range(22))
    text = read_in_time(story + "".join(f"<div>{part}</div>" for part in parts))
    assert PARAGRAPHS[1] in text or "too many elements" in text or name == "levels"


def test_a_debate_of_a_megabyte_is_read_whole() -> None:
    def speak(number: int) -> str:
        return f"In column {number} the noble Lord asked why the ferry of the county had been late for {number} days."

    turns = [
        f"<div class='debate-item'><h3>Lord Aske of Port {n}</h3><p>{' '.join(speak(9 * n + k) for k in range(3))}</p>"
        f"<p>{' '.join(speak(9 * n + k) for k in range(3, 9))}</p></div>"
        for n in range(1000)
    ]
    body = "".join(turns)
    assert len(body) > 900_000
    text = read_in_time(body)
    assert all(speak(9 * n + k) in text for n in range(1000) for k in (0, 8))


@pytest.mark.parametrize("part", [100, 20_000], ids=["in parts", "in one part"])
def test_an_act_of_twenty_thousand_short_paragraphs_is_read_whole(part: int) -> None:
    lines = [f"({n % 90}) The notice {n} may be given to a provider." for n in range(20_000)]
    parts = (lines[begin : begin + part] for begin in range(0, len(lines), part))
    body = "".join(f"<section>{''.join(f'<p>{line}</p>' for line in each)}</section>" for each in parts)
    found = read_in_time(body).split("\n\n")
    assert [line for line in found if line.startswith("(")] == lines


def test_a_table_of_five_thousand_rows_is_read_whole() -> None:
    rows = (f"<tr><td>Row {n}</td><td>{n * 3}</td><td>word of row {n}</td><td>{n % 7}</td></tr>" for n in range(5000))
    text = read_in_time(f"<p>{PARAGRAPHS[0]}</p><table>{''.join(rows)}</table>")
    assert set(text.split("\n\n")) >= {f"word of row {n}" for n in range(5000)}
