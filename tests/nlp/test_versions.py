"""The annotator's version is another one exactly where another thing may be found."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.settings import SHIPPED
from nlp import versions
from nlp.versions import LENGTH, find_version


class Folders(NamedTuple):
    """What a version is made of, small."""

    nlp: Path
    targets: Path
    speakers: Path

    def find(self) -> str:
        return find_version(self.targets, self.speakers)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    files = {
        "nlp/models/tagger/tagger.onnx": "weights",
        "nlp/models/tagger/README.md": "card",
        "nlp/components/speakers/lexicon/surnames.txt": "Moor",
        "nlp/components/speakers/words.py": "code",
        "targets/clause.yaml": "id: clause",
        "targets/notes.md": "notes",
        "speakers/people.yaml": "people: []",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(versions, "NLP", tmp_path / "nlp")
    return Folders(tmp_path / "nlp", tmp_path / "targets", tmp_path / "speakers")


def test_the_same_files_make_the_same_version_wherever_they_lie(folders: Folders, tmp_path: Path) -> None:
    before = folders.find()
    copies = [shutil.copytree(folder, tmp_path / "elsewhere" / folder.name) for folder in folders[1:]]
    assert find_version(*copies) == before
    assert len(before) == LENGTH
    assert int(before, 16) >= 0


CHANGES: dict[str, Callable[[Folders], object]] = {
    "other weights": lambda f: (f.nlp / "models/tagger/tagger.onnx").write_text("heavier"),
    "one word more": lambda f: (f.nlp / "components/speakers/lexicon/surnames.txt").write_text("Moor\nRenn"),
    "another target": lambda f: (f.targets / "clause.yaml").write_text("id: other"),
    "one target more": lambda f: (f.targets / "more.yml").write_text("id: more"),
    "no target": lambda f: (f.targets / "clause.yaml").unlink(),
    "other speakers": lambda f: (f.speakers / "people.yaml").write_text("people: [{}]"),
    "a target among the speakers": lambda f: (f.targets / "clause.yaml").rename(f.speakers / "clause.yaml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_decides_what_is_found_changes_the_version(folders: Folders, change: Callable[[Folders], object]) -> None:
    before = folders.find()
    change(folders)
    assert folders.find() != before


NO_CHANGES: dict[str, Callable[[Folders], object]] = {
    "a model card": lambda f: (f.nlp / "models/tagger/README.md").write_text("a better card"),
    "code whose meaning nobody said has changed": lambda f: (f.nlp / "components/speakers/words.py").write_text("c"),
    "notes": lambda f: (f.targets / "notes.md").write_text("more notes"),
    "only the time": lambda f: os.utime(f.targets / "clause.yaml", (1, 1)),
    "written anew": lambda f: (f.speakers / "people.yaml").write_text("people: []"),
}


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_decides_nothing_leaves_the_version(folders: Folders, change: Callable[[Folders], object]) -> None:
    before = folders.find()
    change(folders)
    assert folders.find() == before


def test_rules_that_find_other_things_are_another_version(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folders.find()
    monkeypatch.setattr(versions, "RULES", versions.RULES + 1)
    assert folders.find() != before


def test_a_folder_that_is_missing_is_another_rooms_error(folders: Folders, tmp_path: Path) -> None:
    assert find_version(tmp_path / "none", folders.speakers) != folders.find()


def test_a_file_is_read_once_for_as_long_as_it_stays_as_it_is(folders: Folders) -> None:
    folders.find()
    before = versions._hash_content.cache_info()
    folders.find()
    after = versions._hash_content.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (4, 0)


def test_nothing_is_loaded_to_find_the_version_of_what_ships() -> None:
    script = (
        "import sys; from pathlib import Path; from nlp.versions import find_version; "
        f"print(find_version(Path({str(SHIPPED / 'targets')!r}), Path({str(SHIPPED / 'speakers')!r}))); "
        "print(sorted({'spacy', 'onnxruntime', 'numpy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    version, loaded = done.stdout.splitlines()
    assert version == find_version(SHIPPED / "targets", SHIPPED / "speakers")
    assert loaded == "[]"
