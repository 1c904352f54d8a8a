"""Sources and cues as a careless tagger may cut them, and sources of hostile length."""

import time

import pytest

from nlp.attribution import Attribution
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, find_speakers

RESOLVER = Resolver(load_registry(REGISTRY))


def indirect(content: tuple[int, int], source: tuple[int, int] | None, cue: tuple[int, int] | None) -> Attribution:
    return Attribution(
        kind="indirect", content=(content,), source=(source,) if source else (), cue=(cue,) if cue else ()
    )


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        ("Ruth Pell said no.   ", (15, 17), None, (18, 20)),
        ("Ruth Pell said no.", (15, 17), (9, 10), None),
        ("Ruth Pell said no.", (15, 17), (0, 10_000), None),
        ("Ruth Pell said no.", (0, 18), (0, 18), (0, 18)),
        ("\n\n\n", (0, 1), (1, 2), (2, 3)),
        ("😀😀😀", (0, 1), (1, 2), (2, 3)),
        ("“”", (0, 1), (1, 2), None),
    ],
    ids=["blank-cue", "blank-source", "beyond-the-end", "all-one", "lines", "signs", "marks"],
)
def test_a_span_without_words_or_beyond_the_text_is_no_error(
    text: str, content: tuple[int, int], source: tuple[int, int] | None, cue: tuple[int, int] | None
) -> None:
    (found,) = RESOLVER.resolve(text, [indirect(content, source, cue)])
    assert found.speaker is None or found.speaker.name == "Ruth Pell"


@pytest.mark.parametrize(
    "source",
    [
        "Parley, " * 5_000,
        "Parley and " * 5_000,
        "such as Parley " * 3_000,
        "the head of " * 5_000,
        "(Ruth Pell) " * 3_000,
        "who " * 10_000,
        "the the " * 5_000,
        "’s " * 10_000,
        "a third of " * 3_000,
        "Mr Mrs Dr " * 3_000,
        "under secretary " * 3_000,
    ],
    ids="commas ands examples of brackets who articles endings thirds titles roles".split(" "),  # noqa: SIM905
)
def test_a_source_of_any_length_takes_little_time(source: str) -> None:
    begun = time.process_time()
    for _ in range(3):
        find_speakers(RESOLVER, f"{{s1:{source}}} said {{c1:no}}.")
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ruth", "Ruth Pell"),
        ("Pell", "Ruth Pell"),
        ("h Pell", "Ruth Pell"),
        ("Ruth Pell,", "Ruth Pell"),
        ("Ruth Pell said", "Ruth Pell"),
        ("because Ruth Pell", "Ruth Pell"),
    ],
)
def test_a_source_that_is_cut_too_short_or_long_is_still_the_person(source: str, name: str) -> None:
    text = "It was because Ruth Pell, said no."
    text = text.replace(", said", " said") if "said" in source else text
    start = text.index(source)
    (found,) = RESOLVER.resolve(text, [indirect((len(text) - 3, len(text) - 1), (start, start + len(source)), None)])
    assert found.speaker is not None
    assert found.speaker.name == name


def test_thousands_of_attributions_to_unnamed_sources_take_linear_time() -> None:
    text = "The company said no. A man said so. The regulator said why. " * 700
    spans = [n for n in range(len(text)) if text.startswith(("The company", "A man", "The regulator"), n)]
    begun = time.process_time()
    found = RESOLVER.resolve(text + "Parley met Comreg.", [indirect((n, n + 3), (n, n + 5), None) for n in spans])
    assert len(found) == 2_100
    assert time.process_time() - begun < 15


def test_a_handle_is_the_name_whatever_space_is_cut_along_with_it() -> None:
    text = "“Bong,” tweeted @sleepless_eel  today."
    start = text.index("sleepless")
    for end in (start + 13, start + 14, start + 15):
        (found,) = RESOLVER.resolve(text, [indirect((0, 6), (start, end), None)])
        assert found.speaker is not None
        assert (found.speaker.name, found.speaker.kind) == ("@sleepless_eel", "person")
