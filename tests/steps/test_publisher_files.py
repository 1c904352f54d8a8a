"""The files of a new publisher are as the project wants its files, whatever a site calls itself."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.errors import InputError, StoreError
from clausewatch.models import Document, Publisher
from clausewatch.steps.publisher_files import (
    REVIEW,
    check_places,
    clean_title,
    make_class_name,
    make_module_name,
    name_files,
    write_expected,
    write_new,
    write_source,
)

TITLES = [
    "The Fen Post",
    'A "quoted" one',
    'Ends with "',
    "Back\\slash\\",
    "Zwei\nZeilen\x00\u2028drei",
    "日本語 “x”",
    "…" * 90,
]
ADDRESSES = ["https://fen.example/rss", f"https://fen.example/{'a' * 150}", 'https://fen.example/?a="b"&c=\\d']


DOMAINS = [
    ("fen.example",),
    ("fen.example", "feeds.example"),
    tuple(f"{'a' * 40}{number}.example" for number in range(4)),
]


def make(title: str = "The Fen Post", kind: str = "coverage", domains: tuple[str, ...] = DOMAINS[0]) -> Publisher:
    return Publisher.model_validate(
        {
            "name": "fen-post",
            "title": clean_title(title, "fen.example"),
            "kind": kind,
            "category": "news",
            "domains": domains,
            "organisation": clean_title(title, "fen.example") if kind == "official" else None,
            "terms": "To be read.",
        }
    )


@pytest.mark.parametrize("title", TITLES)
def test_a_title_cannot_break_the_file(title: str) -> None:
    source = write_source(make(title), "feeds", ADDRESSES[0])
    [found] = [
        node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.keyword) and node.arg == "title"
    ]
    assert isinstance(found, ast.Constant)
    assert found.value == clean_title(title, "fen.example")
    assert len(source.splitlines()) <= 40


def test_the_address_is_what_it_was() -> None:
    for address in ADDRESSES:
        tree = ast.parse(write_source(make(), "sitemaps", address))
        found = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign)]
        assert ast.literal_eval(found[-1]) == (address,)


def test_the_files_are_linted_and_formatted_as_the_project_wants(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    for number, title in enumerate(TITLES):
        kind, address = ("coverage", "official")[number % 2], ADDRESSES[number % 2]
        source = write_source(make(title, kind, DOMAINS[number % 3]), ("feeds", "sitemaps")[number % 2], address)
        (tmp_path / f"fen_{number}.py").write_text(source, encoding="utf-8")
    for arguments in (("check",), ("format", "--check")):
        command = [sys.executable, "-m", "ruff", *arguments, "--config", str(root / "pyproject.toml"), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "module", "class_name"),
    [
        ("fen-post", "fen_post", "FenPost"),
        ("5-ways", "publisher_5_ways", "Publisher5Ways"),
        ("none", "none", "PublisherNone"),
    ],
)
def test_names_become_those_of_module_and_class(name: str, module: str, class_name: str) -> None:
    assert (make_module_name(name), make_class_name(name)) == (module, class_name)


def test_a_title_of_nothing_is_the_domain() -> None:
    assert clean_title(' "" ', "fen.example") == "fen.example"
    assert clean_title("A\tB", "") == "A B"


@pytest.mark.parametrize("taken", ["spiders/publishers/fen_post.py", "tests/publishers/fen-post/notes.txt"])
def test_nothing_is_written_over(taken: str, tmp_path: Path) -> None:
    check_places(tmp_path, "fen-post")
    file = tmp_path / taken
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        check_places(tmp_path, "fen-post")
    with pytest.raises(StoreError, match="cannot be written"):
        write_new({file: b"other"})
    assert file.read_text() == "mine"


def test_the_expectation_bears_a_mark_and_what_the_test_compares() -> None:
    document = Document(url="https://fen.example/1", title="One", text="Words.", publisher="fen-post")
    mark, found = json.loads(write_expected((document,)))
    assert mark == {"review": REVIEW}
    assert found == {"url": "https://fen.example/1", "title": "One", "text": "Words.", "publisher": "fen-post"}
    assert name_files(Path("a"), "fen-post")["expected"] == Path("a/tests/publishers/fen-post/expected.json")
