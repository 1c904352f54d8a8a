"""A file is replaced as a whole or not at all."""

import stat
from pathlib import Path

import pytest

from nlp.components.replacing import replace_file


def test_the_text_is_new_and_line_ends_and_rights_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    replace_file(path, "new\r\n“é”\n")
    assert path.read_bytes() == "new\r\n“é”\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_replaced_stays_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "a.yaml"
    (folder / "b").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.yaml"):
        replace_file(folder, "new")
    assert list(tmp_path.iterdir()) == [folder]
