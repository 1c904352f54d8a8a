"""The tables of a benchmark, and how they come into a page of the docs."""

from pathlib import Path

import pytest

from bench.bulk import OURS, PLAIN, Round
from bench.figures import BEGIN, END, Figures, Filled, to_json, to_markdown, write_into
from bench.generated import Generator, Source
from bench.searches import SEARCHES, Times
from clausewatch.errors import SearchStoreError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
FIGURES = Figures(
    machine="an abacus",
    users=4,
    rounds=10,
    bulk={OURS: [Round(90, 40, 200), Round(110, 42, 220), Round(95, 44, 210)], PLAIN: [Round(100, 20, 190)] * 3},
    stores=[Filled("Elasticsearch", 2000, 4.0, 3.0, 100.0, 900.0, {"word": Times(1.25, 9.5, 0.5)})],
)


def test_each_table_says_what_was_measured() -> None:
    lines = to_markdown(FIGURES).splitlines()
    assert lines[0] == "Measured on an abacus."
    assert "| search | Elasticsearch, 2,000 |" in lines
    assert "| word | 1.2 / 9.5 |" in lines
    assert "| Elasticsearch | 2,000 | 4 | 500 | 3 | 1,500 | 100 | 900 |" in lines
    assert "| clausewatch index rebuild | 95 | 90, 110, 95 | 0.95 | 42 | 210 |" in lines


def test_all_figures_are_in_the_json() -> None:
    found = to_json(FIGURES)
    assert found["bulk"] == {name: [one._asdict() for one in rounds] for name, rounds in FIGURES.bulk.items()}
    assert found["stores"] == [FIGURES.stores[0]._asdict() | {"searches": {"word": Times(1.25, 9.5, 0.5)._asdict()}}]


def test_only_what_is_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        write_into(page, "new")
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_page_without_the_marks_is_left_alone(text: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md has no"):
        write_into(page, "new")
    assert page.read_text(encoding="utf-8") == text


def test_the_page_of_the_docs_has_the_marks_once() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert (text.count(BEGIN), text.count(END)) == (1, 1)
    assert text.index(BEGIN) < text.index(END)


def test_there_are_ten_kinds_of_search() -> None:
    assert len(SEARCHES) == 10


@pytest.mark.parametrize("count", [1, 2, 100])
def test_as_many_statements_are_generated_as_asked_for_and_the_same_each_time(count: int) -> None:
    documents = list(Generator().make_documents(count))
    assert sum(len(one.entries) for one in documents) == count
    assert documents == list(Generator().make_documents(count))


def test_a_begun_rebuild_does_not_go_on_with_generated_statements() -> None:
    with pytest.raises(SearchStoreError, match="cannot go on"):
        next(Source(iter(()), 0).read("a"))
