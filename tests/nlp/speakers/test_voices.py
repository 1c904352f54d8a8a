"""Spokespeople and sources that are letters and reports: whose words they are."""

from typing import Any

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, find_speaker, find_speakers

RESOLVER = Resolver(load_registry(REGISTRY))


@pytest.mark.parametrize(
    "source",
    [
        "A Home Ministry spokesperson",
        "a Home Ministry spokeswoman",
        "Home Ministry spokespeople",
        "The spokesman for the Home Ministry",
        "a spokesman at the Home Ministry",
        "a spokesman from the Home Ministry",
        "The Home Ministry’s spokesperson",
        "a spokesperson for the Home Minister",
        "a Home Ministry spokesperson, who asked for time,",
    ],
)
def test_a_spokesperson_speaks_for_the_body_beside_the_word(source: str) -> None:
    found = find_speaker(RESOLVER, f"{{s1:{source}}} said {{c1:it was late}}.")
    assert (found.id, found.kind, found.role) == ("home-ministry", "organisation", "spokesperson")
    assert found.resolved_by == "spokesperson"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Comreg wrote to Bluefern. {s1:A spokesperson for the regulator} said {c1:no}.", "Comreg"),
        ("Parley left. It rained. {s1:A spokesperson} said {c1:no}.", "Parley"),
        ("{s1:A company spokesperson} said {c1:no}. It rained.", "company spokesperson"),
        ("{s1:A spokesperson} said {c1:no}.", "unnamed spokesperson"),
        ("Parley left. {s1:A source close to the spokesman} said {c1:no}.", "source close to the spokesman"),
    ],
    ids=["noun", "named-last", "no-body", "nobody", "source"],
)
def test_a_spokesperson_without_a_name_beside_speaks_for_the_body_known(text: str, name: str) -> None:
    assert find_speaker(RESOLVER, text).name == name


@pytest.mark.parametrize(
    ("record", "identifier", "name"),
    [
        ({"name": "Comreg", "kind": "organisation"}, "comreg", "Comreg"),
        ({"name": "Eel Watch", "kind": "organisation"}, None, "Eel Watch"),
        ({"name": "Ruth Pell", "organisation": "Comreg"}, "comreg", "Comreg"),
        ({"name": "Ruth Pell", "organisation": "Eel Watch"}, None, "Eel Watch"),
    ],
    ids=["body", "unknown-body", "person-of-body", "person-of-unknown-body"],
)
def test_on_an_official_page_a_spokesperson_speaks_for_its_body(
    record: dict[str, Any], identifier: str | None, name: str
) -> None:
    text = "It rained. {s1:A spokesperson} said {c1:no}."
    found = find_speaker(RESOLVER, text, kind="official", record=record)
    assert (found.id, found.name, found.kind) == (identifier, name, "organisation")
    assert found.role == "spokesperson"


def test_a_voice_may_go_on_as_she_or_they() -> None:
    text = "{s1:A Parley spokeswoman} said {c1:no}. {s2:She} added {c2:it was late}. {s3:They} left {c3:it}."
    assert [speaker.id for speaker in find_speakers(RESOLVER, text).values() if speaker] == ["parley"] * 3


def test_a_spokesman_is_no_she() -> None:
    text = "{s1:A Parley spokesman} said {c1:no}. {s2:She} added {c2:it was late}."
    assert find_speakers(RESOLVER, text)[2] is None


