"""Names as official records give them."""

import pytest

from nlp.components.speakers.records import strip_styles


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("The Rt Hon Ada Moor MP", "Ada Moor"),
        ("Rt Hon. Ada Moor", "Ada Moor"),
        ("The Right Honourable Dame Ada Moor DBE MP", "Dame Ada Moor"),
        ("Hon Ada Moor", "Ada Moor"),
        ("Ada Moor OBE", "Ada Moor"),
        ("Lord Moor of Wick", "Lord Moor of Wick"),
        ("Ada Honeymoor", "Ada Honeymoor"),
    ],
)
def test_styles_and_letters_are_no_part_of_a_name(given: str, name: str) -> None:
    assert strip_styles(given) == name
