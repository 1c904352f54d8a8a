"""The measurement on the pages that a crawler keeps with what it expects counts what it says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.extract_crawled import measure, read_crawled
from tests.extract.answers import json_ld, make_page

HEAD = json_ld(datePublished="2023-05-02T09:30:00+01:00", author={"@type": "Person", "name": "Ada Moor"})
BODY = "<p>One of the two houses read the clause on encryption a second time on Tuesday, and sent it on.</p>"
OWN = {"byline": "Ada Moor", "publication_datetime": "2023-05-02T08:30:00", "article_url": "https://harbour.example/a"}


def write_page(folder: Path, name: str, page: str, **facts: Any) -> None:
    place = folder / "tests" / "site_test_data" / "harbour.example"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}_article.html").write_text(page, encoding="utf-8")
    (place / f"{name}_extracted_data.json").write_text(json.dumps(OWN | facts), encoding="utf-8")


def texts(*paragraphs: str) -> list[dict[str, str]]:
    return [{"node_index": "1", "text": paragraph} for paragraph in paragraphs]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.extract_crawled", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_extractor_is_judged_by_text_day_and_authors(tmp_path: Path) -> None:
    text = BODY.removeprefix("<p>").removesuffix("</p>")
    write_page(tmp_path, "article-1", make_page(HEAD, BODY), plain_text=texts(text))
    write_page(tmp_path, "article-2", make_page(HEAD, BODY), plain_text=texts("Nothing of this"), byline="Bo Lind")
    lines = run(str(tmp_path), "--misses").stdout.splitlines()
    assert lines[0] == "2 pages"
    assert lines[1].split(maxsplit=1)[0] == "clausewatch"
    assert "body F1 0.5000 (precision 0.5000, recall 0.5000, median F1 0.5000); days right 2 of 2 by UTC" in lines[1]
    assert lines[1].endswith("2 by a local day, none on 0, sure but wrong 0; authors right 1 of 2")
    assert lines[2] == "    harbour.example/article-2: ['ada moor'], expected ['bo lind']"
    assert [line[:26].strip() for line in lines[3:]] == ["trafilatura, precision", "trafilatura", "htmldate"]
    assert "body" not in lines[-1]


def test_what_is_not_expected_is_not_counted(tmp_path: Path) -> None:
    page = make_page(HEAD)
    write_page(tmp_path, "article-1", page, plain_text=None, byline=None, publication_datetime=None)
    line, misses = measure(list(read_crawled(tmp_path)), "clausewatch")
    assert line == "days right 0 of 0 by UTC, 0 by a local day, none on 0, sure but wrong 0"
    assert misses == []


def test_a_time_without_a_zone_is_one_in_utc(tmp_path: Path) -> None:
    write_page(tmp_path, "article-1", make_page(HEAD), plain_text=None, publication_datetime="2023-05-03T06:00:00")
    line, _ = measure(list(read_crawled(tmp_path)), "clausewatch")
    assert "days right 0 of 1 by UTC, 1 by a local day" in line


def test_a_page_without_what_is_expected_of_it_is_left_out(tmp_path: Path) -> None:
    write_page(tmp_path, "article-1", make_page(HEAD), plain_text=None)
    place = tmp_path / "tests" / "site_test_data" / "harbour.example"
    (place / "article-2_article.html").write_text(make_page(HEAD), encoding="utf-8")
    (place / "article-3_extracted_data.json").write_text(json.dumps(OWN), encoding="utf-8")
    assert [page.expected.name for page in read_crawled(tmp_path)] == ["harbour.example/article-1"]


@pytest.mark.parametrize("key", ["article_url", None])
def test_a_page_whose_address_is_unknown_gets_that_of_its_site(tmp_path: Path, key: str | None) -> None:
    write_page(tmp_path, "article-1", make_page(HEAD), plain_text=None, **({key: ""} if key else {}))
    (page,) = read_crawled(tmp_path)
    assert page.expected.url == ("https://harbour.example/" if key else "https://harbour.example/a")


def test_a_folder_without_such_pages_is_refused(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.returncode == 2
    assert "give a checkout of the crawler" in result.stderr
