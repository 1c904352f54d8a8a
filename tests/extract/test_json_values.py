"""JSON to plain values: what a string may hold by escapes and is no text never gets further."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.extract.json_values import as_list, clean_value, load_json, one_line
from clausewatch.models import Document
from tests.extract.answers import BODY, extract, json_ld, make_page, respond
from tests.extract.items import make_debate, make_item, said

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def list_strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in [*value, *value.values()] for text in list_strings(item)]
    return [text for item in value for text in list_strings(item)] if isinstance(value, list) else []


@settings(max_examples=60)
@given(VALUES)
def test_every_string_of_a_loaded_value_can_be_written(value: Any) -> None:
    for text in list_strings(load_json(json.dumps(value))):
        assert text.encode().decode() == text
        assert "\x00" not in text


@settings(max_examples=60)
@given(VALUES)
def test_cleaning_keeps_the_shape_and_is_done_once(value: Any) -> None:
    cleaned = clean_value(value)
    assert type(cleaned) is type(value)
    assert clean_value(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a\\ud83d\\ude00b"', "a😀b"),
        ('"a\\ud83db"', "ab"),
        ('"a\\ude00\\ud83db"', "ab"),
        ('"a\\u0000b"', "ab"),
        ('"a\\\\ud83db"', "a\\ud83db"),
        ('"two\\nlines\\tand a tab"', "two\nlines\tand a tab"),
        ('"caf\\u00e9"', "café"),
        ('{"k\\ud83d": ["\\ud83d"]}', {"k": [""]}),
        ("12", 12),
        ("null", None),
    ],
)
def test_escapes_are_read_and_halves_of_pairs_left_out(text: str, value: object) -> None:
    assert load_json(text) == value


@pytest.mark.parametrize("text", ["", "{", '"\\ud8"', "nul", '{"a": 1,}', "1" * 5000])
def test_what_is_no_json_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        load_json(text)


@pytest.mark.parametrize(
    ("value", "found"), [(None, []), ([], []), ("a", ["a"]), (["a"], ["a"]), ({"a": 1}, [{"a": 1}]), (0, [0])]
)
def test_one_or_several_values_are_a_list(value: Any, found: list[Any]) -> None:
    assert as_list(value) == found


@pytest.mark.parametrize(
    ("value", "line"),
    [(" a \n b\u2003c ", "a b c"), ("", ""), (None, ""), (7, ""), (["a"], ""), ({"a": "b"}, ""), ("a\x00\ud800", "a")],
)
def test_a_string_is_one_line_and_nothing_else_is(value: object, line: str) -> None:
    assert one_line(value) == line


HALF = "Marsh \ud83d denies"


def read_titles() -> dict[str, Document]:
    described = make_page(json_ld(headline=HALF), body=BODY).replace("<h1>A debate</h1>", "")
    item = json.dumps(make_item(title=HALF))
    debate = json.dumps(make_debate(said("Lord Coldbrook (CB)", "One."), Title=HALF))
    front = '---\ntitle: "Marsh \\uD83D denies"\n---\n\n' + BODY.replace("<p>", "").replace("</p>", "\n\n")
    entity = make_page("<title>Marsh &#xD83D; denies</title>").replace("<h1>A debate</h1>", "")
    bodies = {"JSON-LD": described, "item": item, "debate": debate, "front matter": front, "entity": entity}
    return {name: extract(body, "https://www.gov.uk/api/content/x") for name, body in bodies.items()}


def test_half_a_pair_in_a_title_costs_no_document() -> None:
    for name, document in read_titles().items():
        assert document.title.replace("\ufffd ", "") == "Marsh denies", name
        assert len(document.version) == 20


@pytest.mark.parametrize("half", ["\\ud83d", "\\udfff", "\\u0000"])
def test_half_a_pair_anywhere_in_a_description_costs_nothing(half: str) -> None:
    described = json_ld(
        author={"@type": "Person", "name": f"Ada{half} Moor", "jobTitle": f"head{half}"},
        articleBody=f"{half} words " * 80,
        datePublished=f"2023-05-02{half}",
    ).replace("\\\\u", "\\u")
    document = extract(make_page(described), kind="official", organisation="Quillchat", category="platform")
    assert document.authors == ("Ada Moor",)
    assert document.model_dump_json().encode()
    assert document.record is not None
    assert document.record.role == "head"


def test_control_characters_in_the_body_of_an_item_are_no_text() -> None:
    item = json.dumps(make_item(details={"body": "<p>One\u0000 and\ud800 two and three.</p>"}))
    assert "\\u0000" in item
    document = extract(respond(item).body, "https://www.gov.uk/api/content/x")
    assert document.text == "One and two and three."
