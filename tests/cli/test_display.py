"""`clausewatch annotate --display html`: one page with every statement in colour, and nothing but text in it."""

import io
import json
import re
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from clausewatch.cli.formats.display import Shown, draw_page
from clausewatch.cli.main import run
from clausewatch.models import Span, Speaker, Stance, Statement

EMOJI = "🔒👩‍👩‍👧 “We will not break it 🔒,” said Ada Moor (Pigeonpost)."
HOSTILE = "<script>alert(\"1\")</script><img src=x onerror='alert(1)'></style></title> & {{ 7 * 7 }} {0} %s"


class PageReader(HTMLParser):
    """What a browser makes of a page: its tags, the words under each mark, its text without the labels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._paragraphs: list[str] = []
        self.cells: list[str] = []
        self.words: list[tuple[str, list[tuple[str, int]], list[str]]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag in {"meta", "br", "img"}:
            return
        name = given.get("class") or tag
        self._open.append(name)
        if name == "paragraph":
            self._paragraphs.append("")
        elif name == "word":
            self.words.append(("", [], []))
        elif name == "td":
            self.cells.append("")
        elif name == "slice":
            colour, top = str(given["style"]).removeprefix("background: ").split("; top: ")
            self.words[-1][1].append((colour, int(top.removesuffix("px"))))

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "label" in self._open:
            self.words[-1][2].append(data)
        elif "paragraph" in self._open:
            self._paragraphs[-1] += data
            if "word" in self._open:
                text, slices, labels = self.words[-1]
                self.words[-1] = (text + data, slices, labels)
        elif "td" in self._open:
            self.cells[-1] += data

    @property
    def paragraphs(self) -> list[str]:
        """White space as `pre-line` shows it."""
        return [re.sub(" +", " ", re.sub(" *\n *", "\n", each)) for each in self._paragraphs]

    def words_under(self, colour: str) -> str:
        words = [text for text, slices, _ in self.words if any(each == colour for each, _ in slices)]
        return " ".join(words)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Each label with the word that it stands under."""
        return [(label, text) for text, _, labels in self.words for label in labels]


SOURCE, CUE, CONTENT = "#9ecbff", "#ffd37a", "#a9dfb0"


def find(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


def state(text: str, content: tuple[str, ...], source: str = "", cue: str = "", **more: Any) -> Statement:
    return Statement(
        document="d",
        version="v",
        kind=more.pop("kind", "direct"),
        text=" … ".join(content),
        content=find(text, *content),
        source=find(text, source) if source else (),
        cue=find(text, cue) if cue else (),
        **more,
    )


def draw(text: str, *statements: Statement, title: str | None = None) -> PageReader:
    return PageReader("".join(draw_page([Shown("d1", title, text, statements)])))


def annotate(folder: Path, *rows: dict[str, Any]) -> int:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return run(["annotate", "--display", "html", str(file)])


def test_marks_stand_under_their_words_after_emoji() -> None:
    page = draw(EMOJI, state(EMOJI, ("“We will not break it 🔒,”",), "Ada Moor", "said"))
    assert page.words_under(CONTENT) == "“We will not break it 🔒,”"
    assert page.words_under(CUE) == "said"
    assert page.words_under(SOURCE) == "Ada Moor"
    assert page.labels == [("1 CONTENT", "“We"), ("1 CUE", "said"), ("1 SOURCE", "Ada")]


def test_white_space_is_neither_lost_nor_added_where_a_browser_would_show_it() -> None:
    text = "He (Ada\nMoor) said:  “No.”\nThen he left.\n\n  \n\nThe end."
    page = draw(text, state(text, ("No.",), "Ada\nMoor", "said"))
    assert page.paragraphs == ["He (Ada\nMoor) said: “No.”\nThen he left.", "The end."]


def test_a_span_may_end_within_a_word() -> None:
    text = "Moor’s view (she said “no”)."
    page = draw(text, state(text, ("no",), "Moor", "said"))
    assert page.paragraphs == [text]
    assert (page.words_under(SOURCE), page.words_under(CONTENT)) == ("Moor", "no")


def test_parts_that_stand_apart_bear_the_number_of_their_statement() -> None:
    text = "“The clause,” said Ada, “is safe.” “It rains,” said Bo."
    first = state(text, ("“The clause,”", "“is safe.”"), "Ada", "said")
    second = state(text, ("“It rains,”",), "Bo")
    page = draw(text, first, second)
    assert [label for label, _ in page.labels] == [
        "1 CONTENT", "1 CUE", "1 SOURCE", "1 CONTENT", "2 CONTENT", "2 SOURCE",
    ]  # fmt: skip


def test_a_statement_within_another_has_a_line_of_its_own() -> None:
    text = "“Bo told us that rain is safe,” said Ada."
    outer = state(text, ("“Bo told us that rain is safe,”",), "Ada", "said")
    inner = state(text, ("that rain is safe",), "Bo", "told", kind="indirect")
    page = draw(text, outer, inner)
    lines = {word: {top for _, top in slices} for word, slices, _ in page.words}
    assert len(lines["rain"]) == 2
    assert len(lines["said"]) == 1
    assert [label for label, word in page.labels if word == "that"] == ["2 CONTENT"]


def test_only_words_shorter_than_their_label_are_given_room() -> None:
    text = "She insisted it rains."
    page = draw(text, state(text, ("it rains.",), "She", "insisted"))
    assert [given["style"] for _, given in page.tags if given.get("class") == "short"] == ["min-width: 3.52rem"]
    text = "She said nothing much."
    page = draw(text, state(text, ("nothing much",), "She", "said"))
    assert [given["style"] for _, given in page.tags if given.get("class") == "short"] == [
        "min-width: 3.52rem",
        "min-width: 2.20rem",
    ]


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    text = "“One.\n\n“Two,” said Ada.\n\nThree."
    page = draw(text, state(text, ("“One.\n\n“Two,”",), "Ada", "said"))
    assert page.paragraphs == ["“One.", "“Two,” said Ada.", "Three."]
    assert [word for label, word in page.labels if label == "1 CONTENT"] == ["“One.", "“Two,”"]


def test_hostile_text_does_not_become_markup() -> None:
    speaker = Speaker(name=HOSTILE, kind="person", role=HOSTILE, resolved_by=HOSTILE, confidence=0.5)
    stance = Stance(target=HOSTILE, label="NONE", confidence=0.5)
    hostile = state(HOSTILE, ("alert",), "<script>", "onerror=", speaker=speaker, stances=(stance,))
    page = PageReader("".join(draw_page([Shown(HOSTILE, HOSTILE, HOSTILE, [hostile]), Shown(HOSTILE, None, "a", ())])))
    harmless = draw("a b c", state("a b c", ("a",), "b", "c"), title="t")
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in harmless.tags} | {"p"}
    allowed = {"class", "style", "dir", "lang", "charset", "content", "name", "http-equiv"}
    assert {name for _, attributes in page.tags for name in attributes} <= allowed
    assert page.paragraphs[0] == HOSTILE
    assert HOSTILE in page.cells[2]


