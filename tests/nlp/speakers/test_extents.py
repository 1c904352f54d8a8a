"""Sources that reach further than they were marked."""

import pytest

from nlp.components.speakers.extents import grow_source
from tests.nlp.speakers.test_scene import set_scene


def grow(marked: str) -> str:
    """The source grown; `[` and `]` stand around what was marked."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return text[slice(*grow_source(set_scene(text), start, end))]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("said [Professor] Ada Moor.", "Professor Ada Moor"),
        ("[The founder of Lantern Chat], Ada Moor, said", "The founder of Lantern Chat, Ada Moor"),
        ("[The founder of Lantern Chat,] Ada Moor, said", "The founder of Lantern Chat, Ada Moor"),
        ("[Its policy manager], Dr Ada Moor, said", "Its policy manager, Dr Ada Moor"),
        ("[An open letter] signed by Parley and Whistle said", "An open letter signed by Parley and Whistle"),
        ("[An open letter] by Parley, Whistle and Comreg said", "An open letter by Parley, Whistle and Comreg"),
        ("[A statement], issued by Parley, said", "A statement, issued by Parley"),
        ("[A poll by] Comreg found", "A poll by Comreg"),
        ("Open Hands, [a charity,] said", "Open Hands, a charity,"),
        ("But Open Hands, [a charity], said", "But Open Hands, a charity"[4:]),
        ("Dr Ada Moor, [a baker,] said", "Dr Ada Moor, a baker,"),
        (
            "My hon. Friend the Member for Brigg and [Holt (Ada Moor)] said",
            "My hon. Friend the Member for Brigg and Holt (Ada Moor)",
        ),
        ("The right hon. Member for [Holt (Mr Moor)] said", "The right hon. Member for Holt (Mr Moor)"),
    ],
)
def test_a_source_grows_by_the_name_beside_it(marked: str, source: str) -> None:
    assert grow(marked) == source


@pytest.mark.parametrize(
    "marked",
    [
        "[Ada Moor], Tom Quarles and others said",
        "[The founder] met Ada Moor",
        "[The founder], she said",
        "[The street], Ada Moor said",
        "[The founder of it, Tom Quarles,] Ada Moor said",
        "[An open letter] said that Parley was late",
        "[An open letter] by nobody said",
        "[Parley] by Whistle",
        "[A poll by] nobody",
        "He met Open Hands, [a charity,] said",
        "Open Hands, [a charity] said no",
        "Open Hands, [she,] said",
        "The mill at Brigg and [Holt (Mr Moor)] said",
        "The hon. Member for Brigg and [Holt] said",
    ],
)
def test_a_source_stays_where_the_next_name_is_somebody_else(marked: str) -> None:
    assert grow(marked) == marked[marked.index("[") + 1 : marked.index("]")]


def test_what_stands_far_off_is_not_taken() -> None:
    far = " and".join([" x"] * 60)
    assert grow(f"[A poll by] somebody{far} Comreg found") == "A poll by"
