"""People and bodies by their nouns, and offices by the day."""

from pathlib import Path
from typing import Any

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, find_speaker, find_speakers

RESOLVER = Resolver(load_registry(REGISTRY))


def name_of(text: str, number: int = 1, **facts: Any) -> str | None:
    speaker = find_speakers(RESOLVER, text, **facts)[number]
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Ruth Pell, a nurse, left.", "The nurse", "Ruth Pell"),
        ("Nurse Ruth Pell left.", "The nurse", "Ruth Pell"),
        ("Ruth Pell, a nurse, left.", "A nurse", "unnamed nurse"),
        ("Ruth Pell, a nurse, left.", "The doctor", "unnamed doctor"),
        ("Ruth Pell, a night nurse, met Ada Moor, a day nurse.", "The day nurse", "Ada Moor"),
        ("Tom Quarles, a businessman, met Ruth Pell, a judge.", "The businessman", "Tom Quarles"),
        ("Sen. Tom Quarles met Gov. Ruth Pell.", "The governor", "Ruth Pell"),
        ("Mina Hale left.", "The chief executive", "Mina Hale"),
        ("Mina Hale met Otto Brandt.", "The head of Whistle", "Otto Brandt"),
        ("Ada Thorne left.", "The minister", "Ada Thorne"),
        ("Ruth Pell sang.", "The 34-year-old", "Ruth Pell"),
        ("Ruth Pell sang.", "The star", "Ruth Pell"),
        ("Ruth Pell, a nurse, sang.", "The star", "unnamed star"),
    ],
)
def test_a_person_by_a_noun_is_the_one_of_whom_the_text_said_it(before: str, source: str, name: str) -> None:
    assert name_of(f"{before} {{s1:{source}}} said {{c1:it was late}}.") == name


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Parley met Comreg.", "The company", "Parley"),
        ("Parley met Comreg.", "The regulator", "Comreg"),
        ("Bluefern, a bakery firm, met Comreg.", "The firm", "Bluefern"),
        ("The Corve Eel Guild met Comreg.", "The guild", "Corve Eel Guild"),
        ("Corve Bank met Holt Bank. Holt Bank left.", "The bank", "Holt Bank"),
        ("Corve Bank left.", "A bank", "unnamed bank"),
        ("Corve Bank left.", "The firm", "Corve Bank"),
        ("Bluefern Ltd left.", "The company", "Bluefern Ltd"),
        ("Ruth Pell, head of Bluefern, left.", "Her firm", "Bluefern"),
        ("Mina Hale left.", "Her company", "Parley"),
        ("Mina Hale left.", "Ms Hale’s company", "Parley"),
        ("Ruth Pell left.", "Her firm", "firm"),
    ],
)
def test_a_body_by_a_noun_is_the_one_that_is_called_so(before: str, source: str, name: str) -> None:
    assert name_of(f"{before} {{s1:{source}}} said {{c1:it was late}}.") == name


