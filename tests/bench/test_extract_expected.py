"""The measurement on pages kept with what a parser of many sites expects counts what it says."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.extract_expected import read_expected
from tests.extract.answers import json_ld, make_page

HEAD = json_ld(datePublished="2023-05-02T23:30:00+01:00", author={"@type": "Person", "name": "Ada Moor"})
TEST = """
  const html = fs.readFileSync('./fixtures/{page}.html', 'utf-8');
  url = 'https://{page}/a';
  assert.equal(date_published, `{instant}`);
  assert.strictEqual(
    author, '{author}');
"""


def write_page(folder: Path, name: str, html: str, *, instant: str = "2023-05-02T22:30:00.000Z", author: str) -> None:
    rules = folder / "src" / "extractors" / "custom" / name
    rules.mkdir(parents=True)
    (folder / "fixtures").mkdir(exist_ok=True)
    (folder / "fixtures" / f"{name}.html").write_text(html, encoding="utf-8")
    (rules / "index.test.js").write_text(TEST.format(page=name, instant=instant, author=author), encoding="utf-8")


def measure(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.extract_expected", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_extractor_is_judged_by_what_the_tests_beside_the_rules_expect(tmp_path: Path) -> None:
    write_page(tmp_path, "right.example", make_page(HEAD), author="Ada\\xa0Moor")
    write_page(tmp_path, "wrong.example", make_page(HEAD), instant="2023-06-01T09:00:00.000Z", author="Bo Lind")
    lines = measure(str(tmp_path), "--misses").stdout.splitlines()
    assert lines[0] == "2 pages"
    assert lines[1].split(maxsplit=1) == [
        "clausewatch",
        "days right 1 of 2 by UTC, 1 by a local day, none on 0, sure but wrong 1; authors right 1 of 2",
    ]
    assert lines[2:4] == [
        "    wrong.example.html: 2023-05-02, expected 2023-06-01 09:00",
        "    wrong.example.html: ['ada moor'], expected ['bo lind']",
    ]
    assert [line[:26].strip() for line in lines[4:]] == ["trafilatura, precision", "trafilatura", "htmldate"]
    assert "authors" not in lines[-1]


def test_a_day_that_only_other_zones_have_is_counted_apart(tmp_path: Path) -> None:
    write_page(tmp_path, "late.example", make_page(HEAD), instant="2023-05-03T06:00:00.000Z", author="Ada Moor")
    assert "days right 0 of 1 by UTC, 1 by a local day" in measure(str(tmp_path)).stdout


def test_meta_elements_get_their_content_back(tmp_path: Path) -> None:
    write_page(tmp_path, "meta.example", '<meta name="author" value="Ada Moor"><input value="1">', author="Ada Moor")
    (page,) = read_expected(tmp_path, None)
    assert page.body == b'<meta name="author" content="Ada Moor"><input value="1">'
    assert page.url == "https://meta.example/a"


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("de", 0), (None, 1)])
def test_only_pages_in_a_language_are_read_where_one_is_given(tmp_path: Path, language: str | None, count: int) -> None:
    write_page(tmp_path, "english.example", make_page(HEAD, attributes='lang="en-GB"'), author="Ada Moor")
    assert len(list(read_expected(tmp_path, language))) == count


def test_a_page_of_which_nothing_is_expected_is_left_out(tmp_path: Path) -> None:
    write_page(tmp_path, "null.example", make_page(HEAD), author="Ada Moor")
    test = tmp_path / "src" / "extractors" / "custom" / "null.example" / "index.test.js"
    test.write_text("'./fixtures/null.example.html' assert.equal(author, null)", encoding="utf-8")
    assert list(read_expected(tmp_path, None)) == []


def test_a_folder_without_such_pages_is_refused(tmp_path: Path) -> None:
    result = measure(str(tmp_path))
    assert result.returncode == 2
    assert "no expected pages" in result.stderr
