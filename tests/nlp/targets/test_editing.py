"""Examples are added to a target file, and every other character stays."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.errors import TargetError
from clausewatch.settings import SHIPPED
from nlp.components.targets import read_target
from nlp.components.targets.editing import add_examples, change_target, write_change, write_quoted
from nlp.components.targets.files import parse_target

HEAD = """# who looks after this
id: bridge
name: A bridge
proposition: >-
  Build a
  bridge
keywords: [bridge]  # more?
"""
BLOCK = f"""{HEAD}examples:
  # those who want it
  FAVOR:
    - Build it now.  # the first
    - 'It''s time.'   # the last

  AGAINST:
  - "Do not build it."
  - >-
    Leave the
    bay alone.


# the end
"""
FLOW = (
    HEAD + "examples: {FAVOR: [Build it now.], AGAINST: [Leave it,\n  # a note\n  Stop it.  # another\n ], NONE: []}\n"
)


def added(old: str, new: str) -> list[str]:
    """The lines of the new text that the old one has not; nothing of the old one is missing."""
    rest = iter(new.splitlines(keepends=True))
    extra = []
    for line in old.splitlines(keepends=True):
        for found in rest:
            if found == line:
                break
            extra.append(found)
        else:
            pytest.fail(f"lost: {line!r}")
    return [*extra, *rest]


def test_a_block_list_grows_at_its_end_in_its_own_column() -> None:
    new = add_examples("f", BLOCK, {"FAVOR": ["We want it."], "AGAINST": ["No: never.", 'Say "no".']})
    assert added(BLOCK, new) == ['    - "We want it."\n', '  - "No: never."\n', '  - "Say \\"no\\"."\n']
    assert '# the last\n    - "We want it."\n\n  AGAINST' in new
    assert 'bay alone.\n  - "No: never."' in new
    assert parse_target("f", new).examples["AGAINST"][-2:] == ("No: never.", 'Say "no".')


def test_a_list_in_brackets_grows_before_what_follows_its_last_text() -> None:
    new = add_examples("f", FLOW, {"FAVOR": ["We want it."], "AGAINST": ["No."], "NONE": ["It rained.", "It snowed."]})
    assert new == (
        HEAD + 'examples: {FAVOR: [Build it now., "We want it."], AGAINST: [Leave it,\n  # a note\n'
        '  Stop it., "No."  # another\n ], NONE: ["It rained.", "It snowed."]}\n'
    )


def test_a_label_that_was_not_there_comes_last() -> None:
    new = add_examples("f", BLOCK, {"NONE": ["It rained."], "AGAINST": ["No."]})
    assert added(BLOCK, new) == ['  - "No."\n', "  NONE:\n", '    - "It rained."\n']
    assert parse_target("f", new).examples["NONE"] == ("It rained.",)
    flow = FLOW.replace(", NONE: []", "")
    assert add_examples("f", flow, {"NONE": ["x y"]}).endswith(' ], NONE: ["x y"]}\n')


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_keeps_its_line_ends_and_may_lack_the_last(tmp_path: Path, end: str) -> None:
    path = tmp_path / "bridge.yaml"
    text = BLOCK.partition("  - >-")[0].rstrip().replace("\n", end)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    write_change(path, change_target(path, {"AGAINST": ["No."]}))
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.encode() + f'{end}  - "No."'.encode()


def test_a_shipped_file_grows_by_one_line_a_text() -> None:
    for path in sorted((SHIPPED / "targets").glob("*.yaml")):
        change = change_target(path, {"FAVOR": ["We want it, I say."], "NONE": ["It rained here."]})
        assert added(change.old, change.new) == ['    - "We want it, I say."\n', '    - "It rained here."\n']
        assert [line for line in change.show(path.name) if line.startswith("+ ")] == [
            '+    - "We want it, I say."', '+    - "It rained here."',
        ]  # fmt: skip


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: " ".join(text.split()))


@given(WORDS.filter(bool), st.sampled_from([BLOCK, FLOW]))
def test_any_text_is_read_as_it_was(text: str, file: str) -> None:
    new = add_examples("f", file, {"FAVOR": [text]})
    before, after = parse_target("f", file), parse_target("f", new)
    assert after == before.model_copy(
        update={"examples": {**before.examples, "FAVOR": (*before.examples["FAVOR"], text)}}
    )


def test_what_yaml_does_not_take_is_written_by_its_number() -> None:
    assert write_quoted("a\x7fb\u2028c\ufeff“é😀”\\") == '"a\\u007fb\\u2028c\\ufeff“é😀”\\\\"'


@pytest.mark.parametrize(
    "examples",
    [
        pytest.param("examples: &all {FAVOR: &one [Yes.], AGAINST: [No.]}\nother: *all\n", id="used elsewhere"),
        pytest.param("examples: {FAVOR: [Yes.], AGAINST: [No.]}\n", id="plain"),
    ],
)
def test_a_list_that_is_used_elsewhere_may_grow(tmp_path: Path, examples: str) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(HEAD + examples)
    assert '[Yes., "Aye."]' in change_target(path, {"FAVOR": ["Aye."]}).new


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "kept: &kept {FAVOR: [Yes.], AGAINST: [No.]}\n<<: {examples: *kept}\n", "stands in the file itself"
        ),
        pytest.param("examples: {FAVOR: &yes [Yes.], NONE: [Yes., So.], <<: {AGAINST: [No.]}}\n", "stands under"),
        pytest.param("examples: {FAVOR: [Yes.], <<: {AGAINST: [No.]}}\n", "other examples would change"),
    ],
)
def test_a_file_that_is_written_otherwise_is_left_alone(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(HEAD + text)
    with pytest.raises(TargetError, match=told):
        change_target(path, {"AGAINST": ["Never."]})
    assert path.read_text() == HEAD + text


def test_writing_keeps_the_rights_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(BLOCK)
    path.chmod(0o640)
    write_change(path, change_target(path, {"FAVOR": ["We want it."]}))
    assert read_target(path).examples["FAVOR"][-1] == "We want it."
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(BLOCK)
    change = change_target(path, {"FAVOR": ["We want it."]})
    path.write_text(FLOW)
    with pytest.raises(TargetError, match="changed meanwhile"):
        write_change(path, change)
    assert path.read_text() == FLOW


def test_a_file_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bridge.yaml"
    path.write_text(BLOCK)
    change = change_target(path, {"FAVOR": ["We want it."]})

    # As on a file system that is mounted read-only, which root, too, cannot write to.
    def refuse(source: Path, target: Path) -> Path:
        del source, target
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TargetError, match=r"Read-only file system\); copy the folder of targets and name the copy"):
        write_change(path, change)
    assert path.read_text() == BLOCK
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one_and_its_file_is_changed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path, link = tmp_path / "real" / "bridge.yaml", tmp_path / "link.yaml"
    path.write_text(BLOCK)
    link.symlink_to(path)
    write_change(link, change_target(link, {"FAVOR": ["We want it."]}))
    assert link.is_symlink()
    assert "We want it." in path.read_text()