@pytest.mark.parametrize(
    ("source", "identifier"),
    [
        ("The Lantern Trust’s report", "lantern-trust"),
        ("A report by Lantern Trust", "lantern-trust"),
        ("A letter from the Lantern Trust", "lantern-trust"),
        ("Lantern Trust research", "lantern-trust"),
        ("Mina Hale’s letter", "mina-hale"),
        ("The letter, sent by Mina Hale,", "mina-hale"),
        ("The Premier’s letter", None),
    ],
)
def test_a_paper_with_an_author_is_the_authors_words(source: str, identifier: str | None) -> None:
    (found,) = find_speakers(RESOLVER, f"{{s1:{source}}} says {{c1:it is late}}.").values()
    assert (found.id if found else None) == identifier
    assert found is None or (found.resolved_by == "document" and found.confidence <= 0.6)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("{s1:Mina Hale} spoke {c1:well}. {s2:Her letter} says {c2:no}.", "mina-hale"),
        ("{s1:Otto Brandt} spoke {c1:well}. {s2:Her letter} says {c2:no}.", None),
        ("{s1:Parley} spoke {c1:well}. {s2:Its report} says {c2:no}.", "parley"),
        ("{s1:Parley} spoke {c1:well}. {s2:The statement} says {c2:no}.", "parley"),
        ("{s1:Critics} spoke {c1:well}. {s2:The statement} says {c2:no}.", None),
        ("{s1:Parley} spoke {c1:well}. {s2:The survey} says {c2:no}.", None),
        ("{s1:Parley} spoke {c1:well}. " + "It rained. " * 10 + "{s2:The statement} says {c2:no}.", None),
    ],
    ids=["her", "no-her", "its", "statement", "collective", "survey", "far"],
)
def test_a_paper_without_an_author_beside_it_is_by_whom_the_text_says(text: str, identifier: str | None) -> None:
    found = find_speakers(RESOLVER, text)[2]
    assert (found.id if found else None) == identifier


@pytest.mark.parametrize("source", ["Statement Moor", "Ruth Page", "Tom Law", "Comment Is Free"])
def test_a_surname_that_is_a_word_for_a_paper_is_a_name(source: str) -> None:
    assert find_speakers(RESOLVER, f"{{s1:{source}}} says {{c1:it is late}}.")[1] is not None


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("{s1:Parley and Whistle} said {c1:no}.", ["Parley", "Whistle"]),
        ("{s1:Parley, Whistle and the Lantern Trust} said {c1:no}.", ["Parley", "Whistle", "Lantern Trust"]),
        ("{s1:Mina Hale and Parley} said {c1:no}.", ["Mina Hale", "Parley"]),
        ("{s1:Parley and Parley} said {c1:no}.", ["Parley"]),
        ("{s1:Apps including Parley} said {c1:no}.", ["Parley"]),
        ("{s1:Parley & Whistle} said {c1:no}.", ["Parley", "Whistle"]),
        ("{s1:Ruth Pell (Green) and Tom Quarles (Blue)} said {c1:no}.", ["Ruth Pell", "Tom Quarles"]),
        ("{s1:Parley as well as Whistle} said {c1:no}.", ["Parley", "Whistle"]),
    ],
    ids=["two", "three", "mixed", "twice", "examples", "ampersand", "parties", "as-well-as"],
)
def test_a_list_is_a_collective_of_its_members(text: str, members: list[str]) -> None:
    found = find_speaker(RESOLVER, text)
    assert (found.kind, list(found.members), found.id) == ("collective", members, None)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mina Hale of Parley", "Mina Hale"),
        ("Mina Hale, of Parley,", "Mina Hale"),
        ("Mina Hale, head of the Lantern Trust", "Mina Hale"),
        ("Parley (a firm)", "Parley"),
        ("Parley, not Whistle,", "Parley"),
    ],
)
def test_two_names_of_which_one_only_describes_the_other_are_no_list(source: str, name: str) -> None:
    found = find_speaker(RESOLVER, f"{{s1:{source}}} said {{c1:no}}.")
    assert (found.name, found.members) == (name, ())


def test_a_list_has_the_category_that_all_its_members_share() -> None:
    assert find_speaker(RESOLVER, "{s1:Parley and Whistle} said {c1:no}.").category == "platform"
    assert find_speaker(RESOLVER, "{s1:Parley and Comreg} said {c1:no}.").category == "other"
