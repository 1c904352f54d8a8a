"""A turn of a transcript lasts until its paragraph ends; anything else is left as it was found."""

import time

import pytest

from nlp.components.quotations.turns import MOST_TURN, Passage, complete_turns


def find(text: str, *turns: tuple[str, str]) -> list[Passage]:
    """A passage for each name and content, with the colon after the name as its cue."""
    found, at = [], 0
    for name, content in turns:
        source = text.index(name, at)
        colon = text.index(":", source + len(name))
        start = text.index(content, colon)
        at = start + len(content)
        found.append(Passage(((start, at),), ((source, source + len(name)),), ((colon, colon + 1),)))
    return found


def complete(text: str, *turns: tuple[str, str]) -> list[list[str]]:
    return [[text[a:b] for a, b in one.content] for one in complete_turns(text, find(text, *turns))]


@pytest.mark.parametrize(
    "text",
    [
        "MOOR: It is out. I saw it.\n\nHALE: So did I. Twice.",
        "Q1 MOOR: It is out. I saw it.\n\nQ2 HALE: So did I. Twice.",
        "- MOOR : It is out. I saw it.  \n- HALE: So did I. Twice.\n",
        "**MOOR:** It is out. I saw it.\n\n**HALE:** So did I. Twice.\n\nIt rained.",
        '"MOOR: It is out. I saw it.\n\n"HALE: So did I. Twice.',
    ],
)
def test_what_was_left_of_a_turn_is_added(text: str) -> None:
    assert complete(text, ("MOOR", "It is out"), ("HALE", "So did I")) == [
        ["It is out. I saw it."],
        ["So did I. Twice."],
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param("MOOR: It is out. I saw it.", (("MOOR", "It is out"),), id="one turn is no transcript"),
        pytest.param(
            "Then MOOR: It is out. I saw it.\n\nThen HALE: So did I. Twice.",
            (("MOOR", "It is out"), ("HALE", "So did I")),
            id="words stand before the name",
        ),
        pytest.param(
            "MOOR: “It is out.” It rained.\n\nHALE: “So did I.” It snowed.",
            (("MOOR", "“It is out.”"), ("HALE", "“So did I.”")),
            id="the words have marks",
        ),
        pytest.param(
            "MOOR: Well, it is out. I saw it.\n\nHALE: Well, so did I. Twice.",
            (("MOOR", "it is out"), ("HALE", "so did I")),
            id="other words follow the colon",
        ),
        pytest.param(
            f"MOOR: It is out. {'I saw it. ' * MOST_TURN}\n\nHALE: So did I. {'Twice. ' * MOST_TURN}",
            (("MOOR", "It is out"), ("HALE", "So did I")),
            id="the lines are lost",
        ),
    ],
)
def test_what_is_no_turn_is_left(text: str, turns: tuple[tuple[str, str], ...]) -> None:
    assert complete(text, *turns) == [[content] for _, content in turns]


def test_a_verb_as_a_cue_opens_no_turn() -> None:
    text = "Moor said: It is out. I saw it.\n\nHale said: So did I. Twice."
    passages = [
        Passage(((11, 20),), ((0, 4),), ((5, 10),)),
        Passage(((44, 52),), ((33, 37),), ((38, 42),)),
    ]
    assert list(complete_turns(text, passages)) == passages


def test_a_turn_ends_where_its_paragraph_or_the_text_ends() -> None:
    text = "MOOR: It is out.\nIt rained.\n\nHALE: So did I"
    assert complete(text, ("MOOR", "It is"), ("HALE", "So")) == [["It is out."], ["So did I"]]


def test_parts_in_one_paragraph_become_one_and_later_ones_stay() -> None:
    text = "MOOR: It is out. I saw it. It was lit.\n\nThe oil is gone.\n\nHALE: So did I."
    moor, hale = find(text, ("MOOR", "It is out"), ("HALE", "So did I"))
    parts = tuple((text.index(words), text.index(words) + len(words)) for words in ("It was lit", "The oil is gone"))
    turn = Passage((*moor.content, *parts), moor.source, moor.cue)
    first, second = complete_turns(text, [turn, hale])
    assert [text[a:b] for a, b in first.content] == ["It is out. I saw it. It was lit.", "The oil is gone"]
    assert [text[a:b] for a, b in second.content] == ["So did I."]


def test_what_is_reported_within_a_turn_is_kept() -> None:
    text = "MOOR: It is out. Hale said it was lit. So it goes.\n\nHALE: So did I."
    moor, hale = find(text, ("MOOR", "It is out"), ("HALE", "So did I"))
    start = text.index("it was lit")
    reported = Passage(((start, start + 10),), ((17, 21),), ((22, 26),))
    made = list(complete_turns(text, [moor, reported, hale]))
    assert made[1] == reported
    assert [text[a:b] for a, b in made[0].content] == ["It is out. Hale said it was lit. So it goes."]


def test_many_turns_take_linear_time() -> None:
    text = "M: It is out. I saw.\n" * 20_000
    passages = [Passage(((at + 3, at + 12),), ((at, at + 1),), ((at + 1, at + 2),)) for at in range(0, len(text), 21)]
    begun = time.process_time()
    assert all(one.content[0][1] - one.content[0][0] == 17 for one in complete_turns(text, passages))
    assert time.process_time() - begun < 5
