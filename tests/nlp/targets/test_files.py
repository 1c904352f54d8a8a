"""A target file is read, or told what is wrong with it."""

from pathlib import Path

import pytest

from clausewatch.errors import TargetError
from nlp.components.targets import find_target, load_targets, read_target, synonym_groups

SHIPPED = Path(__file__).parents[3] / "nlp" / "targets"
GOOD = """
id: ferry-tax
name: Tax on ferries
proposition: Ferries should be taxed
keywords: [ferry tax]
examples:
  FAVOR: ["Tax the ferries."]
  AGAINST: ["Ferries must stay free of tax."]
"""


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_target_is_read_with_keys_of_other_meaning_passed_over(tmp_path: Path) -> None:
    target = read_target(write(tmp_path, GOOD + "notes: [anything, at all]\n"))
    assert (target.id, target.keywords) == ("ferry-tax", ("ferry tax",))
    assert target.labelled() == [("FAVOR", "Tax the ferries."), ("AGAINST", "Ferries must stay free of tax.")]


def test_shipped_targets_have_examples_enough() -> None:
    fewest = {target.id: min(map(len, target.examples.values())) for target in load_targets(SHIPPED)}
    assert fewest["encryption-clause"] >= 150
    assert fewest["age-assurance"] >= 30


def test_white_space_in_an_example_is_made_plain(tmp_path: Path) -> None:
    target = read_target(write(tmp_path, GOOD.replace("Tax the ferries.", "Tax   the ferries.")))
    assert target.examples["FAVOR"] == ("Tax the ferries.",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("keywords: [ferry tax]", "name: Again", "line 5: the key 'name' stands twice"),
        ("  AGAINST:", "  AGIANST:", "examples: unknown label 'AGIANST': write FAVOR, AGAINST, NONE"),
        ('  AGAINST: ["Ferries must stay free of tax."]\n', "", "only FAVOR has any"),
        ('["Tax the ferries."]', "[]", "only AGAINST has any"),
        ('["Tax the ferries."]', '["Ferries must stay free of tax."]', "stands under FAVOR and AGAINST"),
        ('["Tax the ferries."]', '[""]', "examples: FAVOR: number 1: is empty"),
        ("keywords: [ferry tax]", "keywords: []", "needs keywords or synonyms"),
        ("id: ferry-tax", "id: Ferry Tax", "id: must be small letters, digits and hyphens"),
        ("proposition: Ferries should be taxed", "", "proposition: is missing"),
        ("examples:", "examples: none\nother:", "examples: must be a mapping from FAVOR, AGAINST and NONE"),
        ('["Tax the ferries."]', "[a, we say: no]", "examples: FAVOR: number 2: is no text: put it in quotation marks"),
        ('["Tax the ferries."]', "No", "examples: FAVOR: must be a list"),
        ("keywords: [ferry tax]", "keywords: ferry tax", "keywords: must be a list"),
        ("keywords: [ferry tax]", "keywords: ['ferry tax ']", "keywords: number 1: must be words on one line"),
        ("id: ferry-tax", "id: [", "is not valid YAML: line"),
    ],
)
def test_what_is_wrong_is_told_by_file_key_and_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(TargetError, match=r"^a\.yaml: ") as caught:
        read_target(write(tmp_path, GOOD.replace(old, new)))
    assert reason in str(caught.value)


def test_what_is_wrong_with_the_whole_file_has_no_key(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"^a\.yaml: needs keywords or synonyms"):
        read_target(write(tmp_path, GOOD.replace("[ferry tax]", "[]")))


def test_a_list_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="must be a mapping"):
        read_target(write(tmp_path, "- id: a"))


def test_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"id: caf\xe9")
    with pytest.raises(TargetError, match="is not UTF-8 at byte 7"):
        read_target(path)


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="No such file"):
        read_target(tmp_path / "b.yaml")


def test_two_files_cannot_share_an_id(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "b.yml")
    with pytest.raises(TargetError, match=r"b\.yml: id: 'ferry-tax' is the id of a\.yaml, too"):
        load_targets(tmp_path)


def test_an_empty_folder_has_no_targets_and_a_missing_one_is_an_error(tmp_path: Path) -> None:
    assert load_targets(tmp_path) == ()
    with pytest.raises(TargetError, match="is no folder"):
        load_targets(tmp_path / "none")


def test_a_target_is_found_by_id_or_those_there_are_are_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    targets = load_targets(tmp_path)
    assert find_target(targets, "ferry-tax") is targets[0]
    with pytest.raises(TargetError, match="unknown target 'x': there are ferry-tax"):
        find_target(targets, "x")
    with pytest.raises(TargetError, match="no target files"):
        find_target((), "x")


def test_synonym_groups_of_all_targets_come_together(tmp_path: Path) -> None:
    write(tmp_path, GOOD + "synonyms: [[ferry, boat], [alone]]\n")
    write(tmp_path, GOOD.replace("ferry-tax", "bus-tax") + "synonyms: [[bus, coach]]\n", "b.yaml")
    assert synonym_groups(load_targets(tmp_path)) == (("ferry", "boat"), ("bus", "coach"))
