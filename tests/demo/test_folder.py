"""The demo removes only what a demo left behind."""

from pathlib import Path

import pytest

from clausewatch.demo.folder import MARKER, prepare_folder
from clausewatch.errors import InputError, StoreError


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "new" / "demo")
    assert [path.name for path in (tmp_path / "new" / "demo").iterdir()] == [MARKER]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    prepare_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


def test_what_a_demo_left_is_removed(tmp_path: Path) -> None:
    prepare_folder(tmp_path)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.warc.gz").write_bytes(b"1")
    (tmp_path / "ledger.db").write_bytes(b"2")
    prepare_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


def test_where_a_link_leads_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").touch()
    demo = tmp_path / "demo"
    prepare_folder(demo)
    (demo / "archive").symlink_to(elsewhere)
    prepare_folder(demo)
    assert (elsewhere / "precious").exists()
    assert not (demo / "archive").exists()


def test_a_folder_with_anything_else_in_it_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(InputError, match="holds what no demo made; name another folder with --data"):
        prepare_folder(tmp_path)
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="is a file"):
        prepare_folder(tmp_path / "file")


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="Not a directory; name another with --data"):
        prepare_folder(tmp_path / "file" / "demo")
