"""YAML that says what is wrong with it."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.strict_yaml import read_yaml

PLAIN = st.none() | st.booleans() | st.integers() | st.text(alphabet="abc: -#'\"é🚀\n", max_size=12)
CONTENT = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner))


@settings(max_examples=60, deadline=None)
@given(CONTENT)
def test_what_plain_yaml_reads_is_read_alike(content: object) -> None:
    written = yaml.safe_dump(content, allow_unicode=True)
    assert read_yaml(written) == content


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a: 1\na: 2", 2, id="at the top"),
        pytest.param("a:\n  b: 1\n  c: 2\n  b: 3", 4, id="within a mapping"),
        pytest.param("- a: 1\n- {a: 1, b: 2, a: 3}", 2, id="within a list"),
        pytest.param('a: 1\n"a": 2', 2, id="once in quotation marks"),
        pytest.param("? a\n: 1\n? a\n: 2", 3, id="written the long way"),
    ],
)
def test_a_key_that_stands_twice_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(yaml.YAMLError, match=r"the key '[ab]' stands twice") as caught:
        read_yaml(text)
    assert caught.value.problem_mark.line + 1 == line  # type: ignore[attr-defined]


def test_the_same_key_in_two_mappings_is_no_repeat() -> None:
    assert read_yaml("a: {x: 1}\nb: {x: 2}") == {"a": {"x": 1}, "b": {"x": 2}}


def test_a_mapping_may_take_over_another_and_change_it() -> None:
    assert read_yaml("one: &one {x: 1, y: 2}\nother: {<<: *one, y: 3}")["other"] == {"x": 1, "y": 3}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("since: 2023-13-45", id="a day that is none"),
        pytest.param("number: 0x_", id="a number without digits"),
        pytest.param("sure: !!bool maybe", id="a truth that is none"),
        pytest.param("at: !!timestamp noon", id="a time that is none"),
        pytest.param("number: !!int ''", id="a number of nothing"),
        pytest.param("share: !!float many", id="a share that is none"),
        pytest.param("run: !!python/object/apply:os.getcwd []", id="a call of Python"),
        pytest.param("? [a, b]\n: c", id="a list as a key"),
        pytest.param("a: [", id="a list that is never closed"),
        pytest.param("a: *nowhere", id="a reference to nothing"),
        pytest.param("a: 1\n\tb: 2", id="a tab"),
        pytest.param("[" * 2000, id="lists without end"),
        pytest.param("a: 1\n---\nb: 2", id="two documents"),
    ],
)
def test_what_is_wrong_is_a_yaml_error(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml(text)


@pytest.mark.parametrize("text", ["", "# nothing but a note", "---"])
def test_nothing_is_none(text: str) -> None:
    assert read_yaml(text) is None