def test_the_page_loads_and_runs_nothing() -> None:
    page = draw(EMOJI, state(EMOJI, ("We",)))
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "a", "iframe"} == set()
    policy = [given["content"] for tag, given in page.tags if given.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_table_tells_what_is_known_of_each_statement() -> None:
    speaker = Speaker(
        name="Ada Moor", kind="person", role="head", organisation="Pigeonpost", resolved_by="surname", confidence=0.9
    )
    stances = (Stance(target="t1", label="FAVOR", confidence=0.75), Stance(target="t2", label="NONE", confidence=1))
    text = "Yes. No."
    page = draw(text, state(text, ("Yes.",), speaker=speaker, stances=stances), state(text, ("No.",), kind="indirect"))
    assert page.cells == [
        "1", "direct", "Ada Moor (head, Pigeonpost)", "surname 0.90", "t1: FAVOR 0.75t2: NONE 1.00",
        "2", "indirect", "unknown speaker", "", "–",
    ]  # fmt: skip


def test_a_long_text_takes_time_by_its_length() -> None:
    def measure(times: int) -> float:
        line = "Ada said no. "
        said = [
            Statement(document="d", version="v", kind="direct", text="no", content=((at + 9, at + 11),))
            for at in range(0, len(line) * times, len(line))
        ]
        begin = time.process_time()
        "".join(draw_page([Shown("d", None, line * times, said)]))
        return time.process_time() - begin

    measure(50)
    assert measure(2000) < 30 * measure(200)


def test_two_documents_stand_on_one_page_with_titles_and_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = {"id": "a2", "text": "It rained in Thornby.\n\nIt still does."}
    assert annotate(tmp_path, {"id": "a1", "title": "Locks & keys", "text": EMOJI}, second) == 0
    out = capsys.readouterr().out
    page = PageReader(out)
    assert [tag for tag, _ in page.tags].count("html") == 1
    assert [tag for tag, _ in page.tags].count("article") == 2
    assert out.index("Locks &amp; keys") < out.index(">a1<") < out.index(">a2<") < out.index("No statements.")
    assert page.paragraphs == [EMOJI, "It rained in Thornby.", "It still does."]
    assert ("1 CUE", "said") in page.labels
    assert page.cells[:3] == ["1", "direct", "Ada Moor"]


def test_a_document_without_text_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(tmp_path, {"id": "a1", "text": ""}, {"id": "a2", "text": " \n\n "}) == 0
    assert capsys.readouterr().out.count("The document has no text.") == 2


def test_bad_rows_are_told_and_the_page_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate(tmp_path, {"id": "a1"}, {"id": "a2", "text": EMOJI}) == 3
    captured = capsys.readouterr()
    assert PageReader(captured.out).paragraphs == [EMOJI]
    assert captured.out.endswith("</html>\n")
    assert "line 1: text: Field required" in captured.err


def test_a_file_that_is_not_there_gives_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", "--display", "html", str(tmp_path / "away.jsonl")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "away.jsonl: No such file" in captured.err


def test_no_rows_give_a_page_without_documents(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run(["annotate", "--display", "html"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!DOCTYPE html>")
    assert "<article>" not in out


def test_another_kind_of_display_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["annotate", "--display", "pdf"]) == 2
    assert "'pdf' is not 'html'" in capsys.readouterr().err