@pytest.mark.parametrize(
    ("source", "day", "identifier", "confidence"),
    [
        ("The Signals Secretary", "2021-01-01", "ada-thorne", 0.85),
        ("The signals secretary", "2021-01-01", "ada-thorne", 0.85),
        ("The Signals Secretary", "2023-05-10", "ben-okafor", 0.85),
        ("The Signals Secretary", "2019-05-10", None, None),
        ("The Home Minister", "2023-05-10", "ada-thorne", 0.85),
        ("The Home Minister", "2024-05-10", None, None),
        ("The then Signals Secretary", "2023-05-10", "ada-thorne", 0.5),
        ("The then Signals Secretary", "2021-05-10", None, None),
        ("A former Signals Secretary", "2023-05-10", None, None),
        ("The Shadow Signals Secretary", "2023-05-10", None, None),
    ],
)
def test_an_office_is_whoever_held_it_on_the_day(
    source: str, day: str, identifier: str | None, confidence: float | None
) -> None:
    found = find_speaker(RESOLVER, f"{{s1:{source}}} said {{c1:it was late}}.", day=day)
    assert (found.id, found.kind) == (identifier, "person")
    assert confidence in (None, found.confidence)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Thorne was there. {s1:The former Signals Secretary} said {c1:no}.", "Ada Thorne"),
        ("Ada Thorne was there. {s1:The Signals Secretary} said {c1:no}.", "Ben Okafor"),
        ("Ada Thorne met Ben Okafor. {s1:The former Signals Secretary} said {c1:no}.", "Ada Thorne"),
        ("Ben Okafor was there. {s1:The former Signals Secretary} said {c1:no}.", "former Signals Secretary"),
        ("{s1:The Signals Secretary, Ruth Pell,} said {c1:no}.", "Ruth Pell"),
        ("{s1:An adviser to the Signals Secretary} said {c1:no}.", "adviser to the Signals Secretary"),
        ("Canada and Ottawa waited. {s1:The Signals Secretary} said {c1:no}.", "Signals Secretary"),
        ("Signals Secretary Ruth Pell came. {s1:The Signals Secretary} said {c1:no}.", "Ruth Pell"),
    ],
    ids=["former", "now", "former-of-two", "not-former", "apposition", "adviser", "abroad", "contradiction"],
)
def test_an_office_and_who_else_the_text_names(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize("source", ["The bridge", "Rain", "The plan", "42", "Yes", "The weather in Corve"])
def test_a_thing_says_nothing(source: str) -> None:
    found = find_speakers(RESOLVER, f"{{s1:{source}}} said {{c1:it was late}}.")[1]
    assert found is None or found.kind == "organisation"
    assert found is None or found.confidence <= 0.7


@pytest.mark.parametrize(
    ("source", "category"),
    [
        ("A Comreg official", "regulator"),
        ("A senior Home Ministry official", "government"),
        ("A source at Parley", "platform"),
        ("A professor of law", "expert"),
        ("A Labour peer", "parliament"),
        ("A baker", "other"),
    ],
)
def test_somebody_unnamed_has_the_category_of_their_body_or_words(source: str, category: str) -> None:
    assert find_speaker(RESOLVER, f"{{s1:{source}}} said {{c1:no}}.").category == category


@pytest.mark.parametrize(
    ("content", "source", "known"),
    [
        ("{c1:It was late}", "\n– {s1:Ruth Pell}", True),
        ("{c1:It was late}", ", {s1:Ruth Pell}", True),
        ("{c1:It was late}.", "\n\nIt rained on {s1:Ruth Pell}.", False),
        ("{c1:It was late}.", "\n\n{q1:said} {s1:Ruth Pell}.", True),
    ],
    ids=["signature", "same-paragraph", "words-between", "with-a-cue"],
)
def test_a_source_in_a_later_paragraph_is_the_speaker_only_by_a_dash_or_cue(
    content: str, source: str, known: bool
) -> None:
    assert (name_of(content + source) == "Ruth Pell") is known


HOLDERS = """
offices: [{id: eel-minister, name: Eel Minister, category: government, source: made up}]
people:
  - {id: a, name: Ada Moor, category: other, source: made up, roles: [{office: eel-minister, former: true}]}
  - {id: b, name: Bo Ash, category: other, source: made up, roles: [
      {office: eel-minister, since: 2010, until: 2012}, {title: peer, until: 2022}]}
  - {id: c, name: Cy Dunn, category: other, source: made up, roles: [{office: eel-minister, since: 2013, until: 2015}]}
  - {id: d, name: Di Fenn, category: other, source: made up, roles: [{office: eel-minister, since: 2016}]}
"""


@pytest.mark.parametrize(
    ("source", "day", "identifier"),
    [
        ("The then Eel Minister", "2023-05-10", "c"),
        ("The then Eel Minister", "2014-05-10", "b"),
        ("The then Eel Minister", "2011-05-10", "a"),
        ("The Eel Minister", "2023-05-10", "d"),
        ("The Eel Minister", "2015-12-31", "c"),
        ("The then Eel Minister", None, None),
    ],
    ids=["last", "before-the-present", "end-unknown", "present", "last-day", "no-day"],
)
def test_the_then_holder_is_who_left_that_office_last(
    tmp_path: Path, source: str, day: str | None, identifier: str | None
) -> None:
    (tmp_path / "a.yaml").write_text(HOLDERS, "utf-8")
    resolver = Resolver(load_registry(tmp_path))
    assert find_speaker(resolver, f"{{s1:{source}}} said {{c1:no}}.", day=day).id == identifier
