"""The speed of passing over foreign records: a run on few pages shows figures, and says what it could not measure."""

from pathlib import Path

import pytest

from bench.warc import SIZES, Generated, generate, measure, show
from clausewatch.archive import Passed, WarcReader


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return generate(tmp_path_factory.mktemp("bench") / "a.warc.gz", 60)


def test_the_file_is_like_one_of_common_crawl_and_the_same_every_time(file: Generated, tmp_path: Path) -> None:
    with file.path.open("rb") as stream:
        found = list(WarcReader("a", stream))
    pages = [one for one in found if not isinstance(one, Passed)]
    assert (len(found), len(pages)) == (file.records, file.pages) == (181, file.pages)
    assert 50 < file.pages < 60
    assert all(SIZES[0] <= len(getattr(page, "body", b"")) < SIZES[1] + 2000 for page in pages)
    assert generate(tmp_path / "b.warc.gz", 60).pages == file.pages


def test_each_way_has_figures_above_zero(file: Generated) -> None:
    lines = show(file, measure(file, 2, None)).splitlines()
    assert lines[0].startswith(f"{file.pages} pages in 181 records")
    rows = [line.strip("| ").split(" | ") for line in lines[4:]]
    assert [row[0].split(",")[0] for row in rows] == ["clausewatch", "clausewatch", "warcio", "warcio"]
    for row in rows:
        assert len(row[2].split(", ")) == 2
        assert min(float(row[place].replace(",", "")) for place in (1, 3)) > 0
