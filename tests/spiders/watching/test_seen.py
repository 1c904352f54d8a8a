"""What is remembered across restarts."""

import logging
from pathlib import Path

import pytest

from clausewatch.errors import StoreError
from spiders.watching.seen import Seen, SeenFolder

SEEN = Seen(address="https://gazette.example/feed", digest="ab", etag='W/"1"')


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    folder = SeenFolder(tmp_path)
    other = Seen(address="https://gazette.example/b", digest="cd", last_modified="Tue, 04 Mar 2025 09:00:00 GMT")
    folder.write("gazette", {0: SEEN, 3: other})
    assert SeenFolder(tmp_path).read("gazette") == {0: SEEN, 3: other}
    assert folder.read("herald") == {}


def test_only_the_validators_that_a_server_gave_become_conditions() -> None:
    assert SEEN.conditions == {"If-None-Match": 'W/"1"'}
    assert Seen(address="a", digest="b").conditions == {}
    dated = Seen(address="a", digest="b", last_modified="then")
    assert dated.conditions == {"If-Modified-Since": "then"}


def test_writing_leaves_nothing_beside_the_files_of_the_publishers(tmp_path: Path) -> None:
    folder = SeenFolder(tmp_path)
    for name in ("gazette", "herald", "gazette"):
        folder.write(name, {0: SEEN})
    assert sorted(path.name for path in (tmp_path / "watching").iterdir()) == ["gazette.json", "herald.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"lists": {"0": {"digest": "a"}}}', '{"lists": {"x": 1}}', "\x00"])
def test_a_broken_file_counts_as_nothing_seen_and_is_told(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = SeenFolder(tmp_path)
    folder.write("gazette", {0: SEEN})
    (tmp_path / "watching" / "gazette.json").write_text(content, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert folder.read("gazette") == {}
    assert "gazette.json cannot be read, so that all its lists count as new" in caplog.text


def test_where_it_cannot_be_kept_the_error_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "watching").write_text("a file and no folder", encoding="utf-8")
    with pytest.raises(StoreError, match=r"gazette\.json: what was seen cannot be kept"):
        SeenFolder(tmp_path).write("gazette", {0: SEEN})


def test_a_file_that_cannot_be_replaced_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "watching" / "gazette.json").mkdir(parents=True)
    with pytest.raises(StoreError):
        SeenFolder(tmp_path).write("gazette", {0: SEEN})
    assert [path.name for path in (tmp_path / "watching").iterdir()] == ["gazette.json"]
